//! The library for build.rs.
//!
//! May import: `cargo`, `descriptor`, `diagnostics`, `driver`, `explain`, `lint`, `options`,
//! `output`, `protoc`, `request`, `stability`, `write`.

use std::path::{Path, PathBuf};
use std::{env, fs};

mod load;
mod methods;
mod older_set;
mod rerun;
mod source;

pub use load::Loaded;
pub(crate) use source::{Generated, Source};

use crate::diagnostics::{Diagnostics, FrontEnd, cannot_read, cannot_write, no_out_dir};
use crate::explain::Explanation;
use crate::lint::Finding;
use crate::stability::Version;
use crate::{Options, Output, Request, UnmatchedRules, cargo, protoc, write};

/// The options and the output folder of a run over .proto files. The type is made for build.rs:
///
/// ```no_run
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     rust_grpc_build::Config::new()
///         .mod_file("mod.rs")
///         .type_attribute("Forecast", "#[derive(serde::Serialize)]")
///         .compile(&["proto/weather.proto"], &["proto"])?;
///     Ok(())
/// }
/// ```
///
/// The textual form of the same options, e.g. `codec=prost`, goes into [`Config::opt`] and
/// [`Config::from_file`]. The call that generates reports the errors in options, together with all
/// other errors.
#[derive(Debug, Clone, Default)]
pub struct Config {
    pub(crate) options: Options,
    /// The folder to write to, e.g. `src/generated`, if it is not `OUT_DIR`.
    out_dir: Option<PathBuf>,
    /// The settings of protoc.
    protoc: protoc::Settings,
    /// The file for the descriptors from protoc, e.g. `descriptors.binpb` in `OUT_DIR`.
    file_descriptor_set_path: Option<PathBuf>,
    /// Whether Cargo is not told what the result depends on.
    silent_about_inputs: bool,
    /// The diagnostics about the options so far.
    problems: Diagnostics,
}

impl Config {
    /// Creates a configuration with default options that writes to `OUT_DIR`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a configuration with the options of a file: one `key=value` per line, the format of
    /// `--opts` of `generate` and `check`.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read. The call that generates reports the errors in
    /// the options.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Diagnostics> {
        let path = path.as_ref();
        let text = fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
        cargo::rerun_if_changed(path);
        let mut config = Self::new();
        if let Err(problems) = config.options.apply_file(&path.display().to_string(), &text) {
            config.problems.extend(problems);
        }
        Ok(config)
    }

    /// Sets the folder to write to. Without this call, it is `OUT_DIR`.
    pub fn out_dir(&mut self, folder: impl Into<PathBuf>) -> &mut Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Applies options in their textual form, e.g. `codec=prost`. Commas separate several options.
    pub fn opt(&mut self, parameter: impl AsRef<str>) -> &mut Self {
        if let Err(problems) = self.options.apply(parameter.as_ref()) {
            self.problems.extend(problems);
        }
        self
    }

    /// Accepts what prost-build accepts. References to types of `google.protobuf` that prost-types
    /// lacks are left to the user. Files without generated code are not reported. Options without
    /// effect are reported only if they were given as text.
    #[doc(hidden)]
    pub fn like_prost_build(&mut self) -> &mut Self {
        self.options.like_prost_build = true;
        self
    }

    /// Sets the treatment of rules that match nothing. They are errors if this is not called.
    pub fn unmatched_rules(&mut self, what: UnmatchedRules) -> &mut Self {
        self.options.unmatched = what;
        self
    }

    /// Generates code from files and their imports, and returns the paths of all generated files.
    /// Files that are up to date are not written again.
    ///
    /// A folder among the files stands for all .proto files below it. Hidden folders in it are left
    /// out. Imports are relative to the include folders. If there is none, the imports of a folder
    /// are relative to that folder, and those of files are relative to the current folder.
    ///
    /// In a build script the call tells Cargo which files the result depends on.
    ///
    /// # Errors
    /// Returns all errors in options, files and schema at once. No file is written if there is one.
    pub fn compile(
        &self,
        protos: &[impl AsRef<Path>],
        includes: &[impl AsRef<Path>],
    ) -> Result<Vec<PathBuf>, Diagnostics> {
        self.write(&Source::protos(protos, includes))
    }

    /// Does what [`Config::compile`] does, for an encoded `google.protobuf.FileDescriptorSet`.
    ///
    /// # Errors
    /// Returns the errors of [`Config::compile`], and an error if the bytes are malformed.
    pub fn compile_descriptor_set(&self, bytes: &[u8]) -> Result<Vec<PathBuf>, Diagnostics> {
        let sets = vec![("the descriptor set".into(), bytes.into())];
        self.write(&Source::DescriptorSets { sets, listed: None })
    }

    /// Compares the files that [`Config::compile`] would write with those on the disk, and prints
    /// the differences. Use it in a test over generated code that is checked in.
    ///
    /// # Errors
    /// Returns the errors of [`Config::compile`], and an error if a file is missing, differs, or is
    /// no longer generated.
    pub fn check(
        &self,
        protos: &[impl AsRef<Path>],
        includes: &[impl AsRef<Path>],
    ) -> Result<(), Diagnostics> {
        let source = Source::protos(protos, includes);
        let (Generated { output, read, .. }, out_dir) = (self.run(&source)?, self.folder()?);
        let comparison = write::compare(&out_dir, &output)?;
        let mut warnings = comparison.sources_left_out(|name| source.leaves_out(name, &read));
        warnings.extend(output.lacking(&out_dir));
        cargo::warn(&warnings);
        let mut found = Diagnostics::default();
        for drift in comparison.drift() {
            // `print!`, and not the standard output itself: a test harness captures it, and shows
            // it only if the test fails.
            print!("{}", drift.diff);
            found.push(drift.diagnostic);
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    /// Returns the files of a request without writing them. The function
    /// [`generate`](crate::generate) is called with these options.
    ///
    /// # Errors
    /// Returns all errors in options and schema at once.
    pub fn generate(&self, request: &Request) -> Result<Output, Diagnostics> {
        self.with_problems(crate::generate(request, &self.options))
    }

    /// Runs the part that all front ends share.
    pub(crate) fn run(&self, source: &Source) -> Result<Generated, Diagnostics> {
        self.with_problems(source.generate(&self.options, &self.protoc))
    }

    /// Returns the explanations of the elements that a path names. Rules that match nothing are
    /// accepted: an options file serves a whole project, and the files to explain may be a part of
    /// it.
    pub(crate) fn explain(
        &self,
        source: &Source,
        path: &str,
    ) -> Result<Vec<Explanation>, Diagnostics> {
        let mut options = self.options.clone();
        options.unmatched = UnmatchedRules::Allow;
        self.with_problems(source.explain(&options, &self.protoc, path))
    }

    /// Returns the version of the schema that a source has, and the warnings.
    pub(crate) fn version(&self, source: &Source) -> Result<(Version, Diagnostics), Diagnostics> {
        self.with_problems(source.version(&self.options, &self.protoc))
    }

    /// Returns an older version of the schema. Rules that match nothing are accepted, because they
    /// can be for new elements.
    pub(crate) fn old_version(
        &self,
        source: &Source,
    ) -> Result<(Version, Diagnostics), Diagnostics> {
        let mut options = self.options.clone();
        options.unmatched = UnmatchedRules::Allow;
        self.with_problems(source.version(&options, &self.protoc))
    }

    /// Returns the parts of a schema that hurt users of the Rust code. Rules that match nothing are
    /// accepted, as in [`Config::explain`].
    pub(crate) fn lint(&self, source: &Source) -> Result<Vec<Finding>, Diagnostics> {
        let mut options = self.options.clone();
        options.unmatched = UnmatchedRules::Allow;
        self.with_problems(source.lint(&options, &self.protoc))
    }

    /// Returns the result of a run if the options have no errors. Otherwise, or if the run fails,
    /// returns the diagnostics about the options and then those of the run.
    fn with_problems<T>(&self, result: Result<T, Diagnostics>) -> Result<T, Diagnostics> {
        let mut found = self.problems.clone();
        match result {
            Ok(result) if !found.has_errors() => Ok(result),
            Ok(_) => Err(found),
            Err(problems) => {
                found.extend(problems);
                Err(found)
            }
        }
    }

    /// Sets an option. The builder methods made from the option table call this function.
    #[track_caller]
    pub(crate) fn set(&mut self, key: &str, value: &str) -> &mut Self {
        if let Err(problem) = self.options.set(key, value) {
            self.problems.push(problem);
        }
        self
    }

    /// Sets the front end whose words diagnostics use for files and folders.
    pub(crate) fn set_front_end(&mut self, front_end: FrontEnd) {
        self.protoc.front_end = front_end;
    }

    fn write(&self, source: &Source) -> Result<Vec<PathBuf>, Diagnostics> {
        let out_dir = self.folder();
        self.rerun_for_source(source);
        let Generated { mut output, read, descriptor_set } = self.run(source)?;
        self.rerun_for_imports(source, &read);
        output.show_warnings();
        let out_dir = out_dir?;
        if let (Some(file), Some(bytes)) = (&self.file_descriptor_set_path, descriptor_set) {
            fs::write(file, bytes).map_err(|error| cannot_write(file, &error))?;
        }
        if cargo::in_build_script() {
            // Without a line, Cargo runs the script again after any change, also of a descriptor
            // set.
            let has_lines = !self.silent_about_inputs && matches!(source, Source::Protos { .. });
            if has_lines && !output.has_manifest() {
                cargo::rerun_if_manifest_changed(&out_dir);
            }
            cargo::warn(&output.lacking(&out_dir).into_iter().collect());
            let mut earlier = write::earlier::lock();
            cargo::warn(&earlier.merge(&out_dir, &mut output)?);
            let comparison = write::compare(&out_dir, &output)?;
            let written = comparison.write()?;
            earlier.remember(&out_dir, &output);
            // Files of an earlier build would hide that they are no longer generated. Another
            // folder can have files of other commands.
            if cargo::is_in_out_dir(&out_dir) {
                comparison.prune(|path| earlier.has(path) || cargo::is_of_this_run(path))?;
            }
            return Ok(written);
        }
        let comparison = write::compare(&out_dir, &output)?;
        cargo::warn(&comparison.sources_left_out(|name| source.leaves_out(name, &read)));
        comparison.write()
    }

    fn folder(&self) -> Result<PathBuf, Diagnostics> {
        self.out_dir
            .clone()
            .or_else(|| env::var_os("OUT_DIR").map(PathBuf::from))
            .ok_or_else(|| no_out_dir().into())
    }
}

/// Generates code from files and their imports into `OUT_DIR`, with default options. It is short
/// for [`Config::compile`].
///
/// # Errors
/// Returns the errors of [`Config::compile`].
pub fn compile_protos(
    protos: &[impl AsRef<Path>],
    includes: &[impl AsRef<Path>],
) -> Result<(), Diagnostics> {
    Config::new().compile(protos, includes).map(drop)
}
