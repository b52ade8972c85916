//! Reads the entries of maps.

use super::Reader;
use crate::wire::input::Input;
use crate::wire::map::{Insert, Map};
use crate::wire::traits::Kind;
use crate::wire::{ahead, entry};

impl Reader<'_> {
    /// Reads an entry of a map. An earlier value of the same key is replaced.
    ///
    /// A key or value with another wire type than the declared one is an error.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn map<K, V, C>(&mut self, map: &mut C)
    where
        K: Kind,
        V: Kind,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        self.entry::<K, V, C, true>(map);
    }

    /// Reads an entry like [`map`](Reader::map), for a message that keeps unknown fields.
    ///
    /// A key or value with another wire type is an unknown field of the entry, and unknown fields
    /// of entries are dropped.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn map_of_any_wire_type<K, V, C>(&mut self, map: &mut C)
    where
        K: Kind,
        V: Kind,
        C: Map<Key = K::Value, Value = V::Value>,
    {
        self.entry::<K, V, C, false>(map);
    }

    /// Reads an entry. A field of the entry with another wire type than the declared one is an
    /// error if the entry is `STRICT`.
    #[inline]
    pub(super) fn entry<K, V, C, const STRICT: bool>(&mut self, map: &mut C)
    where
        K: Kind,
        V: Kind,
        C: Insert<Key = K::Value, Value = V::Value>,
    {
        let start = self.cursor;
        if map.is_full() {
            let size = size_of::<(C::Key, C::Value)>();
            let additional = ahead::elements(start, self.key, size, usize::MAX);
            // `may_allocate` would compute the growth even without a limit, which slows maps down.
            if self.scope.is_limited() && !self.scope.charge(start, map.growth(additional)) {
                self.cursor = self.cursor.at_end();
                return;
            }
            map.reserve(additional);
        }
        let Some((input, nesting)) = self.enter() else { return };
        entry::read::<K, V, C, STRICT>(start, Input(input), nesting, map);
        if self.scope.has_failed() {
            self.scope.relocate(input);
            self.cursor = self.cursor.at_end();
        }
    }
}
