//! Serves the Greeter until Ctrl-C: `server [ADDRESS]`.

use @CRATE@::greeter_server::{Greeter, GreeterServer};
use @CRATE@::{HelloReply, HelloRequest};
use tokio_stream::Stream;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

struct PoliteGreeter;

#[tonic::async_trait]
impl Greeter for PoliteGreeter {
    type SayHellosStream = Box<dyn Stream<Item = Result<HelloReply, Status>> + Send + Unpin>;

    async fn say_hello(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<HelloReply>, Status> {
        let HelloRequest { name } = request.into_inner();
        let message = format!("Hello, {name}!");
        Ok(Response::new(HelloReply { message }))
    }

    async fn say_hellos(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Self::SayHellosStream>, Status> {
        let HelloRequest { name } = request.into_inner();
        let replies = ["Bonjour", "Guten Tag", "Konnichiwa"].map(|greeting| {
            let message = format!("{greeting}, {name}!");
            Ok(HelloReply { message })
        });
        Ok(Response::new(Box::new(tokio_stream::iter(replies))))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:50051".into());
    let incoming = TcpIncoming::bind(address.parse()?)?;
    println!("listening on {}", incoming.local_addr()?);
    let stop = async {
        let ctrl_c = tokio::signal::ctrl_c().await;
        ctrl_c.expect("Ctrl-C can be listened to");
    };
    Server::builder()
        .add_service(GreeterServer::new(PoliteGreeter))
        .serve_with_incoming_shutdown(incoming, stop)
        .await?;
    Ok(())
}
