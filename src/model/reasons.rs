//! The reasons for decisions in the model, as `explain` shows them.

/// A rule, as `explain` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleNote {
    /// The option and its value, e.g. `boxed=.acme.v1.Tree.left`.
    pub text: String,
    /// The origin of the rule, e.g. `rust-grpc.opts:3:1`.
    pub origin: String,
}

/// An element without its natural name, because the name was taken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rename {
    /// The element's full name, e.g. `acme.v1.GetUrl`.
    pub full_name: String,
    /// The name in Rust, e.g. `get_url_2`.
    pub name: String,
    /// The reason, e.g. "`get_url` is `acme.v1.GetURL`".
    pub reason: String,
}
