//! Strings and bytes: from the text into records.

use super::plain::special_bytes;
use super::scalar::refused;
use super::value::bytes::decode_base64;
use super::{Parsed, Parser};
use crate::wire::skip::DELIMITED;

/// The greatest length of the key and the length prefix of a string.
const HEAD: usize = 10;

/// The greatest number of blocks of a short string. The length prefix of such a string is one byte.
const BLOCKS: usize = 6;
const BLOCK: usize = 16;

impl Parser<'_, '_> {
    /// Parses a string and writes its record.
    #[inline]
    pub(super) fn string(&mut self, number: u32, is_implicit: bool) -> Parsed<()> {
        if is_implicit && self.scan.rest().starts_with(b"\"\"") {
            self.scan.at += 2;
            return Ok(());
        }
        let start = self.out.len();
        self.out.key(number, DELIMITED);
        match self.short_string() {
            Ok(_) => Ok(()),
            Err(known) => {
                self.out.truncate(start);
                self.long_string(number, known)
            }
        }
    }

    /// Parses a string of few bytes without escape sequences. Writes its length prefix and its
    /// bytes, and returns the length. For any other value, it returns the number of bytes that are
    /// known to be plain, and the caller drops the bytes that were written.
    ///
    /// The bytes are copied in blocks before the length is known: a call of `memcpy` for each
    /// string is slower.
    #[inline]
    pub(super) fn short_string(&mut self) -> Result<usize, usize> {
        if self.limit - self.out.len().min(self.limit) < HEAD + BLOCKS * BLOCK {
            return Err(0);
        }
        let Some((b'"', text)) = self.scan.rest().split_first() else { return Err(0) };
        let out = self.out.bytes_mut();
        let head = out.len();
        out.push(0);
        let (blocks, _) = text.as_chunks::<BLOCK>();
        for (index, block) in blocks.iter().take(BLOCKS).enumerate() {
            out.extend_from_slice(block);
            let plain = plain_in_block(block);
            if plain < BLOCK {
                if block[plain] != b'"' {
                    return Err(0);
                }
                let length = index * BLOCK + plain;
                out.truncate(head + 1 + length);
                out[head] = length as u8;
                self.scan.at += length + 2;
                return Ok(length);
            }
        }
        Err(blocks.len().min(BLOCKS) * BLOCK)
    }

    #[inline(never)]
    fn long_string(&mut self, number: u32, known: usize) -> Parsed<()> {
        let token = self.scan.string_behind(known, "a string")?;
        // The value of a string is at most as long as its raw text.
        self.reserve(token.raw.len() + HEAD)?;
        self.out.key(number, DELIMITED);
        if !token.is_escaped {
            self.out.delimited(token.raw.as_bytes());
            return Ok(());
        }
        let begun = self.out.begin_value();
        token.unescape(self.out.bytes_mut())?;
        self.out.end(begun);
        Ok(())
    }

    /// Parses bytes in Base64 and writes their record.
    pub(super) fn bytes(&mut self, number: u32, is_implicit: bool) -> Parsed<()> {
        let token = self.scan.string("a string")?;
        if token.raw.is_empty() && is_implicit {
            return Ok(());
        }
        self.reserve(token.raw.len() + HEAD)?;
        self.out.key(number, DELIMITED);
        let begun = self.out.begin_value();
        let decoded = decode_base64(&token.text()?, self.out.bytes_mut());
        decoded.map_err(|refusal| refused(token.at, refusal))?;
        self.out.end(begun);
        Ok(())
    }
}

/// Returns the number of leading bytes of a block that are plain.
#[inline(always)]
fn plain_in_block(block: &[u8; BLOCK]) -> usize {
    let words = u128::from_le_bytes(*block);
    let (first, second) = (special_bytes(words as u64), special_bytes((words >> 64) as u64));
    match first {
        0 => 8 + second.trailing_zeros() as usize / 8,
        _ => first.trailing_zeros() as usize / 8,
    }
}
