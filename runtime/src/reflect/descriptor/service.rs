//! Services.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::{FileDescriptor, MessageDescriptor, last_part};
use crate::reflect::DescriptorPool;
use crate::reflect::pool::{MethodInfo, ServiceInfo};

/// A service of a pool.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceDescriptor {
    pool: DescriptorPool,
    index: u32,
}

/// A method of a service.
#[derive(Clone, PartialEq, Eq)]
pub struct MethodDescriptor {
    service: ServiceDescriptor,
    index: u32,
}

impl ServiceDescriptor {
    pub(in crate::reflect) fn in_pool(pool: &DescriptorPool, index: u32) -> Self {
        ServiceDescriptor { pool: pool.clone(), index }
    }

    fn info(&self) -> &ServiceInfo {
        &self.pool.data.services[self.index as usize]
    }

    /// Returns the full name, e.g. `acme.v1.Weather`.
    pub fn full_name(&self) -> &str {
        &self.info().full_name
    }

    /// Returns the name, e.g. `Weather`.
    pub fn name(&self) -> &str {
        last_part(self.full_name())
    }

    /// Returns the file.
    pub fn file(&self) -> FileDescriptor {
        FileDescriptor::in_pool(&self.pool, self.info().file)
    }

    /// Returns the methods in the order of their declaration.
    pub fn methods(&self) -> impl ExactSizeIterator<Item = MethodDescriptor> + '_ {
        let indexes = 0..self.info().methods.len() as u32;
        indexes.map(|index| MethodDescriptor { service: self.clone(), index })
    }

    /// Returns the method with this name, e.g. `GetForecast`.
    pub fn method(&self, name: &str) -> Option<MethodDescriptor> {
        self.methods().find(|method| method.name() == name)
    }

    /// Returns the encoded `google.protobuf.ServiceOptions`.
    pub fn options(&self) -> &[u8] {
        &self.info().options
    }
}

impl MethodDescriptor {
    fn info(&self) -> &MethodInfo {
        &self.service.info().methods[self.index as usize]
    }

    /// Returns the service.
    pub fn service(&self) -> &ServiceDescriptor {
        &self.service
    }

    /// Returns the name, e.g. `GetForecast`.
    pub fn name(&self) -> &str {
        &self.info().name
    }

    /// Returns the path of a call, e.g. `/acme.v1.Weather/GetForecast`.
    pub fn path(&self) -> String {
        format!("/{}/{}", self.service.full_name(), self.name())
    }

    /// Returns the type of the requests.
    pub fn input(&self) -> MessageDescriptor {
        MessageDescriptor::in_pool(&self.service.pool, self.info().input)
    }

    /// Returns the type of the responses.
    pub fn output(&self) -> MessageDescriptor {
        MessageDescriptor::in_pool(&self.service.pool, self.info().output)
    }

    /// Whether the client sends a stream of requests.
    pub fn is_client_streaming(&self) -> bool {
        self.info().is_client_streaming
    }

    /// Whether the server sends a stream of responses.
    pub fn is_server_streaming(&self) -> bool {
        self.info().is_server_streaming
    }

    /// Returns the encoded `google.protobuf.MethodOptions`.
    pub fn options(&self) -> &[u8] {
        &self.info().options
    }
}

impl fmt::Debug for ServiceDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceDescriptor({})", self.full_name())
    }
}

impl fmt::Debug for MethodDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MethodDescriptor({})", self.path())
    }
}
