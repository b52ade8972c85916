//! The keys of maps. The keys of a map must differ.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::Parsed;
use crate::hash::hash;
use crate::json::error::JsonError;

/// The keys of all open maps. The keys of an outer map come first.
#[derive(Default)]
pub(in crate::json) struct Keys(Vec<Key>);

/// A key, and its position in the text. A number is stored as it is, and a string as its hash. The
/// position leads back to the string.
type Key = (u64, usize);

/// A map whose keys are collected.
pub(in crate::json) struct MapKeys {
    start: usize,
    /// Whether the keys are strings. Different strings can have equal hashes.
    are_strings: bool,
}

impl Keys {
    /// Begins a map.
    pub(in crate::json) fn begin(&self, are_strings: bool) -> MapKeys {
        MapKeys { start: self.0.len(), are_strings }
    }

    /// Returns the greatest number of bytes that the keys may take in memory. A growing vector has
    /// an old and a new allocation, which together take three times the bytes of the keys.
    #[inline]
    pub(super) fn size(&self) -> usize {
        self.0.len() * (3 * size_of::<Key>())
    }

    /// Adds a key that is a string.
    #[inline]
    pub(in crate::json) fn add_string(&mut self, key: &[u8], at: usize) {
        self.0.push((hash(key), at));
    }

    /// Adds a key that is a number.
    #[inline]
    pub(in crate::json) fn add_number(&mut self, bits: u64, at: usize) {
        self.0.push((bits, at));
    }

    /// Ends the innermost map, and checks that its keys differ. `text` returns the string at a
    /// position.
    pub(in crate::json) fn end<'t>(
        &mut self,
        map: MapKeys,
        text: impl Fn(usize) -> Parsed<Cow<'t, str>>,
    ) -> Parsed<()> {
        let keys = &mut self.0[map.start..];
        if keys.len() > 1 {
            keys.sort_unstable();
            let second = |run: &[Key]| {
                if map.are_strings { second_string(run, &text) } else { Ok(Some(run[1].1)) }
            };
            for run in keys.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
                if let Some(at) = second(run)? {
                    return Err(JsonError::at(at, "the map already has this key"));
                }
            }
        }
        self.0.truncate(map.start);
        Ok(())
    }
}

/// Returns the position of the second of two equal strings. Returns `None` if all strings differ.
#[cold]
fn second_string<'t>(
    run: &[Key],
    text: impl Fn(usize) -> Parsed<Cow<'t, str>>,
) -> Parsed<Option<usize>> {
    let mut strings = Vec::with_capacity(run.len());
    for (_, at) in run {
        strings.push((text(*at)?, *at));
    }
    strings.sort_unstable();
    let twice = strings.windows(2).find(|pair| pair[0].0 == pair[1].0);
    Ok(twice.map(|pair| pair[1].1))
}
