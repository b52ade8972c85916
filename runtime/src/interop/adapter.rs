//! The codec's view of messages that have another codec.

use alloc::vec::Vec;
use core::mem::MaybeUninit;

use super::foreign;
use super::signals::RequestingBuffer;

use crate::wire::error::Error;
use crate::wire::foreign::Foreign;
use crate::wire::request::Request;
use crate::wire::scope::Scope;

// SAFETY: `write_forwards` gives the message a `&mut [MaybeUninit<u8>]` as buffer. Such a buffer
// moves on in two ways: its own functions write the bytes before the new position, and callers of
// `advance_mut` must have initialised them. So all bytes before the position are initialised. The
// bytes that are left at the end are those after the position: `encode_raw` is generic over the
// buffer, and no function gives a message a second value of that type, so a message cannot replace
// the buffer by another one.
unsafe impl<M: prost::Message> Foreign for M {
    #[inline]
    fn foreign_len(&self) -> usize {
        self.encoded_len()
    }

    #[inline]
    fn write_forwards(&self, free: &mut [MaybeUninit<u8>], request: Request) -> usize {
        // The message may be a generated message of another crate, or contain a generated message.
        let mut free = RequestingBuffer::new(free, request);
        self.encode_raw(&mut free);
        free.into_inner().len()
    }

    fn to_sorted_vec(&self) -> Vec<u8> {
        let request = Request { sorted: true, ..Request::NONE };
        let mut buf = RequestingBuffer::new(Vec::new(), request);
        self.encode_raw(&mut buf);
        buf.into_inner()
    }

    #[inline]
    fn merge_bytes(&mut self, bytes: &[u8], depth: u32, scope: &Scope<'_>) -> Result<(), Error> {
        Ok(foreign::merge(self, bytes, depth, scope)?)
    }

    #[inline]
    fn merge_group(
        &mut self,
        key: u32,
        bytes: &mut &[u8],
        depth: u32,
        scope: &Scope<'_>,
    ) -> Result<(), Error> {
        Ok(foreign::merge_group(self, key, bytes, depth, scope)?)
    }
}
