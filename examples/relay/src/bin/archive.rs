//! Serves an archive in memory: `relay-archive ADDRESS`.

use std::error::Error;

use relay::proto::archive_server::ArchiveServer;
use relay::{Memory, listen};
use tonic::transport::Server;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let addr = std::env::args().nth(1).ok_or("usage: relay-archive ADDRESS")?;
    Server::builder()
        .add_service(ArchiveServer::new(Memory::default()))
        .serve_with_incoming(listen(&addr).await?)
        .await?;
    Ok(())
}
