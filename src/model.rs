//! The finished description of the items to emit: the elements of the schema with their modules and
//! names in Rust.
//!
//! May import: `code`, `index`, `options`, `traits`.
//!
//! A `Model` is immutable, complete and sorted. Emitters read nothing else, and cannot fail on it.
//! It describes protobuf and Rust only. The emitters decide how a crate spells a shape.

use std::collections::BTreeMap;

mod declaration;
mod enumeration;
mod extension;
mod feature_set;
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
mod std_traits;
mod table;

pub(crate) use declaration::{Declaration, EncodedOptions, Position};
pub(crate) use enumeration::{Alias, Enum, EnumValue};
pub(crate) use extension::{Constant, Extension};
pub(crate) use feature_set::{Features, JsonFormat};
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
pub(crate) use std_traits::{StdTrait, StdTraits};
pub(crate) use table::{EnumTable, Table, TableFeatures, TablePurpose, TableType};

pub(crate) use crate::code::{Code, Name};
use crate::index::Column;
pub(crate) use crate::options::{Enums, JsonExtern, RuleId, UnknownFields};

/// Everything that one request produces.
#[derive(Debug)]
#[cfg_attr(test, derive(Default))]
pub(crate) struct Model {
    /// All files of the request.
    pub files: Column<FileId, File>,
    /// The packages that have items to emit, ordered by full name.
    pub packages: Vec<Package>,
    /// The messages with a Rust type in this tree.
    pub messages: Column<MessageId, Option<Box<Message>>>,
    /// The enums with a Rust type in this tree.
    pub enums: Column<EnumId, Option<Box<Enum>>>,
    /// The external messages of the request. They are of another crate or of `google.protobuf`.
    pub foreign_messages: BTreeMap<MessageId, ForeignMessage>,
    /// The enums of the request that are external.
    pub foreign_enums: BTreeMap<EnumId, ForeignEnum>,
    /// The services of the request whose stubs are in another crate.
    pub foreign_services: BTreeMap<ServiceId, ForeignService>,
    /// The services that have stubs.
    pub services: Column<ServiceId, Option<Box<Service>>>,
    /// All extensions of the request. An extension of an emitted file can have a constant.
    pub extensions: Column<ExtensionId, Extension>,
    /// The settings that the elements refer to.
    pub settings: Column<SettingsId, Settings>,
    /// The rules that settings refer to.
    pub rules: Column<RuleId, RuleNote>,
    /// The elements whose natural name is the name of another element or is reserved, ordered by
    /// full name.
    pub renames: Vec<Rename>,
}

/// A .proto file.
#[derive(Debug)]
pub(crate) struct File {
    /// The name as protoc gives it, e.g. `acme/weather/v1/weather.proto`.
    pub name: String,
    /// The package, e.g. `acme.weather.v1`.
    pub package: String,
    /// The syntax or edition as the file writes it, e.g. `proto3` or `2023`.
    pub edition: String,
    /// The options and features of the file. Its position is that of the `syntax` line.
    pub declaration: Declaration,
}

/// A package. It becomes one file and one module.
#[derive(Debug)]
pub(crate) struct Package {
    /// The full name, e.g. `acme.weather.v1`. It is empty for the unnamed package.
    pub full_name: String,
    /// The module of the package, from the root of the tree, e.g. `[acme, weather, v1]`.
    pub scope: Vec<Name>,
    /// The lints that each module of `scope` trips.
    pub scope_lints: Vec<Lints>,
    /// The file's name without `.rs`, e.g. `acme.weather.v1`, or `_` for the unnamed package. A
    /// name that is too long for file systems is shortened.
    pub file_stem: String,
    /// The settings of the package.
    pub settings: SettingsId,
    /// Whether the module tree includes the package.
    pub in_tree: bool,
    /// The .proto files of the package, ordered by name.
    pub sources: Vec<FileId>,
    /// Top-level messages, in the order of the file names, then in declaration order.
    pub messages: Vec<MessageId>,
    /// Top-level enums, in the order of the file names, then in declaration order.
    pub enums: Vec<EnumId>,
    /// Services, in the order of the file names, then in declaration order.
    pub services: Vec<ServiceId>,
    /// Top-level extensions that have a constant, in the order of the file names, then in
    /// declaration order.
    pub extensions: Vec<ExtensionId>,
    /// The package's functions for registries, if it has any.
    pub registered: Option<Registered>,
    /// The encoded `google.protobuf.FileDescriptorSet` of these files and all their imports, if the
    /// package embeds it.
    pub descriptor_set: Option<Vec<u8>>,
}

impl Model {
    /// Returns the message of an id. References and packages only have ids of existing elements.
    pub fn message(&self, id: MessageId) -> &Message {
        self.messages[id].as_deref().expect("lowering refers to generated messages only")
    }

    /// Returns the enum of an id.
    pub fn enumeration(&self, id: EnumId) -> &Enum {
        self.enums[id].as_deref().expect("lowering refers to generated enums only")
    }

    /// Returns the service of an id.
    pub fn service(&self, id: ServiceId) -> &Service {
        self.services[id].as_deref().expect("packages have generated services only")
    }
}

/// The names that the stubs of a runtime use themselves, so that no method of a service can have
/// them. A surface provides them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReservedNames {
    /// The methods of every client stub, e.g. `with_origin`.
    pub client_methods: &'static [&'static str],
    /// Further methods of a client stub with a transport, e.g. `connect`.
    pub transport_methods: &'static [&'static str],
    /// Further methods of a client stub that speaks JSON, e.g. `send_json`.
    pub json_methods: &'static [&'static str],
    /// The functions of every blocking client, e.g. `from_async`.
    pub blocking_methods: &'static [&'static str],
    /// The constants of a service besides those of its methods, e.g. `ALL`.
    pub constants: &'static [&'static str],
}
