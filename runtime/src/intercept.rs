//! Interceptors that know the call: its method, its deadline, its peer, and its messages.
//!
//! An [`Interceptor`] runs around each call of a client or of a server, and its methods are
//! asynchronous. [`Interceptors`] put several of them around a channel or a server:
//!
//! ```
//! use rust_grpc::intercept::{Interceptor, Interceptors, Start};
//! use rust_grpc::tonic::Status;
//!
//! struct Name(&'static str);
//!
//! impl Interceptor for Name {
//!     async fn start(&self, start: &mut Start) -> Result<(), Status> {
//!         let name = self.0.parse().map_err(|_| Status::internal("not a header"))?;
//!         start.metadata_mut().insert("x-program", name);
//!         Ok(())
//!     }
//! }
//!
//! # mod weather_client { pub mod method { pub const ALL: &[rust_grpc::Method] = &[]; } }
//! # fn example(channel: tonic::service::Routes) {
//! let interceptors =
//!     Interceptors::new().methods(weather_client::method::ALL).with(Name("sailing"));
//! let channel = interceptors.channel(channel);
//! // let client = WeatherClient::new(channel);
//! # }
//! ```
//!
//! Interceptors are layers around the channel or the server, and no part of stubs. So they work
//! with every stub, also with those over tonic alone, and a stub without interceptors has no code
//! for them. They read the messages from the bodies of requests and responses. A message that no
//! interceptor looks at is not decoded, and a message that none changes is not encoded again.
//!
//! # Limits
//!
//! A layer sees a message before the stub has decoded it. So a message that an interceptor looks at
//! is decoded twice. If a message is longer than
//! [`max_message_size`](Interceptors::max_message_size), malformed, or compressed in a way that
//! [`accept_compressed`](Interceptors::accept_compressed) does not name, its call ends with an
//! error: no message reaches a stub past an interceptor that sees messages. On a server, this also
//! holds for JSON messages (`Interceptors::accept_json`).

mod active;
mod answer;
mod call;
mod decompress;
mod encode;
mod end;
mod frames;
mod interceptor;
mod interceptors;
mod layer;
mod message;
mod messages;
mod requests;
mod responses;
mod run;
mod start;
mod starting;

pub use call::{Call, Side};
pub use end::End;
pub use interceptor::Interceptor;
pub use interceptors::Interceptors;
pub use layer::{Intercepted, InterceptedChannel, ServerLayer};
pub use message::Message;
pub use start::Start;

#[cfg(test)]
mod tests;
