//! The code generated from `proto/shop.proto`, for both services.

use std::io;

use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;

rust_grpc::include_proto!("shop");

/// Listens, and prints the address.
///
/// # Errors
/// Returns an error if the address cannot be used.
pub async fn listen(addr: &str) -> io::Result<TcpIncoming> {
    let listener = TcpListener::bind(addr).await?;
    println!("listening on {}", listener.local_addr()?);
    Ok(TcpIncoming::from(listener).with_nodelay(Some(true)))
}
