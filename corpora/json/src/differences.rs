//! The differences between pbjson's JSON and ours that were reviewed, each with its reason.

use std::collections::BTreeMap;
use std::fmt;

/// A difference. In all of them, our form is that of the specification, of C++ and of Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// pbjson has no JSON for a number that an open enum does not declare. Ours prints the number.
    UndeclaredEnumNumber,
    /// pbjson prints `null` for NaN and the infinities, because serde_json does. Ours prints
    /// strings.
    NotFinite,
    /// pbjson prints a `Timestamp` with `+00:00`. Ours prints `Z`.
    OffsetOfZero,
    /// pbjson prints a `FieldMask` as a message with a list of paths. Ours prints a string.
    FieldMaskAsMessage,
    /// pbjson prints an `Any` as a message with bytes. Ours prints the fields of the message in it.
    AnyAsMessage,
    /// pbjson parses `null` to a `Value` without a kind, which has no JSON. Ours parses it to a
    /// null value.
    ParsedNull,
}

/// The number of times that each difference occurred.
#[derive(Debug, Default)]
pub(crate) struct Differences(BTreeMap<Difference, usize>);

impl Difference {
    /// All differences.
    pub const ALL: [Difference; 6] = [
        Difference::UndeclaredEnumNumber,
        Difference::NotFinite,
        Difference::OffsetOfZero,
        Difference::FieldMaskAsMessage,
        Difference::AnyAsMessage,
        Difference::ParsedNull,
    ];

    /// Returns the difference behind an error of pbjson's printer.
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

    /// Whether pbjson's text is the message's JSON, so that our parser must accept it.
    pub(crate) fn keep_their_text(&self) -> bool {
        use Difference::{AnyAsMessage, FieldMaskAsMessage, NotFinite};
        ![AnyAsMessage, FieldMaskAsMessage, NotFinite].iter().any(|kind| self.0.contains_key(kind))
    }

    /// Whether pbjson's parser must accept our text.
    pub(crate) fn keep_our_text(&self) -> bool {
        use Difference::{AnyAsMessage, FieldMaskAsMessage, ParsedNull};
        ![AnyAsMessage, FieldMaskAsMessage, ParsedNull].iter().any(|kind| self.0.contains_key(kind))
    }

    /// Whether the bytes of the message survive JSON. An encoder writes other bytes than the random
    /// bytes in an `Any`.
    pub(crate) fn keep_bytes(&self) -> bool {
        !self.0.contains_key(&Difference::AnyAsMessage)
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.0).finish()
    }
}
