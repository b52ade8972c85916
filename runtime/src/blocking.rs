//! Calls by plain functions, for programs that are not asynchronous.
//!
//! The option `blocking` generates a client with plain functions beside each client stub, e.g.
//! `WeatherBlockingClient`. A [`Driver`] runs the calls on a thread of its own, and the function
//! waits for it. So a function can be called on any thread, also on a thread of a tokio runtime,
//! where it blocks the thread as every long function does.
//!
//! ```no_run
//! # fn example() -> Result<(), tonic::Status> {
//! use rust_grpc::blocking::Driver;
//! use tonic::transport::Endpoint;
//!
//! // `connect` of a generated client does this with `Driver::shared()`.
//! let driver = Driver::new();
//! let endpoint = Endpoint::from_static("http://[::1]:50051");
//! let channel = driver.block_on(async move { endpoint.connect_lazy() })?;
//! // let client = WeatherBlockingClient::with_driver(WeatherClient::new(channel), driver);
//! // let answer = client.get(Ask::default())?.into_inner();
//! # Ok(())
//! # }
//! ```

pub(crate) mod calls;
mod cancelling;
mod driver;
mod into_requests;
mod requests;
mod responses;

pub use driver::Driver;
pub use into_requests::{InRequest, IntoRequests, Plain, SendRequests};
pub use responses::Streaming;
