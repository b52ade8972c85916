//! The names of fields in JSON, in blocks for fast copies.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;

/// A text, padded to whole blocks of 16 bytes at its start or its end. Copying a block needs no
/// call of `memcpy`.
#[derive(Debug)]
pub(crate) struct Padded {
    blocks: Box<[[u8; 16]]>,
    len: usize,
}

impl Padded {
    /// Pads a text at its end.
    pub(super) fn new(text: &str) -> Self {
        let blocks = text.as_bytes().chunks(16).map(|part| {
            let mut block = [0; 16];
            block[..part.len()].copy_from_slice(part);
            block
        });
        Padded { blocks: blocks.collect(), len: text.len() }
    }

    /// Pads a text at its start, so that it ends with the last block.
    pub(super) fn in_front(text: &str) -> Self {
        let mut blocks: Box<[[u8; 16]]> = vec![[0; 16]; text.len().div_ceil(16)].into();
        let bytes = blocks.as_flattened_mut();
        let start = bytes.len() - text.len();
        bytes[start..].copy_from_slice(text.as_bytes());
        Padded { blocks, len: text.len() }
    }

    /// Returns a text that is padded at its end.
    #[inline]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.blocks.as_flattened()[..self.len]
    }

    /// Returns the blocks.
    #[inline]
    pub(crate) fn blocks(&self) -> &[[u8; 16]] {
        &self.blocks
    }

    /// Returns the length of the text.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

/// Converts a proto name to a JSON name like protoc, e.g. `wind_speed` to `windSpeed`. A letter
/// after underscores becomes upper case, and every other letter keeps its case.
pub(super) fn lower_camel(name: &str) -> Box<str> {
    let mut camel = String::with_capacity(name.len());
    let mut is_after_underscore = false;
    for letter in name.chars() {
        match letter {
            '_' => is_after_underscore = true,
            _ if core::mem::take(&mut is_after_underscore) => {
                camel.push(letter.to_ascii_uppercase());
            }
            _ => camel.push(letter),
        }
    }
    camel.into()
}

/// Returns a name as the key of a JSON object, e.g. `"windSpeed":`.
pub(super) fn json_key(name: &str) -> Box<str> {
    let mut key = String::with_capacity(name.len() + 3);
    key.push('"');
    for letter in name.chars() {
        match letter {
            '"' | '\\' => key.extend(['\\', letter]),
            '\0'..='\x1f' => {
                // The number of a control character has two digits.
                let digit = |nibble: u32| char::from_digit(nibble, 16).unwrap_or('0');
                key.push_str("\\u00");
                key.extend([digit(letter as u32 >> 4), digit(letter as u32 & 15)]);
            }
            _ => key.push(letter),
        }
    }
    key.push_str("\":");
    key.into()
}
