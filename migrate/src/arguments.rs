//! The arguments of the program.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

use crate::report::Note;

/// The arguments of a run.
#[derive(Debug, Default)]
pub struct Arguments {
    /// The folder of the package.
    pub folder: PathBuf,
    /// Whether files are changed.
    pub write: bool,
    /// Whether the project's build script and tests may run.
    pub run_build_scripts: bool,
    /// Whether build.rs stays as it is.
    pub compat: bool,
    /// A checkout or a version to depend on.
    pub runtime: Option<String>,
}

pub const HELP: &str = "\
Moves a package from prost-build, tonic-prost-build or protoc-gen-prost to this
generator. Prints the changes as a diff, generates code before and after them, and
compares the items. Writes nothing without --write.

Usage: protoc-gen-rust-grpc migrate [ARGUMENTS] [FOLDER]

  FOLDER                  the folder of the package [default: the current one]
  --write                 changes files, if the items are equal and git has no
                          changes that are not committed
  --run-build-scripts     generates by running build.rs, and the tests that generate
                          code, in a copy of the project; needed if they compute
                          what they generate
  --compat                changes Cargo.toml alone: a package with the API of
                          tonic-prost-build, over this generator
  --runtime CHECKOUT      takes our crates from a checkout of the repository
  --runtime VERSION       takes our crates from the registry
                          [default: the checkout that built this program, or its
                          commit if that is public]

Exit code: 0, the items are equal, or there is nothing to change. 1, items differ, or
they could not be compared. 2, an error. `migrate | git apply` applies the diff.
";

/// Parses the arguments. Returns `None` if help is asked for.
///
/// # Errors
/// Returns an error for an unknown argument.
pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Option<Arguments>, Note> {
    let bad = |error: lexopt::Error| wrong(&error.to_string());
    let mut parser = lexopt::Parser::from_args(arguments);
    let (mut parsed, mut folder) = (Arguments::default(), None);
    while let Some(argument) = parser.next().map_err(bad)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("write") => parsed.write = true,
            Long("run-build-scripts") => parsed.run_build_scripts = true,
            Long("compat") => parsed.compat = true,
            Long("runtime") => {
                parsed.runtime = Some(parser.value().and_then(|value| value.string()).map_err(bad)?)
            }
            Value(value) if folder.is_none() => folder = Some(PathBuf::from(value)),
            Value(_) => return Err(wrong("there are two folders")),
            other => return Err(wrong(&other.unexpected().to_string())),
        }
    }
    parsed.folder = folder.unwrap_or_else(|| PathBuf::from("."));
    Ok(Some(parsed))
}

fn wrong(message: &str) -> Note {
    Note::error(message).help("`protoc-gen-rust-grpc migrate --help` prints the arguments")
}
