//! Serves the proxy: `relay ADDRESS ARCHIVE NAME`.

use std::error::Error;

use relay::proto::archive_client::ArchiveClient;
use relay::proto::archive_server::ArchiveServer;
use relay::{Relay, listen};
use tonic::transport::{Endpoint, Server};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(addr), Some(archive), Some(name)) = (args.next(), args.next(), args.next()) else {
        return Err("usage: relay ADDRESS ARCHIVE NAME".into());
    };
    let channel = Endpoint::new(format!("http://{archive}"))?.connect_lazy();
    let relay = Relay::new(&name, ArchiveClient::new(channel));
    Server::builder()
        .add_service(ArchiveServer::new(relay))
        .serve_with_incoming(listen(&addr).await?)
        .await?;
    Ok(())
}
