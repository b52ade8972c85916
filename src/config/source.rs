//! The source of the descriptors for all front ends but the plugin.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::descriptor::FileDescriptorProto;
use crate::diagnostics::{Diagnostics, Location, no_inputs};
use crate::explain::Explanation;
use crate::lint::Finding;
use crate::request::EncodedSet;
use crate::stability::Version;
use crate::{Options, Output, Request, driver, protoc};

/// The source of the descriptors.
#[derive(Debug)]
pub(crate) enum Source {
    /// .proto files, which protoc compiles.
    Protos {
        /// The files.
        protos: Vec<PathBuf>,
        /// The folders that their imports are relative to.
        includes: Vec<PathBuf>,
    },
    /// Descriptor sets. They need no protoc.
    DescriptorSets {
        /// Each encoded `google.protobuf.FileDescriptorSet`, after its name in diagnostics, e.g.
        /// `build/all.binpb`.
        sets: Vec<(String, Vec<u8>)>,
        /// The names of the files to generate. The run then emits only these files, as the plugin
        /// does. `None` stands for all files of the sets.
        listed: Option<Vec<String>>,
    },
}

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Generated {
    /// The files.
    pub output: Output,
    /// The .proto files of the user that were read, with imports.
    pub read: Vec<PathBuf>,
    /// The descriptors from protoc. It is `None` for descriptor sets.
    pub descriptor_set: Option<Vec<u8>>,
}

impl Source {
    /// Takes files and folders. Without include folders, the imports of files are relative to the
    /// current folder, and those of files in a folder are relative to that folder.
    pub fn protos(protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Self {
        let protos: Vec<PathBuf> = protos.iter().map(|path| path.as_ref().to_owned()).collect();
        let mut includes: Vec<PathBuf> =
            includes.iter().map(|path| path.as_ref().to_owned()).collect();
        if includes.is_empty() {
            includes = protos.iter().filter(|path| path.is_dir()).cloned().collect();
            if includes.len() < protos.len() {
                includes.push(".".into());
            }
        }
        Self::Protos { protos, includes }
    }

    /// Generates the files.
    pub fn generate(
        &self,
        options: &Options,
        settings: &protoc::Settings,
    ) -> Result<Generated, Diagnostics> {
        let (request, mut warnings, descriptor_set) = self.request(settings)?;
        let mut output = crate::generate(&request, options).map_err(|found| self.on_disk(found))?;
        warnings.extend(self.on_disk(output.warnings));
        output.warnings = warnings;
        Ok(Generated { output, read: self.read(&request.files), descriptor_set })
    }

    /// Explains the elements that a path names.
    pub fn explain(
        &self,
        options: &Options,
        settings: &protoc::Settings,
        path: &str,
    ) -> Result<Vec<Explanation>, Diagnostics> {
        let (request, ..) = self.request(settings)?;
        let run = driver::run(&request, options).map_err(|found| self.on_disk(found))?;
        Ok(run.explain(path)?)
    }

    /// Returns the version of the schema that the files have, and the warnings.
    pub fn version(
        &self,
        options: &Options,
        settings: &protoc::Settings,
    ) -> Result<(Version, Diagnostics), Diagnostics> {
        let (request, mut warnings, _) = self.request(settings)?;
        let mut run = driver::run(&request, options).map_err(|found| self.on_disk(found))?;
        let mut version = run.version()?;
        // A listed file without items is compared, too.
        let listed: HashSet<&str> = request.listed.iter().map(String::as_str).collect();
        for file in &mut version.files {
            file.is_compared |= listed.contains(file.name.as_str());
        }
        if let Self::Protos { includes, .. } = self {
            version.each_place(&mut |place| move_to_disk(place, includes));
        }
        warnings.extend(self.on_disk(std::mem::take(&mut run.warnings)));
        Ok((version, warnings))
    }

    /// Returns the parts of the schema that hurt users of the Rust code.
    pub fn lint(
        &self,
        options: &Options,
        settings: &protoc::Settings,
    ) -> Result<Vec<Finding>, Diagnostics> {
        let (request, ..) = self.request(settings)?;
        let run = driver::run(&request, options).map_err(|found| self.on_disk(found))?;
        let mut findings = run.lint();
        if let Self::Protos { includes, .. } = self {
            let places = findings.iter_mut().filter_map(|finding| finding.place.as_mut());
            places.for_each(|place| move_to_disk(place, includes));
        }
        Ok(findings)
    }

    /// Returns the request for the files, and the warnings and descriptors of protoc.
    fn request(
        &self,
        settings: &protoc::Settings,
    ) -> Result<(Request, Diagnostics, Option<Vec<u8>>), Diagnostics> {
        match self {
            Self::DescriptorSets { sets, listed } => {
                let sets = sets.iter().map(|(name, bytes)| EncodedSet { name, bytes });
                let sets: Vec<EncodedSet<'_>> = sets.collect();
                let mut request = Request::from_descriptor_sets(&sets, listed.as_deref())?;
                request.may_emit_imports = listed.is_none();
                Ok((request, Diagnostics::default(), None))
            }
            Self::Protos { .. } => {
                let compiled = self.compile(settings)?;
                let request = Request::from_descriptor_set(
                    "protoc's descriptor set",
                    &compiled.descriptor_set,
                    Some(&compiled.listed),
                )?;
                Ok((request, compiled.warnings, Some(compiled.descriptor_set)))
            }
        }
    }

    /// Returns the diagnostics with the paths that an editor finds the files by, in place of the
    /// names of the files.
    fn on_disk(&self, mut found: Diagnostics) -> Diagnostics {
        if let Self::Protos { includes, .. } = self {
            let locations = found.iter_mut().filter_map(|one| one.location.as_mut());
            locations.for_each(|location| move_to_disk(location, includes));
        }
        found
    }

    /// Compiles the files with protoc.
    pub fn compile(&self, settings: &protoc::Settings) -> Result<protoc::Compiled, Diagnostics> {
        let Self::Protos { protos, includes } = self else {
            return Err(no_inputs(settings.front_end).into());
        };
        let said = |mut found: Diagnostics| {
            for location in found.iter_mut().filter_map(|one| one.location.as_mut()) {
                replace(location, protoc::said_source(&location.file, includes));
            }
            found
        };
        let compiled = protoc::compile(protos, includes, settings).map_err(said)?;
        Ok(protoc::Compiled { warnings: said(compiled.warnings), ..compiled })
    }

    /// Whether a name belongs to a .proto file that exists and that is not in `read`.
    pub fn leaves_out(&self, name: &str, read: &[PathBuf]) -> bool {
        let Self::Protos { includes, .. } = self else { return false };
        protoc::source_of(name, includes).is_some_and(|path| !read.contains(&path))
    }

    /// Returns the .proto files of the user among the files of a descriptor set.
    pub fn read(&self, files: &[FileDescriptorProto]) -> Vec<PathBuf> {
        let Self::Protos { includes, .. } = self else { return Vec::new() };
        files.iter().filter_map(|file| protoc::source_of(file.name(), includes)).collect()
    }
}

/// Replaces the name of a file with a path that an editor finds.
fn move_to_disk(location: &mut Location, includes: &[PathBuf]) {
    replace(location, protoc::source_of(&location.file, includes));
}

fn replace(location: &mut Location, path: Option<PathBuf>) {
    if let Some(path) = path {
        location.file = path.display().to_string();
    }
}
