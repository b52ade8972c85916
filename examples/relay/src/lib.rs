//! A proxy in front of an archive of documents, and the archive.
//!
//! The proxy adds its name to the header of each message, in both directions. It decodes no
//! message: the bytes that it receives are checked, and the header is added behind them. So it
//! forwards also the fields that its schema does not know.

mod archive;
mod messages;
mod proxy;

pub use archive::Memory;
pub use proxy::Relay;

use std::io;

use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;

/// The generated code.
pub mod proto {
    rust_grpc::include_proto!("relay");
}

/// Listens on an address, and prints it.
///
/// # Errors
/// Returns an error if the address is not free.
pub async fn listen(addr: &str) -> io::Result<TcpListenerStream> {
    let listener = TcpListener::bind(addr).await?;
    println!("listening on {}", listener.local_addr()?);
    Ok(TcpListenerStream::new(listener))
}
