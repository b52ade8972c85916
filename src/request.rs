//! The request: descriptors, and the names of the files that are asked for.
//!
//! May import: `descriptor`, `diagnostics`, `parallel`.

use std::collections::HashSet;

use crate::descriptor::FileDescriptorProto;
use crate::diagnostics::{
    file_not_in_descriptor_set, file_without_descriptor, files_twice_in_descriptor_set,
    not_a_descriptor_set, not_a_request,
};
use crate::{Diagnostic, Diagnostics};
use envelope::{Decoded, Envelope};
pub(crate) use source_info::{ElementInfo, Lossy, SourceInfo};

mod envelope;
mod source_info;
mod text;

/// Compiled .proto files, and which of them are asked for.
#[derive(Debug)]
pub struct Request {
    /// Every file, imports before the files that import them.
    pub(crate) files: Vec<FileDescriptorProto>,
    /// The positions and comments of the elements of each file. The descriptors in `files` no
    /// longer have them.
    pub(crate) source_info: Vec<SourceInfo>,
    /// Errors about strings that are not UTF-8, each with the index of its file in `files`.
    pub(crate) problems: Vec<(usize, Diagnostic)>,
    /// The names of the files that are asked for, in the order asked.
    pub(crate) listed: Vec<String>,
    /// Whether `listed` are the files of a descriptor set, of which none was asked for by name.
    pub(crate) is_whole_set: bool,
    /// Whether what the listed files import may be emitted, too (`include_imports`): not as a
    /// plugin.
    pub(crate) imports_too: bool,
}

impl Request {
    /// From an encoded `google.protobuf.compiler.CodeGeneratorRequest`, as a plugin gets it on its
    /// standard input.
    ///
    /// # Errors
    /// The bytes are no such message, or a file to generate has no descriptor in it.
    pub fn from_plugin(bytes: &[u8]) -> Result<Self, Diagnostics> {
        let (request, _) = Self::with_parameter(bytes)?;
        request.described()
    }

    /// As [`Request::from_plugin`], with the options that come with it; that all files are there
    /// has to be checked.
    pub(crate) fn with_parameter(bytes: &[u8]) -> Result<(Self, String), Diagnostics> {
        let envelope =
            Envelope::of_request(bytes).map_err(|error| not_a_request(&error.to_string()))?;
        if envelope.file_to_generate.is_empty() && envelope.files.is_empty() {
            return Err(not_a_request("it names no file").into());
        }
        let parameter = String::from_utf8(envelope.parameter)
            .map_err(|_| not_a_request("its parameter is not UTF-8"))?;
        Ok((Self::of(envelope.files, envelope.file_to_generate, false), parameter))
    }

    /// Returns the request, if every file that is asked for is there.
    pub(crate) fn described(self) -> Result<Self, Diagnostics> {
        let names: HashSet<&str> = self.files.iter().map(|file| file.name()).collect();
        let missing: Vec<_> =
            self.listed.iter().filter(|name| !names.contains(name.as_str())).collect();
        if missing.is_empty() {
            return Ok(self);
        }
        let mut found = Diagnostics::default();
        found.extend(missing.into_iter().map(|name| file_without_descriptor(name)));
        Err(found)
    }

    /// From an encoded `google.protobuf.FileDescriptorSet`, as
    /// `protoc --descriptor_set_out --include_imports` writes it. `name` is what diagnostics call
    /// it; `listed` are the files asked for, by default all of the set.
    ///
    /// # Errors
    /// The bytes are no such message, a file is in it twice, or a listed file is not in it.
    pub fn from_descriptor_set(
        name: &str,
        bytes: &[u8],
        listed: Option<&[String]>,
    ) -> Result<Self, Diagnostics> {
        let set =
            Envelope::of_set(bytes).map_err(|e| not_a_descriptor_set(name, &e.to_string()))?;
        // Any bytes that happen to be fields nobody knows decode to a set of nothing.
        if set.files.is_empty() || set.files.iter().any(|decoded| decoded.file.name.is_none()) {
            return Err(not_a_descriptor_set(name, "it holds no file").into());
        }
        let twice = twice(&set.files);
        if !twice.is_empty() {
            return Err(files_twice_in_descriptor_set(name, &twice).into());
        }
        let is_whole_set = listed.is_none();
        let listed = match listed {
            Some(listed) => listed.to_vec(),
            None => set.files.iter().map(|decoded| decoded.file.name().to_owned()).collect(),
        };
        let request = Self { is_whole_set, ..Self::of(set.files, listed, true) };
        let mut found = Diagnostics::default();
        let names: HashSet<&str> = request.files.iter().map(|file| file.name()).collect();
        found.extend(
            request
                .listed
                .iter()
                .filter(|file| !names.contains(file.as_str()))
                .map(|file| file_not_in_descriptor_set(name, file)),
        );
        if found.has_errors() { Err(found) } else { Ok(request) }
    }

    /// Returns a descriptor set in which every string is UTF-8, with U+FFFD where it was not:
    /// prost-types cannot decode it otherwise. Custom options stay as they are. Returns `None` if
    /// the bytes are no descriptor set.
    ///
    /// Hidden, because it is for the compat packages.
    #[doc(hidden)]
    pub fn utf8_descriptor_set(bytes: &[u8]) -> Option<Vec<u8>> {
        text::replace_in_set(bytes).ok()
    }

    /// Returns the names of the files that the user asks for by name. Of a descriptor set without
    /// names these are the files that no other file imports: the others are there for their sake.
    pub(crate) fn asked(&self) -> HashSet<&str> {
        let mut asked: HashSet<&str> = self.listed.iter().map(String::as_str).collect();
        if self.is_whole_set {
            for import in self.files.iter().flat_map(|file| &file.dependency) {
                asked.remove(import.as_str());
            }
        }
        asked
    }

    fn of(decoded: Vec<Decoded>, listed: Vec<String>, imports_too: bool) -> Self {
        let mut request = Self {
            files: Vec::new(),
            source_info: Vec::new(),
            problems: Vec::new(),
            listed,
            is_whole_set: false,
            imports_too,
        };
        for (index, decoded) in decoded.into_iter().enumerate() {
            request.files.push(decoded.file);
            request.source_info.push(decoded.source_info);
            request.problems.extend(decoded.problems.into_iter().map(|problem| (index, problem)));
        }
        request
    }

    /// From one file, for tests.
    #[cfg(test)]
    pub(crate) fn of_file(file: FileDescriptorProto) -> Self {
        let listed = vec![file.name().to_owned()];
        let (file, source_info) = SourceInfo::taken_from(file);
        Self {
            files: vec![file],
            source_info: vec![source_info],
            problems: Vec::new(),
            listed,
            is_whole_set: false,
            imports_too: true,
        }
    }
}

/// Returns each name that several files have.
fn twice(files: &[Decoded]) -> Vec<&str> {
    let (mut names, mut twice) = (HashSet::new(), Vec::new());
    for name in files.iter().map(|decoded| decoded.file.name()) {
        if !names.insert(name) && !twice.contains(&name) {
            twice.push(name);
        }
    }
    twice
}
