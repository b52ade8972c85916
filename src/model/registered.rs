//! The messages and extensions of a package for registries.

use super::{ExtensionId, MessageId, Name, TableFeatures};

/// The functions of a package for registries.
#[derive(Debug)]
pub(crate) struct Registered {
    /// The function that returns the messages, e.g. `message_types`.
    pub list: Name,
    /// The function that adds them to the process-wide registry, e.g. `register_types`.
    pub register: Name,
    /// The function that returns the extensions, e.g. `extension_tables`. It exists if there are
    /// extensions.
    pub list_extensions: Name,
    /// The messages in the order of the files. The nested messages of a message follow it.
    pub messages: Vec<MessageId>,
    /// The extensions that have a table, in the order of the files.
    pub extensions: Vec<ExtensionId>,
    /// The Cargo features that the list of extensions needs. Some extensions may need fewer
    /// features.
    pub extension_features: TableFeatures,
    /// Whether a message has the attribute `#[deprecated]`.
    pub mentions_deprecated_type: bool,
}
