//! The messages of a package that a registry can have.

use super::{MessageId, Name};

/// The two functions of a package for registries.
#[derive(Debug)]
pub(crate) struct Registered {
    /// The function that returns the messages, e.g. `message_types`.
    pub list: Name,
    /// The function that adds them to the process-wide registry, e.g. `register_types`.
    pub register: Name,
    /// The messages, each followed by those nested in it, in the order of the file.
    pub messages: Vec<MessageId>,
    /// Whether one of them is to be `#[deprecated]`.
    pub mentions_deprecated_type: bool,
}
