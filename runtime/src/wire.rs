//! The binary codec: how generated messages become bytes and bytes become messages.
//!
//! Decoding reads a contiguous slice once ([`Reader`]); encoding writes backwards,
//! once ([`Writer`]). Neither knows prost: that is the business of
//! `interop`. Unsafe code is in `cursor`, `text`, `room` and `target` only.

#[allow(unsafe_code)]
pub(crate) mod cursor;
pub(crate) mod error;
pub(crate) mod input;
pub mod kind;
pub(crate) mod map;
mod packed;
pub(crate) mod reader;
#[allow(unsafe_code)]
pub(crate) mod room;
pub mod size;
pub(crate) mod skip;
#[allow(unsafe_code)]
pub(crate) mod target;
mod text;
pub(crate) mod varint;
pub(crate) mod writer;

use alloc::boxed::Box;

use error::Error;
use input::Input;
use reader::Reader;
use writer::Writer;

/// A generated message.
pub trait MessageCodec: Default + Send + Sync {
    /// Whether the message can reach a field of type `Bytes`. Then decoding it from a `Bytes` lets
    /// such fields be slices of that, which keeps the whole input in memory as long as one of them
    /// lives, as prost does. `false` is always correct: the fields are copied.
    const SHARES_BYTES: bool = false;

    /// Merges the fields in `input` into the message.
    ///
    /// # Errors
    /// The input is malformed. What has been merged before the error stays.
    fn merge_slice(&mut self, input: Input<'_>) -> Result<(), Error>;

    /// How many bytes [`write`](MessageCodec::write) writes.
    fn size(&self) -> usize;

    /// Writes the fields, the last one first.
    fn write<'w>(&self, writer: Writer<'w>) -> Writer<'w>;
}

impl<M: MessageCodec> MessageCodec for Box<M> {
    const SHARES_BYTES: bool = M::SHARES_BYTES;

    #[inline(always)]
    fn merge_slice(&mut self, input: Input<'_>) -> Result<(), Error> {
        (**self).merge_slice(input)
    }

    #[inline(always)]
    fn size(&self) -> usize {
        (**self).size()
    }

    #[inline(always)]
    fn write<'w>(&self, writer: Writer<'w>) -> Writer<'w> {
        (**self).write(writer)
    }
}

impl<M: MessageCodec> room::Source for M {
    fn size(&self) -> usize {
        MessageCodec::size(self)
    }

    fn write<'w>(&self, writer: Writer<'w>) -> Writer<'w> {
        MessageCodec::write(self, writer)
    }
}

/// The value of a generated oneof.
pub trait OneofCodec: Sized {
    /// Merges the member whose key, `tag`, has been read. A message is merged into a message of the
    /// same member; every other value replaces what is there.
    ///
    /// # Errors
    /// The value is malformed, or `tag` is not the key of a member.
    fn merge_field(field: &mut Option<Self>, tag: u32, reader: &mut Reader<'_>) -> Result<(), Error>;

    /// How many bytes [`write`](OneofCodec::write) writes.
    fn size(&self) -> usize;

    /// Writes the member.
    fn write<'w>(&self, writer: Writer<'w>) -> Writer<'w>;
}
