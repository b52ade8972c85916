//! Scalar values: from tokens of JSON to the binary encoding, without the text around them.
//!
//! The text parser has faster paths for plain numbers. serde's visitors get values and no text.

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

/// The reason why a token is not a value of a kind.
pub(crate) type Refusal = Cow<'static, str>;
