//! The binary codec: how generated messages become bytes and bytes become messages.
//!
//! Decoding reads a contiguous slice once ([`Reader`]); encoding writes backwards,
//! once ([`Writer`]). Neither knows prost: that is the business of
//! `interop`. Unsafe code is in `copy`, `cursor`, `pieces`, `place`,
//! `room`, `target` and `text` only.
//!
//! Functions that generated code calls are always inlined where the build optimises, so that
//! readers and writers live in registers. A debug build must not inline them: rustc gives each
//! temporary of an inlined body a place of its own in the frame of the caller, and a message of 50
//! fields took 11 KiB of stack at each level (`bench -- stack`). So `reader`, `writer` and `kind`
//! say `inline(always)` only without `debug_assertions`.

mod ahead;
pub(crate) mod binary_writer;
mod blob;
mod closed;
#[allow(unsafe_code)]
pub(crate) mod copy;
#[allow(unsafe_code)]
pub(crate) mod cursor;
pub(crate) mod error;
pub(crate) mod input;
pub mod kind;
pub(crate) mod map;
pub(crate) mod member;
mod packed;
#[allow(unsafe_code)]
mod pieces;
#[allow(unsafe_code)]
mod place;
pub(crate) mod reader;
#[allow(unsafe_code)]
pub(crate) mod room;
mod runs;
pub(crate) mod scope;
pub(crate) mod skip;
#[allow(unsafe_code)]
pub(crate) mod target;
mod text;
pub(crate) mod varint;
pub(crate) mod write_fields;
pub(crate) mod writer;

use alloc::boxed::Box;

use binary_writer::BinaryWriter;
use input::{Input, Nesting};
use reader::Reader;
use write_fields::WriteFields;
use writer::Writer;

use crate::table::Table;

/// A generated message.
///
/// The type parameter `L` stands for nothing. It makes a function generic, so that the crates that
/// use the message compile it, and not the library of messages, most of which a program never
/// touches. `write` is generic over its writer, because one function serves the binary encoding
/// and JSON.
///
/// The trait is hidden in docs, so that the docs of generated messages do not show its
/// implementations. rustdoc shows implementations of a trait in a hidden module.
#[doc(hidden)]
pub trait MessageCodec: Default + Send + Sync {
    /// Whether the message can reach a field of type `Bytes`. Then decoding it from a `Bytes` lets
    /// such fields be slices of that, which keeps the whole input in memory as long as one of them
    /// lives, as prost does. `false` is always correct: the fields are copied.
    const SHARES_BYTES: bool = false;

    /// Bytes that its default allocates: `required` fields may have a text or a box from the
    /// beginning.
    const DEFAULT_HEAP: usize = 0;

    /// Returns the table. This is a function and no constant. Each codegen unit that uses a
    /// constant would contain it again, and it would cost more to check.
    fn table<L>() -> &'static Table;

    /// Merges the fields in `input` into the message. An error in them is left in `nesting`. The
    /// fields in front of it stay merged.
    fn merge_fields<L>(&mut self, input: Input<'_>, nesting: Nesting<'_>);

    /// Writes the fields, the last one first.
    fn write<'w, W: WriteFields<'w>>(&'w self, writer: Writer<W>) -> Writer<W>;
}

/// The type argument of a codec's functions.
pub enum Late {}

impl<M: MessageCodec> MessageCodec for Box<M> {
    const SHARES_BYTES: bool = M::SHARES_BYTES;
    const DEFAULT_HEAP: usize = size_of::<M>() + M::DEFAULT_HEAP;

    #[inline]
    fn table<L>() -> &'static Table {
        M::table::<Late>()
    }

    #[inline(always)]
    fn merge_fields<L>(&mut self, input: Input<'_>, nesting: Nesting<'_>) {
        (**self).merge_fields::<Late>(input, nesting);
    }

    #[inline(always)]
    fn write<'w, W: WriteFields<'w>>(&'w self, writer: Writer<W>) -> Writer<W> {
        (**self).write(writer)
    }
}

impl<M: MessageCodec> room::Source for M {
    fn write<'w>(&'w self, writer: BinaryWriter<'w>) -> BinaryWriter<'w> {
        MessageCodec::write(self, Writer::new(writer)).into_inner()
    }
}

/// The value of a generated oneof. Its functions have the type parameters of [`MessageCodec`].
#[doc(hidden)]
pub trait OneofCodec: Sized {
    /// Merges the member whose key, `tag`, has been read. A message is merged into a message of the
    /// same member; every other value replaces what is there. If no member has the key, the function
    /// says so to `reader`, by [`Reader::no_member`].
    fn merge_field<L>(field: &mut Option<Self>, tag: u32, reader: &mut Reader<'_>);

    /// Writes the member.
    fn write<'w, W: WriteFields<'w>>(&'w self, writer: Writer<W>) -> Writer<W>;
}
