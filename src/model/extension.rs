//! Extensions: fields that are declared outside the message that they extend.

use super::{Declaration, FileId, Lints, MessageId, MessageRef, Name, SettingsId, Shape, Table};

/// An extension.
#[derive(Debug)]
pub(crate) struct Extension {
    /// e.g. `acme.v1.wind_speed`, or `acme.v1.Forecast.wind_speed` if a message declares it. JSON
    /// has this name in brackets.
    pub full_name: Box<str>,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    pub declaration: Declaration,
    /// The file that declares it.
    pub file: FileId,
    /// The message that it is declared in, if it is not at the top level of the file. The message
    /// only gives it a name.
    pub scope: Option<MessageId>,
    /// The message that it extends.
    pub extendee: MessageRef,
    /// The full name of the message that it extends, e.g. `acme.v1.Forecast`.
    pub extendee_name: Box<str>,
    /// The proto name, e.g. `wind_speed`.
    pub proto_name: Box<str>,
    /// The JSON name in its descriptor, e.g. `windSpeed`, if it is not the proto name.
    pub json_name: Option<Box<str>>,
    /// e.g. `100`. It exceeds the greatest number of a field in a message set only.
    pub number: u32,
    /// `[deprecated = true]`.
    pub deprecated: bool,
    /// `[debug_redact = true]`.
    pub redacted: bool,
    /// The shape: never a map, and a single value has explicit presence. No rule applies, so the
    /// storage is inline, `bytes` are a `Vec<u8>`, and enums have the form `Enums::I32`.
    pub shape: Shape,
    /// The constant, if one is emitted in this run.
    pub constant: Option<Box<Constant>>,
    /// Its table, if it is registered with the types of its package. The text is a field, with the
    /// full name, e.g. `100 ?double acme.v1.wind_speed`.
    pub table: Option<Box<Table>>,
}

/// The constant of an extension.
#[derive(Debug)]
pub(crate) struct Constant {
    /// e.g. `WIND_SPEED`.
    pub ident: Name,
    /// The module that it stands in, from the root of the tree.
    pub scope: Vec<Name>,
    /// Doc lines, ready to print, never empty.
    pub docs: Vec<String>,
    /// Whether it mentions a type that is deprecated in Rust, so that it needs `allow(deprecated)`.
    pub mentions_deprecated_type: bool,
    /// The lints that the constant trips.
    pub lints: Lints,
}
