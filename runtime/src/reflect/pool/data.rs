//! The contents of a pool.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::reflect::Value;
use crate::schema::{Field, Pool};

/// The contents of a pool: the schemas, and the data that schemas do not have.
#[derive(Debug, Default)]
pub(in crate::reflect) struct PoolData {
    pub schemas: Pool,
    pub files: Vec<FileInfo>,
    /// The data of each message in `schemas`.
    pub messages: Vec<MessageInfo>,
    /// The data of each enum in `schemas`.
    pub enums: Vec<EnumInfo>,
    pub extensions: Vec<ExtensionInfo>,
    pub services: Vec<ServiceInfo>,
    /// The elements by full name.
    pub by_name: BTreeMap<Box<str>, Symbol>,
    /// The indexes of extensions, by the index of the extended message and the number.
    pub extensions_by_number: BTreeMap<(u32, u32), u32>,
}

/// An element with a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reflect) enum Symbol {
    Package,
    Message(u32),
    Enum(u32),
    Extension(u32),
    Service(u32),
}

#[derive(Debug)]
pub(in crate::reflect) struct FileInfo {
    /// The name, e.g. `acme/v1/weather.proto`.
    pub name: Box<str>,
    /// The package, e.g. `acme.v1`.
    pub package: Box<str>,
    pub options: Box<[u8]>,
}

#[derive(Debug)]
pub(in crate::reflect) struct MessageInfo {
    pub file: u32,
    /// The index of the message that declares this one.
    pub parent: Option<u32>,
    /// The data of each field in the schema.
    pub fields: Box<[FieldInfo]>,
    /// The options of each real oneof.
    pub oneofs: Box<[Box<[u8]>]>,
    pub is_map_entry: bool,
    /// The ranges of extension numbers: the first number, and the number after the last.
    pub extension_ranges: Box<[(i32, i32)]>,
    pub options: Box<[u8]>,
}

#[derive(Debug, Default)]
pub(in crate::reflect) struct FieldInfo {
    /// The default value in the declaration.
    pub default: Option<Value>,
    pub options: Box<[u8]>,
}

#[derive(Debug)]
pub(in crate::reflect) struct ExtensionInfo {
    pub file: u32,
    /// The index of the extended message.
    pub extendee: u32,
    pub field: Field,
    pub info: FieldInfo,
}

#[derive(Debug)]
pub(in crate::reflect) struct EnumInfo {
    pub file: u32,
    /// The index of the message that declares the enum.
    pub parent: Option<u32>,
    /// The options of each value.
    pub values: Box<[Box<[u8]>]>,
    pub options: Box<[u8]>,
}

#[derive(Debug)]
pub(in crate::reflect) struct ServiceInfo {
    pub file: u32,
    /// The full name, e.g. `acme.v1.Weather`.
    pub full_name: Box<str>,
    pub methods: Box<[MethodInfo]>,
    pub options: Box<[u8]>,
}

#[derive(Debug)]
pub(in crate::reflect) struct MethodInfo {
    /// The name, e.g. `GetForecast`.
    pub name: Box<str>,
    pub input: u32,
    pub output: u32,
    pub is_client_streaming: bool,
    pub is_server_streaming: bool,
    pub options: Box<[u8]>,
}
