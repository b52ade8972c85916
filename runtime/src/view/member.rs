//! Oneofs.
//!
//! A view holds the record of the member that is set, and not the member itself. A member can be a
//! message with the same oneof, and a view would contain itself.

use core::marker::PhantomData;

use prost::DecodeError;

use super::fields::Entry;
use super::foreign::decode;
use super::lazy::{self, LazyNested};
use super::nested::{Bytes, Nested};
use super::reader::NONE;
use super::single::scalar;
use super::source::Source;
use super::text;
use super::traits::MessageView;
use crate::wire::cursor::Cursor;
use crate::wire::foreign::Foreign;
use crate::wire::kind::{Kind, Scalar};
use crate::wire::skip::DELIMITED;

/// The member that is set, in a view `V`.
///
/// Invariant: a record with the key `key` has the value `bytes`. The check by the table of `V` has
/// accepted the record. `ViewReader` establishes it. If the table declares a lazy message with this
/// key, the check has not read the body.
pub struct Member<'a, V> {
    key: u32,
    /// The value: the bytes of a scalar, or what follows the length prefix, or the fields of a
    /// group.
    pub(super) bytes: Bytes<'a>,
    view: PhantomData<fn() -> V>,
}

impl<V> Clone for Member<'_, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Member<'_, V> {}

impl<V> Default for Member<'_, V> {
    #[inline(always)]
    fn default() -> Self {
        Member { key: NONE, bytes: Bytes::Absent, view: PhantomData }
    }
}

impl<'a, V: MessageView> Member<'a, V> {
    /// Sets the member to the value of a record.
    #[inline(always)]
    pub(super) fn set(&mut self, key: u32, bytes: &'a [u8]) {
        *self = Member { key, bytes: Bytes::Whole(bytes), view: PhantomData };
    }

    /// Merges a message into the member. `outer` is the innermost whole body around the record.
    #[inline(always)]
    pub(super) fn merge(&mut self, key: u32, body: &'a [u8], outer: &'a [u8]) {
        if self.key != key {
            return self.set(key, body);
        }
        self.bytes.add(body, outer);
    }

    /// Whether the member with this key is set, or none is.
    #[inline(always)]
    pub(super) fn is(self, key: u32) -> bool {
        self.key == key || self.key == NONE
    }

    /// Returns the key of the member that is set. If none is, the key is that of no field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn key(self) -> u32 {
        self.key
    }

    /// Returns a scalar.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn scalar<K: Scalar>(self) -> K::Value {
        let value = match self.key & 7 == <K as Kind>::WIRE_TYPE {
            true => scalar::<K>(&mut Cursor::new(self.value())),
            false => None,
        };
        value.unwrap_or(K::from_bits(0))
    }

    /// Returns a string.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn string<const KEY: u32>(self) -> &'a str {
        const {
            assert!(matches!(V::FIELDS.get().entry(KEY >> 3), Entry::String));
            assert!(KEY & 7 == DELIMITED);
        }
        if self.key != KEY {
            return "";
        }
        // SAFETY: by the invariant, the check by the table of `V` has accepted the bytes as the
        // value of a record with the key `KEY`. By the assertions, the table declares a string with
        // this key. So the bytes are UTF-8.
        unsafe { text::trusted(self.value()) }
    }

    /// Returns bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bytes(self) -> &'a [u8] {
        self.value()
    }

    /// Returns a message or a group. `source` is that of the view.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn message<const KEY: u32, M: MessageView>(self, source: Source<'a>) -> M::View<'a> {
        let declared = const {
            match V::FIELDS.get().entry(KEY >> 3) {
                Entry::Message(fields) | Entry::Group(fields) => fields,
                _ => panic!("the member is not a message"),
            }
        };
        if self.key != KEY || !declared.is(const { M::FIELDS }) {
            return M::View::default();
        }
        Nested::<M>::of(self.bytes).get_or_default(source)
    }

    /// Checks a message of a lazy view, and returns its view. `source` is that of the lazy view.
    ///
    /// # Errors
    /// Returns the error that decoding the message returns.
    pub fn lazy_message<M: MessageView>(
        self,
        source: Source<'a>,
    ) -> Result<M::View<'a>, DecodeError> {
        Ok(LazyNested::<M>::of(self.bytes).get(source)?.unwrap_or_default())
    }

    /// Decodes a message of a lazy view that has another codec. `source` is that of the lazy view.
    ///
    /// # Errors
    /// Returns the error of decoding the message.
    pub fn lazy_foreign<M: Foreign + Default>(self, source: Source<'a>) -> Result<M, DecodeError> {
        Ok(lazy::decode(self.bytes, source)?.unwrap_or_default())
    }

    /// Returns a message or a group that has another codec. `source` is that of the view.
    pub fn foreign<M: Foreign + Default>(self, source: Source<'a>) -> Option<M> {
        decode(self.bytes, source)
    }

    #[inline(always)]
    fn value(self) -> &'a [u8] {
        match self.bytes {
            Bytes::Whole(bytes) => bytes,
            Bytes::Absent | Bytes::Pieces(_) => &[],
        }
    }
}
