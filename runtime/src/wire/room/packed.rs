//! Packed fields.

use core::mem::MaybeUninit;
use core::ptr::NonNull;
use core::slice;

use super::super::kind::{Bits, Width};
use super::super::varint;
use super::{BLOCK, Back, Purpose};

/// So many varints are written before it is asked again what for.
const PART: usize = 1024;

impl<'w> Back<'_, 'w> {
    /// Writes a key, a length and the elements of a packed field.
    #[inline(always)]
    pub(crate) fn packed<K: Bits>(&mut self, key: u32, values: &'w [K::Value]) {
        self.at = packed::<K>(self.by_value(), key, values);
    }

    /// Writes values of `N` bytes each.
    fn fixed<T: Copy, const N: usize>(&mut self, values: &[T], bytes: impl Fn(T) -> [u8; N]) {
        let write = |free: &mut [MaybeUninit<u8>]| {
            let (elements, rest) = free.as_chunks_mut::<N>();
            assert_eq!(elements.len(), values.len(), "a value has `N` bytes");
            for (element, value) in elements.iter_mut().zip(values) {
                *element = bytes(*value).map(MaybeUninit::new);
            }
            rest.len()
        };
        // SAFETY: each element has been written.
        unsafe { self.forwards(size_of_val(values), write) }
    }
}

/// Writes a key, a length and the elements of a packed field; returns the new position.
#[inline(never)]
fn packed<'w, K: Bits>(mut back: Back<'_, 'w>, key: u32, values: &'w [K::Value]) -> NonNull<u8> {
    let before = back.written();
    match K::WIDTH {
        Width::Varint => {
            if values.len() > BLOCK {
                back.room.only_measure();
            }
            // After each part, there may be nothing left to do but count.
            for part in values.rchunks(PART) {
                if back.room.purpose == Purpose::Measure {
                    back.room.count(part.iter().map(|value| varint::len(K::to_bits(*value))).sum());
                    continue;
                }
                for value in part.iter().rev() {
                    back.bare_varint(K::to_bits(*value));
                }
            }
        }
        _ if cfg!(target_endian = "little") => {
            back.delimited(key, memory::<K>(values));
            return back.at;
        }
        Width::Four => back.fixed(values, |value| (K::to_bits(value) as u32).to_le_bytes()),
        Width::Eight => back.fixed(values, |value| K::to_bits(value).to_le_bytes()),
    }
    back.varint(key, (back.written() - before) as u64);
    back.at
}

/// Values of four or eight bytes as they are in memory.
fn memory<K: Bits>(values: &[K::Value]) -> &[u8] {
    const {
        assert!(
            matches!(K::WIDTH, Width::Varint)
                || size_of::<K::Value>() == 4
                || size_of::<K::Value>() == 8
        )
    }
    // SAFETY: kinds of these widths have numbers as values, all of whose bytes are initialised.
    unsafe { slice::from_raw_parts(values.as_ptr().cast(), size_of_val(values)) }
}
