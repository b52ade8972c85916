//! The functions of stubs with the options `grpc_json` and `json_feature`, for builds without the
//! feature of the user's crate.

pub use crate::stub::binary_calls::{
    answer, answer_unary, answer_unary_shared, codec, codec_with, unary,
};
pub use crate::stub::shared::unary as shared_unary;
pub use crate::stub::views::{
    answer_unary as answer_view, answer_unary_shared as answer_view_shared, codec_of as view_codec,
    shared_unary as shared_view_unary, unary as view_unary,
};
