//! The arguments of `init`.

use std::path::PathBuf;

use lexopt::prelude::*;

use super::{bad, once, unknown};
use crate::diagnostics::{Diagnostic, bad_arguments};

/// The arguments of `init`.
#[derive(Debug)]
pub(in super::super) struct Init {
    pub folder: PathBuf,
    /// A checkout or a version to depend on.
    pub runtime: Option<String>,
}

/// Parses the arguments of `init`. Returns `None` if help is asked for.
pub(super) fn parse(mut parser: lexopt::Parser) -> Result<Option<Init>, Diagnostic> {
    let (mut folder, mut runtime) = (None, None);
    while let Some(argument) = parser.next().map_err(bad)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("runtime") => once(
                &mut runtime,
                parser.value().and_then(|value| value.string()).map_err(bad)?,
                "--runtime",
            )?,
            Value(value) if value.is_empty() => {
                return Err(bad_arguments("the folder for the new project has no name"));
            }
            Value(value) => once(&mut folder, value.into(), "the folder")?,
            argument => return Err(unknown(&argument)),
        }
    }
    match folder {
        Some(folder) => Ok(Some(Init { folder, runtime })),
        None => Err(bad_arguments("`init` needs a folder for the new project")),
    }
}
