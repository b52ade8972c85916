//! The command `explain`.

use std::process::ExitCode;

use super::arguments::Explain;
use super::generate::read;
use super::report::answer;
use crate::diagnostics::Diagnostics;

/// Prints an explanation for each element that the path names. The form is text, or a JSON array of
/// objects.
pub(super) fn explain(arguments: &Explain) -> Result<ExitCode, Diagnostics> {
    let (config, source) = read(&arguments.input)?;
    let explanations = config.explain(&source, &arguments.path)?;
    let each = explanations.iter();
    if arguments.json {
        let objects: Vec<String> = each.map(|explanation| explanation.json()).collect();
        answer(&format!("[{}]\n", objects.join(",\n")))?;
    } else {
        let texts: Vec<String> = each.map(ToString::to_string).collect();
        answer(&texts.join("\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}
