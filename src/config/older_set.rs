//! The files of an older descriptor set that `check --against` compares.

use std::collections::{HashMap, HashSet};

use super::Source;
use crate::descriptor::FileDescriptorProto;
use crate::diagnostics::{Diagnostics, not_in_old_version};
use crate::stability::Version;
use crate::{Request, protoc};

impl Source {
    /// Returns the older version in an encoded `google.protobuf.FileDescriptorSet`. `self` and
    /// `new` are the new version.
    ///
    /// A set can have more files than the user wants to compare. The files are compared that are
    /// compared in the new version, and those that the new version lacks. If the user named files,
    /// a file that the new version lacks is compared only if a named file has its package.
    pub fn older_set(
        &self,
        name: String,
        bytes: Vec<u8>,
        new: &Version,
    ) -> Result<Self, Diagnostics> {
        let known: HashMap<&str, bool> =
            new.files.iter().map(|file| (file.name.as_str(), file.is_compared)).collect();
        let files = new.files.iter().filter(|file| file.is_compared);
        let packages: HashSet<&str> = files.map(|file| file.package.as_str()).collect();
        let is_compared = |file: &FileDescriptorProto| match known.get(file.name()) {
            Some(is_compared) => *is_compared,
            None => {
                (self.is_whole() || packages.contains(file.package()))
                    && !self.includes(file.name())
            }
        };
        let old = Request::from_descriptor_set(&name, &bytes, None)?;
        let files = old.files.iter().filter(|file| is_compared(file));
        let listed: Vec<String> = files.map(|file| file.name().to_owned()).collect();
        match listed.is_empty() {
            true => Err(not_in_old_version(&name).into()),
            false => Ok(Self::DescriptorSets { sets: vec![(name, bytes)], listed: Some(listed) }),
        }
    }

    /// Whether the files are all of a schema: a folder, or whole descriptor sets.
    fn is_whole(&self) -> bool {
        match self {
            Self::Protos { protos, .. } => protos.iter().any(|path| path.is_dir()),
            Self::DescriptorSets { listed, .. } => listed.is_none(),
        }
    }

    /// Whether an include folder has a file, e.g. `acme/weather/v1/weather.proto`.
    fn includes(&self, name: &str) -> bool {
        match self {
            Self::Protos { includes, .. } => protoc::source_of(name, includes).is_some(),
            Self::DescriptorSets { .. } => false,
        }
    }
}
