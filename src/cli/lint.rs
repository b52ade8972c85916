//! The command `lint`.

use std::process::ExitCode;

use super::arguments::Lint;
use super::generate::read;
use super::report::{answer, report};
use crate::diagnostics::{Diagnostics, unknown_rule};
use crate::lint;

/// Prints the parts of a schema that hurt users of the Rust code.
pub(super) fn lint(arguments: &Lint) -> Result<ExitCode, Diagnostics> {
    let unknown = arguments.allow.iter().filter(|id| lint::find(id).is_none());
    unknown.map(|id| unknown_rule(id, "docs/lint.md")).collect::<Diagnostics>().checkpoint()?;
    let (config, source) = read(&arguments.input)?;
    let mut findings = config.lint(&source)?;
    findings.retain(|finding| !arguments.allow.iter().any(|id| id == finding.rule.id));
    if arguments.json {
        let objects: Vec<String> = findings.iter().map(|finding| finding.json()).collect();
        answer(&format!("[{}]\n", objects.join(",\n")))?;
    } else {
        report(&findings.iter().map(|finding| finding.diagnostic()).collect());
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
