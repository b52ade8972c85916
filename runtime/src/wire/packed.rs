//! Reading of packed fields. Memory is reserved once, for the elements that the record really has.

use alloc::vec::Vec;

use super::blob;
use super::capacity::grown;
use super::cursor::Cursor;
use super::error::Error;
use super::runs;
use super::scope::Scope;
use super::traits::{Scalar, Width};

/// The greatest number of varints that are read one by one. To look for runs in fewer varints would
/// take longer than it saves.
const FEW: usize = 32;
/// The number of varints that are read before they are appended to the list.
const AT_ONCE: usize = 128;
/// The number 1 in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Appends the elements of one packed record.
#[inline(never)]
pub(crate) fn read<'a, K: Scalar>(
    cursor: Cursor<'a>,
    values: &mut Vec<K::Value>,
    scope: &Scope<'_>,
) -> Cursor<'a> {
    let (bytes, behind) = blob::delimited(cursor, scope);
    let mut first = cursor;
    first.split((cursor.remaining() - behind.remaining() - bytes.len()) as u64);
    match elements::<K>(first, bytes, values, scope) {
        Ok(()) => behind,
        Err(error) => {
            scope.fail_with(cursor, error);
            cursor.at_end()
        }
    }
}

/// Appends the elements of a record. `bytes` are its bytes, and `first` is the position of the
/// first byte. The input of that cursor may continue after the record.
#[inline(always)]
fn elements<K: Scalar>(
    first: Cursor<'_>,
    bytes: &[u8],
    values: &mut Vec<K::Value>,
    scope: &Scope<'_>,
) -> Result<(), Error> {
    match K::WIDTH {
        Width::Varint => varints::<K>(first, bytes, values, scope),
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

/// Appends varints. Most records are short. So the function reads whole words up to the end of the
/// message, even if the record ends inside a word.
fn varints<K: Scalar>(
    mut cursor: Cursor<'_>,
    bytes: &[u8],
    values: &mut Vec<K::Value>,
    scope: &Scope<'_>,
) -> Result<(), Error> {
    // Only the last byte of a varint is below 0x80.
    let count = count(cursor, bytes);
    reserve(values, count, scope)?;
    if count == bytes.len() {
        values.extend(bytes.iter().map(|byte| K::from_bits(u64::from(*byte))));
        return Ok(());
    }
    let behind = cursor.remaining() - bytes.len();
    // Whether the varints have more than two bytes on average.
    let long = bytes.len() > 2 * count;
    if count > FEW {
        cursor = many::<K>(cursor, values, count, long).ok_or_else(Error::varint)?;
    } else {
        // The iterator has a known length, so that `extend` need not check the capacity each time.
        // After an error it must continue to that length, and the values no longer matter.
        let mut failed = false;
        values.extend((0..count).map(|_| {
            let bits = if long { cursor.varint_by_word() } else { cursor.varint_without_guess() };
            K::from_bits(bits.unwrap_or_else(|| fail(&mut failed)))
        }));
        if failed {
            return Err(Error::varint());
        }
    }
    if cursor.remaining() == behind { Ok(()) } else { Err(Error::varint()) }
}

/// Appends the next `count` varints, and returns the position after them. Returns `None` if any
/// varint is malformed. The function is not inlined, because of the stack that it takes.
#[inline(never)]
fn many<'a, K: Scalar>(
    mut cursor: Cursor<'a>,
    values: &mut Vec<K::Value>,
    count: usize,
    long: bool,
) -> Option<Cursor<'a>> {
    let (mut block, mut left) = ([0; AT_ONCE], count);
    while left > 0 {
        let block = &mut block[..left.min(AT_ONCE)];
        cursor = runs::read(cursor, block, long)?;
        values.extend(block.iter().map(|bits| K::from_bits(*bits)));
        left -= block.len();
    }
    Some(cursor)
}

/// Records an error. It is a function, so that the successful path jumps over the call instead of
/// choosing between values.
#[cold]
#[inline(never)]
fn fail(failed: &mut bool) -> u64 {
    *failed = true;
    0
}

/// Returns the number of bytes below 0x80. `cursor` is the position of the first byte.
#[inline(always)]
pub(crate) fn count(mut cursor: Cursor<'_>, bytes: &[u8]) -> usize {
    if bytes.len() > 64 {
        return count_many(bytes);
    }
    let mut left = bytes.len();
    let mut more = 0;
    while left >= 8 {
        more += in_word(cursor.up_to_eight());
        cursor.split(8);
        left -= 8;
    }
    // The shift drops the bytes after the record.
    let last = if left == 0 { 0 } else { cursor.up_to_eight() << (64 - 8 * left) };
    bytes.len() - more - in_word(last)
}

/// Returns the number of bytes below 0x80. Eight counters of a byte each count at once. They are
/// added up before any of them can overflow.
#[inline(never)]
fn count_many(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut more = in_word(Cursor::new(rest).up_to_eight());
    for words in words.chunks(usize::from(u8::MAX)) {
        let counts = words
            .iter()
            .fold(0, |counts: u64, word| counts + (u64::from_le_bytes(*word) >> 7 & ONES));
        // Adds the counters pairwise, and then the four sums.
        let pairs = (counts & 0x00ff_00ff_00ff_00ff) + (counts >> 8 & 0x00ff_00ff_00ff_00ff);
        more += (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize;
    }
    bytes.len() - more
}

/// Returns the number of bytes of `word` that are 0x80 or more.
#[inline(always)]
fn in_word(word: u64) -> usize {
    ((word >> 7 & ONES).wrapping_mul(ONES) >> 56) as usize
}

/// Reserves memory for the elements of a record. For the first record of a field the capacity is
/// exact. Later records grow the vector as `push` would, so that many small records do not each
/// copy all elements.
#[inline(always)]
pub(super) fn reserve<T>(
    values: &mut Vec<T>,
    additional: usize,
    scope: &Scope<'_>,
) -> Result<(), Error> {
    if values.capacity() == 0 {
        if !scope.try_charge(additional.saturating_mul(size_of::<T>())) {
            return Err(Error::heap());
        }
        *values = Vec::with_capacity(additional);
    } else if additional > values.capacity() - values.len() {
        if !scope.try_charge(grown(values, additional)) {
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
    use crate::wire::kind::Int64;

    /// Returns the elements of a record of `bytes` that `behind` follows.
    fn read_int64(bytes: &[u8], behind: &[u8]) -> Option<Vec<i64>> {
        let mut input = Vec::new();
        prost::encoding::encode_varint(bytes.len() as u64, &mut input);
        input.extend([bytes, behind].concat());
        let (scope, mut values) = (Scope::new(None), Vec::new());
        let after = read::<Int64>(Cursor::new(&input), &mut values, &scope);
        assert_eq!(after.remaining(), if scope.has_failed() { 0 } else { behind.len() });
        (!scope.has_failed()).then_some(values)
    }

    #[test]
    fn ends_are_counted_at_every_length() {
        let bytes: Vec<u8> =
            (0..100).map(|index| if index % 3 == 0 { 0xff } else { 0x7f }).collect();
        for length in 0..bytes.len() {
            let expected = length - length.div_ceil(3);
            assert_eq!(
                count(Cursor::new(&bytes[..length]), &bytes[..length]),
                expected,
                "{length}"
            );
            assert_eq!(
                count(Cursor::new(&bytes), &bytes[..length]),
                expected,
                "{length}, and more bytes follow"
            );
        }
    }

    #[test]
    fn bytes_after_a_record_do_not_belong_to_it() {
        let varints: Vec<i64> = (0..300)
            .map(|index| [1, 300, 7, 1 << 40, -1, 128, 5][if index < 150 { index % 7 } else { 4 }])
            .collect();
        for count in (0..10).chain([FEW, FEW + 1, AT_ONCE, AT_ONCE + 1, 300]) {
            let mut bytes = Vec::new();
            varints[..count]
                .iter()
                .for_each(|value| prost::encoding::encode_varint(*value as u64, &mut bytes));
            for behind in [&[][..], &[0x80], &[1; 3], &[0xff; 20]] {
                assert_eq!(
                    read_int64(&bytes, behind).as_deref(),
                    Some(&varints[..count]),
                    "{behind:?}"
                );
                // The last varint of the record continues after it.
                let cut = [&bytes[..], &[0x80]].concat();
                assert_eq!(read_int64(&cut, behind), None, "{behind:?}");
            }
        }
    }
}
