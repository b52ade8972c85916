//! Messages: structs, their fields, and the enums of their oneofs.

use super::{
    Code, Declaration, EnumId, ExtensionId, ExtensionRange, FieldId, FileId, Lacks, Lints, Literal,
    MessageId, Name, Order, Presence, Reserved, SettingsId, Shape, StdTraits, Storage, Table,
    Value,
};

/// A message type: a struct, and a module for what is nested in it.
#[derive(Debug)]
pub(crate) struct Message {
    /// e.g. `acme.weather.v1.Forecast.Day`.
    pub full_name: String,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    pub declaration: Declaration,
    /// The file that declares it.
    pub file: FileId,
    /// Whether the struct is external, so that only the module is emitted: something nested in the
    /// message is not external.
    pub is_external: bool,
    /// The struct's name, e.g. `Day`.
    pub ident: Name,
    /// The module the struct stands in, from the root of the tree, e.g.
    /// `[acme, weather, v1, forecast]`.
    pub scope: Vec<Name>,
    /// The module of what is nested in it, inside `scope`, e.g. `day`; emitted only if something is
    /// nested.
    pub module: Name,
    /// Doc lines, ready to print, never empty.
    pub docs: Vec<String>,
    /// Attributes of the nested module asked for by rules.
    pub module_attributes: Vec<Code>,
    /// Doc lines of the nested module.
    pub module_docs: Vec<String>,
    /// Whether it is to be `#[deprecated]`.
    pub deprecated: bool,
    /// Whether it or an enum or message nested in it, at any depth, is a deprecated type or has a
    /// field of one, so that all its items need `allow(deprecated)`.
    pub mentions_deprecated_type: bool,
    /// Whether a field or oneof member is deprecated, so that generated code that touches it needs
    /// `allow(deprecated)`.
    pub mentions_deprecated: bool,
    /// Attributes asked for by rules, in the order of the rules.
    pub attributes: Vec<Code>,
    /// Whether it implements `Debug`; it is left to the user otherwise. The enums of its oneofs go
    /// with it.
    pub debug: bool,
    /// The traits of std that the struct derives, without `Debug` and `Default`.
    pub derives: StdTraits,
    /// The reasons for which the struct lacks `Copy`, or `Eq` and `Hash`.
    pub lacks: Lacks,
    /// The lints that the struct trips.
    pub lints: Lints,
    /// The lints that the inherent methods trip.
    pub accessor_lints: Lints,
    /// The lints that the methods of presence trip.
    pub presence_lints: Lints,
    /// The lints that the nested module trips.
    pub module_lints: Lints,
    /// Fields that are not oneof members, in declaration order.
    pub fields: Vec<Field>,
    /// Real oneofs, in declaration order.
    pub oneofs: Vec<Oneof>,
    /// The order of all [`Message::numbered`], fields and members of oneofs, by number.
    pub order: Order,
    /// Nested messages, without map entries, in declaration order.
    pub messages: Vec<MessageId>,
    /// Nested enums, in declaration order.
    pub enums: Vec<EnumId>,
    /// Extensions that are declared in the message and have a constant, in declaration order.
    pub extensions: Vec<ExtensionId>,
    /// The module of the embedded descriptors that custom options are read from, if they are to be.
    pub described_in: Option<Vec<Name>>,
    /// The numbers that extensions may have, in declaration order.
    pub extension_ranges: Box<[ExtensionRange]>,
    /// The numbers and names that no field may have.
    pub reserved: Reserved,
    /// `option message_set_wire_format = true`: the message holds extensions alone, each encoded
    /// as a group of its number and its value.
    pub is_message_set: bool,
    /// Whether it is `google.protobuf.Any`, with the fields `type_url` (1) and `value` (2) and no
    /// others.
    pub is_any: bool,
    /// Whether programs can ask the struct for its full name and its type URL.
    pub has_type_name: bool,
    /// Whether a `bytes::Bytes` can be reached from it, through fields, oneofs and map values,
    /// other messages included: then decoding has to keep hold of the shared buffer. Too often
    /// `true` costs a little time, too often `false` copies.
    pub shares_bytes: bool,
    /// The field that keeps unknown fields, if they are preserved, e.g. `unknown_fields`.
    pub unknown_fields: Option<Name>,
    /// That field's attributes.
    pub unknown_fields_attributes: Vec<Code>,
    /// Whether an extension of it has `debug_redact = true`, so that `Debug` hides unknown fields.
    pub redacts_extensions: bool,
    /// The trait of the methods of presence, e.g. `ForecastPresence`, if it has one.
    pub presence: Option<Name>,
    /// Whether it has a required field that can be missing, or holds a message that does, at any
    /// depth.
    pub checks_required: bool,
    /// Its field table, if an option asks for one.
    pub table: Option<Box<Table>>,
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    /// e.g. `wind_speed` or `r#type`.
    pub ident: Name,
    /// Its id. Fields and members of one message have consecutive ids in declaration order.
    pub id: FieldId,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    pub declaration: Declaration,
    /// e.g. `wind_speed`, as in the .proto file.
    pub proto_name: String,
    /// The JSON name, e.g. `windSpeed`, if it is not the proto name.
    pub json_name: Option<Box<str>>,
    /// e.g. `3`.
    pub number: u32,
    /// Doc lines, ready to print, never empty.
    pub docs: Vec<String>,
    /// `[deprecated = true]`.
    pub deprecated: bool,
    /// Whether `Debug` prints `[REDACTED]` instead of its value.
    pub redacted: bool,
    /// Attributes asked for by rules.
    pub attributes: Vec<Code>,
    /// The values of the field, and their encoding.
    pub shape: Shape,
    /// The presence that the schema declares; `None` for a list or map. The presence in `shape`
    /// differs from it if a message requires itself: such a field is optional in Rust.
    pub declared_presence: Option<Presence>,
    /// The inherent methods for it, if it has some.
    pub accessors: Option<Accessors>,
    /// The methods of its presence, if it has some.
    pub presence_methods: Option<Box<PresenceMethods>>,
}

/// Names of the methods of a field that can be unset, in the trait of its message.
#[derive(Debug)]
pub(crate) struct PresenceMethods {
    /// e.g. `has_day`.
    pub has: Name,
    /// e.g. `clear_day`.
    pub clear: Name,
    /// e.g. `take_day`.
    pub take: Name,
    /// e.g. `default_day`, if the schema gives a default.
    pub default: Option<Name>,
}

/// Names of the inherent methods of a field.
///
/// | field | `read` | `write` |
/// |---|---|---|
/// | optional scalar, string, bytes | `foo()` | |
/// | optional or implicit enum | `foo()` | `set_foo(E)` |
/// | repeated enum | `foo()`, an iterator | `push_foo(E)` |
/// | map with enum values | `get_foo(key)` | `insert_foo(key, E)` |
#[derive(Debug)]
pub(crate) struct Accessors {
    /// The reading one.
    pub read: Name,
    /// The writing one, for enums.
    pub write: Option<Name>,
}

/// A real oneof: an enum in the message's module, and a field of the struct.
#[derive(Debug)]
pub(crate) struct Oneof {
    /// The field in the struct, e.g. `payload`.
    pub ident: Name,
    /// The enum, inside the message's module, e.g. `Payload`.
    pub type_ident: Name,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    pub declaration: Declaration,
    /// e.g. `payload`, as in the .proto file.
    pub proto_name: String,
    /// Doc lines of the field and of the enum, never empty.
    pub docs: Vec<String>,
    /// Attributes of the field asked for by rules.
    pub attributes: Vec<Code>,
    /// Attributes of the enum asked for by rules.
    pub type_attributes: Vec<Code>,
    /// The traits of std that the enum derives, without `Debug`.
    pub derives: StdTraits,
    /// The reasons for which the enum lacks `Copy`, or `Eq` and `Hash`.
    pub lacks: Lacks,
    /// The lints that the enum trips.
    pub lints: Lints,
    /// The members, in declaration order, at least one.
    pub members: Vec<Member>,
    /// The order of the members by number.
    pub order: Order,
    /// Whether a member is deprecated, so that generated code that touches it needs
    /// `allow(deprecated)`.
    pub mentions_deprecated: bool,
}

/// A member of a oneof: a variant with one value.
#[derive(Debug)]
pub(crate) struct Member {
    /// e.g. `Text`.
    pub ident: Name,
    /// Its id. Fields and members of one message have consecutive ids in declaration order.
    pub id: FieldId,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    pub declaration: Declaration,
    /// e.g. `text`, as in the .proto file.
    pub proto_name: String,
    /// The JSON name, e.g. `windSpeed`, if it is not the proto name.
    pub json_name: Option<Box<str>>,
    /// e.g. `7`.
    pub number: u32,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// `[deprecated = true]`.
    pub deprecated: bool,
    /// Whether `Debug` prints `[REDACTED]` instead of its value.
    pub redacted: bool,
    /// Attributes asked for by rules.
    pub attributes: Vec<Code>,
    /// The type of the value.
    pub value: Value,
    /// The storage of the value.
    pub storage: Storage,
    /// The explicit default of the .proto file, which only a method of presence returns.
    pub default: Option<Literal>,
    /// The methods of its presence, if it has some.
    pub presence_methods: Option<Box<PresenceMethods>>,
}

impl Message {
    /// Whether there is a module for what is nested in it.
    pub fn has_module(&self) -> bool {
        !(self.messages.is_empty()
            && self.enums.is_empty()
            && self.oneofs.is_empty()
            && self.extensions.is_empty())
    }

    /// Whether `Debug` hides a field that is in no oneof.
    pub fn redacts_fields(&self) -> bool {
        self.fields.iter().any(|field| field.redacted)
    }

    /// Whether `Debug` hides a field or the member of a oneof.
    pub fn redacts(&self) -> bool {
        self.redacts_fields() || self.redacts_extensions || self.oneofs.iter().any(Oneof::redacts)
    }
}

impl Oneof {
    /// Whether `Debug` hides a member.
    pub fn redacts(&self) -> bool {
        self.members.iter().any(|member| member.redacted)
    }
}
