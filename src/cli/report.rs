//! The output of commands: diagnostics, notes and answers.

use std::io::{self, Write as _};
use std::path::Path;

use crate::diagnostics::{Diagnostic, Diagnostics, Severity, cannot_write};

/// Writes diagnostics to the standard error in the form that compilers use, `a.proto:3:5: error:
/// …`, so that an editor finds the position.
pub(super) fn report(diagnostics: &Diagnostics) {
    for diagnostic in diagnostics.iter() {
        let label = match diagnostic.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let mut rest = diagnostic.clone();
        match rest.location.take() {
            Some(location) => say(&format!("{location}: {label}: {rest}")),
            None => say(&format!("{label}: {rest}")),
        }
    }
}

/// Writes a line to the standard error. A closed standard error is ignored.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes to the standard output. An error is ignored, because the command has done its work.
pub(super) fn show(text: &str) {
    let _ = answer(text);
}

/// Writes the answer of a command to the standard output. It is no error if the reader has closed
/// the pipe, as `head` does.
///
/// # Errors
/// Returns an error if the output cannot be written, e.g. because a disk is full.
pub(super) fn answer(text: &str) -> Result<(), Diagnostic> {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(cannot_write(Path::new("the standard output"), &error))
        }
        _ => Ok(()),
    }
}
