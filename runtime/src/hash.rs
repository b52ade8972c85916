//! Hashes and comparisons of names and keys. They are short, so a call of `memcmp` would cost more
//! than the comparison.
//!
//! The hash has no random part, so an attacker can find names with equal hashes. A table of names
//! from the input must be as fast as a sorted list even then. A table of names from the schema need
//! not be.

/// Returns a hash whose bits are all well mixed.
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    // The last words overlap the words before them.
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let mut hash = step(length, u64::from_le_bytes(*first));
            if bytes.len() > 16 {
                let (words, _) = bytes[8..].as_chunks::<8>();
                hash = words.iter().fold(hash, |hash, word| step(hash, u64::from_le_bytes(*word)));
            }
            step(hash, u64::from_le_bytes(*last))
        }
        _ => {
            let word = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
                (Some(first), Some(last)) => {
                    u64::from(u32::from_le_bytes(*first)) << 32
                        | u64::from(u32::from_le_bytes(*last))
                }
                _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
            };
            step(length, word)
        }
    }
}

#[inline(always)]
fn step(hash: u64, word: u64) -> u64 {
    let product = u128::from(hash.rotate_left(29) ^ word) * 0x9e37_79b9_7f4a_7c15;
    // The low half of the product depends on the low bits alone, and the high half on all bits.
    product as u64 ^ (product >> 64) as u64
}

/// Whether two texts are equal.
#[inline(always)]
pub(crate) fn equals(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if let (Some(one_end), Some(other_end)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        let (mut one, mut other) = (one, other);
        while let (Some((first, one_rest)), Some((second, other_rest))) =
            (one.split_first_chunk::<8>(), other.split_first_chunk::<8>())
        {
            if first != second {
                return false;
            }
            (one, other) = (one_rest, other_rest);
        }
        return one_end == other_end;
    }
    match (one.first_chunk::<4>(), one.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            Some(first) == other.first_chunk() && Some(last) == other.last_chunk()
        }
        // The first, the middle and the last byte are all of one to three bytes.
        _ => match (one.first(), one.last()) {
            (Some(first), Some(last)) => {
                let middle = one.len() / 2;
                Some(first) == other.first()
                    && Some(last) == other.last()
                    && one[middle] == other[middle]
            }
            _ => true,
        },
    }
}

/// Whether `bytes` begins with `start`.
#[cfg(feature = "json")]
#[inline(always)]
pub(crate) fn begins_with(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|bytes| equals(bytes, start))
}

/// Returns different names with equal hashes.
#[cfg(test)]
pub(crate) fn names_with_one_hash(count: usize) -> alloc::vec::Vec<alloc::string::String> {
    use alloc::string::ToString;
    let first_step = |first: u64| step(16, first).rotate_left(29);
    let word = |number: u64| {
        let digits = alloc::format!("a{number:07}");
        u64::from_le_bytes(digits.as_bytes().try_into().unwrap())
    };
    let last = first_step(word(0)) ^ word(0);
    let names = (0..10_000_000).filter_map(|number| {
        let words = [word(number), first_step(word(number)) ^ last];
        let bytes = words.map(u64::to_le_bytes).concat();
        let name = core::str::from_utf8(&bytes).ok()?;
        name.bytes().all(|byte| byte.is_ascii_graphic()).then(|| name.to_string())
    });
    names.filter(|name| !name.contains(['"', '\\', ';'])).take(count).collect()
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_byte_counts() {
        let text = b"abcdefghijklmnopqrstuvwxyzabcdefghijklmnop";
        let mut hashes = BTreeSet::new();
        let mut count = 0;
        for length in 0..text.len() {
            assert!(equals(&text[..length], &text[..length]));
            assert!(!equals(&text[..length], &text[..=length]));
            hashes.insert(hash(&text[..length]));
            count += 1;
            for at in 0..length {
                let mut other = text[..length].to_vec();
                other[at] = b'!';
                assert!(!equals(&text[..length], &other), "{length} {at}");
                hashes.insert(hash(&other));
                count += 1;
            }
        }
        assert_eq!(hashes.len(), count);
    }

    #[test]
    fn names_with_one_hash_can_be_found() {
        let names = names_with_one_hash(3);
        assert!(names[0] != names[1] && names[1] != names[2]);
        assert!(names.iter().all(|name| hash(name.as_bytes()) == hash(names[0].as_bytes())));
    }
}
