//! A bit for each of several bytes.

/// The number of bytes that one load reads.
pub(super) const LOAD: usize = 16;

/// Returns a bit for each byte that is 0x80 or more, the first byte lowest.
#[inline(always)]
pub(super) fn more(bytes: [u8; LOAD]) -> u16 {
    native::more(bytes)
}

/// Returns a bit for each byte that is greater than 1, the first byte lowest.
#[inline(always)]
pub(super) fn large(bytes: [u8; LOAD]) -> u16 {
    native::large(bytes)
}

/// The instructions of SSE2. Kernels are compiled without them: `x86_64-unknown-none`.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod native {
    use core::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_max_epu8, _mm_movemask_epi8, _mm_set_epi64x, _mm_set1_epi8,
    };

    use super::LOAD;

    #[inline(always)]
    fn load(bytes: [u8; LOAD]) -> __m128i {
        let bytes = u128::from_le_bytes(bytes);
        // SAFETY: the instruction needs SSE2, which the target has by the `cfg` of this module.
        unsafe { _mm_set_epi64x((bytes >> 64) as i64, bytes as i64) }
    }

    #[inline(always)]
    pub(super) fn more(bytes: [u8; LOAD]) -> u16 {
        // SAFETY: the instruction needs SSE2, which the target has by the `cfg` of this module.
        unsafe { _mm_movemask_epi8(load(bytes)) as u16 }
    }

    #[inline(always)]
    pub(super) fn large(bytes: [u8; LOAD]) -> u16 {
        let bytes = load(bytes);
        // SAFETY: the instructions need SSE2, which the target has by the `cfg` of this module.
        unsafe {
            let is_large = _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8(2)), bytes);
            _mm_movemask_epi8(is_large) as u16
        }
    }
}

#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
use portable as native;

/// Arithmetic that every processor has.
#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
mod portable {
    use super::LOAD;

    /// Returns the top bits of the bytes.
    #[inline(always)]
    fn top_bits(bytes: u128) -> u16 {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let of =
            |word: u64| (((word & HIGH) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u16;
        of(bytes as u64) | of((bytes >> 64) as u64) << 8
    }

    #[inline(always)]
    pub(super) fn more(bytes: [u8; LOAD]) -> u16 {
        top_bits(u128::from_le_bytes(bytes))
    }

    #[inline(always)]
    pub(super) fn large(bytes: [u8; LOAD]) -> u16 {
        const LOW: u128 = 0x7e7e_7e7e_7e7e_7e7e_7e7e_7e7e_7e7e_7e7e;
        let bytes = u128::from_le_bytes(bytes);
        // The sum has the top bit of a byte if one of the bits 1 to 6 is set.
        top_bits(((bytes & LOW) + LOW) | bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_are_those_of_the_bytes() {
        let by_byte = |bytes: [u8; LOAD], is: fn(u8) -> bool| {
            bytes.iter().rev().fold(0, |bits, byte| bits << 1 | u16::from(is(*byte)))
        };
        let step = if cfg!(miri) { 51 } else { 1 };
        for value in (0..=u8::MAX).step_by(step) {
            for position in (0..LOAD).step_by(if cfg!(miri) { 5 } else { 1 }) {
                let mut bytes =
                    [0, 1, 2, 0x7f, 0x80, 0x81, 0xff, 3, 0, 1, 2, 0x7e, 0x80, 1, 1, 0xfe];
                bytes[position] = value;
                let expected = by_byte(bytes, |byte| byte >= 0x80);
                assert_eq!([more(bytes), portable::more(bytes)], [expected; 2], "{bytes:x?}");
                let expected = by_byte(bytes, |byte| byte > 1);
                assert_eq!([large(bytes), portable::large(bytes)], [expected; 2], "{bytes:x?}");
            }
        }
    }
}
