//! TLS, and mutual TLS, in which the client also shows a certificate.
//!
//!     tls server ADDRESS CERTIFICATE KEY [CLIENT_AUTHORITY]
//!     tls client ADDRESS AUTHORITY [CERTIFICATE KEY]

use std::fs;

use promises::echo_client::EchoClient;
use promises::echo_server::{Echo, EchoServer};
use promises::{Echoing, Failure, RepeatRequest, Role, Text, Texts, expect, listen, role};
use tonic::transport::{Certificate, ClientTlsConfig, Endpoint, Identity, Server, ServerTlsConfig};
use tonic::{Request, Response, Status, Streaming};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, files) => {
            let [certificate, key, authority @ ..] = &files[..] else {
                return Err("expected CERTIFICATE KEY".into());
            };
            let mut tls = ServerTlsConfig::new()
                .identity(Identity::from_pem(fs::read(certificate)?, fs::read(key)?));
            // With an authority, the server accepts only clients that have a certificate of the
            // authority.
            if let [authority] = authority {
                tls = tls.client_ca_root(Certificate::from_pem(fs::read(authority)?));
            }
            let server = Server::builder().tls_config(tls)?.add_service(EchoServer::new(Knowing));
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, files) => {
            let [authority, identity @ ..] = &files[..] else {
                return Err("expected AUTHORITY".into());
            };
            // The name in the server's certificate. The address does not count.
            let mut tls = ClientTlsConfig::new()
                .ca_certificate(Certificate::from_pem(fs::read(authority)?))
                .domain_name("localhost");
            if let [certificate, key] = identity {
                tls = tls.identity(Identity::from_pem(fs::read(certificate)?, fs::read(key)?));
            }
            let channel = Endpoint::from_shared(format!("https://{addr}"))?
                .tls_config(tls)?
                .connect()
                .await?;
            let reply = EchoClient::new(channel)
                .say(Text { text: "in private".into() })
                .await?
                .into_inner();
            println!("{}", reply.text);
            expect("reply", reply.text.starts_with("in private"), true)
        }
    }
}

/// An echo service that tells whether it knows the client.
struct Knowing;

#[tonic::async_trait]
impl Echo for Knowing {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, request: Request<Text>) -> Result<Response<Text>, Status> {
        let known = request.peer_certs().is_some_and(|chain| !chain.is_empty());
        let Text { text } = request.into_inner();
        Ok(Response::new(Text {
            text: format!("{text}, {}", if known { "between friends" } else { "stranger" }),
        }))
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        Echoing.repeat(request).await
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Echoing.talk(request).await
    }
}
