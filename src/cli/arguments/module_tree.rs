//! The arguments of `module-tree`.

use std::path::PathBuf;

use lexopt::prelude::*;

use super::{bad, once, unknown};
use crate::diagnostics::{Diagnostic, bad_arguments};

/// The arguments of `module-tree`.
#[derive(Debug)]
pub(in super::super) struct ModuleTree {
    /// The file to write, e.g. `src/lib.rs`.
    pub out: PathBuf,
    /// The folders with generated files.
    pub folders: Vec<PathBuf>,
}

/// Parses the arguments. Returns `None` if help is asked for.
pub(super) fn parse(mut parser: lexopt::Parser) -> Result<Option<ModuleTree>, Diagnostic> {
    let (mut out, mut folders) = (None, Vec::new());
    while let Some(argument) = parser.next().map_err(bad)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Short('o') | Long("out") => {
                once(&mut out, parser.value().map(PathBuf::from).map_err(bad)?, "--out")?
            }
            Value(folder) => folders.push(folder.into()),
            argument => return Err(unknown(&argument)),
        }
    }
    let out = out.filter(|out: &PathBuf| out.file_name().is_some());
    match (out, folders.is_empty()) {
        (Some(out), false) => Ok(Some(ModuleTree { out, folders })),
        (None, _) => Err(bad_arguments("`module-tree` needs --out FILE, e.g. `--out src/lib.rs`")),
        (Some(_), true) => Err(bad_arguments("`module-tree` needs folders with generated files")),
    }
}
