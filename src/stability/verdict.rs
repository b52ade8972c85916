//! The code that a change breaks.

/// The Rust code that a change keeps from compiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Breaks {
    /// All code compiles.
    Nothing,
    /// Struct literals and patterns that list all fields.
    Literals,
    /// A `match` that lists all variants.
    Matches,
    /// Implementations of a service trait.
    Implementations,
    /// Code that uses the item.
    Uses,
}

impl Breaks {
    /// Whether code with the habits of docs/stability.md also breaks.
    pub fn is_certain(self) -> bool {
        match self {
            Self::Nothing | Self::Literals | Self::Matches => false,
            Self::Implementations | Self::Uses => true,
        }
    }

    /// Returns the words of reports.
    pub fn text(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Literals => "struct literals and patterns without `..`",
            Self::Matches => "`match` without a `_` arm",
            Self::Implementations => "implementations of the service trait or the client trait",
            Self::Uses => "code that uses the item",
        }
    }

    /// Returns the word of the JSON form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Literals => "literals",
            Self::Matches => "matches",
            Self::Implementations => "implementations",
            Self::Uses => "uses",
        }
    }
}
