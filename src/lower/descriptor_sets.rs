//! The descriptors that packages embed.

use std::collections::{BTreeMap, BTreeSet};

use prost::Message as _;

use super::link::Schema;
use crate::descriptor::{FileDescriptorProto, FileDescriptorSet};
use crate::model::FileId;

/// The files of a schema, by name.
pub(super) struct DescriptorSets<'a, 'r> {
    schema: &'a Schema<'r>,
    by_name: BTreeMap<&'r str, &'r FileDescriptorProto>,
}

impl<'a, 'r> DescriptorSets<'a, 'r> {
    pub fn new(schema: &'a Schema<'r>) -> Self {
        let by_name = schema.files.values().map(|file| (file.proto.name(), file.proto)).collect();
        Self { schema, by_name }
    }

    /// Returns the encoded `google.protobuf.FileDescriptorSet` of some files and of all their
    /// imports. Imports come first, as server reflection requires. The set has no comments.
    ///
    /// It has a file of `import option` if the request has the file. protoc sends such a file only
    /// for the files to generate. Readers of descriptors need it for custom options only.
    pub fn of(&self, sources: &[FileId]) -> Vec<u8> {
        let mut file: Vec<FileDescriptorProto> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending: Vec<(&str, bool)> = sources
            .iter()
            .rev()
            .map(|file| (self.schema.files[*file].proto.name(), false))
            .collect();
        while let Some((name, imports_done)) = pending.pop() {
            let Some(&proto) = self.by_name.get(name) else { continue };
            if imports_done {
                file.push(FileDescriptorProto { source_code_info: None, ..proto.clone() });
            } else if seen.insert(name) {
                pending.push((name, true));
                let imports = proto.dependency.iter().chain(&proto.option_dependency).rev();
                pending.extend(imports.map(|import| (import.as_str(), false)));
            }
        }
        FileDescriptorSet { file, ..Default::default() }.encode_to_vec()
    }
}
