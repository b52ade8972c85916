//! Messages: structs, their fields, and the enums of their oneofs.

use super::{
    Code, Declaration, EnumId, ExtensionId, ExtensionRange, FieldId, FileId, Lacks, Lints, Literal,
    MessageId, Name, Order, Presence, Reserved, SettingsId, Shape, StdTraits, Storage, Table,
    Value,
};

/// A message type: a struct, and a module for the items nested in it.
#[derive(Debug)]
pub(crate) struct Message {
    /// The full name, e.g. `acme.weather.v1.Forecast.Day`.
    pub full_name: String,
    /// The settings of the message.
    pub settings: SettingsId,
    /// The declaration of the message.
    pub declaration: Declaration,
    /// The file that declares it.
    pub file: FileId,
    /// Whether the struct is external. Then only the module is emitted, for a nested element that
    /// is not external.
    pub is_external: bool,
    /// The struct's name, e.g. `Day`.
    pub ident: Name,
    /// The module of the struct, from the root of the tree, e.g.
    /// `[acme, weather, v1, forecast]`.
    pub scope: Vec<Name>,
    /// The module for nested items, inside `scope`, e.g. `day`. It is emitted only if an item is
    /// nested.
    pub module: Name,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// The attributes of the nested module that rules add.
    pub module_attributes: Vec<Code>,
    /// The doc lines of the nested module.
    pub module_docs: Vec<String>,
    /// Whether the struct has the attribute `#[deprecated]`.
    pub deprecated: bool,
    /// Whether the message, or an enum or message nested in it at any depth, is a deprecated type
    /// or has a field of one. Then all its items need `allow(deprecated)`.
    pub mentions_deprecated_type: bool,
    /// Whether a field or oneof member is deprecated. Then generated code that uses the field needs
    /// `allow(deprecated)`.
    pub mentions_deprecated: bool,
    /// The attributes that rules add, in the order of the rules.
    pub attributes: Vec<Code>,
    /// Whether generated code implements `Debug` for the message and for the enums of its oneofs.
    /// If not, the user implements it.
    pub debug: bool,
    /// The traits of std that the struct derives, except `Debug` and `Default`.
    pub derives: StdTraits,
    /// The reasons why the struct lacks `Copy`, or `Eq` and `Hash`.
    pub lacks: Lacks,
    /// The lints that the struct trips.
    pub lints: Lints,
    /// The lints that the inherent methods trip.
    pub accessor_lints: Lints,
    /// The lints that the presence methods trip.
    pub presence_lints: Lints,
    /// The lints that the nested module trips.
    pub module_lints: Lints,
    /// Fields that are not oneof members, in declaration order.
    pub fields: Vec<Field>,
    /// Real oneofs, in declaration order.
    pub oneofs: Vec<Oneof>,
    /// The order by number of all [`Message::numbered`] fields and oneof members.
    pub order: Order,
    /// Nested messages in declaration order, without map entries.
    pub messages: Vec<MessageId>,
    /// Nested enums, in declaration order.
    pub enums: Vec<EnumId>,
    /// Extensions that the message declares and that have a constant, in declaration order.
    pub extensions: Vec<ExtensionId>,
    /// The module of the embedded descriptors with the custom options, if programs can read them.
    pub described_in: Option<Vec<Name>>,
    /// The numbers that extensions may have, in declaration order.
    pub extension_ranges: Box<[ExtensionRange]>,
    /// The numbers and names that no field may have.
    pub reserved: Reserved,
    /// Whether the schema has `option message_set_wire_format = true`. Such a message holds only
    /// extensions. Each is encoded as a group with its number and its value.
    pub is_message_set: bool,
    /// Whether it is `google.protobuf.Any`, with the fields `type_url` (1) and `value` (2) and no
    /// others.
    pub is_any: bool,
    /// Whether the struct has functions for its full name and its type URL.
    pub has_type_name: bool,
    /// Whether a `bytes::Bytes` can be reached from it through fields, oneofs, map values and other
    /// messages. Then decoding has to keep the shared buffer. A wrong `true` costs a little time. A
    /// wrong `false` causes copies.
    pub shares_bytes: bool,
    /// The struct field that keeps unknown fields, e.g. `unknown_fields`, if the message keeps
    /// them.
    pub unknown_fields: Option<Name>,
    /// The attributes of that field.
    pub unknown_fields_attributes: Vec<Code>,
    /// Whether an extension of it has `debug_redact = true`. Then `Debug` hides the unknown fields.
    pub redacts_extensions: bool,
    /// The trait with the presence methods, e.g. `ForecastPresence`, if it has one.
    pub presence: Option<Name>,
    /// The view, e.g. `ForecastView`, if it has one.
    pub view: Option<Name>,
    /// Whether the view checks the messages in it when they are read.
    pub has_lazy_view: bool,
    /// The lints that the methods of the view trip.
    pub view_lints: Lints,
    /// Whether it has a required field that can be missing, or holds a message that has one, at any
    /// depth.
    pub checks_required: bool,
    /// The field table, if an option asks for one.
    pub table: Option<Box<Table>>,
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    /// The Rust name, e.g. `wind_speed` or `r#type`.
    pub ident: Name,
    /// The id. Fields and members of one message have consecutive ids in declaration order.
    pub id: FieldId,
    /// The settings of the field.
    pub settings: SettingsId,
    /// The declaration of the field.
    pub declaration: Declaration,
    /// The proto name, e.g. `wind_speed`.
    pub proto_name: String,
    /// The JSON name, e.g. `windSpeed`, if it differs from the proto name.
    pub json_name: Option<Box<str>>,
    /// The field number, e.g. `3`.
    pub number: u32,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// Whether the schema has `[deprecated = true]`.
    pub deprecated: bool,
    /// Whether `Debug` prints `[REDACTED]` instead of its value.
    pub redacted: bool,
    /// The attributes that rules add.
    pub attributes: Vec<Code>,
    /// The values of the field and their encoding.
    pub shape: Shape,
    /// The presence that the schema declares. It is `None` for a list or map. The presence in
    /// `shape` differs for a required field that is optional in Rust.
    pub declared_presence: Option<Presence>,
    /// The inherent methods of the field, if it has any.
    pub accessors: Option<Accessors>,
    /// The presence methods of the field, if it has any.
    pub presence_methods: Option<Box<PresenceMethods>>,
    /// The method of the message's view that returns the value or its default, e.g.
    /// `day_or_default`.
    pub view_default: Option<Name>,
    /// The constant of the message's view that is the field, e.g. `DAYS`, if the field holds
    /// messages with views.
    pub view_constant: Option<Name>,
}

/// The names of the methods for a field that can be unset. They are in the trait of the message.
#[derive(Debug)]
pub(crate) struct PresenceMethods {
    /// The method that tells whether the field is set, e.g. `has_day`.
    pub has: Name,
    /// The method that unsets the field, e.g. `clear_day`.
    pub clear: Name,
    /// The method that takes the value out, e.g. `take_day`.
    pub take: Name,
    /// The method that returns the default of the schema, e.g. `default_day`, if there is one.
    pub default: Option<Name>,
}

/// The names of the inherent methods of a field.
///
/// | field | `read` | `write` |
/// |---|---|---|
/// | optional scalar, string, bytes | `foo()` | |
/// | optional or implicit enum | `foo()` | `set_foo(E)` |
/// | repeated enum | `foo()`, an iterator | `push_foo(E)` |
/// | map with enum values | `get_foo(key)` | `insert_foo(key, E)` |
#[derive(Debug)]
pub(crate) struct Accessors {
    /// The getter.
    pub read: Name,
    /// The setter of an enum field.
    pub write: Option<Name>,
}

/// A real oneof: an enum in the message's module, and a field of the struct.
#[derive(Debug)]
pub(crate) struct Oneof {
    /// The field of the struct, e.g. `payload`.
    pub ident: Name,
    /// The enum inside the message's module, e.g. `Payload`.
    pub type_ident: Name,
    /// The enum in a view of the message, e.g. `PayloadView`, beside the other enum.
    pub view: Option<Name>,
    /// The settings of the oneof.
    pub settings: SettingsId,
    /// The declaration of the oneof.
    pub declaration: Declaration,
    /// The proto name, e.g. `payload`.
    pub proto_name: String,
    /// Doc lines of the field and of the enum, never empty.
    pub docs: Vec<String>,
    /// The attributes of the field that rules add.
    pub attributes: Vec<Code>,
    /// The attributes of the enum that rules add.
    pub type_attributes: Vec<Code>,
    /// The traits of std that the enum derives, except `Debug`.
    pub derives: StdTraits,
    /// The reasons why the enum lacks `Copy`, or `Eq` and `Hash`.
    pub lacks: Lacks,
    /// The lints that the enum trips.
    pub lints: Lints,
    /// The members, in declaration order. There is at least one.
    pub members: Vec<Member>,
    /// The order of the members by number.
    pub order: Order,
    /// Whether a member is deprecated. Then generated code that uses the member needs
    /// `allow(deprecated)`.
    pub mentions_deprecated: bool,
}

/// A member of a oneof: a variant with one value.
#[derive(Debug)]
pub(crate) struct Member {
    /// The Rust name, e.g. `Text`.
    pub ident: Name,
    /// The id. Fields and members of one message have consecutive ids in declaration order.
    pub id: FieldId,
    /// The settings of the member.
    pub settings: SettingsId,
    /// The declaration of the member.
    pub declaration: Declaration,
    /// The proto name, e.g. `text`.
    pub proto_name: String,
    /// The JSON name, e.g. `windSpeed`, if it differs from the proto name.
    pub json_name: Option<Box<str>>,
    /// The field number, e.g. `7`.
    pub number: u32,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// Whether the schema has `[deprecated = true]`.
    pub deprecated: bool,
    /// Whether `Debug` prints `[REDACTED]` instead of its value.
    pub redacted: bool,
    /// The attributes that rules add.
    pub attributes: Vec<Code>,
    /// The type of the value.
    pub value: Value,
    /// The storage of the value.
    pub storage: Storage,
    /// The explicit default of the schema. Only a presence method returns it.
    pub default: Option<Literal>,
    /// The presence methods of the member, if it has any.
    pub presence_methods: Option<Box<PresenceMethods>>,
    /// The constant of the message's view that is the field, e.g. `RAIN`, if the member is a
    /// message with a view.
    pub view_constant: Option<Name>,
}

impl Message {
    /// Whether the message has a module for nested items.
    pub fn has_module(&self) -> bool {
        !(self.messages.is_empty()
            && self.enums.is_empty()
            && self.oneofs.is_empty()
            && self.extensions.is_empty())
    }

    /// Whether `Debug` hides a field outside oneofs.
    pub fn redacts_fields(&self) -> bool {
        self.fields.iter().any(|field| field.redacted)
    }

    /// Whether `Debug` hides a field, a oneof member or the unknown fields.
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
