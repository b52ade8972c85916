//! Rules that match nothing.

/// The treatment of a rule that matches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnmatchedRules {
    /// It is an error, since its path is most likely misspelt: the default.
    Error,
    /// There is a warning if it was given as text ([`Config::opt`](crate::Config::opt),
    /// [`Config::from_file`](crate::Config::from_file)), and nothing otherwise.
    Warn,
    /// It is accepted, e.g. where many packages share a configuration.
    Allow,
}
