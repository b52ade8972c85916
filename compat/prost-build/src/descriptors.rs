//! The descriptors of .proto files.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use prost::{DecodeError, Message as _};
use prost_types::FileDescriptorSet;
use rust_grpc_build::{Diagnostics, Request};

use crate::Config;

/// Descriptors in two forms: as types of prost-types, and as bytes. The bytes keep the fields that
/// prost-types does not know, such as editions.
pub(crate) struct Loaded {
    decoded: FileDescriptorSet,
    bytes: Vec<u8>,
}

impl Config {
    /// Compiles files and returns their descriptors, with those of all imports. The caller may
    /// inspect them before it calls [`compile_fds`](Config::compile_fds). `protos` and `includes`
    /// are ignored after [`skip_protoc_run`](Config::skip_protoc_run).
    ///
    /// # Errors
    /// Returns the errors in the files, or the error that keeps protoc from running.
    pub fn load_fds(
        &mut self,
        protos: &[impl AsRef<Path>],
        includes: &[impl AsRef<Path>],
    ) -> Result<FileDescriptorSet> {
        let bytes = if self.skip_protoc_run {
            self.read_descriptors()?
        } else {
            self.run_protoc(protos, includes)?
        };
        let decoded = decode(&bytes).map_err(|error| {
            Error::new(
                std::io::ErrorKind::InvalidInput,
                format!("this is no FileDescriptorSet: {error}"),
            )
        })?;
        self.loaded = Some(Loaded { decoded: decoded.clone(), bytes });
        Ok(decoded)
    }

    fn read_descriptors(&self) -> Result<Vec<u8>> {
        let Some(path) = &self.file_descriptor_set_path else {
            return Err(Error::other(
                "after `skip_protoc_run`, `file_descriptor_set_path` has to say where the \
                 descriptors are",
            ));
        };
        fs::read(path).map_err(|error| {
            Error::new(error.kind(), format!("cannot read `{}`: {error}", path.display()))
        })
    }

    fn run_protoc(
        &self,
        protos: &[impl AsRef<Path>],
        includes: &[impl AsRef<Path>],
    ) -> Result<Vec<u8>> {
        // prost-build accepts a folder that does not exist.
        let includes: Vec<&Path> =
            includes.iter().map(AsRef::as_ref).filter(|include| include.exists()).collect();
        let loaded = self.ours.load(protos, &includes).map_err(failed)?;
        if let Some(path) = &self.file_descriptor_set_path {
            write_if_changed(path, &loaded.descriptor_set)?;
        }
        Ok(loaded.descriptor_set)
    }

    /// Returns the encoded descriptors. If they are those of the last load, its bytes are returned.
    pub(crate) fn bytes_of(&mut self, descriptors: &FileDescriptorSet) -> Vec<u8> {
        match self.loaded.take() {
            Some(loaded) if loaded.decoded == *descriptors => loaded.bytes,
            _ => descriptors.encode_to_vec(),
        }
    }
}

/// Decodes descriptors. U+FFFD replaces invalid UTF-8 in comments and options. prost-build refuses
/// such a file.
fn decode(bytes: &[u8]) -> std::result::Result<FileDescriptorSet, DecodeError> {
    FileDescriptorSet::decode(bytes).or_else(|error| match Request::utf8_descriptor_set(bytes) {
        Some(bytes) => FileDescriptorSet::decode(&*bytes).map_err(|_| error),
        None => Err(error),
    })
}

/// Converts diagnostics into the error type of prost-build.
pub(crate) fn failed(found: Diagnostics) -> Error {
    Error::other(found)
}

/// Writes a file unless it has this content. A file that is not written keeps its time, so Cargo
/// builds nothing again.
pub(crate) fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).map_err(|error| {
        Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
    })
}

#[cfg(test)]
mod tests {
    use prost_types::source_code_info::Location;
    use prost_types::{DescriptorProto, FileDescriptorProto, FileOptions, SourceCodeInfo};

    use super::*;

    #[test]
    fn text_that_is_not_utf8_is_replaced() {
        let location = Location {
            leading_comments: Some("caf#".into()),
            trailing_comments: Some("#".into()),
            leading_detached_comments: vec!["a".into(), "#b".into()],
            ..Location::default()
        };
        let file = FileDescriptorProto {
            name: Some("a.proto".into()),
            options: Some(FileOptions {
                java_package: Some("x#".into()),
                deprecated: Some(true),
                ..FileOptions::default()
            }),
            message_type: vec![DescriptorProto {
                reserved_name: vec!["#".into()],
                ..DescriptorProto::default()
            }],
            source_code_info: Some(SourceCodeInfo { location: vec![location] }),
            ..FileDescriptorProto::default()
        };
        let set = FileDescriptorSet { file: vec![file] };
        let bytes: Vec<u8> = set
            .encode_to_vec()
            .into_iter()
            .map(|byte| if byte == b'#' { 0xe9 } else { byte })
            .collect();
        assert!(FileDescriptorSet::decode(bytes.as_slice()).is_err());
        let expected = format!("{set:?}").replace('#', "\u{fffd}");
        assert_eq!(format!("{:?}", decode(&bytes).unwrap()), expected);
        assert!(decode(b"\x0a\x7f").is_err());
    }
}
