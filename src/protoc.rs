//! Runs protoc, which turns .proto files into an encoded `FileDescriptorSet`.
//!
//! May import: `diagnostics`, `lower`.
//!
//! The program is the one that `PROTOC` names, else the first in `PATH`, else the one inside this
//! library (feature `vendored-protoc`). If no program can be run, a parser in Rust takes its place.
//! That parser is compiled in where there is no protoc for the machine, and with the feature
//! `pure-rust-parser`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

mod edition;
mod folder;
mod inputs;
mod locate;
mod private;
#[cfg(pure_rust_parser)]
mod pure;
mod run;
mod stderr;
mod vendored;
mod version;

use crate::Diagnostics;
use crate::diagnostics::{FrontEnd, Severity};

/// The settings of protoc, which do not depend on the files that it compiles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    /// The protoc to run instead of the one that is found.
    pub executable: Option<PathBuf>,
    /// Further arguments, one each.
    pub arguments: Vec<OsString>,
    /// Whether protoc leaves out positions and comments.
    pub skip_source_info: bool,
    /// The front end that the files and folders come from.
    pub front_end: FrontEnd,
}

#[cfg(test)]
impl Settings {
    /// Returns settings with the protoc inside this library. Tests use it, because they compare the
    /// words of its messages.
    pub fn vendored() -> Self {
        let unpacked = vendored::unpack().ok().flatten().map(Box::new);
        // Leaked, so that the program stays on the disk until the process ends, even if it is in a
        // temporary folder.
        let executable = unpacked.and_then(|unpacked| Box::leak(unpacked).protoc());
        Self { executable, ..Self::default() }
    }
}

/// The result of compiling .proto files.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// An encoded `google.protobuf.FileDescriptorSet`: the files asked for and all they import.
    pub descriptor_set: Vec<u8>,
    /// The names of the files that were asked for, in that order. A name is relative to an include
    /// folder.
    pub listed: Vec<String>,
    /// The warnings of protoc.
    pub warnings: Diagnostics,
}

/// Compiles files, and all .proto files below folders. An empty list of include folders means the
/// current folder, as it does for protoc.
/// # Errors
/// Returns the errors that protoc reports, or an error that keeps it from running: a file does not
/// exist, a file is outside every include folder, or protoc is missing or too old for an edition.
pub(crate) fn compile(
    protos: &[PathBuf],
    includes: &[PathBuf],
    settings: &Settings,
) -> Result<Compiled, Diagnostics> {
    let mut found = Diagnostics::default();
    let includes = inputs::check_includes(
        &[includes, &inputs::folders_in(&settings.arguments)].concat(),
        settings.front_end,
        &mut found,
    );
    // Without an include folder, no file has a name.
    if includes.is_empty() {
        found.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
    }
    found.checkpoint()?;
    let inputs = inputs::find(protos, &includes, settings.front_end, &mut found);
    found.checkpoint()?;
    let result = match locate::locate(settings.executable.as_deref()) {
        Ok(Some(protoc)) => {
            found.extend(protoc.warning.clone());
            run::run(&protoc, &inputs, &includes, settings)
        }
        Ok(None) => without_protoc(&inputs, &includes),
        Err(diagnostic) => Err(diagnostic.into()),
    };
    match result {
        Ok(mut compiled) => {
            found.extend(std::mem::take(&mut compiled.warnings));
            Ok(Compiled { warnings: found, ..compiled })
        }
        Err(errors) => {
            found.extend(errors);
            Err(found)
        }
    }
}

/// Returns the file on disk that protoc reads for a name. Returns `None` for protoc's own files.
pub(crate) fn source_of(name: &str, includes: &[PathBuf]) -> Option<PathBuf> {
    let here = [PathBuf::from(".")];
    let includes = if includes.is_empty() { &here } else { includes };
    includes
        .iter()
        .map(|include| inputs::clean(&inputs::join(include, name)))
        .find(|path| path.is_file())
}

/// Returns the path of a file that protoc has an error or a warning about. protoc names the path
/// since release 30, and before the name relative to an include folder.
pub(crate) fn said_source(said: &str, includes: &[PathBuf]) -> Option<PathBuf> {
    let path = Path::new(said);
    let is_path = includes.iter().any(|include| path.starts_with(include)) && path.is_file();
    if is_path { Some(inputs::clean(path)) } else { source_of(said, includes) }
}

/// Returns the include folder that `PROTOC_INCLUDE` names, as in prost-build.
fn include_from_env() -> Option<PathBuf> {
    std::env::var_os("PROTOC_INCLUDE").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

#[cfg(pure_rust_parser)]
fn without_protoc(inputs: &[inputs::Input], includes: &[PathBuf]) -> Result<Compiled, Diagnostics> {
    pure::parse(inputs, includes)
}

#[cfg(not(pure_rust_parser))]
fn without_protoc(_: &[inputs::Input], _: &[PathBuf]) -> Result<Compiled, Diagnostics> {
    Err(crate::diagnostics::no_protoc().into())
}

/// Returns a path as diagnostics show it: unchanged, but with `.` for the current folder.
fn shown(path: &Path) -> String {
    if path.as_os_str().is_empty() { ".".into() } else { path.display().to_string() }
}

#[cfg(all(test, feature = "vendored-protoc"))]
mod tests;
