//! The descriptors that packages embed.

use std::collections::{BTreeMap, BTreeSet};

use prost::Message as _;

use super::link::Schema;
use crate::descriptor::{FileDescriptorProto, FileDescriptorSet};
use crate::model::Source;

/// The files of a schema by name.
pub(super) struct DescriptorSets<'r>(BTreeMap<&'r str, &'r FileDescriptorProto>);

impl<'r> DescriptorSets<'r> {
    pub fn new(schema: &Schema<'r>) -> Self {
        Self(schema.files.values().map(|file| (file.proto.name(), file.proto)).collect())
    }

    /// An encoded `google.protobuf.FileDescriptorSet` of some files with all they import, imports first, as server
    /// reflection wants them; without comments.
    pub fn of(&self, sources: &[Source]) -> Vec<u8> {
        let mut file: Vec<FileDescriptorProto> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending: Vec<(&str, bool)> = sources.iter().rev().map(|source| (source.name.as_str(), false)).collect();
        while let Some((name, imports_done)) = pending.pop() {
            let Some(&proto) = self.0.get(name) else { continue };
            if imports_done {
                file.push(FileDescriptorProto { source_code_info: None, ..proto.clone() });
            } else if seen.insert(name) {
                pending.push((name, true));
                let imports = proto.dependency.iter().rev();
                pending.extend(imports.map(|import| (import.as_str(), false)));
            }
        }
        FileDescriptorSet { file, ..Default::default() }.encode_to_vec()
    }
}
