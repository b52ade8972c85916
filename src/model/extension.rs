//! Extensions: fields that are declared outside their message.

use super::{Declaration, FileId, Lints, MessageId, MessageRef, Name, SettingsId, Shape, Table};

/// An extension.
#[derive(Debug)]
pub(crate) struct Extension {
    /// The full name, e.g. `acme.v1.wind_speed`, or `acme.v1.Forecast.wind_speed` if a message
    /// declares it. JSON writes this name in brackets.
    pub full_name: Box<str>,
    /// The settings of the extension.
    pub settings: SettingsId,
    /// The declaration of the extension.
    pub declaration: Declaration,
    /// The file that declares it.
    pub file: FileId,
    /// The message that declares the extension, if it is not at the top level of the file. This
    /// message only contributes to the full name.
    pub scope: Option<MessageId>,
    /// The extendee.
    pub extendee: MessageRef,
    /// The full name of the extendee, e.g. `acme.v1.Forecast`.
    pub extendee_name: Box<str>,
    /// The proto name, e.g. `wind_speed`.
    pub proto_name: Box<str>,
    /// The JSON name in the descriptor, e.g. `windSpeed`, if it differs from the proto name.
    pub json_name: Option<Box<str>>,
    /// The field number, e.g. `100`. In a message set it may exceed the limit for field numbers.
    pub number: u32,
    /// Whether the schema has `[deprecated = true]`.
    pub deprecated: bool,
    /// Whether the schema has `[debug_redact = true]`.
    pub redacted: bool,
    /// The shape. It is never a map, and a single value has explicit presence. No rule applies to
    /// it: the storage is inline, `bytes` are a `Vec<u8>`, and enums have the form `Enums::I32`.
    pub shape: Shape,
    /// The constant, if this run emits one.
    pub constant: Option<Box<Constant>>,
    /// The field table, if a registry of the package has the extension. The text is a field with
    /// its full name, e.g. `100 ?double acme.v1.wind_speed`.
    pub table: Option<Box<Table>>,
}

/// The constant of an extension.
#[derive(Debug)]
pub(crate) struct Constant {
    /// The Rust name, e.g. `WIND_SPEED`.
    pub ident: Name,
    /// The module of the constant, from the root of the tree.
    pub scope: Vec<Name>,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// Whether it mentions a type that is deprecated in Rust. Then it needs `allow(deprecated)`.
    pub mentions_deprecated_type: bool,
    /// The lints that the constant trips.
    pub lints: Lints,
}
