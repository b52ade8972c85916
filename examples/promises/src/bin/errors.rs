//! Rich error details. A status carries messages of `google.rpc` beside its code and text.
//!
//!     errors server ADDRESS
//!     errors client ADDRESS

use promises::echo_client::EchoClient;
use promises::echo_server::{Echo, EchoServer};
use promises::{Echoing, Failure, RepeatRequest, Role, Text, Texts, expect, listen, role};
use tonic::transport::Server;
use tonic::{Code, Request, Response, Status, Streaming};
use tonic_types::{ErrorDetails, StatusExt};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let server = Server::builder().add_service(EchoServer::new(Strict));
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, _) => {
            let mut client = EchoClient::connect(format!("http://{addr}")).await?;
            let status = client.say(Text::default()).await.expect_err("an empty text is refused");
            expect("code", status.code(), Code::InvalidArgument)?;
            let details = status.get_error_details();
            let violation = details
                .bad_request()
                .and_then(|request| request.field_violations.first())
                .ok_or("no field is named")?;
            println!("{}: {}", violation.field, violation.description);
            expect("field", violation.field.as_str(), "text")?;
            expect("link", details.help().is_some_and(|help| !help.links.is_empty()), true)
        }
    }
}

/// A service that refuses an empty text.
struct Strict;

#[tonic::async_trait]
impl Echo for Strict {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, request: Request<Text>) -> Result<Response<Text>, Status> {
        if request.get_ref().text.is_empty() {
            let mut details = ErrorDetails::new();
            details
                .add_bad_request_violation("text", "must not be empty")
                .add_help_link("what to say", "https://example.com/texts");
            return Err(Status::with_error_details(
                Code::InvalidArgument,
                "nothing to echo",
                details,
            ));
        }
        Echoing.say(request).await
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        Echoing.repeat(request).await
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Echoing.talk(request).await
    }
}
