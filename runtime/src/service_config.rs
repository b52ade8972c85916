//! gRPC's [service config](https://github.com/grpc/grpc/blob/master/doc/service_config.md):
//! timeouts, retries and hedging by method, as JSON.
//!
//! [`ServiceConfigLayer`] applies a [`ServiceConfig`] to all calls of a channel. It works below
//! every stub, tonic's own included:
//!
//! ```no_run
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use rust_grpc::layers::Layer;
//! use rust_grpc::service_config::{ServiceConfig, ServiceConfigLayer};
//!
//! let config = ServiceConfig::from_json(
//!     r#"{
//!         "methodConfig": [{
//!             "name": [{"service": "acme.v1.Weather"}],
//!             "timeout": "2s",
//!             "retryPolicy": {
//!                 "maxAttempts": 3,
//!                 "initialBackoff": "0.1s",
//!                 "maxBackoff": "1s",
//!                 "backoffMultiplier": 2,
//!                 "retryableStatusCodes": ["UNAVAILABLE"]
//!             }
//!         }]
//!     }"#,
//! )?;
//! let channel = tonic::transport::Endpoint::from_static("http://127.0.0.1:50051").connect_lazy();
//! let channel = ServiceConfigLayer::new(config).layer(channel);
//! // let client = WeatherClient::new(channel);
//! # Ok(())
//! # }
//! ```
//!
//! [gRFC A6](https://github.com/grpc/proposal/blob/master/A6-client-retries.md) defines retries and
//! hedging. An attempt can be followed by another one until the headers of a response have come.
//! The requests of a call are buffered for the next attempts. `docs/calls.md` has the details.

mod attempt;
mod backoff;
mod budget;
mod codes;
mod config;
mod error;
mod failure;
mod hedge;
mod layer;
mod lengths;
mod parse;
mod replay;
mod response;
mod retry;
mod sender;
mod throttle;

pub use config::ServiceConfig;
pub use error::{ConfigError, NotIdempotent};
pub use layer::{Configured, ServiceConfigLayer};
