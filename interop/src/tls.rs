//! The official test certificates.

use std::path::Path;
use std::{fs, io};

use tonic::transport::{Certificate, ClientTlsConfig, Identity, ServerTlsConfig};

/// The name that the test server's certificate is for.
pub const NAME: &str = "foo.test.google.fr";

fn read(name: &str) -> io::Result<String> {
    let folder =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../target/peers/interop/protos/certificates");
    fs::read_to_string(Path::new(folder).join(name))
}

/// A server that shows the test certificate.
///
/// # Errors
/// It is not there.
pub fn server() -> io::Result<ServerTlsConfig> {
    Ok(ServerTlsConfig::new()
        .identity(Identity::from_pem(read("server1.pem")?, read("server1.key")?)))
}

/// A client that trusts the test authority, and takes the server for `name`.
///
/// # Errors
/// The certificate is not there.
pub fn client(name: &str) -> io::Result<ClientTlsConfig> {
    Ok(ClientTlsConfig::new()
        .ca_certificate(Certificate::from_pem(read("ca.pem")?))
        .domain_name(name))
}
