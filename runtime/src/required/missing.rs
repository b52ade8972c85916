//! The search for required fields that a message lacks.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use super::RequiredFields;

/// The greatest number of paths in an error. A small input can lack millions of fields.
const MOST_PATHS: usize = 100;

/// The greatest number of bytes that are printed of a map's key. A key comes from the input, and is
/// in every path through its entry.
const LONGEST_KEY: usize = 64;

/// The required fields that the checked message lacks.
#[derive(Default)]
pub(super) struct MissingFields {
    /// The paths of the first [`MOST_PATHS`] fields, e.g. `gusts[2].speed`.
    pub paths: Vec<String>,
    /// The number of all missing fields.
    pub count: usize,
}

/// Collects the required fields that a message lacks. Generated code calls one method for each
/// field that is required or that can hold a message with required fields.
pub struct Missing<'a> {
    found: &'a mut MissingFields,
    /// The position of the message inside the checked message. It is `None` for the checked message
    /// itself.
    place: Option<&'a Place<'a>>,
}

/// The position of a message inside another message.
struct Place<'a> {
    outer: Option<&'a Place<'a>>,
    field: &'a str,
    slot: Slot<'a>,
}

/// The position of a value among the values of a field.
enum Slot<'a> {
    /// The only value of a singular field.
    Single,
    /// The index of an element of a list.
    Index(usize),
    /// The key of an entry of a map.
    Entry(&'a dyn fmt::Debug),
    /// An entry of a map whose key the path does not show.
    Redacted,
}

impl<'a> Missing<'a> {
    pub(super) fn new(found: &'a mut MissingFields) -> Self {
        Missing { found, place: None }
    }

    /// Reports a required field if it is not set.
    pub fn field(&mut self, name: &str, is_set: bool) {
        if is_set {
            return;
        }
        self.found.count += 1;
        if self.found.paths.len() < MOST_PATHS {
            let mut path = String::new();
            write_place(self.place, &mut path);
            path.push_str(name);
            self.found.paths.push(path);
        }
    }

    /// Checks the message of a singular field.
    pub fn message<M: RequiredFields>(&mut self, name: &str, value: Option<&M>) {
        if let Some(value) = value {
            self.inside(name, Slot::Single, value);
        }
    }

    /// Checks a list of messages.
    pub fn list<M: RequiredFields>(&mut self, name: &str, values: &[M]) {
        for (index, value) in values.iter().enumerate() {
            self.inside(name, Slot::Index(index), value);
        }
    }

    /// Checks a map with messages as values. The paths are in the order of `entries`, which varies
    /// from run to run for a `HashMap`.
    pub fn map<'m, K, M>(&mut self, name: &str, entries: impl IntoIterator<Item = (&'m K, &'m M)>)
    where
        K: fmt::Debug + 'm,
        M: RequiredFields + 'm,
    {
        for (key, value) in entries {
            self.inside(name, Slot::Entry(key), value);
        }
    }

    /// Checks a map like [`Missing::map`], for a field with `debug_redact = true`: the paths show
    /// no keys.
    pub fn redacted_map<'m, K: 'm, M>(
        &mut self,
        name: &str,
        entries: impl IntoIterator<Item = (&'m K, &'m M)>,
    ) where
        M: RequiredFields + 'm,
    {
        for (_, value) in entries {
            self.inside(name, Slot::Redacted, value);
        }
    }

    /// Checks the message that a field holds at a slot.
    fn inside<M: RequiredFields>(&mut self, field: &str, slot: Slot<'_>, value: &M) {
        let place = Place { outer: self.place, field, slot };
        value.missing_required(&mut Missing { found: self.found, place: Some(&place) });
    }
}

/// Writes e.g. `gusts[2].`. The recursion is as deep as that of the caller.
fn write_place(place: Option<&Place<'_>>, path: &mut String) {
    let Some(Place { outer, field, slot }) = place else { return };
    write_place(*outer, path);
    path.push_str(field);
    // Writing into a `String` does not fail, and neither does `Debug` of a key.
    let _ = match slot {
        Slot::Single => Ok(()),
        Slot::Index(index) => write!(path, "[{index}]"),
        Slot::Entry(key) => {
            path.push('[');
            let _ = write!(Truncated { path, left: LONGEST_KEY }, "{key:?}");
            path.write_char(']')
        }
        Slot::Redacted => path.write_str("[[REDACTED]]"),
    };
    path.push('.');
}

/// A writer that keeps the beginning of a text. It replaces the rest with an ellipsis.
struct Truncated<'a> {
    /// The text that receives the beginning.
    path: &'a mut String,
    /// The bytes that may still be written.
    left: usize,
}

impl fmt::Write for Truncated<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() <= self.left {
            self.left -= text.len();
            self.path.push_str(text);
            return Ok(());
        }
        let end = (0..=self.left).rev().find(|end| text.is_char_boundary(*end));
        self.path.push_str(&text[..end.unwrap_or(0)]);
        self.path.push('…');
        // This error stops the formatting of the rest.
        Err(fmt::Error)
    }
}
