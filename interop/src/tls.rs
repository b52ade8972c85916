//! The official test certificates.

use std::path::Path;
use std::{fs, io};

use tonic::transport::{Certificate, ClientTlsConfig, Identity, ServerTlsConfig};

/// The name in the certificate of the test server.
pub const NAME: &str = "foo.test.google.fr";

fn read(name: &str) -> io::Result<String> {
    let folder =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../target/peers/interop/protos/certificates");
    fs::read_to_string(Path::new(folder).join(name))
}

/// Returns the configuration of a server with the test certificate.
///
/// # Errors
/// Returns an error if the certificate does not exist.
pub fn server() -> io::Result<ServerTlsConfig> {
    Ok(ServerTlsConfig::new()
        .identity(Identity::from_pem(read("server1.pem")?, read("server1.key")?)))
}

/// Returns the configuration of a client that trusts the test authority and expects a server
/// `name`.
///
/// # Errors
/// Returns an error if the certificate does not exist.
pub fn client(name: &str) -> io::Result<ClientTlsConfig> {
    Ok(ClientTlsConfig::new()
        .ca_certificate(Certificate::from_pem(read("ca.pem")?))
        .domain_name(name))
}
