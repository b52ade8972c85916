//! The differences between pbjson's JSON and ours that were reviewed, each with its reason.

use std::collections::BTreeMap;
use std::fmt;

/// A difference. In each, ours is what the specification says and what C++ and Python do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// pbjson has no JSON for a number that an open enum does not declare. Ours is the number.
    UndeclaredEnumNumber,
    /// pbjson has `null` for NaN and the infinities, because serde_json has. Ours are strings.
    NotFinite,
    /// pbjson prints a `Timestamp` with `+00:00`. Ours has `Z`.
    OffsetOfZero,
    /// pbjson prints a `FieldMask` as a message, with its list of paths. Ours is a string.
    FieldMaskAsMessage,
    /// pbjson prints an `Any` as a message, with its bytes. Ours has the fields of what is in it.
    AnyAsMessage,
    /// pbjson parses `null` to a `Value` without a kind, which has no JSON. Ours is a null value.
    ParsedNull,
}

/// How often there are differences.
#[derive(Debug, Default)]
pub(crate) struct Differences(BTreeMap<Difference, usize>);

impl Difference {
    /// Each difference.
    pub const ALL: [Difference; 6] = [
        Difference::UndeclaredEnumNumber,
        Difference::NotFinite,
        Difference::OffsetOfZero,
        Difference::FieldMaskAsMessage,
        Difference::AnyAsMessage,
        Difference::ParsedNull,
    ];

    /// Returns the difference that an error of pbjson's printer is.
    pub(crate) fn of_error(error: &str) -> Option<Self> {
        error.starts_with("Invalid variant ").then_some(Difference::UndeclaredEnumNumber)
    }
}

impl Differences {
    pub(crate) fn add(&mut self, difference: Difference) {
        *self.0.entry(difference).or_default() += 1;
    }

    pub(crate) fn add_all(&mut self, others: &Differences) {
        for (difference, count) in &others.0 {
            *self.0.entry(*difference).or_default() += count;
        }
    }

    /// Whether pbjson's text is the message's JSON, so that we parse it.
    pub(crate) fn keep_their_text(&self) -> bool {
        use Difference::{AnyAsMessage, FieldMaskAsMessage, NotFinite};
        ![AnyAsMessage, FieldMaskAsMessage, NotFinite].iter().any(|kind| self.0.contains_key(kind))
    }

    /// Whether pbjson parses our text.
    pub(crate) fn keep_our_text(&self) -> bool {
        use Difference::{AnyAsMessage, FieldMaskAsMessage, ParsedNull};
        ![AnyAsMessage, FieldMaskAsMessage, ParsedNull].iter().any(|kind| self.0.contains_key(kind))
    }

    /// Whether the message has the same bytes after it was JSON. The random bytes in an `Any` are
    /// not as an encoder writes them.
    pub(crate) fn keep_bytes(&self) -> bool {
        !self.0.contains_key(&Difference::AnyAsMessage)
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.0).finish()
    }
}
