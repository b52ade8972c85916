//! Packed repeated fields: memory is reserved once, for the elements that are really there.

use alloc::vec::Vec;

use super::blob;
use super::cursor::Cursor;
use super::error::Error;
use super::kind::{Scalar, Width};
use super::place::grown;
use super::scope::Scope;

/// So many varints are read before a mistake in them is noticed.
const AT_ONCE: usize = 256;

/// Appends the elements of one packed record.
#[inline(never)]
pub(crate) fn read<'a, K: Scalar>(cursor: Cursor<'a>, values: &mut Vec<K::Value>, scope: &Scope<'_>) -> Cursor<'a> {
    let (bytes, behind) = blob::delimited(cursor, scope);
    match elements::<K>(bytes, values, scope) {
        Ok(()) => behind,
        Err(error) => {
            scope.fail_with(cursor, error);
            cursor.at_end()
        }
    }
}

#[inline(always)]
fn elements<K: Scalar>(bytes: &[u8], values: &mut Vec<K::Value>, scope: &Scope<'_>) -> Result<(), Error> {
    match K::WIDTH {
        Width::Varint => varints::<K>(bytes, values, scope),
        Width::Four => {
            let (elements, rest) = bytes.as_chunks::<4>();
            reserve(values, elements.len(), scope)?;
            let bits = elements.iter().map(|bytes| u32::from_le_bytes(*bytes));
            values.extend(bits.map(|bits| K::from_bits(bits.into())));
            complete(rest)
        }
        Width::Eight => {
            let (elements, rest) = bytes.as_chunks::<8>();
            reserve(values, elements.len(), scope)?;
            let bits = elements.iter().map(|bytes| u64::from_le_bytes(*bytes));
            values.extend(bits.map(K::from_bits));
            complete(rest)
        }
    }
}

fn varints<K: Scalar>(bytes: &[u8], values: &mut Vec<K::Value>, scope: &Scope<'_>) -> Result<(), Error> {
    // Every varint ends with the only byte of it that is below 0x80.
    let count = count(bytes);
    reserve(values, count, scope)?;
    if count == bytes.len() {
        values.extend(bytes.iter().map(|byte| K::from_bits(u64::from(*byte))));
        return Ok(());
    }
    let mut cursor = Cursor::new(bytes);
    // More than two bytes on average.
    let long = bytes.len() > 2 * count;
    let mut left = count;
    while left > 0 {
        // An iterator of known length, so that `extend` need not look at the capacity each time. Once
        // it has failed it must go on to that length, which is therefore no great one; the values no longer matter.
        let some = left.min(AT_ONCE);
        let mut failed = false;
        values.extend((0..some).map(|_| {
            let bits = if long { cursor.varint_by_word() } else { cursor.varint_without_guess() };
            K::from_bits(bits.unwrap_or_else(|| mistake(&mut failed)))
        }));
        if failed {
            return Err(Error::varint());
        }
        left -= some;
    }
    if cursor.is_empty() { Ok(()) } else { Err(Error::varint()) }
}

/// Notes a mistake. A call, so that the good path jumps over it instead of choosing between values.
#[cold]
#[inline(never)]
fn mistake(failed: &mut bool) -> u64 {
    *failed = true;
    0
}

/// How many bytes are below 0x80.
#[inline(always)]
fn count(bytes: &[u8]) -> usize {
    if bytes.len() > 64 {
        return bytes.iter().filter(|byte| **byte < 0x80).count();
    }
    let (words, rest) = bytes.as_chunks::<8>();
    let mut more = 0;
    for word in words {
        more += in_word(u64::from_le_bytes(*word));
    }
    bytes.len() - more - in_word(Cursor::new(rest).up_to_eight())
}

/// How many of eight bytes are 0x80 or more.
#[inline(always)]
fn in_word(word: u64) -> usize {
    ((word >> 7 & 0x0101_0101_0101_0101).wrapping_mul(0x0101_0101_0101_0101) >> 56) as usize
}

/// Exact for the first record. Later ones of the same field grow the vector as `push` would: many
/// small records must not cost a copy of everything each.
#[inline(always)]
fn reserve<T>(values: &mut Vec<T>, additional: usize, scope: &Scope<'_>) -> Result<(), Error> {
    if values.capacity() == 0 {
        if !scope.charge_unplaced(additional.saturating_mul(size_of::<T>())) {
            return Err(Error::heap());
        }
        *values = Vec::with_capacity(additional);
    } else if additional > values.capacity() - values.len() {
        if !scope.charge_unplaced(grown(values, additional)) {
            return Err(Error::heap());
        }
        values.reserve(additional);
    }
    Ok(())
}

fn complete(rest: &[u8]) -> Result<(), Error> {
    if rest.is_empty() { Ok(()) } else { Err(Error::underflow()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_counted_at_every_length() {
        let bytes: Vec<u8> = (0..100).map(|place| if place % 3 == 0 { 0xff } else { 0x7f }).collect();
        for length in 0..bytes.len() {
            assert_eq!(count(&bytes[..length]), length - length.div_ceil(3), "{length}");
        }
    }
}
