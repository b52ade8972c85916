//! Layers that complete what tonic does in part.
//!
//! * [`DeadlineLayer`]: a deadline holds for the whole call. With tonic alone, it holds until the
//!   headers of the response have come.
//! * [`CancelLayer`]: dropping the response of a call cancels the call in both directions.
//! * [`MethodLayer`]: interceptors learn which method is called.
//!
//! Each of them can wrap a channel or a service, or be added to a server, like any layer of tower:
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
mod method_layer;

pub(crate) use cancel::cancelled;
pub use cancel::{Cancel, CancelLayer};
#[cfg(feature = "service-config")]
pub(crate) use deadline::Timed;
#[cfg(any(feature = "blocking", feature = "service-config"))]
pub(crate) use deadline::exceeded;
pub use deadline::{Deadline, DeadlineLayer, Expiry};
pub use method_layer::{MethodLayer, WithMethod};
/// The trait that puts a layer around a channel: `DeadlineLayer.layer(channel)`.
pub use tower_layer::Layer;
