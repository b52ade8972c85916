//! The functions of stubs with the option `grpc_json` whose JSON depends on a feature of the user's
//! crate, without that feature.

pub use crate::stub::binary_calls::{
    answer, answer_unary, answer_unary_shared, codec, codec_with, unary,
};
