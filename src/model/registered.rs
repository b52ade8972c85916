//! The messages of a package that a registry can have.

use super::{ExtensionId, MessageId, Name, TableFeatures};

/// The functions of a package for registries.
#[derive(Debug)]
pub(crate) struct Registered {
    /// The function that returns the messages, e.g. `message_types`.
    pub list: Name,
    /// The function that adds them to the process-wide registry, e.g. `register_types`.
    pub register: Name,
    /// The function that returns the extensions, if there are some, e.g. `extension_tables`.
    pub list_extensions: Name,
    /// The messages, each followed by those nested in it, in the order of the file.
    pub messages: Vec<MessageId>,
    /// The extensions that have a table, in the order of the files.
    pub extensions: Vec<ExtensionId>,
    /// The features of the user's crate that the extensions are for. Some of them can be for fewer
    /// features.
    pub extension_features: TableFeatures,
    /// Whether one of the messages is to be `#[deprecated]`.
    pub mentions_deprecated_type: bool,
}
