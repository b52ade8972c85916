//! Serves notes from a SQLite database: `notes-server ADDRESS DATABASE`.

use std::error::Error;

use notes::notes_server::NotesServer;
use tokio::net::TcpListener;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;

mod service;
mod store;

/// The code generated from `proto/notes.proto`.
mod notes {
    rust_grpc::include_proto!("notes");
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (addr, database) = std::env::args()
        .nth(1)
        .zip(std::env::args().nth(2))
        .ok_or("usage: notes-server ADDRESS DATABASE")?;
    let store = store::Store::open(database)?;
    let listener = TcpListener::bind(addr).await?;
    println!("listening on {}", listener.local_addr()?);
    let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
    Ok(Server::builder()
        .add_service(NotesServer::new(service::Service::new(store)))
        .serve_with_incoming(incoming)
        .await?)
}
