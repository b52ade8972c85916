//! The contents of a pool.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::reflect::Value;
use crate::schema::{Field, Pool};

/// The contents of a pool: the schemas, and for each schema what a schema does not have.
#[derive(Debug, Default)]
pub(in crate::reflect) struct PoolData {
    pub schemas: Pool,
    pub files: Vec<FileInfo>,
    /// For each message of `schemas`.
    pub messages: Vec<MessageInfo>,
    /// For each enum of `schemas`.
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
    /// e.g. `acme/v1/weather.proto`.
    pub name: Box<str>,
    /// e.g. `acme.v1`.
    pub package: Box<str>,
    pub options: Box<[u8]>,
}

#[derive(Debug)]
pub(in crate::reflect) struct MessageInfo {
    pub file: u32,
    /// The message that it is declared in.
    pub parent: Option<u32>,
    /// For each field of the schema.
    pub fields: Box<[FieldInfo]>,
    /// The options of each real oneof.
    pub oneofs: Box<[Box<[u8]>]>,
    pub is_map_entry: bool,
    /// The first number of a range of extensions, and the one behind the last.
    pub extension_ranges: Box<[(i32, i32)]>,
    pub options: Box<[u8]>,
}

#[derive(Debug, Default)]
pub(in crate::reflect) struct FieldInfo {
    /// The default value that the declaration has.
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
    /// The message that it is declared in.
    pub parent: Option<u32>,
    /// The options of each value.
    pub values: Box<[Box<[u8]>]>,
    pub options: Box<[u8]>,
}

#[derive(Debug)]
pub(in crate::reflect) struct ServiceInfo {
    pub file: u32,
    /// e.g. `acme.v1.Weather`.
    pub full_name: Box<str>,
    pub methods: Box<[MethodInfo]>,
    pub options: Box<[u8]>,
}

#[derive(Debug)]
pub(in crate::reflect) struct MethodInfo {
    /// e.g. `GetForecast`.
    pub name: Box<str>,
    pub input: u32,
    pub output: u32,
    pub is_client_streaming: bool,
    pub is_server_streaming: bool,
    pub options: Box<[u8]>,
}
