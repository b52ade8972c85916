//! Numbers and names that a message or an enum sets aside.

use std::fmt;

use super::Declaration;

/// Consecutive numbers of fields or values, e.g. those of `reserved 4 to 7`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberRange {
    /// The first number.
    pub first: i32,
    /// The last number, included also where a descriptor excludes it.
    pub last: i32,
}

/// The numbers and names that no field of a message or value of an enum may have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reserved {
    /// In declaration order.
    pub numbers: Box<[NumberRange]>,
    /// In declaration order, e.g. `old_speed`, with U+FFFD for what is not UTF-8.
    pub names: Box<[Box<str>]>,
}

/// Numbers of a message that extensions may have.
#[derive(Debug)]
pub(crate) struct ExtensionRange {
    /// The numbers.
    pub numbers: NumberRange,
    /// Its declaration.
    pub declaration: Declaration,
}

/// Writes a range on one line, as .proto files do, because recorded models have many.
impl fmt::Debug for NumberRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}
