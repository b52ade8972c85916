//! The treatment of rules that match nothing.

/// The treatment of a rule that matches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnmatchedRules {
    /// The default: an error, because the path is probably misspelt.
    Error,
    /// A warning if the rule was given as text ([`Config::opt`](crate::Config::opt),
    /// [`Config::from_file`](crate::Config::from_file)), and nothing otherwise.
    Warn,
    /// Nothing, e.g. because many packages share a configuration.
    Allow,
}
