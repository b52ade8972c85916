//! Scalar values in JSON, apart from the text that they stand in: from tokens to the binary
//! encoding.
//!
//! The parser of text takes faster ways for plain numbers. serde's visitors have values and no
//! text.

pub(crate) mod bits;
pub(crate) mod bytes;
mod decimal;
pub(crate) mod duration;
pub(crate) mod enumeration;
pub(crate) mod field_mask;
pub(crate) mod float;
pub(crate) mod fraction;
pub(crate) mod integer;
pub(crate) mod key;
pub(crate) mod text_form;
pub(crate) mod timestamp;

use alloc::borrow::Cow;

/// The reason for which a token is no value of a kind.
pub(crate) type Refusal = Cow<'static, str>;
