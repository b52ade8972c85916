//! Records of the binary encoding, read and written by a schema at run time.
//!
//! JSON, text format and dynamic messages work on the binary encoding. It is the one form that all
//! messages share: generated messages, unknown fields, the value of an `Any`, messages of other
//! crates, and dynamic messages.

mod read;
mod write;

pub(crate) use read::{Order, Records, is_canonical, leaves_unset};
pub(crate) use write::{Begun, RecordWriter};
