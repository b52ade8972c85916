//! The functions of stubs with the options `grpc_json` and `json_feature`, for builds without the
//! feature of the user's crate.

pub use crate::stub::binary_calls::{
    answer, answer_unary, answer_unary_shared, codec, codec_with, unary,
};
