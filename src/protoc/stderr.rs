//! The messages that protoc writes to its standard error, line by line.

use std::path::PathBuf;

use super::shown;
use crate::diagnostics::{Diagnostic, Diagnostics, FrontEnd, Location, Severity, import_not_found};

/// Parses everything that protoc wrote. Lines of an unknown form become diagnostics unchanged.
pub(super) fn parse(stderr: &str, succeeded: bool) -> Diagnostics {
    let mut found = Diagnostics::default();
    found.extend(stderr.lines().filter_map(|line| parse_line(line.trim(), succeeded)));
    found
}

fn parse_line(line: &str, succeeded: bool) -> Option<Diagnostic> {
    // The log of abseil has this line once, before its first message.
    if line.is_empty() || line.starts_with("WARNING: All log messages before absl::InitializeLog()")
    {
        return None;
    }
    let default = if succeeded { Severity::Warning } else { Severity::Error };
    if let Some((severity, text)) = log_line(line) {
        return Some(diagnostic(severity, None, text));
    }
    let (location, text) = match split_place(line) {
        Some((location, text)) => (Some(location), text),
        None => (None, line),
    };
    Some(match (text.strip_prefix("warning: "), text.split_once(": warning: ")) {
        (Some(text), _) => diagnostic(Severity::Warning, location, text),
        (None, Some((subject, text))) => {
            diagnostic(Severity::Warning, location, &format!("{subject}: {text}"))
        }
        (None, None) => diagnostic(default, location, text),
    })
}

fn diagnostic(severity: Severity, location: Option<Location>, text: &str) -> Diagnostic {
    let message = text.strip_suffix('.').unwrap_or(text);
    Diagnostic { severity, location, message: message.into(), help: Vec::new() }
}

/// Returns the severity and text of a line in protobuf's own log, `[libprotobuf WARNING
/// parser.cc:649] text`, or abseil's log, `W0000 00:00:00.0 1 parser.cc:649] text`.
fn log_line(line: &str) -> Option<(Severity, &str)> {
    let (head, text) = line.split_once("] ")?;
    let level = match head.strip_prefix("[libprotobuf ") {
        Some(rest) => rest,
        None if head
            .as_bytes()
            .get(1..5)
            .is_some_and(|date| date.iter().all(u8::is_ascii_digit)) =>
        {
            head
        }
        None => return None,
    };
    let severity = if level.starts_with(['W', 'I']) { Severity::Warning } else { Severity::Error };
    Some((severity, text))
}

/// Splits `file:line:column: text` or `file.proto: text`. The name of the file may contain colons.
fn split_place(line: &str) -> Option<(Location, &str)> {
    for (colon, _) in line.match_indices(':') {
        let mut rest = line[colon + 1..].splitn(3, ':');
        let numbers =
            (rest.next().and_then(|n| n.parse().ok()), rest.next().and_then(|n| n.parse().ok()));
        if let ((Some(row), Some(column)), Some(text)) =
            (numbers, rest.next().and_then(|text| text.strip_prefix(' ')))
        {
            return Some((
                Location { file: line[..colon].into(), position: Some((row, column)) },
                text,
            ));
        }
    }
    let (file, text) = line.split_once(".proto: ")?;
    Some((Location { file: format!("{file}.proto"), position: None }, text))
}

/// Reduces the messages about imports to one each. protoc reports a missing import twice: for the
/// missing file, and for the file that imports it. It reports an import with errors after those
/// errors.
pub(super) fn explain_imports(
    said: Diagnostics,
    includes: &[PathBuf],
    front_end: FrontEnd,
) -> Diagnostics {
    const MISSING: &str = "File not found";
    let missing: Vec<String> = said
        .iter()
        .filter(|d| d.message == MISSING)
        .filter_map(|d| Some(d.location.as_ref()?.file.clone()))
        .collect();
    let folders: Vec<String> = includes.iter().map(|include| shown(include)).collect();
    let mut kept = Diagnostics::default();
    for diagnostic in said {
        let import = diagnostic
            .message
            .strip_prefix("Import \"")
            .and_then(|rest| rest.strip_suffix("\" was not found or had errors"));
        match (import, &diagnostic.location) {
            (Some(import), Some(location)) if missing.iter().any(|file| file == import) => {
                kept.push(import_not_found(import, &folders, front_end).at(location.clone()));
            }
            (Some(_), _) => {}
            _ if diagnostic.message == MISSING => {}
            _ => kept.push(diagnostic),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_as(line: &str) -> String {
        parse_line(line, false).map(|d| format!("{:?} {d}", d.severity)).unwrap_or_default()
    }

    #[test]
    fn reads_every_form() {
        for (line, expected) in [
            ("a/b.proto:3:5: Expected \";\".", "Error a/b.proto:3:5: Expected \";\""),
            ("C:\\x\\a.proto:3:5: Oops.", "Error C:\\x\\a.proto:3:5: Oops"),
            (
                "a b.proto:2:1: warning: Import x.proto is unused.",
                "Warning a b.proto:2:1: Import x.proto is unused",
            ),
            ("nope.proto: File not found.", "Error nope.proto: File not found"),
            (
                "nodir: warning: directory does not exist.",
                "Warning nodir: directory does not exist",
            ),
            (
                "[libprotobuf WARNING ../parser.cc:649] No syntax: n.proto. Default.",
                "Warning No syntax: n.proto. Default",
            ),
            ("W0000 00:00:1700000000.000000    7 parser.cc:12] Odd.", "Warning Odd"),
            (
                "WARNING: All log messages before absl::InitializeLog() is called are written to \
                 STDERR",
                "",
            ),
            ("something else", "Error something else"),
        ] {
            assert_eq!(shown_as(line), expected, "{line}");
        }
    }
}
