//! The traits of std that types derive.

use super::set::flags;
use super::{Flag, Set};

flags! {
    /// A trait of std that a message, oneof or enum can derive. The order is that of the generated
    /// `derive` attribute.
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

impl StdTraits {
    /// Returns the names of the traits of std that a type has. `debug` and `default` say whether
    /// the type has these traits without deriving them.
    pub fn present(self, debug: bool, default: bool) -> Vec<String> {
        let others = [debug.then_some("Debug"), default.then_some("Default")];
        let names = self.iter().map(Flag::text).chain(others.into_iter().flatten());
        names.map(str::to_owned).collect()
    }
}
