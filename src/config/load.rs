//! The settings of protoc, and runs of protoc that generate nothing.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Config, Source, rerun};
use crate::{Diagnostics, Request};

/// The result of compiling .proto files with protoc.
#[derive(Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// An encoded `google.protobuf.FileDescriptorSet`. It has the files that were asked for and all
    /// their imports, imports first.
    pub descriptor_set: Vec<u8>,
    /// The warnings of protoc.
    pub warnings: Diagnostics,
}

impl Config {
    /// Sets the protoc to run: a path, or the name of a program in `PATH`. Without this call, it is
    /// the one that `PROTOC` names, else the first in `PATH`, else the one inside this library.
    pub fn protoc_executable(&mut self, program: impl Into<PathBuf>) -> &mut Self {
        self.protoc.executable = Some(program.into());
        self
    }

    /// Adds an argument for protoc, e.g. `--experimental_editions`.
    pub fn protoc_arg(&mut self, argument: impl AsRef<OsStr>) -> &mut Self {
        self.protoc.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Tells protoc to leave out positions and comments.
    pub fn skip_source_info(&mut self) -> &mut Self {
        self.protoc.skip_source_info = true;
        self
    }

    /// Sets a file that [`Config::compile`] writes the descriptors from protoc to, e.g. for server
    /// reflection: an encoded `google.protobuf.FileDescriptorSet` of all files and their imports.
    pub fn file_descriptor_set_path(&mut self, file: impl Into<PathBuf>) -> &mut Self {
        self.file_descriptor_set_path = Some(file.into());
        self
    }

    /// Sets whether Cargo is told which files the result depends on. It is told by default. If it
    /// is not, and the build script prints no `rerun-if` line of its own, Cargo runs the build
    /// script again whenever any file of the package changes.
    pub fn emit_rerun_if_changed(&mut self, enable: bool) -> &mut Self {
        self.silent_about_inputs = !enable;
        self
    }

    /// Runs protoc and generates nothing, for programs that read or keep descriptors.
    ///
    /// # Errors
    /// Returns the errors in the files, or the error that keeps protoc from running.
    pub fn load(
        &self,
        protos: &[impl AsRef<Path>],
        includes: &[impl AsRef<Path>],
    ) -> Result<Loaded, Diagnostics> {
        let source = Source::protos(protos, includes);
        self.rerun_for_source(&source);
        let compiled = source.compile(&self.protoc)?;
        let request = Request::from_descriptor_set(
            "protoc's descriptor set",
            &compiled.descriptor_set,
            None,
        )?;
        self.rerun_for_imports(&source, &source.read(&request.files));
        Ok(Loaded { descriptor_set: compiled.descriptor_set, warnings: compiled.warnings })
    }

    /// Tells Cargo the dependencies that are known before protoc runs.
    pub(super) fn rerun_for_source(&self, source: &Source) {
        if !self.silent_about_inputs {
            rerun::for_source(source);
        }
    }

    /// Tells Cargo the .proto files that protoc has found.
    pub(super) fn rerun_for_imports(&self, source: &Source, read: &[PathBuf]) {
        if !self.silent_about_inputs {
            rerun::for_imports(source, read);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn descriptors_are_written() {
        let folder = tempfile::TempDir::new().unwrap();
        let (proto, set) = (folder.path().join("a.proto"), folder.path().join("set.binpb"));
        let text = "syntax = \"proto3\"; import \"google/protobuf/any.proto\"; \
                    message A { google.protobuf.Any a = 1; }";
        fs::write(&proto, text).unwrap();
        let mut config = Config::new();
        config.out_dir(folder.path()).file_descriptor_set_path(&set);
        let includes = [folder.path()];
        config.compile(&[&proto], &includes).unwrap();
        let loaded = config.load(&[&proto], &includes).unwrap();
        assert_eq!(fs::read(&set).unwrap(), loaded.descriptor_set);
        let request = Request::from_descriptor_set("set", &loaded.descriptor_set, None).unwrap();
        assert_eq!(request.files.len(), 2);

        config.file_descriptor_set_path(folder.path().join("missing/set.binpb"));
        let error = config.compile(&[&proto], &includes).unwrap_err();
        assert!(error.to_string().starts_with("cannot write `"), "{error}");
        // `main` of a build script for prost-build returns this type.
        let error = std::io::Error::from(error);
        assert!(error.to_string().starts_with("cannot write `"), "{error}");
    }
}
