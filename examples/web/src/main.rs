//! Serves the Greeter to browsers. One port has gRPC-Web, the page that uses it, and plain gRPC for
//! other clients.
//!
//! Browsers cannot use gRPC, because they hide trailers from pages. gRPC-Web puts trailers into the
//! body. `tonic-web` translates.

use std::path::PathBuf;
use std::process::ExitCode;

use example::greeter_server::{Greeter, GreeterServer};
use example::{HelloReply, HelloRequest};
use tokio::net::TcpListener;
use tonic::service::Routes;
use tonic::{Request, Response, Status};
use tonic_web::GrpcWebLayer;
use tower_http::services::ServeDir;

/// The code generated from the Greeter's proto.
mod example {
    rust_grpc::include_proto!("example");
}

const USAGE: &str = "\
Usage: web-server [--addr ADDRESS] [--page FOLDER]

  --addr ADDRESS    where to listen; port 0 takes a free one [default: 127.0.0.1:8080]
  --page FOLDER     the folder of index.html and the bundled page.js
                    [default: target/peers/web/page, where scripts/fetch web puts them]";

struct PoliteGreeter;

#[tonic::async_trait]
impl Greeter for PoliteGreeter {
    async fn say_hello(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<HelloReply>, Status> {
        let HelloRequest { name } = request.into_inner();
        if name.is_empty() {
            return Err(Status::invalid_argument("whom shall I greet?"));
        }
        Ok(Response::new(HelloReply { message: format!("Hello, {name}!") }))
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let (mut addr, mut page) =
        ("127.0.0.1:8080".to_owned(), PathBuf::from("target/peers/web/page"));
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match (word.as_str(), words.next()) {
            ("--addr", Some(value)) => addr = value,
            ("--page", Some(value)) => page = value.into(),
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        }
    }
    match serve(&addr, page).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("web-server: {addr}: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(addr: &str, page: PathBuf) -> std::io::Result<()> {
    // Page and service have one origin, so the browser needs no permission (CORS).
    let app = Routes::new(GreeterServer::new(PoliteGreeter))
        .into_axum_router()
        .layer(GrpcWebLayer::new())
        .fallback_service(ServeDir::new(page));
    let listener = TcpListener::bind(addr).await?;
    println!("listening on {}", listener.local_addr()?);
    axum::serve(listener, app).await
}
