//! Layers for what tonic leaves half done: a deadline holds for the whole call and not only until
//! its headers have come, and a call that is dropped is cancelled in both directions; and
//! interceptors learn which method is called.
//!
//! They go around a channel, around a service, or into a server, as any layer of tower does:
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use rust_grpc::layers::{CancelLayer, DeadlineLayer, Layer};
//!
//! let channel = tonic::transport::Endpoint::from_static("http://127.0.0.1:50051").connect_lazy();
//! let channel = CancelLayer.layer(DeadlineLayer.layer(channel));
//! // let client = GreeterClient::new(channel);
//!
//! let server = tonic::transport::Server::builder().layer(DeadlineLayer);
//! # Ok(())
//! # }
//! ```

mod cancel;
mod deadline;
mod method;

pub use cancel::{Cancel, CancelLayer};
pub use deadline::{Deadline, DeadlineLayer, Expiry};
pub use method::{MethodLayer, WithMethod};
/// The trait that puts a layer around a channel: `DeadlineLayer.layer(channel)`.
pub use tower_layer::Layer;
