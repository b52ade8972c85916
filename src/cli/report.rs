//! The form of diagnostics on the standard error of a command.

use std::io::{self, Write as _};
use std::path::Path;

use crate::diagnostics::{Diagnostic, Diagnostics, Severity, cannot_write};

/// Errors that have a place begin with it, so that an editor can open it; the others with what they
/// are.
pub(super) fn report(diagnostics: &Diagnostics) {
    for diagnostic in diagnostics.iter() {
        let label = match (diagnostic.severity, &diagnostic.location) {
            (Severity::Warning, _) => "warning: ",
            (Severity::Error, None) => "error: ",
            (Severity::Error, Some(_)) => "",
        };
        say(&format!("{label}{diagnostic}"));
    }
}

/// Writes a line to the standard error. If nobody listens any more, there is nobody to tell.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes to the standard output, where the user may not look: the command did its work.
pub(super) fn show(text: &str) {
    let _ = answer(text);
}

/// Writes the answer of a command to the standard output. A reader that has gone away, such as
/// `head`, has seen enough.
///
/// # Errors
/// The output cannot be written, e.g. because a disk is full.
pub(super) fn answer(text: &str) -> Result<(), Diagnostic> {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(cannot_write(Path::new("the standard output"), &error))
        }
        _ => Ok(()),
    }
}
