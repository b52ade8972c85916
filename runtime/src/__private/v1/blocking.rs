//! The names that generated blocking clients use. Without the feature `blocking`, rustc reports one
//! error for each module with such a client.

#[cfg(feature = "transport")]
pub use crate::blocking::calls::connect;
pub use crate::blocking::calls::{
    client_streaming, server_streaming, streaming, unary, unary_with,
};
pub use crate::blocking::{Driver, IntoRequests, SendRequests, Streaming};
