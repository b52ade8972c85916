//! Files.

use core::fmt;

use crate::reflect::DescriptorPool;
use crate::reflect::pool::FileInfo;

/// A file of a pool.
#[derive(Clone, PartialEq, Eq)]
pub struct FileDescriptor {
    pool: DescriptorPool,
    index: u32,
}

impl FileDescriptor {
    pub(in crate::reflect) fn in_pool(pool: &DescriptorPool, index: u32) -> Self {
        FileDescriptor { pool: pool.clone(), index }
    }

    fn info(&self) -> &FileInfo {
        &self.pool.data.files[self.index as usize]
    }

    /// Returns the name, e.g. `acme/v1/weather.proto`.
    pub fn name(&self) -> &str {
        &self.info().name
    }

    /// Returns the package, e.g. `acme.v1`. It is empty for a file without one.
    pub fn package(&self) -> &str {
        &self.info().package
    }

    /// Returns the encoded `google.protobuf.FileOptions`.
    pub fn options(&self) -> &[u8] {
        &self.info().options
    }
}

impl fmt::Debug for FileDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileDescriptor({})", self.name())
    }
}
