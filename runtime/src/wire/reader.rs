//! What generated code reads fields with.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::cursor::Cursor;
use super::error::Error;
use super::input::{Input, OpenGroup, Scope};
use super::kind::{Kind, Scalar, Width};
use super::map::Map;
use super::{Late, MessageCodec, OneofCodec};
use super::{kind, map, packed, skip, text};
use crate::interop::foreign;
use crate::unknown::UnknownFields;

/// Reads the fields of one message from contiguous bytes.
///
/// [`tag`](Reader::tag) comes first, then exactly one call that reads, skips or keeps the value.
/// Small on purpose and always inlined, so that it lives in registers.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    cursor: Cursor<'a>,
    /// The key read last.
    key: u32,
    depth: u32,
    scope: &'a Scope<'a>,
}

/// One method per scalar type, named as in .proto files.
macro_rules! scalars {
    ($($name:ident $kind:ident $value:ty;)*) => {$(
        #[doc = concat!("Reads the value of a `", stringify!($name), "` field.")]
        #[inline(always)]
        pub fn $name(&mut self) -> Result<$value, Error> {
            self.scalar::<kind::$kind>()
        }
    )*};
}

impl<'a> Reader<'a> {
    /// Reads from the start of `input`.
    #[inline(always)]
    pub fn new(input: Input<'a>) -> Self {
        Reader { cursor: Cursor::new(input.bytes), key: 0, depth: input.depth, scope: input.scope }
    }

    /// The next field's key (`number << 3 | wire type`), `None` at the end. Keys that are not
    /// valid are left to [`skip`](Reader::skip): no field declares one.
    #[inline(always)]
    pub fn tag(&mut self) -> Result<Option<u32>, Error> {
        if self.cursor.is_empty() {
            return Ok(None);
        }
        self.key = self.cursor.key()?;
        Ok(Some(self.key))
    }

    scalars! {
        int32 Int32 i32;
        int64 Int64 i64;
        uint32 Uint32 u32;
        uint64 Uint64 u64;
        sint32 Sint32 i32;
        sint64 Sint64 i64;
        fixed32 Fixed32 u32;
        fixed64 Fixed64 u64;
        sfixed32 Sfixed32 i32;
        sfixed64 Sfixed64 i64;
        bool Bool bool;
        float Float f32;
        double Double f64;
    }

    /// Reads a scalar of any kind.
    #[inline(always)]
    pub(crate) fn scalar<K: Scalar>(&mut self) -> Result<K::Value, Error> {
        let bits = match K::WIDTH {
            Width::Varint => self.cursor.varint()?,
            Width::Four => u32::from_le_bytes(self.cursor.array()?).into(),
            Width::Eight => u64::from_le_bytes(self.cursor.array()?),
        };
        Ok(K::from_bits(bits))
    }

    /// Replaces `value` by the string that follows.
    ///
    /// # Errors
    /// Not UTF-8: `value` keeps what it had.
    #[inline(always)]
    pub fn string(&mut self, value: &mut String) -> Result<(), Error> {
        self.cursor = text::read(self.cursor, value)?;
        Ok(())
    }

    /// Replaces `value` by the bytes that follow.
    #[inline(always)]
    pub fn bytes(&mut self, value: &mut Vec<u8>) -> Result<(), Error> {
        self.cursor = read_bytes(self.cursor, value)?;
        Ok(())
    }

    /// Replaces `value` by the bytes that follow: a slice of the input if that is a `Bytes` (see
    /// [`MessageCodec::SHARES_BYTES`]), else a copy.
    #[inline]
    pub fn bytes_shared(&mut self, value: &mut Bytes) -> Result<(), Error> {
        let bytes = self.cursor.delimited()?;
        *value = match self.scope.root {
            Some(root) => root.slice_ref(bytes),
            None => Bytes::copy_from_slice(bytes),
        };
        Ok(())
    }

    /// Appends the elements of a packed field, or the one element of a field that its writer did
    /// not pack: the caller tells them apart by the key.
    #[inline(always)]
    pub fn packed<K: Scalar>(&mut self, values: &mut Vec<K::Value>) -> Result<(), Error> {
        self.cursor = packed::read::<K>(self.cursor, values)?;
        Ok(())
    }

    /// Merges the message that follows into `message`.
    #[inline(always)]
    pub fn message<M: MessageCodec>(&mut self, message: &mut M) -> Result<(), Error> {
        let input = self.delimited()?;
        message.merge_slice::<Late>(input)
    }

    /// Merges the group that follows into `message`. `tag` is its start-group key.
    #[inline(always)]
    pub fn group<M: MessageCodec>(&mut self, tag: u32, message: &mut M) -> Result<(), Error> {
        self.cursor = read_group(*self, tag, message)?;
        Ok(())
    }

    /// Merges what follows into a oneof: the value of the member whose key has been read.
    #[inline(always)]
    pub fn oneof<O: OneofCodec>(&mut self, oneof: &mut Option<O>) -> Result<(), Error> {
        O::merge_field::<Late>(oneof, self.key, self)
    }

    /// Merges the message that follows into one of which only `prost::Message` is known.
    #[inline]
    pub fn foreign_message<M: prost::Message>(&mut self, message: &mut M) -> Result<(), Error> {
        let input = self.delimited()?;
        foreign::merge(message, input.bytes, input.depth)
    }

    /// The same for one that is framed as a group. `tag` is its start-group key.
    #[inline]
    pub fn foreign_group<M: prost::Message>(&mut self, tag: u32, message: &mut M) -> Result<(), Error> {
        let mut rest = self.cursor.rest();
        foreign::merge_group(message, tag, &mut rest, self.depth)?;
        self.cursor = Cursor::new(rest);
        Ok(())
    }

    /// Reads an entry of a map; an earlier value of the same key is replaced.
    #[inline]
    pub fn map<K, V, C>(&mut self, map: &mut C) -> Result<(), Error>
    where
        K: Kind,
        V: Kind,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        self.map_with_default::<K, V, C>(map, V::Value::default())
    }

    /// The same, where a value that is left out means `default`.
    #[inline]
    pub fn map_with_default<K, V, C>(&mut self, map: &mut C, default: V::Value) -> Result<(), Error>
    where
        K: Kind,
        V: Kind,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        if map.is_full() {
            map.reserve(map::entries_ahead::<C>(self.cursor, self.key));
        }
        let input = self.delimited()?;
        map::read_entry::<K, V, C>(input, map, default)
    }

    /// Reads over a field that no arm of the message's `match` took.
    ///
    /// `known` lists the keys of the message (of repeated scalars the expanded one), ascending by
    /// number.
    ///
    /// # Errors
    /// The key is invalid; or its number is known, so its wire type is wrong; or it ends a group
    /// that is not open.
    #[inline(always)]
    pub fn skip(&mut self, tag: u32, known: &[u32]) -> Result<(), Error> {
        self.cursor = skip_field(*self, tag, known)?;
        Ok(())
    }

    /// Like [`skip`](Reader::skip), but the field is appended to `unknown`.
    #[inline(always)]
    pub fn preserve(&mut self, tag: u32, known: &[u32], unknown: &mut UnknownFields) -> Result<(), Error> {
        self.cursor = preserve_field(*self, tag, known, unknown)?;
        Ok(())
    }

    /// Enters the length-prefixed value that follows.
    #[inline(always)]
    fn delimited(&mut self) -> Result<Input<'a>, Error> {
        Ok(Input { bytes: self.cursor.delimited()?, depth: self.inner_depth()?, scope: self.scope })
    }

    /// The depth that is left one level further in.
    #[inline(always)]
    fn inner_depth(&self) -> Result<u32, Error> {
        self.depth.checked_sub(1).ok_or_else(Error::recursion)
    }
}

// The functions below are not inlined. They take the reader by value: a reference would force it
// out of the registers of the loop that calls them.

#[inline(never)]
fn read_bytes<'a>(mut cursor: Cursor<'a>, value: &mut Vec<u8>) -> Result<Cursor<'a>, Error> {
    let bytes = cursor.delimited()?;
    if value.capacity() == 0 {
        *value = Vec::from(bytes);
    } else {
        value.clear();
        value.extend_from_slice(bytes);
    }
    Ok(cursor)
}

#[inline(never)]
fn read_group<'a, M: MessageCodec>(mut reader: Reader<'a>, tag: u32, message: &mut M) -> Result<Cursor<'a>, Error> {
    let depth = reader.inner_depth()?;
    let scope = Scope { root: reader.scope.root, group: Some(OpenGroup { number: tag >> 3, depth, left: Default::default() }) };
    let bytes = reader.cursor.rest();
    message.merge_slice::<Late>(Input { bytes, depth, scope: &scope })?;
    // Without an end-group key, prost fails to read the key that should come next.
    let left = scope.group.and_then(|group| group.left.get());
    reader.cursor.take(bytes.len() - left.ok_or_else(Error::varint)?)?;
    Ok(reader.cursor)
}

#[cold]
#[inline(never)]
fn skip_field<'a>(reader: Reader<'a>, tag: u32, known: &[u32]) -> Result<Cursor<'a>, Error> {
    skip::field(reader.cursor, tag, known, reader.depth, reader.scope)
}

#[inline(never)]
fn preserve_field<'a>(reader: Reader<'a>, tag: u32, known: &[u32], unknown: &mut UnknownFields) -> Result<Cursor<'a>, Error> {
    let value = reader.cursor.rest();
    let after = skip_field(reader, tag, known)?;
    if tag & 7 != skip::END_GROUP {
        unknown.push_record(tag, &value[..value.len() - after.remaining()]);
    }
    Ok(after)
}
