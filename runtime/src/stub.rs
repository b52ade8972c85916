//! What generated stubs do, once for each kind of call instead of once for each method.
//!
//! tonic makes the code of a call anew for every pair of messages. Here a unary call is one piece
//! of code that moves bytes, compiled with this crate; what remains for a method is to encode one
//! message and to decode another. It does what tonic does in the ordinary case: one message each
//! way, nothing compressed. Whatever is out of the ordinary is handed to tonic's own code, with all
//! that has been read so far, so that there is one judge of what is right.
//!
//! Calls that stream go through tonic, because its `Streaming` is part of their signatures.

mod client;
mod frame;
mod incoming;
mod raw;
mod server;

pub use client::Client;
pub use server::{Answer, Call, Server};

use tonic::GrpcMethod;

/// What tonic calls the method of a path.
pub(crate) fn grpc_method(path: &'static str) -> GrpcMethod<'static> {
    let (service, method) = crate::method::parts(path);
    GrpcMethod::new(service, method)
}
