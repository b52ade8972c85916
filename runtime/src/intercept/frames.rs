//! The messages of a body, whose pieces may begin and end anywhere.

use alloc::format;

use bytes::{Bytes, BytesMut};
use tonic::Status;

use crate::stub::frame::HEADER;

/// The bytes of a body that have come and that are not yet a whole message.
pub struct Frames {
    /// The greatest length of a message.
    limit: usize,
    /// Bytes of one piece, which are not copied.
    piece: Bytes,
    /// Bytes of several pieces. If there are some, `piece` is empty.
    joined: BytesMut,
}

impl Frames {
    pub fn new(limit: usize) -> Self {
        Self { limit, piece: Bytes::new(), joined: BytesMut::new() }
    }

    /// Adds a piece of the body.
    pub fn push(&mut self, data: Bytes) {
        if self.piece.is_empty() && self.joined.is_empty() {
            self.piece = data;
            return;
        }
        self.joined.extend_from_slice(&self.piece);
        self.piece = Bytes::new();
        self.joined.extend_from_slice(&data);
    }

    /// Takes the next message with the five bytes before it, if all of it has come.
    ///
    /// # Errors
    /// Returns an error if the five bytes are malformed, or if the message exceeds the limit.
    pub fn next(&mut self) -> Result<Option<Bytes>, Status> {
        let seen = if self.joined.is_empty() { &self.piece[..] } else { &self.joined[..] };
        let &[flag, a, b, c, d, ..] = seen else { return Ok(None) };
        if flag > 1 {
            return Err(Status::internal(format!(
                "protocol error: received message with invalid compression flag: {flag} (valid \
                 flags are 0 and 1)"
            )));
        }
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        if length > self.limit {
            return Err(Status::out_of_range(format!(
                "Error, decoded message length too large: found {length} bytes, the limit of the \
                 interceptors is: {} bytes",
                self.limit
            )));
        }
        let end = HEADER.saturating_add(length);
        if seen.len() < end {
            return Ok(None);
        }
        Ok(Some(match self.joined.is_empty() {
            true => self.piece.split_to(end),
            false => self.joined.split_to(end).freeze(),
        }))
    }

    /// Takes the bytes after the last whole message.
    pub fn rest(&mut self) -> Option<Bytes> {
        let rest = match self.joined.is_empty() {
            true => core::mem::take(&mut self.piece),
            false => core::mem::take(&mut self.joined).freeze(),
        };
        (!rest.is_empty()).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use tonic::Code;

    use super::*;

    #[test]
    fn messages_are_found_wherever_the_pieces_end() {
        let body = Bytes::from_static(b"\0\0\0\0\x03abc\0\0\0\0\0\x01\0\0\0\x01z");
        let expected: [&[u8]; 3] = [b"\0\0\0\0\x03abc", b"\0\0\0\0\0", b"\x01\0\0\0\x01z"];
        for size in 1..=body.len() {
            let mut frames = Frames::new(3);
            let mut found = Vec::new();
            for start in (0..body.len()).step_by(size) {
                frames.push(body.slice(start..body.len().min(start + size)));
                while let Some(frame) = frames.next().unwrap() {
                    found.push(frame);
                }
            }
            assert_eq!(found, expected, "pieces of {size} bytes");
            assert_eq!(frames.rest(), None);
        }
    }

    #[test]
    fn the_rest_is_kept() {
        let mut frames = Frames::new(10);
        frames.push(Bytes::from_static(b"\0\0\0\0\x02a"));
        assert_eq!(frames.next().unwrap(), None);
        assert_eq!(frames.rest().as_deref(), Some(&b"\0\0\0\0\x02a"[..]));
        assert_eq!(frames.rest(), None);
    }

    #[test]
    fn malformed_and_long_messages_are_errors() {
        for (bytes, expected) in
            [(&b"\x02\0\0\0\0"[..], Code::Internal), (b"\0\0\0\0\x03", Code::OutOfRange)]
        {
            let mut frames = Frames::new(2);
            frames.push(Bytes::from_static(bytes));
            assert_eq!(frames.next().unwrap_err().code(), expected);
        }
    }
}
