//! Reads enums in other Rust types than `i32`.
//!
//! A closed enum has no value for a number without a name. Such a number goes to the unknown fields
//! of the message, and the field keeps its value, as in C++ and Java.

use alloc::vec::Vec;

use super::Reader;
use crate::open_enum::OpenEnum;
use crate::wire::closed::{self, ClosedMap};
use crate::wire::kind;
use crate::wire::map::Map;
use crate::wire::traits::Kind;
use crate::wire::unknown_fields::UnknownFields;
use crate::wire::{capacity, member};

impl Reader<'_> {
    /// Reads an enum in an [`OpenEnum`].
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn enumeration<E>(&mut self) -> OpenEnum<E> {
        OpenEnum::new(self.int32())
    }

    /// Reads a closed enum into `value`.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn closed_enum<E: TryFrom<i32>>(&mut self, value: &mut E, unknown: &mut UnknownFields) {
        if let Some(read) = self.known(unknown) {
            *value = read;
        }
    }

    /// Reads a closed enum into a field with presence.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn some_closed_enum<E: TryFrom<i32>>(
        &mut self,
        value: &mut Option<E>,
        unknown: &mut UnknownFields,
    ) {
        if let Some(read) = self.known(unknown) {
            *value = Some(read);
        }
    }

    /// Appends the single element of a field in the expanded encoding.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn expanded_closed_enum<E: TryFrom<i32> + Default>(
        &mut self,
        values: &mut Vec<E>,
        unknown: &mut UnknownFields,
    ) {
        let start = self.cursor;
        if let Some(read) = self.known(unknown) {
            match capacity::push_default(values, start, self.key, self.scope) {
                Some(last) => *last = read,
                None => self.cursor = self.cursor.at_end(),
            }
        }
    }

    /// Appends the elements of a packed field. Each number without a name becomes an unknown field
    /// of its own.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn packed_closed_enum<E: TryFrom<i32>>(
        &mut self,
        values: &mut Vec<E>,
        unknown: &mut UnknownFields,
    ) {
        self.cursor = closed::read_packed(self.cursor, self.key, values, self.scope, unknown);
    }

    /// Replaces a oneof by a member that is a closed enum.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn closed_enum_member<E: TryFrom<i32>, O>(
        &mut self,
        oneof: &mut Option<O>,
        make: impl FnOnce(E) -> O,
        unknown: &mut UnknownFields,
    ) {
        if let Some(read) = self.known(unknown) {
            member::set(oneof, || make(read));
        }
    }

    /// Replaces a oneof by a member that is a closed enum, if no message can keep unknown fields. A
    /// number without a name is dropped.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn known_enum_member<E: TryFrom<i32>, O>(
        &mut self,
        oneof: &mut Option<O>,
        make: impl FnOnce(E) -> O,
    ) {
        if let Ok(read) = E::try_from(self.int32()) {
            member::set(oneof, || make(read));
        }
    }

    /// Reads an entry of a map whose values are closed enums. The whole entry becomes an unknown
    /// field if its value is a number without a name.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn map_of_closed_enum<K, E, C>(&mut self, map: &mut C, unknown: &mut UnknownFields)
    where
        K: Kind,
        E: TryFrom<i32>,
        C: Map<Key = K::Value, Value = E>,
    {
        let (start, key, scope) = (self.cursor, self.key, self.scope);
        let mut map = ClosedMap { map, unknown, start, key, scope };
        self.entry::<K, kind::Enum, _, false>(&mut map);
    }

    /// Reads a closed enum. A number without a name becomes an unknown field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn known<E: TryFrom<i32>>(&mut self, unknown: &mut UnknownFields) -> Option<E> {
        let start = self.cursor;
        let number = self.int32();
        let known = E::try_from(number).ok();
        if known.is_none() && !closed::keep(start, self.key, number, self.scope, unknown) {
            self.cursor = self.cursor.at_end();
        }
        known
    }
}
