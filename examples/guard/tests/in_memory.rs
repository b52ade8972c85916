//! The interceptors over HTTP/2 in memory.

#![allow(missing_docs)]

use std::sync::{Arc, Mutex};

use guard::proto::vault_client::VaultClient;
use guard::proto::vault_server::VaultServer;
use guard::proto::{Key, ListRequest, Secret};
use guard::{Audit, Roles, Store, client_interceptors, server_interceptors};
use rust_grpc::intercept::{InterceptedChannel, Interceptors};
use rust_grpc::testing::channel;
use tonic::Code;
use tonic::codec::CompressionEncoding;
use tonic::transport::{Channel, Server};

type Client = VaultClient<InterceptedChannel<Channel>>;

/// The lines of an audit log.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn audit(&self) -> Audit {
        let lines = self.clone();
        Audit::new(move |line| lines.0.lock().unwrap().push(line))
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn connect(client: &Interceptors, log: &Lines) -> Client {
    let roles = Roles::parse("t-1 alice reader writer\nt-2 bob reader");
    let server = VaultServer::new(Store::default())
        .accept_compressed(CompressionEncoding::Gzip)
        .send_compressed(CompressionEncoding::Gzip);
    let layer = server_interceptors(roles, log.audit()).server_layer();
    VaultClient::new(client.channel(channel(Server::builder().layer(layer).add_service(server))))
}

fn secret() -> Secret {
    Secret { key: "database".into(), value: "hush".into() }
}

#[tokio::test]
async fn the_role_of_the_schema_decides() {
    let log = Lines::default();
    let nothing = || Lines::default().audit();
    let mut alice = connect(&client_interceptors("t-1", nothing()), &log);
    alice.store(secret()).await.unwrap();
    assert_eq!(alice.open(Key { key: "database".into() }).await.unwrap().get_ref(), &secret());

    let mut bob = connect(&client_interceptors("t-2", nothing()), &log);
    let status = bob.store(secret()).await.unwrap_err();
    assert_eq!(status.code(), Code::PermissionDenied);
    assert_eq!(status.message(), "the role `writer` is missing");
    assert_eq!(bob.open(Key::default()).await.unwrap_err().code(), Code::NotFound);

    let mut stranger = connect(&client_interceptors("t-3", nothing()), &log);
    assert_eq!(stranger.open(Key::default()).await.unwrap_err().code(), Code::Unauthenticated);
    stranger.list(ListRequest {}).await.unwrap();
}

#[tokio::test]
async fn the_log_has_ids_and_no_secrets() {
    let (on_client, on_server) = (Lines::default(), Lines::default());
    let mut client = connect(&client_interceptors("t-1", on_client.audit()), &on_server);
    let response = client.store(secret()).await.unwrap();
    assert_eq!(response.metadata().get("x-request-id").unwrap(), "client-1");
    let status = client.open(Key { key: "mail".into() }).await.unwrap_err();
    assert_eq!(status.metadata().get("x-request-id").unwrap(), "client-2");
    let of = |caller: &str| {
        [
            "client-1 - Store begins".to_owned(),
            format!("client-1 {caller} Store <- Secret {{ key: \"database\", value: [REDACTED] }}"),
            format!("client-1 {caller} Store -> Stored {{ count: 1 }}"),
            format!("client-1 {caller} Store ends: Ok"),
            "client-2 - Open begins".to_owned(),
            format!("client-2 {caller} Open <- Key {{ key: \"mail\" }}"),
            format!("client-2 {caller} Open ends: NotFound"),
        ]
    };
    assert_eq!(on_client.take(), of("-"));
    assert_eq!(on_server.take(), of("alice"));
}

#[tokio::test]
async fn compressed_messages_are_seen() {
    let (on_client, on_server) = (Lines::default(), Lines::default());
    let gzip = CompressionEncoding::Gzip;
    let interceptors = client_interceptors("t-1", on_client.audit());
    let client = connect(&interceptors.clone().accept_compressed(gzip), &on_server);
    let mut client = client.send_compressed(gzip).accept_compressed(gzip);
    let long = Secret { key: "k".repeat(1000), value: "v".repeat(1000) };
    assert_eq!(client.store(long.clone()).await.unwrap().get_ref().count, 1);
    let response = client.open(Key { key: long.key.clone() }).await.unwrap();
    assert_eq!(response.metadata().get("grpc-encoding").unwrap(), "gzip");
    assert_eq!(response.get_ref(), &long);
    for lines in [on_client.take(), on_server.take()] {
        assert!(lines[1].contains(&long.key) && lines[1].contains("[REDACTED]"), "{lines:?}");
        assert!(lines[6].contains(&long.key) && lines[6].contains("[REDACTED]"), "{lines:?}");
    }

    // These interceptors cannot read requests that are compressed. They refuse them, and they let
    // the server send no compressed responses.
    let client = connect(&interceptors, &on_server).accept_compressed(gzip);
    let response = client.clone().list(ListRequest {}).await.unwrap();
    assert!(response.metadata().get("grpc-encoding").is_none());
    let status = client.send_compressed(gzip).store(long).await.unwrap_err();
    assert_eq!(status.code(), Code::Unimplemented);
}
