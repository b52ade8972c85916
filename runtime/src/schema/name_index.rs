//! A hash table of names.

use alloc::boxed::Box;
use alloc::vec;

use crate::hash::hash;

/// A table that finds the index of a name. The names themselves are not in the table.
///
/// A JSON parser looks up the key of every field. A binary search would compare the key with many
/// names that begin alike.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// The index of a name, or [`EMPTY`]. The hash of a name selects a slot. The name is in the
    /// first empty slot from there on. At least half of the slots are empty.
    slots: Box<[u32]>,
}

/// A slot without a name.
const EMPTY: u32 = u32::MAX;

/// The greatest number of names in adjacent slots. A descriptor can have many names with one hash.
const LONGEST_RUN: usize = 64;

impl NameIndex {
    /// Creates a table of different names. Their indexes count from 0. Returns `None` if too many
    /// names have one hash.
    pub(super) fn new<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Option<Self> {
        let mut slots = vec![EMPTY; (names.len() * 2).next_power_of_two().max(2)];
        let mask = slots.len() - 1;
        for (index, name) in (0..).zip(names) {
            let first = hash(name.as_bytes()) as usize;
            let mut run = (0..LONGEST_RUN).map(|step| first.wrapping_add(step) & mask);
            let slot = run.find(|slot| slots[*slot] == EMPTY)?;
            slots[slot] = index;
        }
        Some(NameIndex { slots: slots.into() })
    }

    /// Returns the index of a name. `name_of` returns the name of an index.
    #[inline]
    pub(super) fn find<'a>(&self, name: &str, name_of: impl Fn(u32) -> &'a str) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut slot = hash(name.as_bytes()) as usize & mask;
        loop {
            let index = self.slots[slot & mask];
            if index == EMPTY {
                return None;
            }
            if crate::hash::equals(name_of(index).as_bytes(), name.as_bytes()) {
                return Some(index);
            }
            slot = slot.wrapping_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn names_are_found() {
        for count in [0, 1, 2, 3, 100, 5_000] {
            let names: Vec<String> = (0..count).map(|index| format!("field_{index}")).collect();
            let index = NameIndex::new(names.iter().map(String::as_str)).unwrap();
            let find = |name: &str| index.find(name, |index| &names[index as usize]);
            for (index, name) in names.iter().enumerate() {
                assert_eq!(find(name), Some(index as u32));
            }
            assert_eq!(find("field"), None);
            assert_eq!(find(&format!("field_{count}")), None);
        }
    }

    #[test]
    fn names_with_one_hash_have_no_table() {
        let names = crate::hash::names_with_one_hash(LONGEST_RUN + 1);
        assert!(NameIndex::new(names[1..].iter().map(String::as_str)).is_some());
        assert!(NameIndex::new(names.iter().map(String::as_str)).is_none());
    }
}
