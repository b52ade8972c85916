//! An encoded request or descriptor set. It is split into its files first, so that all cores can
//! decode the files.

use std::collections::HashMap;

use prost::{DecodeError, Message as _};

use super::source_info::SourceInfo;
use super::text;
use crate::descriptor::FileDescriptorProto;
use crate::descriptor::fields::{Fields, Value};
use crate::diagnostics::Diagnostic;
use crate::parallel;

/// A split `CodeGeneratorRequest`.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    pub file_to_generate: Vec<String>,
    /// The bytes of the parameter. They need not be UTF-8.
    pub parameter: Vec<u8>,
    /// The files. A file comes after its imports.
    pub files: Vec<Decoded>,
}

/// A decoded file.
#[derive(Debug)]
pub(super) struct Decoded {
    pub file: FileDescriptorProto,
    /// The positions and the comments of its elements.
    pub source_info: SourceInfo,
    /// An error for each of its strings that is not UTF-8.
    pub problems: Vec<Diagnostic>,
}

/// The field numbers of plugin.proto and descriptor.proto.
pub(super) mod number {
    pub const FILE_TO_GENERATE: u32 = 1;
    pub const PARAMETER: u32 = 2;
    pub const PROTO_FILE: u32 = 15;
    pub const SOURCE_FILE_DESCRIPTORS: u32 = 17;
    pub const FILE: u32 = 1;
    pub const NAME: u32 = 1;
    pub const SOURCE_CODE_INFO: u32 = 9;
}

impl Envelope {
    pub fn of_request(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut envelope = Self::default();
        let mut files = Vec::new();
        // The files in `proto_file` lack options with source retention. `source_file_descriptors`
        // has the files to generate with these options.
        let mut complete = HashMap::new();
        for (number, part) in parts(bytes)? {
            match number {
                number::FILE_TO_GENERATE => {
                    envelope.file_to_generate.push(String::from_utf8_lossy(part).into_owned())
                }
                number::PARAMETER => envelope.parameter = part.to_vec(),
                number::PROTO_FILE => files.push(part),
                number::SOURCE_FILE_DESCRIPTORS => {
                    complete.insert(text::string(part, number::NAME)?, part);
                }
                _ => {}
            }
        }
        for file in &mut files {
            if let Some(complete) = complete.remove(text::string(file, number::NAME)?) {
                *file = complete;
            }
        }
        envelope.files = decode(&files)?;
        Ok(envelope)
    }
}

/// Returns the encoded files of a `FileDescriptorSet`.
pub(super) fn files_of_set(bytes: &[u8]) -> Result<Vec<&[u8]>, DecodeError> {
    let files = parts(bytes)?.into_iter().filter(|(number, _)| *number == number::FILE);
    Ok(files.map(|(_, part)| part).collect())
}

fn decode(files: &[&[u8]]) -> Result<Vec<Decoded>, DecodeError> {
    parallel::map(files, |bytes| decode_file(bytes)).into_iter().collect()
}

/// Decodes a file. If a string is not UTF-8, this fails, and a second pass over the bytes replaces
/// the strings.
pub(super) fn decode_file(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let with_places = |file, problems| {
        let (file, source_info) = SourceInfo::taken_from(file);
        Decoded { file, source_info, problems }
    };
    match FileDescriptorProto::decode(bytes) {
        Ok(file) => Ok(with_places(file, Vec::new())),
        Err(error) => {
            let replaced = text::replace(bytes).ok();
            let decoded = replaced.and_then(|(bytes, problems)| {
                Some((FileDescriptorProto::decode(&*bytes).ok()?, problems))
            });
            decoded.map(|(file, problems)| with_places(file, problems)).ok_or(error)
        }
    }
}

/// Returns the length-prefixed fields of a message, in order.
fn parts(bytes: &[u8]) -> Result<Vec<(u32, &[u8])>, DecodeError> {
    let mut parts = Vec::new();
    for field in Fields::of(bytes) {
        let field = field?;
        if let Value::Bytes(bytes) = field.value {
            parts.push((field.number, bytes));
        }
    }
    Ok(parts)
}
