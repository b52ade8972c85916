//! The form of diagnostics on the standard error of a command.

use std::io::{self, Write as _};

use crate::diagnostics::{Diagnostics, Severity};

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

/// Writes to the standard output. A reader that has gone away, such as `head`, has seen enough.
pub(super) fn show(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}
