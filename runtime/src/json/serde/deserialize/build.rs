//! The records that the visitors have written so far.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::OnceCell;

use super::path::Path;
use crate::json::error::JsonError;
use crate::json::lazy_registry::LazyRegistry;
use crate::json::parse::ParseOptions;
use crate::json::parse::keys::{Keys, MapKeys};
use crate::json::parse::seen::Seen;
use crate::records::RecordWriter;
use crate::registry::Registry;

/// A message during deserialization.
pub(super) struct Build<'o> {
    pub out: RecordWriter,
    pub ignores_unknown: bool,
    pub registry: LazyRegistry<'o>,
    pub seen: Seen,
    /// Whether the deserializer has shown any value.
    pub is_visited: bool,
    /// Whether the deserializer is the one of a kept value, which knows the request for an `Any`.
    pub is_replaying: bool,
    /// The number of levels of messages and entries that may still be entered. It is negative in a
    /// value that is too deep. That is an error unless the value is `null`, which means no value.
    levels: i64,
    keys: Keys,
    /// The keys of open maps whose keys are strings.
    strings: Vec<String>,
}

impl<'o> Build<'o> {
    pub(super) fn new(options: &ParseOptions<'o>, process_wide: &'o OnceCell<Registry>) -> Self {
        Build {
            out: RecordWriter::default(),
            ignores_unknown: options.ignores_unknown,
            registry: LazyRegistry { given: options.registry, process_wide },
            seen: Seen::default(),
            is_visited: false,
            is_replaying: false,
            levels: options.levels().into(),
            keys: Keys::default(),
            strings: Vec::new(),
        }
    }

    /// Enters a level. [`leave`](Self::leave) leaves it.
    pub(super) fn enter(&mut self) {
        self.levels -= 1;
    }

    /// Leaves a level.
    pub(super) fn leave(&mut self) {
        self.levels += 1;
    }

    /// Returns the number of levels that may still be entered.
    pub(super) fn levels(&self) -> i64 {
        self.levels
    }

    /// Checks that the innermost level is not too deep.
    pub(super) fn check_levels(&self, path: &Path<'_>) -> Result<(), JsonError> {
        match self.levels {
            0.. => Ok(()),
            _ => Err(path.error("the message nests too deep")),
        }
    }

    /// Begins a map.
    pub(super) fn begin_keys(&self, are_strings: bool) -> OpenMap {
        OpenMap { keys: self.keys.begin(are_strings), strings: self.strings.len() }
    }

    /// Adds a key that is a string.
    pub(super) fn add_string_key(&mut self, key: &str) {
        self.keys.add_string(key.as_bytes(), self.strings.len());
        self.strings.push(key.into());
    }

    /// Adds a key that is a number or boolean.
    pub(super) fn add_scalar_key(&mut self, bits: u64) {
        self.keys.add_number(bits, 0);
    }

    /// Ends the innermost map, and checks that its keys differ.
    pub(super) fn end_keys(&mut self, map: OpenMap, path: &Path<'_>) -> Result<(), JsonError> {
        let strings = &self.strings;
        let ended = self.keys.end(map.keys, |at| Ok(strings[at].as_str().into()));
        self.strings.truncate(map.strings);
        ended.map_err(|error| path.locate(error))
    }
}

/// A map whose keys are collected.
pub(super) struct OpenMap {
    keys: MapKeys,
    /// The number of strings that belong to outer maps.
    strings: usize,
}
