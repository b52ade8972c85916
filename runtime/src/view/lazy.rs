//! Messages in lazy views. They are checked each time they are read.

use core::marker::PhantomData;

use prost::DecodeError;

use super::check::{Extent, check};
use super::fields::{Entry, Fields};
use super::nested::Bytes;
use super::pieces::pieces;
use super::source::Source;
use super::traits::{MessageView, open, open_pieces};
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::foreign::Foreign;
use crate::wire::scope::Scope;
use crate::wire::skip::DELIMITED;

/// A singular message field of a lazy view. Its bytes have not been checked.
pub struct LazyNested<'a, M> {
    pub(super) bytes: Bytes<'a>,
    view: PhantomData<fn() -> M>,
}

/// A singular field of a lazy view that is a message with another codec. Its bytes have not been
/// checked.
pub struct LazyForeignField<'a, M> {
    pub(super) bytes: Bytes<'a>,
    message: PhantomData<fn() -> M>,
}

macro_rules! fields {
    ($($field:ident $marker:ident)*) => {$(
        impl<M> Clone for $field<'_, M> {
            #[inline(always)]
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<M> Copy for $field<'_, M> {}

        impl<M> Default for $field<'_, M> {
            #[inline(always)]
            fn default() -> Self {
                $field { bytes: Bytes::Absent, $marker: PhantomData }
            }
        }
    )*};
}

fields! { LazyNested view LazyForeignField message }

impl<'a, M: MessageView> LazyNested<'a, M> {
    #[inline(always)]
    pub(super) fn of(bytes: Bytes<'a>) -> Self {
        LazyNested { bytes, view: PhantomData }
    }

    /// Checks the message, and returns its view. `source` is that of the message around it.
    ///
    /// # Errors
    /// Returns the error that decoding the message returns.
    #[inline]
    pub fn get(self, source: Source<'a>) -> Result<Option<M::View<'a>>, DecodeError> {
        match self.bytes {
            Bytes::Absent => Ok(None),
            Bytes::Whole(body) => open::<M>(body, source.depth).map(Some),
            Bytes::Pieces(range) => open_pieces::<M>(Source { range, ..source }).map(Some),
        }
    }

    /// Checks a message that is always there, and returns its view.
    ///
    /// # Errors
    /// Returns the error that decoding the message returns.
    #[inline]
    pub fn get_or_default(self, source: Source<'a>) -> Result<M::View<'a>, DecodeError> {
        Ok(self.get(source)?.unwrap_or_default())
    }
}

impl<'a, M: Foreign + Default> LazyForeignField<'a, M> {
    /// Decodes the message. `source` is that of the message around it.
    ///
    /// # Errors
    /// Returns the error of decoding the message.
    pub fn get(self, source: Source<'a>) -> Result<Option<M>, DecodeError> {
        decode(self.bytes, source)
    }

    /// Decodes a message that is always there.
    ///
    /// # Errors
    /// Returns the error of decoding the message.
    pub fn get_or_default(self, source: Source<'a>) -> Result<M, DecodeError> {
        Ok(self.get(source)?.unwrap_or_default())
    }
}

/// Decodes a message that has not been checked. `source` is that of the message around it.
pub(super) fn decode<M: Foreign + Default>(
    bytes: Bytes<'_>,
    source: Source<'_>,
) -> Result<Option<M>, DecodeError> {
    let Some(depth) = source.depth.checked_sub(1) else {
        return match bytes {
            Bytes::Absent => Ok(None),
            Bytes::Whole(_) | Bytes::Pieces(_) => Err(Error::recursion().into()),
        };
    };
    let mut message = M::default();
    let mut merge = |body| message.merge_bytes(body, depth, &Scope::new(None));
    match bytes {
        Bytes::Absent => return Ok(None),
        Bytes::Whole(body) => merge(body)?,
        Bytes::Pieces(range) => {
            for body in pieces(Source { range, ..source }) {
                merge(body)?;
            }
        }
    }
    Ok(Some(message))
}

/// Returns whether the check of a whole message accepts the value of a member with this key, which
/// the check of the lazy message around it has accepted.
#[cold]
#[inline(never)]
pub(super) fn are_whole(
    fields: &'static Fields,
    key: u32,
    bytes: Bytes<'_>,
    source: Source<'_>,
) -> bool {
    let is_whole = |body: &[u8]| match fields.entry(key >> 3) {
        Entry::LazyMessage(inner) if key & 7 == DELIMITED => {
            let depth = source.depth.checked_sub(1);
            depth.is_some_and(|depth| {
                check(inner.get(), Cursor::new(body), depth, 0, Extent::Deep).is_some()
            })
        }
        Entry::LazyForeign(check) if key & 7 == DELIMITED => {
            source.depth.checked_sub(1).is_some_and(|depth| check(body, depth))
        }
        _ => true,
    };
    match bytes {
        Bytes::Absent => true,
        Bytes::Whole(body) => is_whole(body),
        Bytes::Pieces(range) => pieces(Source { range, ..source }).into_iter().all(is_whole),
    }
}
