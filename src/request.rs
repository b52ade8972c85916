//! What is to be generated: descriptors, and which of the files are asked for.

use std::collections::{HashMap, HashSet};

use prost::Message as _;

use crate::Diagnostics;
use crate::descriptor::compiler::CodeGeneratorRequest;
use crate::descriptor::{FileDescriptorProto, FileDescriptorSet};
use crate::diagnostics::{file_not_in_descriptor_set, file_without_descriptor, not_a_descriptor_set, not_a_request};

/// Compiled .proto files, and which of them are asked for.
#[derive(Debug)]
pub struct Request {
    /// Every file, imports before the files that import them.
    pub(crate) files: Vec<FileDescriptorProto>,
    /// The names of the files that are asked for, in the order asked.
    pub(crate) listed: Vec<String>,
    /// Whether what the listed files import may be emitted, too (`include_imports`): not as a plugin.
    pub(crate) imports_too: bool,
}

impl Request {
    /// From an encoded `google.protobuf.compiler.CodeGeneratorRequest`, as a plugin gets it on its standard input.
    ///
    /// # Errors
    /// The bytes are no such message, or a file to generate has no descriptor in it.
    pub fn from_plugin(bytes: &[u8]) -> Result<Self, Diagnostics> {
        Self::from_plugin_request(CodeGeneratorRequest::decode(bytes).map_err(|e| not_a_request(&e.to_string()))?)
    }

    /// As [`Request::from_plugin`], from the decoded message.
    pub(crate) fn from_plugin_request(request: CodeGeneratorRequest) -> Result<Self, Diagnostics> {
        let mut files = request.proto_file;
        // `proto_file` lacks options with source retention; the files to generate come complete as well.
        let mut complete: HashMap<String, FileDescriptorProto> =
            request.source_file_descriptors.into_iter().map(|file| (file.name().to_owned(), file)).collect();
        for file in &mut files {
            if let Some(complete) = complete.remove(file.name()) {
                *file = complete;
            }
        }
        let names: HashSet<&str> = files.iter().map(|file| file.name()).collect();
        let missing: Vec<_> = request.file_to_generate.iter().filter(|name| !names.contains(name.as_str())).collect();
        if missing.is_empty() {
            return Ok(Self { files, listed: request.file_to_generate, imports_too: false });
        }
        let mut found = Diagnostics::default();
        found.extend(missing.into_iter().map(|name| file_without_descriptor(name)));
        Err(found)
    }

    /// From an encoded `google.protobuf.FileDescriptorSet`, as `protoc --descriptor_set_out --include_imports` writes it.
    /// `name` is what diagnostics call it; `listed` are the files asked for, by default all of the set.
    ///
    /// # Errors
    /// The bytes are no such message, or a listed file is not in it.
    pub fn from_descriptor_set(name: &str, bytes: &[u8], listed: Option<&[String]>) -> Result<Self, Diagnostics> {
        let set = FileDescriptorSet::decode(bytes).map_err(|e| not_a_descriptor_set(name, &e.to_string()))?;
        // Any bytes that happen to be fields nobody knows decode to a set of nothing.
        if set.file.is_empty() || set.file.iter().any(|file| file.name.is_none()) {
            return Err(not_a_descriptor_set(name, "it holds no file").into());
        }
        let listed = match listed {
            Some(listed) => listed.to_vec(),
            None => set.file.iter().map(|file| file.name().to_owned()).collect(),
        };
        let mut found = Diagnostics::default();
        let names: HashSet<&str> = set.file.iter().map(|file| file.name()).collect();
        found.extend(listed.iter().filter(|file| !names.contains(file.as_str())).map(|file| file_not_in_descriptor_set(name, file)));
        if found.has_errors() { Err(found) } else { Ok(Self { files: set.file, listed, imports_too: true }) }
    }
}
