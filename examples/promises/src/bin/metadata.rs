//! Metadata in both directions, text and binary, before and after the messages.
//!
//!     metadata server ADDRESS
//!     metadata client ADDRESS

use promises::echo_client::EchoClient;
use promises::echo_server::{Echo, EchoServer};
use promises::{Echoing, Failure, RepeatRequest, Role, Text, Texts, expect, listen, role};
use tokio_stream::StreamExt;
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::transport::Server;
use tonic::{Code, Request, Response, Status, Streaming};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let server = Server::builder().add_service(EchoServer::new(Returning));
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, _) => {
            let mut client = EchoClient::connect(format!("http://{addr}")).await?;
            let mut request = Request::new(Text { text: "with metadata".into() });
            // A name that ends in `-bin` is for bytes. Other names are for printable ASCII.
            request.metadata_mut().insert("trace", "abc".parse()?);
            request.metadata_mut().append("trace", "def".parse()?);
            request
                .metadata_mut()
                .insert_bin("trace-bin", MetadataValue::from_bytes(&[0, 1, 0xff]));
            let response = client.say(request).await?;
            expect("trace", texts(response.metadata()), vec!["abc".into(), "def".into()])?;
            let bytes = response
                .metadata()
                .get_bin("trace-bin")
                .map(|value| value.to_bytes())
                .transpose()?;
            expect("trace-bin", bytes.as_deref(), Some(&[0, 1, 0xff][..]))?;

            // A status can carry metadata as trailers, because it has no messages.
            let mut responses =
                client.repeat(RepeatRequest { times: 1, ..Default::default() }).await?.into_inner();
            expect("text", responses.message().await?, Some(Text::default()))?;
            let status = responses.message().await.expect_err("the server ends with a status");
            expect("code", status.code(), Code::OutOfRange)?;
            let summary = status.metadata().get("summary").map(|value| value.as_encoded_bytes());
            expect("summary", summary, Some(&b"1 text"[..]))?;
            println!("all metadata came through");
            Ok(())
        }
    }
}

fn texts(metadata: &MetadataMap) -> Vec<String> {
    metadata
        .get_all("trace")
        .iter()
        .filter_map(|value| value.to_str().ok().map(Into::into))
        .collect()
}

/// A service that returns the metadata of the request.
struct Returning;

#[tonic::async_trait]
impl Echo for Returning {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, request: Request<Text>) -> Result<Response<Text>, Status> {
        let (metadata, _, text) = request.into_parts();
        let mut response = Response::new(text);
        for value in metadata.get_all("trace") {
            response.metadata_mut().append("trace", value.clone());
        }
        for value in metadata.get_all_bin("trace-bin") {
            response.metadata_mut().append_bin("trace-bin", value.clone());
        }
        Ok(response)
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        let times = request.get_ref().times;
        let mut status = Status::out_of_range("that is all");
        let summary = format!("{times} text")
            .parse()
            .map_err(|_| Status::internal("a number is printable"))?;
        status.metadata_mut().insert("summary", summary);
        let texts = Echoing.repeat(request).await?.into_inner();
        Ok(Response::new(Box::pin(texts.chain(tokio_stream::once(Err(status))))))
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Echoing.talk(request).await
    }
}
