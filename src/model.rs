//! The finished description of what is to be emitted: protobuf's elements with their places and
//! names in Rust.
//!
//! May import: `code`, `index`, `options`, `traits`.
//!
//! A `Model` is immutable, complete and sorted. Emitters read nothing else, and cannot fail on it.
//! It speaks of protobuf and Rust only: which crate spells a shape, and how, is the emitters'
//! business.

mod declaration;
mod features;
mod ids;
mod service;
mod settings;
mod shape;

pub(crate) use declaration::{Declaration, EncodedOptions, Position};
pub(crate) use features::{Features, JsonFormat};
pub(crate) use ids::*;
pub(crate) use service::*;
pub(crate) use settings::{Listed, Setting, Settings, SettingsId};
pub(crate) use shape::*;

pub(crate) use crate::code::{Code, Name};
use crate::index::Column;
pub(crate) use crate::options::{RuleId, UnknownFields};
pub(crate) use crate::traits::Skipped;

/// Everything one request produces.
#[derive(Debug)]
#[cfg_attr(test, derive(Default))]
pub(crate) struct Model {
    /// All files of the request.
    pub files: Column<FileId, File>,
    /// The packages with something to emit, ordered by full name.
    pub packages: Vec<Package>,
    /// Whether a message or enum is deprecated, so that what mentions it needs `allow(deprecated)`.
    pub deprecated_types: bool,
    /// The messages that have a Rust type of this tree.
    pub messages: Column<MessageId, Option<Box<Message>>>,
    /// The enums that have a Rust type of this tree.
    pub enums: Column<EnumId, Option<Box<Enum>>>,
    /// The services that have stubs.
    pub services: Column<ServiceId, Option<Box<Service>>>,
    /// The settings that the elements refer to.
    pub settings: Column<SettingsId, Settings>,
    /// The rules that settings refer to.
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub rules: Column<RuleId, RuleNote>,
}

/// A .proto file.
#[derive(Debug)]
pub(crate) struct File {
    /// As protoc names it, e.g. `acme/weather/v1/weather.proto`.
    pub name: String,
    /// e.g. `acme.weather.v1`.
    pub package: String,
    /// As the file says it, e.g. `proto3` or `2023`.
    pub edition: String,
    /// Its options and features; its position is that of the `syntax` line.
    #[expect(dead_code, reason = "explain reads it")]
    pub declaration: Declaration,
}

/// One package: one file, one module.
#[derive(Debug)]
pub(crate) struct Package {
    /// e.g. `acme.weather.v1`; empty for the unnamed package.
    pub full_name: String,
    /// The module of the package, from the root of the tree, e.g. `[acme, weather, v1]`.
    pub scope: Vec<Name>,
    /// The file's name without `.rs`, e.g. `acme.weather.v1`, or `_` for the unnamed package. It is
    /// shortened if file systems do not take it.
    pub file_stem: String,
    /// Whether the module tree has it.
    pub in_tree: bool,
    /// The .proto files it comes from, ordered by name.
    pub sources: Vec<FileId>,
    /// Top-level messages, by file name, then declaration.
    pub messages: Vec<MessageId>,
    /// Top-level enums, by file name, then declaration.
    pub enums: Vec<EnumId>,
    /// Services, by file name, then declaration.
    pub services: Vec<ServiceId>,
    /// The encoded `google.protobuf.FileDescriptorSet` of these files and all they import, if it is
    /// to be embedded.
    pub descriptor_set: Option<Vec<u8>>,
}

/// A rule, as `explain` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleNote {
    /// The option and the value, e.g. `boxed=.acme.v1.Tree.left`.
    pub text: String,
    /// The origin of the rule, e.g. `rust-grpc.opts:3:1`.
    pub origin: String,
}

/// A message type: a struct, and a module for what is nested in it.
#[derive(Debug)]
pub(crate) struct Message {
    /// e.g. `acme.weather.v1.Forecast.Day`.
    pub full_name: String,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    #[expect(dead_code, reason = "explain reads it")]
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
    /// Whether a field or oneof member is deprecated, so that generated code that touches it needs
    /// `allow(deprecated)`.
    pub mentions_deprecated: bool,
    /// Attributes asked for by rules, in the order of the rules.
    pub attributes: Vec<Code>,
    /// Whether it implements `Debug`; it is left to the user otherwise. The enums of its oneofs go
    /// with it.
    pub debug: bool,
    /// What the struct can derive beyond `Clone` and `PartialEq`.
    pub derives: Derives,
    /// The traits that it is not to derive.
    pub skipped: Skipped,
    /// Fields that are not oneof members, in declaration order.
    pub fields: Vec<Field>,
    /// Real oneofs, in declaration order.
    pub oneofs: Vec<Oneof>,
    /// Nested messages, without map entries, in declaration order.
    pub messages: Vec<MessageId>,
    /// Nested enums, in declaration order.
    pub enums: Vec<EnumId>,
    /// Whether a `bytes::Bytes` can be reached from it, through fields, oneofs and map values,
    /// other messages included: then decoding has to keep hold of the shared buffer. Too often
    /// `true` costs a little time, too often `false` copies.
    pub shares_bytes: bool,
    /// The field that keeps unknown fields, if they are preserved, e.g. `unknown_fields`.
    pub unknown_fields: Option<Name>,
    /// That field's attributes.
    pub unknown_fields_attributes: Vec<Code>,
}

/// Traits that depend on what a type holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Derives {
    /// `Copy`: nothing in it owns memory.
    pub copy: bool,
    /// `Eq` and `Hash`, by prost's rule: no float, no map, no repeated message, no cycle.
    pub eq: bool,
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    /// e.g. `wind_speed` or `r#type`.
    pub ident: Name,
    /// Its settings.
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub settings: SettingsId,
    /// Its declaration.
    #[expect(dead_code, reason = "explain reads it")]
    pub declaration: Declaration,
    /// e.g. `wind_speed`, as in the .proto file.
    pub proto_name: String,
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
    /// What it holds, and how it is written.
    pub shape: Shape,
    /// Inherent methods for it, where prost gives some.
    pub accessors: Option<Accessors>,
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
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub settings: SettingsId,
    /// Its declaration.
    #[expect(dead_code, reason = "explain reads it")]
    pub declaration: Declaration,
    /// e.g. `payload`, as in the .proto file.
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub proto_name: String,
    /// Doc lines of the field and of the enum, never empty.
    pub docs: Vec<String>,
    /// Attributes of the field asked for by rules.
    pub attributes: Vec<Code>,
    /// Attributes of the enum asked for by rules.
    pub type_attributes: Vec<Code>,
    /// What the enum can derive beyond `Clone` and `PartialEq`.
    pub derives: Derives,
    /// The traits that it is not to derive.
    pub skipped: Skipped,
    /// The members, in declaration order, at least one.
    pub members: Vec<Member>,
    /// Whether clippy may find the variants of very different size.
    pub has_large_variant: bool,
}

/// A member of a oneof: a variant with one value.
#[derive(Debug)]
pub(crate) struct Member {
    /// e.g. `Text`.
    pub ident: Name,
    /// Its settings.
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub settings: SettingsId,
    /// Its declaration.
    #[expect(dead_code, reason = "explain reads it")]
    pub declaration: Declaration,
    /// e.g. `text`, as in the .proto file.
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub proto_name: String,
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
    /// What it holds.
    pub value: Value,
    /// Where it lives.
    pub storage: Storage,
}

/// An enum type.
#[derive(Debug)]
pub(crate) struct Enum {
    /// e.g. `acme.weather.v1.Sky`.
    pub full_name: String,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    #[expect(dead_code, reason = "explain reads it")]
    pub declaration: Declaration,
    /// e.g. `Sky`.
    pub ident: Name,
    /// The module it stands in, from the root of the tree.
    pub scope: Vec<Name>,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// Whether it is to be `#[deprecated]`.
    pub deprecated: bool,
    /// Attributes asked for by rules.
    pub attributes: Vec<Code>,
    /// Whether it implements `Debug`; it is left to the user otherwise.
    pub debug: bool,
    /// The traits that it is not to derive.
    pub skipped: Skipped,
    /// Whether fields of it may hold other numbers.
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub openness: Openness,
    /// The values with distinct numbers, in declaration order, at least one; the first is the
    /// default.
    pub values: Vec<EnumValue>,
    /// Further names of numbers, in declaration order.
    pub aliases: Vec<Alias>,
}

/// A further name of a number that an earlier value of the enum has.
#[derive(Debug)]
pub(crate) struct Alias {
    /// e.g. `SKY_OVERCAST`.
    pub proto_name: String,
    /// The index in [`Enum::values`] of the value with this number.
    pub value: usize,
    /// Its declaration.
    #[expect(dead_code, reason = "explain reads it")]
    pub declaration: Declaration,
}

/// A value of an enum. Of several names for a number only the first becomes a variant, as with
/// prost.
#[derive(Debug)]
pub(crate) struct EnumValue {
    /// e.g. `Cloudy`.
    pub ident: Name,
    /// Its settings.
    #[expect(dead_code, reason = "only recorded models show it so far")]
    pub settings: SettingsId,
    /// Its declaration.
    #[expect(dead_code, reason = "explain reads it")]
    pub declaration: Declaration,
    /// e.g. `SKY_CLOUDY`.
    pub proto_name: String,
    /// e.g. `2`.
    pub number: i32,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// `[deprecated = true]`.
    pub deprecated: bool,
    /// Attributes asked for by rules.
    pub attributes: Vec<Code>,
}

impl Message {
    /// Whether `Debug` hides a field that is in no oneof.
    pub fn redacts_fields(&self) -> bool {
        self.fields.iter().any(|field| field.redacted)
    }

    /// Whether `Debug` hides a field or the member of a oneof.
    pub fn redacts(&self) -> bool {
        self.redacts_fields() || self.oneofs.iter().any(Oneof::redacts)
    }
}

impl Oneof {
    /// Whether `Debug` hides a member.
    pub fn redacts(&self) -> bool {
        self.members.iter().any(|member| member.redacted)
    }
}

impl Model {
    /// The message behind an id. References and packages only have ids of elements that are there.
    pub fn message(&self, id: MessageId) -> &Message {
        self.messages[id].as_deref().expect("lowering refers to generated messages only")
    }

    /// The enum behind an id.
    pub fn enumeration(&self, id: EnumId) -> &Enum {
        self.enums[id].as_deref().expect("lowering refers to generated enums only")
    }

    /// The service behind an id.
    pub fn service(&self, id: ServiceId) -> &Service {
        self.services[id].as_deref().expect("packages have generated services only")
    }
}

/// Names that the stubs of a runtime have, so that no method of a service can have them. They are
/// data of a surface.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReservedNames {
    /// The methods of every client stub, e.g. `with_origin`.
    pub client_methods: &'static [&'static str],
    /// The further methods of a client stub where there is a transport, e.g. `connect`.
    pub transport_methods: &'static [&'static str],
    /// The constants beside those of the methods, e.g. `ALL`.
    pub constants: &'static [&'static str],
}
