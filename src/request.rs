//! The request: descriptors, and the names of the files that the user asks for.
//!
//! May import: `descriptor`, `diagnostics`, `parallel`.

use std::collections::HashSet;

use crate::descriptor::FileDescriptorProto;
use crate::diagnostics::{
    file_not_in_descriptor_set, file_without_descriptor, not_a_descriptor_set, not_a_request,
};
use crate::{Diagnostic, Diagnostics, parallel};
use envelope::{Decoded, Envelope};
pub(crate) use sets::EncodedSet;
pub(crate) use source_info::{ElementInfo, Lossy, SourceInfo};

mod envelope;
mod sets;
mod source_info;
mod text;

/// Compiled .proto files, and the names of the files to generate code for.
#[derive(Debug)]
pub struct Request {
    /// All files. A file comes after its imports.
    pub(crate) files: Vec<FileDescriptorProto>,
    /// The positions and comments of the elements, for each file. The descriptors in `files` have
    /// none.
    pub(crate) source_info: Vec<SourceInfo>,
    /// Errors about strings that are not UTF-8, each with the index of its file in `files`.
    pub(crate) problems: Vec<(usize, Diagnostic)>,
    /// The names of the files that the user asks for, in the user's order.
    pub(crate) listed: Vec<String>,
    /// Whether `listed` has all files of a descriptor set, because the user named none.
    pub(crate) is_whole_set: bool,
    /// Whether the generator may emit imported files (`include_imports`). A plugin may not, and
    /// neither may a run for some files of descriptor sets.
    pub(crate) may_emit_imports: bool,
}

impl Request {
    /// Decodes a `google.protobuf.compiler.CodeGeneratorRequest`, which a plugin reads from its
    /// standard input.
    ///
    /// # Errors
    /// Returns an error if the bytes are not such a message, or if a file to generate has no
    /// descriptor.
    pub fn from_plugin(bytes: &[u8]) -> Result<Self, Diagnostics> {
        let (request, _) = Self::with_parameter(bytes)?;
        request.described()
    }

    /// Decodes a request as [`Request::from_plugin`] does, and also returns its parameter. The
    /// caller checks that every file to generate has a descriptor.
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

    /// Checks that every file to generate has a descriptor.
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

    /// Decodes a `google.protobuf.FileDescriptorSet`, as
    /// `protoc --descriptor_set_out --include_imports` writes it. `name` is the name of the set in
    /// diagnostics. `listed` are the files to generate code for. `None` stands for all files of the
    /// set.
    ///
    /// # Errors
    /// Returns an error if the bytes are not such a message, if a file is in the set twice, or if a
    /// listed file is not in it.
    pub fn from_descriptor_set(
        name: &str,
        bytes: &[u8],
        listed: Option<&[String]>,
    ) -> Result<Self, Diagnostics> {
        Self::from_descriptor_sets(&[EncodedSet { name, bytes }], listed)
    }

    /// Does what [`Request::from_descriptor_set`] does for the files of several sets. A file may be
    /// in several sets, if it is the same file.
    pub(crate) fn from_descriptor_sets(
        sets: &[EncodedSet<'_>],
        listed: Option<&[String]>,
    ) -> Result<Self, Diagnostics> {
        let files = sets::files(sets)?;
        let decode = |(set, bytes): &(&str, &[u8])| {
            envelope::decode_file(bytes)
                .map_err(|error| not_a_descriptor_set(set, &error.to_string()))
        };
        let decoded = parallel::map(&files, decode).into_iter().collect::<Result<Vec<_>, _>>()?;
        let is_whole_set = listed.is_none();
        let listed = match listed {
            Some(listed) => listed.to_vec(),
            None => decoded.iter().map(|decoded| decoded.file.name().to_owned()).collect(),
        };
        let request = Self { is_whole_set, ..Self::of(decoded, listed, true) };
        let in_sets: HashSet<&str> = request.files.iter().map(|file| file.name()).collect();
        let missing = request.listed.iter().filter(|file| !in_sets.contains(file.as_str()));
        let names: Vec<&str> = sets.iter().map(|set| set.name).collect();
        let mut missing: Diagnostics =
            missing.map(|file| file_not_in_descriptor_set(&names, file, &in_sets)).collect();
        missing.checkpoint()?;
        Ok(request)
    }

    /// Replaces the strings of a descriptor set that are not UTF-8, so that prost-types can decode
    /// the set. U+FFFD replaces each invalid byte sequence. Custom options do not change. Returns
    /// `None` if the bytes are not a descriptor set.
    ///
    /// It is hidden because only the compat packages use it.
    #[doc(hidden)]
    pub fn utf8_descriptor_set(bytes: &[u8]) -> Option<Vec<u8>> {
        text::replace_in_set(bytes).ok()
    }

    /// Returns the names of the files that the user asks for by name. For a descriptor set without
    /// such names, these are the files that no other file imports.
    pub(crate) fn asked(&self) -> HashSet<&str> {
        let mut asked: HashSet<&str> = self.listed.iter().map(String::as_str).collect();
        if self.is_whole_set {
            for import in self.files.iter().flat_map(|file| &file.dependency) {
                asked.remove(import.as_str());
            }
        }
        asked
    }

    fn of(decoded: Vec<Decoded>, listed: Vec<String>, may_emit_imports: bool) -> Self {
        let mut request = Self {
            files: Vec::new(),
            source_info: Vec::new(),
            problems: Vec::new(),
            listed,
            is_whole_set: false,
            may_emit_imports,
        };
        for (index, decoded) in decoded.into_iter().enumerate() {
            request.files.push(decoded.file);
            request.source_info.push(decoded.source_info);
            request.problems.extend(decoded.problems.into_iter().map(|problem| (index, problem)));
        }
        request
    }

    /// Creates a request with one file, for tests.
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
            may_emit_imports: true,
        }
    }
}
