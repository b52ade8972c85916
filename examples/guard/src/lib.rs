//! A vault whose server and client have three interceptors:
//!
//! * [`Roles`] lets a caller in who has the role that the schema gives to the method.
//! * [`RequestIds`] give each call an id, which both sides know.
//! * [`Audit`] writes a log of calls and messages, without the values that the schema hides.

use rust_grpc::intercept::Interceptors;
use tonic::codec::CompressionEncoding;

pub use audit::Audit;
pub use request_ids::{RequestId, RequestIds};
pub use roles::{Caller, Roles, Token};
pub use store::Store;

mod audit;
mod request_ids;
mod roles;
mod store;

/// The generated code.
pub mod proto {
    rust_grpc::include_proto!("acme.vault.v1");
}

/// Returns the interceptors of the server. The first one is the outermost, so the log has the calls
/// that [`Roles`] refuses, and their ids.
pub fn server_interceptors(roles: Roles, audit: Audit) -> Interceptors {
    Interceptors::new()
        .methods(proto::vault_server::method::ALL)
        .accept_compressed(CompressionEncoding::Gzip)
        .with(RequestIds::new("server"))
        .with(audit)
        .with(roles)
}

/// Returns the interceptors of a client that has this token.
pub fn client_interceptors(token: &str, audit: Audit) -> Interceptors {
    Interceptors::new()
        .methods(proto::vault_client::method::ALL)
        .with(RequestIds::new("client"))
        .with(audit)
        .with(Token(token.into()))
}
