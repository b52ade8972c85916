//! The code of calls for generated stubs, once for each kind of call instead of once for each
//! method.
//!
//! tonic compiles the code of a call for every pair of messages. Here a unary call is one piece of
//! code that moves bytes, compiled with this crate. The code that remains for a method encodes one
//! message and decodes another. The code of this module does what tonic does in the ordinary case:
//! one message each way, nothing compressed. In any other case, it hands the call to tonic's own
//! code, with all bytes that have been read so far, so that only tonic decides whether a call is
//! valid.
//!
//! Calls that stream go through tonic, because its `Streaming` is part of their signatures.

pub mod binary_calls;
mod client;
mod format;
pub(crate) mod frame;
mod incoming;
#[cfg(feature = "json")]
pub mod json_calls;
pub(crate) mod raw;
mod reserved;
pub(crate) mod server;
pub mod shared;
pub mod views;

pub use client::Client;
pub use format::Format;
pub use server::{Answer, Call, Server};

use tonic::GrpcMethod;

/// Returns tonic's description of the method with this path.
pub(crate) fn grpc_method(path: &'static str) -> GrpcMethod<'static> {
    let (service, method) = crate::method::parts(path);
    GrpcMethod::new(service, method)
}
