//! Runs protoc: .proto files in, an encoded `FileDescriptorSet` out.
//!
//! May import: `diagnostics`, `lower`.
//!
//! Which protoc: the one that `PROTOC` names, else the first of `PATH`, else the one inside this
//! library (feature `vendored-protoc`), else, where no program can be run at all, a parser in Rust
//! (where there is no such protoc, or with the feature `pure-rust-parser`).

use std::ffi::OsString;
use std::path::{Path, PathBuf};

mod edition;
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

/// The settings of protoc, which do not depend on the files that it compiles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    /// The protoc to run instead of the one that is found.
    pub executable: Option<PathBuf>,
    /// Further arguments, one each.
    pub arguments: Vec<OsString>,
    /// Leaves out where everything stands in the files, and with it all comments.
    pub skip_source_info: bool,
}

#[cfg(test)]
impl Settings {
    /// The protoc inside, whatever the machine has: what tests expect is what it says.
    pub fn vendored() -> Self {
        let unpacked = vendored::unpack().ok().flatten().map(Box::new);
        // It stays where it is until the process ends, even if it had to be put into a temporary
        // folder.
        let executable = unpacked.and_then(|unpacked| Box::leak(unpacked).protoc());
        Self { executable, ..Self::default() }
    }
}

/// The result of compiling .proto files.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// An encoded `google.protobuf.FileDescriptorSet`: the files asked for and all they import.
    pub descriptor_set: Vec<u8>,
    /// The names of the files asked for, relative to their include folders, in the order asked.
    pub listed: Vec<String>,
    /// The warnings of protoc.
    pub warnings: Diagnostics,
}

/// Compiles files. An empty list of include folders means the current folder, as it does for
/// protoc.
///
/// # Errors
/// Returns the errors that protoc reports, or those that keep it from running: a file is not there
/// or outside every include folder, or protoc is missing or too old for an edition.
pub(crate) fn compile(
    protos: &[PathBuf],
    includes: &[PathBuf],
    settings: &Settings,
) -> Result<Compiled, Diagnostics> {
    let mut found = Diagnostics::default();
    let includes = inputs::check_includes(
        &[includes, &inputs::folders_in(&settings.arguments)].concat(),
        &mut found,
    );
    let inputs = inputs::find(protos, &includes, &mut found);
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

/// The file on disk that protoc takes for a name, unless it is one of protoc's own.
pub(crate) fn source_of(name: &str, includes: &[PathBuf]) -> Option<PathBuf> {
    let here = [PathBuf::from(".")];
    let includes = if includes.is_empty() { &here } else { includes };
    includes
        .iter()
        .map(|include| inputs::clean(&inputs::join(include, name)))
        .find(|path| path.is_file())
}

/// The include folder that `PROTOC_INCLUDE` names, as prost-build reads it.
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

/// Returns a path as diagnostics show it: as it was given, with `.` for the current folder.
fn shown(path: &Path) -> String {
    if path.as_os_str().is_empty() { ".".into() } else { path.display().to_string() }
}

#[cfg(all(test, feature = "vendored-protoc"))]
mod tests;
