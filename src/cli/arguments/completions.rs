//! The argument of `completions`.

use lexopt::prelude::*;

use super::super::completions::{SHELLS, script};
use super::{Command, Topic, bad, unknown};
use crate::diagnostics::{Diagnostic, bad_arguments};

/// Parses the argument of `completions`.
pub(super) fn parse(mut parser: lexopt::Parser) -> Result<Command, Diagnostic> {
    let next = parser.next().map_err(bad)?;
    let shells = || format!("`completions` needs a shell: {}", SHELLS.join(", "));
    match next {
        Some(Short('h') | Long("help")) => Ok(Command::Help(Topic::Completions)),
        Some(Value(shell)) => match script(&shell.to_string_lossy()) {
            Some(script) => Ok(Command::Completions(script)),
            None => Err(bad_arguments(&shells())),
        },
        Some(argument) => Err(unknown(&argument)),
        None => Err(bad_arguments(&shells())),
    }
}
