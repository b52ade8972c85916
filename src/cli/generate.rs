//! The commands `generate` and `check`.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{Generate, Input};
use super::quote::quoted;
use super::report::{report, show};
use crate::config::{Config, Generated, Source};
use crate::diagnostics::{
    Diagnostics, FrontEnd, cannot_read, not_generated, orphan_left, regenerate,
};
use crate::write::{self, Comparison};
use crate::{Output, UnmatchedRules};

/// Writes the files that have changed.
pub(super) fn generate(arguments: &Generate) -> Result<ExitCode, Diagnostics> {
    let generated = run(arguments)?;
    let comparison = write::compare(&arguments.out, &generated.output)?;
    comparison.by_hand().map(not_generated).collect::<Diagnostics>().checkpoint()?;
    comparison.write()?;
    let pruned = if arguments.prune { comparison.prune(|_| false)? } else { Vec::new() };
    if !arguments.quiet {
        show(&written(&comparison, &pruned));
    }
    let mut warnings = generated.sources_left_out(&comparison);
    warnings.extend(comparison.orphans().filter(|_| !arguments.prune).map(orphan_left));
    report(&warnings);
    Ok(ExitCode::SUCCESS)
}

/// Returns a line for each file that was written or deleted, and one that counts them.
fn written(comparison: &Comparison<'_>, pruned: &[&Path]) -> String {
    let line = |what: &str, path: &Path| format!("{what} {}\n", path.display());
    let written: Vec<String> = comparison.stale().map(|path| line("wrote", path)).collect();
    let deleted: String = pruned.iter().map(|path| line("deleted", path)).collect();
    let files = if written.len() == 1 { "file" } else { "files" };
    let mut counts = format!("{} {files} written, {} unchanged", written.len(), comparison.fresh());
    if !pruned.is_empty() {
        counts.push_str(&format!(", {} deleted", pruned.len()));
    }
    format!("{}{deleted}{counts}\n", written.concat())
}

/// Compares the folder with the output. Prints diffs to the standard output. Prints the differences
/// to the standard error, with the command that removes them.
pub(super) fn check(arguments: &Generate, original: &[OsString]) -> Result<ExitCode, Diagnostics> {
    let generated = run(arguments)?;
    let comparison = write::compare(&arguments.out, &generated.output)?;
    let mut warnings = generated.sources_left_out(&comparison);
    warnings.extend(generated.output.lacking(&arguments.out));
    report(&warnings);
    let drift = comparison.drift();
    if drift.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let mut found = Diagnostics::default();
    for drift in drift {
        show(&drift.diff);
        found.push(drift.diagnostic);
    }
    let prune = comparison.orphans().next().is_some();
    found.push(regenerate(&command_line(original, prune)));
    report(&found);
    Ok(ExitCode::FAILURE)
}

/// The source and the output of a run.
struct Run {
    source: Source,
    output: Output,
    /// The .proto files that were read.
    read: Vec<PathBuf>,
}

impl Run {
    /// Returns warnings about .proto files that the folder has code from, and that this run does
    /// not read.
    fn sources_left_out(&self, comparison: &Comparison<'_>) -> Diagnostics {
        comparison.sources_left_out(|name| self.source.leaves_out(name, &self.read))
    }
}

fn run(arguments: &Generate) -> Result<Run, Diagnostics> {
    let (config, source) = read(&arguments.input)?;
    let Generated { output, read, .. } = config.run(&source)?;
    report(&output.warnings);
    Ok(Run { source, output, read })
}

/// Reads the options, and returns the source of the descriptors.
pub(super) fn read(input: &Input) -> Result<(Config, Source), Diagnostics> {
    let mut config = match &input.option_file {
        Some(path) => Config::from_file(path)?,
        None => Config::new(),
    };
    config.set_front_end(FrontEnd::CommandLine);
    for option in &input.options {
        config.opt(option);
    }
    if input.descriptor_sets.is_empty() {
        return Ok((config, Source::protos(&input.protos, &input.includes)));
    }
    let mut found = Diagnostics::default();
    let mut sets = Vec::new();
    for path in &input.descriptor_sets {
        match fs::read(path) {
            Ok(bytes) => sets.push((path.display().to_string(), bytes)),
            Err(error) => found.push(cannot_read(path, &error)),
        }
    }
    found.checkpoint()?;
    let listed = (!input.protos.is_empty())
        .then(|| input.protos.iter().map(|name| name.to_string_lossy().into_owned()).collect());
    if listed.is_some() {
        // The options can be those of many runs, each for some of the files.
        config.unmatched_rules(UnmatchedRules::Allow);
    }
    Ok((config, Source::DescriptorSets { sets, listed }))
}

/// Returns the `generate` command for the arguments of a `check`, quoted for a shell.
fn command_line(original: &[OsString], prune: bool) -> String {
    let mut words = vec!["protoc-gen-rust-grpc".to_string(), "generate".to_string()];
    words.extend(prune.then(|| "--prune".to_string()));
    words.extend(original.iter().skip(1).map(|argument| quoted(&argument.to_string_lossy())));
    words.join(" ")
}
