//! The command `check --against`, which compares two versions of a schema.

use std::process::ExitCode;

use super::arguments::Against;
use super::generate::read;
use super::report::{answer, report};
use crate::diagnostics::{Diagnostics, unknown_rule};
use crate::stability::{self, Level};

mod old;
mod revision;

/// Prints the changes since an older version, and which of them break.
pub(super) fn against(arguments: &Against) -> Result<ExitCode, Diagnostics> {
    let unknown = arguments.allow.iter().filter(|id| stability::find_rule(id).is_none());
    let unknown = unknown.map(|id| unknown_rule(id, "docs/stability.md"));
    unknown.collect::<Diagnostics>().checkpoint()?;
    let (config, source) = read(&arguments.input)?;
    let (new, warnings) = config.version(&source)?;
    report(&warnings);
    let old = old::find(&arguments.old, &arguments.input)?.version(&config, &source, &new)?;
    let mut changes = stability::compare(&old, &new);
    changes.retain(|change| !arguments.allow.iter().any(|id| id == change.rule.id));
    if arguments.json {
        let objects: Vec<String> = changes.iter().map(|change| change.json()).collect();
        answer(&format!("[{}]\n", objects.join(",\n")))?;
    } else {
        let texts: String = changes.iter().map(|change| change.text()).collect();
        answer(&texts)?;
    }
    let least = if arguments.strict { Level::Warning } else { Level::Error };
    let breaks = changes.iter().any(|change| change.level() >= least);
    Ok(if breaks { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
