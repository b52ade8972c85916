//! Makes a pool from encoded descriptors.
//!
//! The stages are: read the descriptors, check the files, declare names, build schemas. A stage
//! stops at the first error, because a set that protoc has written has no errors.

use alloc::vec::Vec;

use super::error::DescriptorError;
use super::pool::PoolData;
use super::proto::{FileProto, Limits};

mod build;
mod declare;
mod defaults;
mod enumeration;
mod extension;
mod features;
mod field;
mod files;
mod message;
mod resolve;
mod service;
#[cfg(test)]
mod tests;

/// Makes a pool from the files in encoded descriptor sets.
pub(super) fn load(sets: &[&[u8]], limits: &mut Limits) -> Result<PoolData, DescriptorError> {
    let mut files: Vec<FileProto<'_>> = Vec::new();
    for set in sets {
        files.extend(FileProto::read_set(set, limits)?);
    }
    let files = files::distinct(files)?;
    files::check_imports(&files)?;
    let declared = declare::declare(&files)?;
    build::build(declared)
}
