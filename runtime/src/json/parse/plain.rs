//! The plain parts of strings: bytes that need no unescaping.

/// Returns the length of the plain part of a string: up to a quote, a backslash, a control
/// character or the end.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += 8;
        rest = after;
        if length == LONG {
            let blocks = plain_blocks(rest);
            length += blocks;
            rest = &rest[blocks..];
        }
    }
    length + rest.iter().take_while(|byte| !is_special(**byte)).count()
}

/// The length from which strings are searched in blocks.
const LONG: usize = 64;

/// Returns the total length of the leading blocks that are plain.
#[inline(never)]
pub(super) fn plain_blocks(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<64>();
    // A loop without a branch, which the compiler turns into vector instructions.
    let is_plain =
        |block: &&[u8; 64]| !block.iter().fold(false, |any, byte| any | is_special(*byte));
    blocks.iter().take_while(is_plain).count() * 64
}

#[inline(always)]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Sets the highest bit of each byte that is a quote, a backslash or a control character. The bit
/// can also be set in bytes above the first such byte.
#[inline(always)]
pub(super) fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    // A byte below `n` borrows in the subtraction of `n`. A byte of 0x80 or more is not below 0x20.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero(word ^ (ONES * b'"' as u64));
    let backslash = zero(word ^ (ONES * b'\\' as u64));
    (control | quote | backslash) & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_parts_end_at_every_special_byte() {
        for special in (0..=255_u8).filter(|byte| matches!(byte, 0..0x20 | b'"' | b'\\')) {
            for before in (0..20).chain([63, 64, 65, 127, 128, 140, 200]) {
                for filler in [b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
                    let mut bytes = alloc::vec![filler; 220];
                    bytes[before] = special;
                    assert_eq!(plain_length(&bytes), before, "{special:#x} after {filler:#x}");
                    bytes.truncate(before);
                    assert_eq!(plain_length(&bytes), before);
                }
            }
        }
    }
}
