//! UTF-8: the check, and strings that have been checked before.

use crate::wire::text;

/// Whether `bytes` are UTF-8. Most strings are short and ASCII, which is checked inline.
#[inline(always)]
pub(super) fn is_utf8(bytes: &[u8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let is_short_ascii = match bytes.len() {
        0 => true,
        8..=16 => match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => {
                (u64::from_ne_bytes(*first) | u64::from_ne_bytes(*last)) & HIGH == 0
            }
            _ => false,
        },
        4..8 => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                (u32::from_ne_bytes(*first) | u32::from_ne_bytes(*last)) & HIGH as u32 == 0
            }
            _ => false,
        },
        // The first, the middle and the last byte are all bytes.
        1..4 => (bytes[0] | bytes[bytes.len() / 2] | bytes[bytes.len() - 1]) < 0x80,
        _ => return is_long_utf8(bytes),
    };
    is_short_ascii || text::is_utf8(bytes)
}

/// Whether more than 16 bytes are UTF-8.
#[inline(never)]
fn is_long_utf8(bytes: &[u8]) -> bool {
    const HIGH: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;
    // The last block overlaps the one before it.
    let blocks = bytes.as_chunks::<16>().0.iter().chain(bytes.last_chunk::<16>());
    let is_ascii = blocks.fold(0, |seen, block| seen | u128::from_ne_bytes(*block)) & HIGH == 0;
    is_ascii || text::is_utf8(bytes)
}

/// Returns `bytes` as a string.
///
/// # Safety
/// `bytes` are UTF-8.
#[inline(always)]
pub(super) unsafe fn trusted(bytes: &[u8]) -> &str {
    debug_assert!(core::str::from_utf8(bytes).is_ok());
    // SAFETY: the caller establishes that the bytes are UTF-8.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn utf8_of_every_length_is_checked() {
        for length in 0..70 {
            assert!(is_utf8(&vec![b'a'; length]));
            for position in 0..length {
                let mut bytes = vec![b'a'; length];
                bytes[position] = 0xff;
                assert!(!is_utf8(&bytes), "{position} of {length}");
                if position + 1 < length {
                    bytes[position..position + 2].copy_from_slice("é".as_bytes());
                    assert!(is_utf8(&bytes), "{position} of {length}");
                }
            }
        }
    }
}
