//! The functions of stubs with the option `grpc_json`. A stub module names this module once. So
//! without the feature `json`, rustc reports one error, which names the feature.

pub use crate::stub::json_calls::{
    answer, answer_unary, answer_unary_shared, codec, codec_with, send, shared_unary, unary,
};
pub use crate::stub::views::json::{
    answer_unary as answer_view, answer_unary_shared as answer_view_shared, codec as view_codec,
    shared_unary as shared_view_unary, unary as view_unary,
};
