//! Pools of descriptors.

use alloc::sync::Arc;
use core::fmt;

use super::descriptor::{
    EnumDescriptor, FieldDescriptor, FileDescriptor, MessageDescriptor, ServiceDescriptor,
};
use super::error::DescriptorError;
use super::load::load;
use super::proto::Limits;

mod data;
mod lookup;

pub(super) use data::{
    EnumInfo, ExtensionInfo, FieldInfo, FileInfo, MessageInfo, MethodInfo, PoolData, ServiceInfo,
    Symbol,
};

/// The descriptors of a set of files.
///
/// ```
/// use rust_grpc::prost::Message;
/// use rust_grpc::prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};
/// use rust_grpc::reflect::DescriptorPool;
///
/// // Most sets come from protoc: `protoc --include_imports --descriptor_set_out=FILE`.
/// let message = DescriptorProto { name: Some("Forecast".into()), ..Default::default() };
/// let file = FileDescriptorProto {
///     name: Some("acme/v1/weather.proto".into()),
///     package: Some("acme.v1".into()),
///     message_type: vec![message],
///     ..Default::default()
/// };
/// let set = FileDescriptorSet { file: vec![file] }.encode_to_vec();
///
/// let pool = DescriptorPool::decode(&set)?;
/// let forecast = pool.message("acme.v1.Forecast").unwrap();
/// assert_eq!(forecast.name(), "Forecast");
/// # Ok::<(), rust_grpc::reflect::DescriptorError>(())
/// ```
///
/// The set must contain the imported files. Files of proto2, proto3 and editions 2023, 2024 and
/// 2026 are supported. A clone shares the descriptors.
#[derive(Clone)]
pub struct DescriptorPool {
    pub(super) data: Arc<PoolData>,
}

/// The limits for making a [`DescriptorPool`].
#[derive(Debug, Clone, Copy)]
pub struct PoolOptions {
    max_descriptors: usize,
    recursion_limit: u32,
}

impl Default for PoolOptions {
    fn default() -> Self {
        PoolOptions::new()
    }
}

impl PoolOptions {
    /// Returns the default limits.
    pub const fn new() -> Self {
        PoolOptions { max_descriptors: 1_000_000, recursion_limit: 100 }
    }

    /// Limits the number of files, imports, messages, fields, oneofs, enums, values, extensions,
    /// services and methods together. The default is 1,000,000.
    pub const fn max_descriptors(self, max_descriptors: usize) -> Self {
        PoolOptions { max_descriptors, ..self }
    }

    /// Limits how deep messages are declared in messages. The default is 100, and the maximum is
    /// 1,000.
    pub const fn recursion_limit(self, levels: u32) -> Self {
        PoolOptions { recursion_limit: if levels < 1000 { levels } else { 1000 }, ..self }
    }

    /// Makes a pool from an encoded `google.protobuf.FileDescriptorSet`.
    ///
    /// # Errors
    /// The set is malformed, lacks an import or a type, declares an element twice, has an edition
    /// that is not supported, or exceeds a limit.
    pub fn decode(&self, set: &[u8]) -> Result<DescriptorPool, DescriptorError> {
        self.decode_all(&[set])
    }

    /// Makes a pool from several encoded sets, e.g. the `FILE_DESCRIPTOR_SET` of several packages.
    /// A file that is in several sets is loaded once.
    ///
    /// # Errors
    /// The errors of [`PoolOptions::decode`], and two different files with one name.
    pub fn decode_all(&self, sets: &[&[u8]]) -> Result<DescriptorPool, DescriptorError> {
        let mut limits = Limits { elements: self.max_descriptors, depth: self.recursion_limit };
        Ok(DescriptorPool { data: Arc::new(load(sets, &mut limits)?) })
    }
}

impl DescriptorPool {
    /// Makes a pool from an encoded `google.protobuf.FileDescriptorSet`, within the default limits
    /// of [`PoolOptions`].
    ///
    /// # Errors
    /// The errors of [`PoolOptions::decode`].
    pub fn decode(set: &[u8]) -> Result<Self, DescriptorError> {
        PoolOptions::new().decode(set)
    }

    /// Returns the message with this full name, e.g. `acme.v1.Forecast`.
    pub fn message(&self, full_name: &str) -> Option<MessageDescriptor> {
        match self.data.by_name.get(full_name)? {
            Symbol::Message(index) => Some(MessageDescriptor::in_pool(self, *index)),
            _ => None,
        }
    }

    /// Returns the enum with this full name, e.g. `acme.v1.Sky`.
    pub fn enumeration(&self, full_name: &str) -> Option<EnumDescriptor> {
        match self.data.by_name.get(full_name)? {
            Symbol::Enum(index) => Some(EnumDescriptor::in_pool(self, *index)),
            _ => None,
        }
    }

    /// Returns the extension with this full name, e.g. `acme.v1.gusts`.
    pub fn extension(&self, full_name: &str) -> Option<FieldDescriptor> {
        match self.data.by_name.get(full_name)? {
            Symbol::Extension(index) => Some(FieldDescriptor::extension_in_pool(self, *index)),
            _ => None,
        }
    }

    /// Returns the service with this full name, e.g. `acme.v1.Weather`.
    pub fn service(&self, full_name: &str) -> Option<ServiceDescriptor> {
        match self.data.by_name.get(full_name)? {
            Symbol::Service(index) => Some(ServiceDescriptor::in_pool(self, *index)),
            _ => None,
        }
    }

    /// Returns the files in the order of the set.
    pub fn files(&self) -> impl ExactSizeIterator<Item = FileDescriptor> + '_ {
        (0..self.data.files.len() as u32).map(|index| FileDescriptor::in_pool(self, index))
    }

    /// Returns the messages. A message comes before the messages that it declares.
    pub fn messages(&self) -> impl ExactSizeIterator<Item = MessageDescriptor> + '_ {
        (0..self.data.messages.len() as u32).map(|index| MessageDescriptor::in_pool(self, index))
    }

    /// Returns the enums.
    pub fn enums(&self) -> impl ExactSizeIterator<Item = EnumDescriptor> + '_ {
        (0..self.data.enums.len() as u32).map(|index| EnumDescriptor::in_pool(self, index))
    }

    /// Returns the extensions.
    pub fn extensions(&self) -> impl ExactSizeIterator<Item = FieldDescriptor> + '_ {
        let indexes = 0..self.data.extensions.len() as u32;
        indexes.map(|index| FieldDescriptor::extension_in_pool(self, index))
    }

    /// Returns the services.
    pub fn services(&self) -> impl ExactSizeIterator<Item = ServiceDescriptor> + '_ {
        (0..self.data.services.len() as u32).map(|index| ServiceDescriptor::in_pool(self, index))
    }
}

/// Two pools are equal if they share their descriptors.
impl PartialEq for DescriptorPool {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.data, &other.data)
    }
}

impl Eq for DescriptorPool {}

impl fmt::Debug for DescriptorPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = self.data.files.iter().map(|file| &file.name);
        f.debug_set().entries(files).finish()
    }
}
