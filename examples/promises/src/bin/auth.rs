//! Token authentication. An interceptor of the client adds a token, and an interceptor of the
//! server checks it before each call.
//!
//!     auth server ADDRESS TOKEN
//!     auth client ADDRESS TOKEN

use promises::echo_client::EchoClient;
use promises::echo_server::EchoServer;
use promises::{Echoing, Failure, Role, Text, expect, listen, role};
use tonic::metadata::MetadataValue;
use tonic::transport::{Endpoint, Server};
use tonic::{Code, Request, Status};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, words) => {
            let expected = bearer(&words)?;
            let check = move |request: Request<()>| match request.metadata().get("authorization") {
                Some(token) if token == expected => Ok(request),
                Some(_) => Err(Status::unauthenticated("a wrong token")),
                None => Err(Status::unauthenticated("a token is needed")),
            };
            let server =
                Server::builder().add_service(EchoServer::with_interceptor(Echoing, check));
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, words) => {
            let token = bearer(&words)?;
            let channel = Endpoint::from_shared(format!("http://{addr}"))?.connect().await?;
            let refused = EchoClient::new(channel.clone())
                .say(Text::default())
                .await
                .expect_err("a call without a token fails");
            expect("code", refused.code(), Code::Unauthenticated)?;
            let mut client =
                EchoClient::with_interceptor(channel, move |mut request: Request<()>| {
                    request.metadata_mut().insert("authorization", token.clone());
                    Ok(request)
                });
            let reply = client.say(Text { text: "it is me".into() }).await?.into_inner();
            println!("{}", reply.text);
            expect("reply", reply.text, "it is me".into())
        }
    }
}

fn bearer(words: &[String]) -> Result<MetadataValue<tonic::metadata::Ascii>, Failure> {
    let [token] = words else { return Err("expected TOKEN".into()) };
    let mut value: MetadataValue<_> = format!("Bearer {token}").parse()?;
    // Hides the token when the request is printed, and keeps it out of HTTP/2's index.
    value.set_sensitive(true);
    Ok(value)
}
