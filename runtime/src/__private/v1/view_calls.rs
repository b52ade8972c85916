//! The names that stubs with the options `view_requests` and `view_responses` use.

pub use crate::stub::views::{ViewCodec, answer_unary, answer_unary_shared, shared_unary, unary};
