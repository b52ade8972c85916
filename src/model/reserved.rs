//! The numbers and names that a message or an enum reserves.

use std::fmt;

use super::Declaration;

/// A range of field numbers or enum numbers, e.g. that of `reserved 4 to 7`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberRange {
    /// The first number.
    pub first: i32,
    /// The last number. It is included, even where a descriptor excludes the end of a range.
    pub last: i32,
}

/// The numbers and names that no field of a message or value of an enum may have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reserved {
    /// The numbers, in declaration order.
    pub numbers: Box<[NumberRange]>,
    /// The names in declaration order, e.g. `old_speed`. U+FFFD replaces bytes that are not UTF-8.
    pub names: Box<[Box<str>]>,
}

/// A range of field numbers that extensions of a message may have.
#[derive(Debug)]
pub(crate) struct ExtensionRange {
    /// The numbers.
    pub numbers: NumberRange,
    /// The declaration of the range.
    pub declaration: Declaration,
}

/// Writes a range on one line, as .proto files do, because recorded models have many ranges.
impl fmt::Debug for NumberRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}
