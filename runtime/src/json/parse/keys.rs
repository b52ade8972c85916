//! The keys of maps, which have to differ.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::Parsed;
use crate::hash::hash;
use crate::json::error::JsonError;

/// The keys of all maps that are open. Those of an outer map come first.
#[derive(Default)]
pub(in crate::json) struct Keys(Vec<Key>);

/// A key: the number, or the hash of the string, and the position where the string is found again.
type Key = (u64, usize);

/// A map whose keys are collected.
pub(in crate::json) struct MapKeys {
    start: usize,
    /// Whether the keys are strings, whose hashes can be equal by chance.
    are_strings: bool,
}

impl Keys {
    /// Begins a map.
    pub(in crate::json) fn begin(&self, are_strings: bool) -> MapKeys {
        MapKeys { start: self.0.len(), are_strings }
    }

    /// Returns the number of bytes, as much as it can be while the vector grows.
    #[inline]
    pub(super) fn size(&self) -> usize {
        self.0.len() * (3 * size_of::<Key>())
    }

    /// Adds the key of a string.
    #[inline]
    pub(in crate::json) fn add_string(&mut self, key: &[u8], at: usize) {
        self.0.push((hash(key), at));
    }

    /// Adds the key of a number.
    #[inline]
    pub(in crate::json) fn add_number(&mut self, bits: u64, at: usize) {
        self.0.push((bits, at));
    }

    /// Ends the map that was begun last, and checks that its keys differ. `text` returns the string
    /// of a position.
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
                    return Err(JsonError::at(at, "the map has this key twice"));
                }
            }
        }
        self.0.truncate(map.start);
        Ok(())
    }
}

/// Returns the position of the second one of two equal strings, if there are two.
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
