//! Errors about editions. A protoc that is too old for an edition reports it in many ways, or not
//! at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::inputs::Input;
use super::version::Version;
#[cfg(pure_rust_parser)]
use crate::diagnostics::{Diagnostic, edition_without_protoc};
use crate::diagnostics::{Diagnostics, Location, protoc_too_old, unsupported_edition};
use crate::lower;

/// The editions, and the release of protoc that introduced each.
const SINCE: &[(&str, u32)] = &[("2023", 27), ("2024", 32), ("2026", 36)];

/// Replaces protoc's messages about files whose edition it does not know.
pub(super) fn explain(
    said: Diagnostics,
    version: &Version,
    protoc: &Path,
    inputs: &[Input],
    includes: &[PathBuf],
) -> Diagnostics {
    let mut kept = Diagnostics::default();
    // A protoc older than editions reports that such a file lacks a `syntax` line.
    let mut forgotten = Vec::new();
    for diagnostic in said {
        let Some((file, too_old)) = diagnostic.location.as_ref().and_then(|location| {
            let path = source(&location.file, inputs, includes)?;
            let text = fs::read_to_string(&path).ok()?;
            let (edition, position) = edition_of(&text)?;
            let (_, since) = SINCE
                .iter()
                .find(|(name, since)| *name == edition && !version.is_at_least(*since))?;
            let place = Location { file: location.file.clone(), position: Some(position) };
            // A newer protoc does not help if the generator lacks the edition.
            let diagnostic = match lower::supports_edition(edition) {
                true => protoc_too_old(edition, *since, protoc, &version.to_string()).at(place),
                false => unsupported_edition(place, edition, lower::SUPPORTED_SYNTAX),
            };
            Some((location.file.clone(), diagnostic))
        }) else {
            kept.push(diagnostic);
            continue;
        };
        if !kept.iter().any(|other| *other == too_old) {
            kept.push(too_old);
            forgotten.push(format!("No syntax specified for the proto file: {file}."));
        }
    }
    kept.into_iter()
        .filter(|diagnostic| !forgotten.iter().any(|start| diagnostic.message.starts_with(start)))
        .collect()
}

/// Returns the error for a file whose edition the parser in Rust does not know. It replaces the
/// parser's own error.
#[cfg(pure_rust_parser)]
pub(super) fn unknown_to_parser(
    said: &Diagnostic,
    inputs: &[Input],
    includes: &[PathBuf],
) -> Option<Diagnostic> {
    let location = said.location.as_ref()?;
    let text = fs::read_to_string(source(&location.file, inputs, includes)?).ok()?;
    let (edition, position) = edition_of(&text)?;
    let place = Location { file: location.file.clone(), position: Some(position) };
    Some(edition_without_protoc(edition).at(place))
}

/// Returns the path of a file that protoc names. protoc names files by their paths or, before
/// release 30, relative to the include folder.
fn source(file: &str, inputs: &[Input], includes: &[PathBuf]) -> Option<PathBuf> {
    if let Some(input) = inputs.iter().find(|input| input.name == file) {
        return Some(input.path.clone());
    }
    super::source_of(file, includes)
        .or_else(|| Some(PathBuf::from(file)).filter(|path| path.is_file()))
}

/// Returns the edition that a file declares, with its line and column. The declaration is the first
/// statement after comments.
fn edition_of(text: &str) -> Option<(&str, (u32, u32))> {
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        if rest.starts_with("//") {
            rest = rest.split_once('\n')?.1;
        } else if rest.starts_with("/*") {
            rest = rest.split_once("*/")?.1;
        } else {
            break;
        }
    }
    let value = rest.strip_prefix("edition")?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let edition = value[1..].split(quote).next()?;
    let before = &text[..text.len() - rest.len()];
    let line = before.matches('\n').count() + 1;
    let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1) + 1;
    Some((edition, (u32::try_from(line).ok()?, u32::try_from(column).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::edition_of;

    #[test]
    fn finds_the_edition() {
        assert_eq!(edition_of("// a\n/* b\n*/ edition = '2024';"), Some(("2024", (3, 4))));
        assert_eq!(edition_of("edition=\"2023\";"), Some(("2023", (1, 1))));
        assert_eq!(edition_of("syntax = \"proto3\"; // edition = \"2023\""), None);
        assert_eq!(edition_of("// nothing"), None);
    }
}
