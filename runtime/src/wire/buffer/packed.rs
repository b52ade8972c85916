//! Writing of packed fields.

use core::mem::MaybeUninit;
use core::ptr::NonNull;
use core::slice;

use super::sizes::BLOCK;
use super::{Position, Purpose};
use crate::wire::traits::{Bits, Width};
use crate::wire::varint;

/// The number of varints that are written before the purpose is checked again.
const PART: usize = 1024;

impl<'w> Position<'_, 'w> {
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
        // SAFETY: `write` initialises every element of `free`: the lengths of `elements` and
        // `values` are equal by the assertion. It returns the number of the bytes after the
        // elements.
        unsafe { self.forwards(size_of_val(values), write) }
    }
}

/// Writes a key, a length and the elements of a packed field. Returns the new position.
#[inline(never)]
fn packed<'w, K: Bits>(
    mut position: Position<'_, 'w>,
    key: u32,
    values: &'w [K::Value],
) -> NonNull<u8> {
    let before = position.written();
    match K::WIDTH {
        Width::Varint => {
            if values.len() > BLOCK {
                position.buffer.only_measure();
            }
            // After each part, the buffer may only count.
            for part in values.rchunks(PART) {
                if position.buffer.purpose == Purpose::Measure {
                    position
                        .buffer
                        .count(part.iter().map(|value| varint::len(K::to_bits(*value))).sum());
                    continue;
                }
                for value in part.iter().rev() {
                    position.bare_varint(K::to_bits(*value));
                }
            }
        }
        _ if cfg!(target_endian = "little") => {
            position.delimited(key, memory::<K>(values));
            return position.at;
        }
        Width::Four => position.fixed(values, |value| (K::to_bits(value) as u32).to_le_bytes()),
        Width::Eight => position.fixed(values, |value| K::to_bits(value).to_le_bytes()),
    }
    position.varint(key, (position.written() - before) as u64);
    position.at
}

/// Returns the bytes of values of four or eight bytes.
fn memory<K: Bits>(values: &[K::Value]) -> &[u8] {
    const {
        assert!(
            matches!(K::WIDTH, Width::Varint)
                || size_of::<K::Value>() == 4
                || size_of::<K::Value>() == 8
        )
    }
    // SAFETY: the slice covers exactly the memory of `values`. `K::Value` is `u32`, `u64`, `i32`,
    // `i64`, `f32` or `f64` for every kind of four or eight bytes (`kind::scalars`; `Kind` is
    // sealed), and all bytes of a number are initialised. `u8` has alignment 1.
    unsafe { slice::from_raw_parts(values.as_ptr().cast(), size_of_val(values)) }
}
