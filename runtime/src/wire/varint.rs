//! Arithmetic of variable-length integers.

/// Returns the number of bytes that `value` takes as a varint: 1 to 10.
#[inline(always)]
pub(crate) const fn len(value: u64) -> usize {
    // 9/64 is close enough to 1/7 for every bit length from 1 to 64, and needs no division.
    let bits = 64 - (value | 1).leading_zeros() as usize;
    (bits * 9 + 64) / 64
}

/// Spreads the bits of a varint that has at most eight bytes: seven bits to each byte, the first
/// byte lowest. The continuation bits are not set.
#[inline(always)]
pub(crate) const fn spread(value: u64) -> u64 {
    // The first step moves the upper 28 bits up by four bits. The second step moves the upper 14
    // bits of each 28 bits up by two bits: `part + 3 * part` is `part << 2`. The last step moves
    // the upper seven bits of each 14 bits up by one bit: `part + part` is `part << 1`.
    let value = value & 0x0fff_ffff | value >> 28 << 32;
    let value = value + 3 * (value & 0x0fff_c000_0fff_c000);
    value + (value & 0x3f80_3f80_3f80_3f80)
}

/// Returns the bytes of a varint that has nine or ten bytes, the first byte lowest.
#[inline(always)]
pub(crate) const fn nine_or_ten(value: u64) -> u128 {
    let low = spread(value & ((1 << 56) - 1)) | 0x8080_8080_8080_8080;
    let (ninth, tenth) = ((value >> 56 & 0x7f) as u128, (value >> 63) as u128);
    low as u128 | (ninth | tenth << 7) << 64 | tenth << 72
}

/// Gathers the bits of a varint that has at most eight bytes, as the inverse of [`spread`]. The
/// continuation bits are ignored.
#[inline(always)]
pub(crate) const fn gather(bytes: u64) -> u64 {
    let mut value = bytes & 0x7f7f_7f7f_7f7f_7f7f;
    // Closes the gaps between the eight groups of seven bits, pairwise. A pair is
    // `low + high * 256` and becomes `low + high * 128`.
    value -= (value & 0x7f00_7f00_7f00_7f00) >> 1;
    value = (value & 0x0000_3fff_0000_3fff) | ((value & 0x3fff_0000_3fff_0000) >> 2);
    (value & 0x0fff_ffff) | (value >> 32 << 28)
}

/// Gathers the bits of a varint that has at most four bytes. The continuation bits are ignored.
#[inline(always)]
pub(crate) const fn gather_four(bytes: u64) -> u64 {
    let mut value = bytes & 0x7f7f_7f7f;
    value -= (value & 0x7f00_7f00) >> 1;
    (value & 0x3fff) | (value >> 16 << 14)
}

/// Encodes a number in zigzag encoding: small absolute values become small unsigned numbers.
#[inline(always)]
pub(crate) const fn zigzag32(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)) as u32
}

/// Encodes a number in zigzag encoding: small absolute values become small unsigned numbers.
#[inline(always)]
pub(crate) const fn zigzag64(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// Decodes a number in zigzag encoding, as the inverse of [`zigzag32`].
#[inline(always)]
pub(crate) const fn unzigzag32(value: u32) -> i32 {
    (value >> 1) as i32 ^ -((value & 1) as i32)
}

/// Decodes a number in zigzag encoding, as the inverse of [`zigzag64`].
#[inline(always)]
pub(crate) const fn unzigzag64(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Encodes a varint into an array. Returns the array and the length of the varint.
pub(crate) fn to_bytes(mut value: u64) -> ([u8; 10], usize) {
    let (mut bytes, length) = ([0; 10], len(value));
    for byte in &mut bytes[..length - 1] {
        *byte = value as u8 | 0x80;
        value >>= 7;
    }
    bytes[length - 1] = value as u8;
    (bytes, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_is_little_endian_by_sevens() {
        for bit in 0..56 {
            for value in [1 << bit, (1_u64 << bit) | 1, (1 << bit) - 1] {
                let bytes = spread(value).to_le_bytes();
                assert_eq!(
                    (0..8).map(|index| u64::from(bytes[index]) << (7 * index)).sum::<u64>(),
                    value
                );
                assert!(bytes.iter().all(|byte| *byte < 0x80), "{value:#x}");
                assert_eq!(gather(spread(value) | 0x8080_8080_8080_8080), value);
            }
        }
    }

    #[test]
    fn nine_or_ten_bytes() {
        for value in [
            1 << 56,
            1 << 62,
            (1 << 63) - 1,
            1 << 63,
            u64::MAX - 1,
            u64::MAX,
            0x8123_4567_89ab_cdef,
        ] {
            let mut bytes = alloc::vec::Vec::new();
            prost::encoding::encode_varint(value, &mut bytes);
            assert_eq!(nine_or_ten(value).to_le_bytes()[..bytes.len()], bytes);
        }
    }

    #[test]
    fn length_at_every_bit() {
        for bit in 0..64 {
            for value in [1u64 << bit, (1u64 << bit) - 1, u64::MAX >> bit] {
                assert_eq!(len(value), prost::encoding::encoded_len_varint(value), "{value:#x}");
                let (bytes, length) = to_bytes(value);
                let mut expected = alloc::vec::Vec::new();
                prost::encoding::encode_varint(value, &mut expected);
                assert_eq!(bytes[..length], expected);
            }
        }
    }

    #[test]
    fn zigzag_at_the_edges() {
        for value in [0, 1, -1, 2, -2, i32::MAX, i32::MIN] {
            assert_eq!(unzigzag32(zigzag32(value)), value);
            assert_eq!(unzigzag64(zigzag64(value.into())), i64::from(value));
        }
        for value in [i64::MAX, i64::MIN] {
            assert_eq!(unzigzag64(zigzag64(value)), value);
        }
        assert_eq!((zigzag32(-1), zigzag32(1), zigzag64(i64::MIN)), (1, 2, u64::MAX));
    }
}
