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
