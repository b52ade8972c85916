//! From .proto files to descriptors.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use rust_grpc_build::Diagnostics;

use crate::Config;

/// Descriptors twice: as prost-types has them, and as bytes, which have what it does not know, such as editions.
pub(crate) struct Loaded {
    decoded: FileDescriptorSet,
    bytes: Vec<u8>,
}

impl Config {
    /// Compiles files and returns their descriptors, and those of all they import, to look at before they go to
    /// [`compile_fds`](Config::compile_fds). `protos` and `includes` mean nothing after
    /// [`skip_protoc_run`](Config::skip_protoc_run).
    ///
    /// # Errors
    /// What is wrong with the files, or keeps protoc from running.
    pub fn load_fds(&mut self, protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<FileDescriptorSet> {
        let bytes = if self.skip_protoc_run { self.read_descriptors()? } else { self.run_protoc(protos, includes)? };
        let decoded = FileDescriptorSet::decode(bytes.as_slice())
            .map_err(|error| Error::new(std::io::ErrorKind::InvalidInput, format!("this is no FileDescriptorSet: {error}")))?;
        self.loaded = Some(Loaded { decoded: decoded.clone(), bytes });
        Ok(decoded)
    }

    fn read_descriptors(&self) -> Result<Vec<u8>> {
        let Some(path) = &self.file_descriptor_set_path else {
            return Err(Error::other("after `skip_protoc_run`, `file_descriptor_set_path` has to say where the descriptors are"));
        };
        fs::read(path).map_err(|error| Error::new(error.kind(), format!("cannot read `{}`: {error}", path.display())))
    }

    fn run_protoc(&self, protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<Vec<u8>> {
        // A folder that is not there is no mistake to prost-build.
        let includes: Vec<&Path> = includes.iter().map(AsRef::as_ref).filter(|include| include.exists()).collect();
        let loaded = self.ours.load(protos, &includes).map_err(failed)?;
        if let Some(path) = &self.file_descriptor_set_path {
            write_if_changed(path, &loaded.descriptor_set)?;
        }
        Ok(loaded.descriptor_set)
    }

    /// The bytes of descriptors; those they were loaded from, if they are still the same.
    pub(crate) fn bytes_of(&mut self, descriptors: &FileDescriptorSet) -> Vec<u8> {
        match self.loaded.take() {
            Some(loaded) if loaded.decoded == *descriptors => loaded.bytes,
            _ => descriptors.encode_to_vec(),
        }
    }
}

/// An error as those who call prost-build expect it.
pub(crate) fn failed(found: Diagnostics) -> Error {
    Error::other(found)
}

/// A file that is as it should be keeps its time, so that what depends on it is not built again.
pub(crate) fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).map_err(|error| Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display())))
}
