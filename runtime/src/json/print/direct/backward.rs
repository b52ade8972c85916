//! The buffer for a text that is printed from its end to its start.
//!
//! The text is in chunks that are never moved. Long strings are copied only once, at the end.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::super::out::Out;
use super::free::Free;

/// The number of extra free bytes. A block is at most this much longer than its text.
const SLACK: usize = 32;
/// The length of the first chunk.
const FIRST: usize = 512;
/// The greatest length of a chunk, except for a single longer piece.
const LONGEST: usize = 64 * 1024;
/// The length from which the buffer refers to a string, and does not copy it into a chunk.
const LONG: usize = 4096;

/// A text that grows at its start.
pub(super) struct Backward<'w> {
    /// The current chunk. Its bytes from `at` on are written.
    chunk: Vec<u8>,
    at: usize,
    /// The pieces that follow the chunk in the text, the last piece first.
    behind: Vec<Piece<'w>>,
}

/// A part of the text.
enum Piece<'w> {
    /// The bytes of a chunk from this position on.
    Written(Vec<u8>, usize),
    /// A long string of the message.
    Long(&'w [u8]),
}

impl<'w> Backward<'w> {
    /// Returns an empty text.
    pub(super) fn new() -> Self {
        Backward { chunk: vec![0; FIRST], at: FIRST, behind: Vec::new() }
    }

    /// Returns the text. Returns `None` if it is not UTF-8, which cannot happen with strings of
    /// type `String`.
    pub(super) fn into_string(self) -> Option<String> {
        let first = &self.chunk[self.at..];
        let behind: usize = self.behind.iter().map(|piece| piece.bytes().len()).sum();
        let mut text = Vec::with_capacity(first.len() + behind);
        text.extend_from_slice(first);
        for piece in self.behind.iter().rev() {
            text.extend_from_slice(piece.bytes());
        }
        String::from_utf8(text).ok()
    }

    /// Returns the free bytes before the position: at least `more`, and [`SLACK`] extra bytes.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn free(&mut self, more: usize) -> Free<'_> {
        if self.at < more + SLACK {
            self.next_chunk(more + SLACK);
        }
        Free::new(&mut self.chunk, &mut self.at)
    }

    #[cold]
    #[inline(never)]
    fn next_chunk(&mut self, need: usize) {
        let length = (self.chunk.len() * 4).min(LONGEST).max(need);
        let written = core::mem::replace(&mut self.chunk, vec![0; length]);
        self.behind.push(Piece::Written(written, self.at));
        self.at = length;
    }

    /// Writes a byte.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn byte(&mut self, byte: u8) {
        self.free(1).byte(byte).end();
    }

    /// Writes the last `len` bytes of the concatenated blocks.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn blocks(&mut self, blocks: &[[u8; 16]], len: usize) {
        self.free(blocks.len() * 16).blocks(blocks, len).end();
    }

    /// Writes an opening bracket. Each member and element has a comma before it. The bracket
    /// overwrites the comma of the first one.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn open(&mut self, bracket: u8) {
        match self.chunk.get_mut(self.at) {
            Some(first) if *first == b',' => *first = bracket,
            _ => self.byte(bracket),
        }
    }

    /// Writes a string with its quotes. A long string is not copied.
    #[inline]
    pub(super) fn string(&mut self, text: &'w [u8]) {
        if text.len() >= LONG {
            return self.long_string(text);
        }
        self.quoted(text);
    }

    /// Copies a string with its quotes.
    #[inline]
    pub(super) fn quoted(&mut self, text: &[u8]) {
        let free = self.free(text.len() + 2).byte(b'"');
        match free.plain(text) {
            Ok(free) => free.byte(b'"').end(),
            Err(free) => {
                free.end();
                self.escaped(text);
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn escaped(&mut self, text: &[u8]) {
        let mut out = Out::with_capacity(text.len() * 2);
        out.string(text);
        let text = out.into_bytes();
        self.raw(&text[..text.len() - 1]);
    }

    #[cold]
    #[inline(never)]
    fn long_string(&mut self, text: &'w [u8]) {
        let has_special = |part: &[u8]| {
            let special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
            part.iter().fold(false, |found, byte| found | special(byte))
        };
        if text.chunks(256).any(has_special) {
            return self.quoted(text);
        }
        self.byte(b'"');
        self.behind.push(Piece::Written(self.chunk[self.at..].to_vec(), 0));
        self.at = self.chunk.len();
        self.behind.push(Piece::Long(text));
        self.byte(b'"');
    }

    /// Writes text that needs no escapes.
    pub(super) fn raw(&mut self, text: &[u8]) {
        self.with(text.len(), |free| free.copy_from_slice(text));
    }

    /// Writes `len` bytes, which `write` puts into a slice.
    pub(super) fn with(&mut self, len: usize, write: impl FnOnce(&mut [u8])) {
        self.free(len).with(len, write).end();
    }
}

impl Piece<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Piece::Written(bytes, at) => &bytes[*at..],
            Piece::Long(bytes) => bytes,
        }
    }
}
