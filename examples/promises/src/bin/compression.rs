//! Compression with gzip, deflate and zstd: on for a service, and off for single calls.
//!
//!     compression server ADDRESS
//!     compression client ADDRESS [gzip|deflate|zstd]

use promises::echo_client::EchoClient;
use promises::echo_server::{Echo, EchoServer};
use promises::{Echoing, Failure, RepeatRequest, Role, Text, Texts, expect, listen, role};
use tonic::codec::CompressionEncoding::{Deflate, Gzip, Zstd};
use tonic::transport::Server;
use tonic::{Request, Response, Status, Streaming};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            // The server accepts these encodings, and answers in the first one that the client
            // accepts.
            let service = EchoServer::new(Choosing)
                .accept_compressed(Gzip)
                .accept_compressed(Deflate)
                .accept_compressed(Zstd)
                .send_compressed(Gzip)
                .send_compressed(Deflate)
                .send_compressed(Zstd);
            Ok(Server::builder()
                .add_service(service)
                .serve_with_incoming(listen(&addr).await?)
                .await?)
        }
        Role::Client(addr, words) => {
            let encoding = match words.first().map_or("gzip", String::as_str) {
                "gzip" => Gzip,
                "deflate" => Deflate,
                "zstd" => Zstd,
                other => return Err(format!("there is no encoding {other:?} here").into()),
            };
            let client = EchoClient::connect(format!("http://{addr}")).await?;
            let text = "over and over ".repeat(10_000);

            // This client compresses every call. The plain client uses the same connection without
            // compression.
            let mut compressing =
                client.clone().send_compressed(encoding).accept_compressed(encoding);
            let reply = compressing.say(Text { text: text.clone() }).await?;
            let used =
                reply.metadata().get("grpc-encoding").map(|name| name.as_encoded_bytes().to_vec());
            println!(
                "{encoding:?}, answered in {:?}",
                used.map(|name| String::from_utf8_lossy(&name).into_owned())
            );
            expect("reply", reply.into_inner().text == text, true)?;

            let text = "in plain words ".repeat(10_000);
            let mut plain = client;
            let reply = plain.say(Text { text: text.clone() }).await?;
            expect(
                "encoding of the plain reply",
                reply.metadata().get("grpc-encoding").is_none_or(|name| name == "identity"),
                true,
            )?;
            expect("plain reply", reply.into_inner().text == text, true)
        }
    }
}

/// A service that sends a response uncompressed if compression would not make it smaller.
struct Choosing;

#[tonic::async_trait]
impl Echo for Choosing {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, request: Request<Text>) -> Result<Response<Text>, Status> {
        let mut response = Echoing.say(request).await?;
        if response.get_ref().text.len() < 1024 {
            response.disable_compression();
        }
        Ok(response)
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        Echoing.repeat(request).await
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Echoing.talk(request).await
    }
}
