//! The finished description of what is to be emitted: protobuf's elements with their places and
//! names in Rust.
//!
//! May import: `code`, `index`, `options`, `traits`.
//!
//! A `Model` is immutable, complete and sorted. Emitters read nothing else, and cannot fail on it.
//! It speaks of protobuf and Rust only: which crate spells a shape, and how, is the emitters'
//! business.

use std::collections::BTreeMap;

mod declaration;
mod derives;
mod enumeration;
mod extension;
mod features;
mod foreign;
mod ids;
mod lacks;
mod lints;
mod message;
mod order;
mod reasons;
mod registered;
mod reserved;
mod service;
mod set;
mod settings;
mod shape;
mod table;

pub(crate) use declaration::{Declaration, EncodedOptions, Position};
pub(crate) use derives::{StdTrait, StdTraits};
pub(crate) use enumeration::{Alias, Enum, EnumValue};
pub(crate) use extension::{Constant, Extension};
pub(crate) use features::{Features, JsonFormat};
pub(crate) use foreign::{Foreign, ForeignEnum, ForeignMessage, ForeignService};
pub(crate) use ids::*;
pub(crate) use lacks::{Holds, Lack, Lacks};
pub(crate) use lints::{Lint, Lints};
pub(crate) use message::{Accessors, Field, Member, Message, Oneof, PresenceMethods};
pub(crate) use order::*;
pub(crate) use reasons::*;
pub(crate) use registered::Registered;
pub(crate) use reserved::{ExtensionRange, NumberRange, Reserved};
pub(crate) use service::*;
pub(crate) use set::{Flag, Set};
pub(crate) use settings::{Listed, Setting, Settings, SettingsId};
pub(crate) use shape::*;
pub(crate) use table::{EnumTable, Table, TableFeatures, TablePurpose, TableType};

pub(crate) use crate::code::{Code, Name};
use crate::index::Column;
pub(crate) use crate::options::{Enums, JsonExtern, RuleId, UnknownFields};

/// Everything one request produces.
#[derive(Debug)]
#[cfg_attr(test, derive(Default))]
pub(crate) struct Model {
    /// All files of the request.
    pub files: Column<FileId, File>,
    /// The packages with something to emit, ordered by full name.
    pub packages: Vec<Package>,
    /// The messages that have a Rust type of this tree.
    pub messages: Column<MessageId, Option<Box<Message>>>,
    /// The enums that have a Rust type of this tree.
    pub enums: Column<EnumId, Option<Box<Enum>>>,
    /// The messages of the request that are external: of another crate or of `google.protobuf`.
    pub foreign_messages: BTreeMap<MessageId, ForeignMessage>,
    /// The enums of the request that are external.
    pub foreign_enums: BTreeMap<EnumId, ForeignEnum>,
    /// The services of the request whose stubs another crate has.
    pub foreign_services: BTreeMap<ServiceId, ForeignService>,
    /// The services that have stubs.
    pub services: Column<ServiceId, Option<Box<Service>>>,
    /// All extensions of the request. Those of emitted files can have a constant.
    pub extensions: Column<ExtensionId, Extension>,
    /// The settings that the elements refer to.
    pub settings: Column<SettingsId, Settings>,
    /// The rules that settings refer to.
    pub rules: Column<RuleId, RuleNote>,
    /// The names that another element or a reserved name prevented, ordered by full name.
    pub renames: Vec<Rename>,
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
    pub declaration: Declaration,
}

/// One package: one file, one module.
#[derive(Debug)]
pub(crate) struct Package {
    /// e.g. `acme.weather.v1`; empty for the unnamed package.
    pub full_name: String,
    /// The module of the package, from the root of the tree, e.g. `[acme, weather, v1]`.
    pub scope: Vec<Name>,
    /// The lints that each module of `scope` trips.
    pub scope_lints: Vec<Lints>,
    /// The file's name without `.rs`, e.g. `acme.weather.v1`, or `_` for the unnamed package. It is
    /// shortened if file systems do not take it.
    pub file_stem: String,
    /// Its settings.
    pub settings: SettingsId,
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
    /// Top-level extensions that have a constant, by file name, then declaration.
    pub extensions: Vec<ExtensionId>,
    /// Its functions for registries, if it has some.
    pub registered: Option<Registered>,
    /// The encoded `google.protobuf.FileDescriptorSet` of these files and all they import, if it is
    /// to be embedded.
    pub descriptor_set: Option<Vec<u8>>,
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
    /// The further methods of a client stub that speaks JSON, e.g. `send_json`.
    pub json_methods: &'static [&'static str],
    /// The constants beside those of the methods, e.g. `ALL`.
    pub constants: &'static [&'static str],
}
