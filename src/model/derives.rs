//! The traits of std that types derive.

use super::Set;
use super::set::flags;

flags! {
    /// A trait of std that a message, oneof or enum can derive by itself, in the order in which
    /// generated code lists them.
    StdTrait {
        Clone = "Clone",
        Copy = "Copy",
        Debug = "Debug",
        PartialEq = "PartialEq",
        Eq = "Eq",
        Hash = "Hash",
        PartialOrd = "PartialOrd",
        Ord = "Ord",
    }
}

/// The traits of std that a type derives.
pub(crate) type StdTraits = Set<StdTrait>;
