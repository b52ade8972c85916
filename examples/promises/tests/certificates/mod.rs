//! Certificates for one test.

use std::fs;
use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair,
};
use tempfile::TempDir;

/// The certificates of an authority, and those that it has signed for a server and a client.
pub struct Certificates {
    _folder: TempDir,
    paths: [String; 5],
}

impl Certificates {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut params = CertificateParams::new([]).expect("no names");
        // A certificate with the name of its issuer would be taken for a self-signed one.
        params.distinguished_name.push(DnType::CommonName, "the test's authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key"))
            .expect("an authority");
        let signed = |purpose| {
            let mut params = CertificateParams::new(["localhost".to_owned()]).expect("a name");
            params.extended_key_usages = vec![purpose];
            let key = KeyPair::generate().expect("a key");
            (params.signed_by(&key, &authority).expect("a certificate").pem(), key.serialize_pem())
        };
        let (server, server_key) = signed(ExtendedKeyUsagePurpose::ServerAuth);
        let (client, client_key) = signed(ExtendedKeyUsagePurpose::ClientAuth);
        let texts = [authority.pem(), server, server_key, client, client_key];
        let names = ["authority", "server", "server_key", "client", "client_key"];
        let paths = std::array::from_fn(|index| write(folder.path(), names[index], &texts[index]));
        Self { _folder: folder, paths }
    }

    /// Returns the paths of the authority's certificate, of the server's certificate and key, and
    /// of the client's.
    pub fn paths(&self) -> [&str; 5] {
        self.paths.each_ref().map(String::as_str)
    }
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(format!("{name}.pem"));
    fs::write(&path, text).expect("a new file");
    path.display().to_string()
}
