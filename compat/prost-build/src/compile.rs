//! The functions that generate code from files or descriptors.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::env;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use rust_grpc_build::{Output, Request};

use crate::descriptors::{failed, write_if_changed};
use crate::include_file::{self, Place};
use crate::{Config, Module};

mod services;

impl Config {
    /// Generates the types of files and of all their imports. `protos` and `includes` are ignored
    /// after [`skip_protoc_run`](Config::skip_protoc_run).
    ///
    /// # Errors
    /// Returns all errors in files, options and schema at once. No file is written if there is one.
    pub fn compile_protos(
        &mut self,
        protos: &[impl AsRef<Path>],
        includes: &[impl AsRef<Path>],
    ) -> Result<()> {
        let descriptors = self.load_fds(protos, includes)?;
        self.compile_fds(descriptors)
    }

    /// Generates the types of compiled files.
    ///
    /// # Errors
    /// Returns the errors of [`compile_protos`](Config::compile_protos).
    pub fn compile_fds(&mut self, fds: FileDescriptorSet) -> Result<()> {
        let (folder, place) = self.folder()?;
        let bytes = self.bytes_of(&fds);
        let modules: Vec<Module> = fds
            .file
            .iter()
            .map(|file| Module::from_protobuf_package_name(file.package()))
            .collect();
        let texts = self.texts(&modules, &fds.file, &bytes)?;
        std::fs::create_dir_all(&folder)?;
        for (module, text) in &texts {
            let path = folder.join(module.to_file_name_or(&self.default_package_filename));
            write_if_changed(&path, text.as_bytes())?;
            warn_if_replaced(&path, text);
        }
        if let Some(include_file) = &self.include_file {
            let files = texts
                .keys()
                .map(|module| (module, module.to_file_name_or(&self.default_package_filename)))
                .collect();
            let (path, text) = (folder.join(include_file), include_file::text(&files, place));
            write_if_changed(&path, text.as_bytes())?;
            warn_if_replaced(&path, &text);
        }
        Ok(())
    }

    /// Returns the types of compiled files as text, for each module that has any. It is for callers
    /// that write the files themselves, such as a protoc plugin.
    ///
    /// # Errors
    /// Returns all errors in options and schema at once.
    pub fn generate(
        &mut self,
        requests: Vec<(Module, FileDescriptorProto)>,
    ) -> Result<HashMap<Module, String>> {
        let (modules, file): (Vec<Module>, Vec<FileDescriptorProto>) = requests.into_iter().unzip();
        let set = FileDescriptorSet { file };
        let bytes = set.encode_to_vec();
        Ok(self.texts(&modules, &set.file, &bytes)?.into_iter().collect())
    }

    fn folder(&self) -> Result<(PathBuf, Place)> {
        match &self.out_dir {
            Some(folder) => Ok((folder.clone(), Place::Here)),
            None => match env::var_os("OUT_DIR") {
                Some(folder) => Ok((folder.into(), Place::OutDir)),
                None => {
                    Err(Error::other("OUT_DIR is not set: `out_dir` has to say where to write to"))
                }
            },
        }
    }

    /// Returns the text of every module that has items. `bytes` has the encoded `files`.
    fn texts(
        &mut self,
        modules: &[Module],
        files: &[FileDescriptorProto],
        bytes: &[u8],
    ) -> Result<BTreeMap<Module, String>> {
        let mut texts = BTreeMap::new();
        if files.is_empty() {
            return Ok(texts);
        }
        let mut services = Vec::new();
        for listed in runs(modules, files) {
            let output = self.run(bytes, listed.as_deref())?;
            let asked = |file: &FileDescriptorProto| {
                listed.as_ref().is_none_or(|listed| listed.iter().any(|name| name == file.name()))
            };
            let module_of: HashMap<&str, &Module> = files
                .iter()
                .zip(modules)
                .filter(|(file, _)| asked(file))
                .map(|(file, module)| (file.package(), module))
                .collect();
            for file in output.files {
                if let Some(module) =
                    file.package.as_deref().and_then(|package| module_of.get(package))
                {
                    texts
                        .entry((*module).clone())
                        .or_insert_with(String::new)
                        .push_str(&file.content);
                }
            }
            services.extend(output.services);
        }
        let written = self.append_services(modules, files, services, &mut texts);
        texts.retain(|module, text| has_items(text) || written.contains(module));
        Ok(texts)
    }

    fn run(&self, bytes: &[u8], listed: Option<&[String]>) -> Result<Output> {
        let mut ours = self.finished();
        ours.include_imports(listed.is_none());
        let request =
            Request::from_descriptor_set("the FileDescriptorSet", bytes, listed).map_err(failed)?;
        let output = ours.generate(&request).map_err(failed)?;
        output.show_warnings();
        Ok(output)
    }
}

/// Warns if a text drops an item that an earlier call in this build script has written into the
/// file. prost-build does not warn.
fn warn_if_replaced(path: &Path, text: &str) {
    let mut output = Output::default();
    output.warnings.extend(rust_grpc_build::replaced(path, text));
    output.show_warnings();
}

/// Returns the files of each run. One run generates all files, unless a package is divided among
/// modules. Then each module has a run.
fn runs(modules: &[Module], files: &[FileDescriptorProto]) -> Vec<Option<Vec<String>>> {
    let mut of_package = HashMap::new();
    let split = files
        .iter()
        .zip(modules)
        .any(|(file, module)| *of_package.entry(file.package()).or_insert(module) != module);
    if !split {
        return vec![None];
    }
    let names = |module: &Module| {
        files
            .iter()
            .zip(modules)
            .filter(|(_, m)| *m == module)
            .map(|(file, _)| file.name().to_owned())
            .collect()
    };
    let distinct: BTreeSet<&Module> = modules.iter().collect();
    distinct.into_iter().map(|module| Some(names(module))).collect()
}

/// Whether a text has more than comments. The file of a package may have no items, e.g. if the
/// package has only services and no service generator is set.
fn has_items(text: &str) -> bool {
    text.lines().any(|line| !line.trim().is_empty() && !line.starts_with("//"))
}
