//! `generate` and `check`: the same but for the end.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use super::arguments::{Generate, Input};
use super::report::{report, say, show};
use crate::config::{Config, Generated, Source};
use crate::diagnostics::{Diagnostics, cannot_read, not_generated, orphan_left, regenerate};
use crate::write::{self, Comparison};
use crate::{Output, cargo};

/// Writes what has changed.
pub(super) fn generate(arguments: &Generate) -> Result<ExitCode, Diagnostics> {
    let generated = run(arguments)?;
    let comparison = write::compare(&arguments.out, &generated.output)?;
    comparison.by_hand().map(not_generated).collect::<Diagnostics>().checkpoint()?;
    comparison.write()?;
    if !arguments.quiet {
        show(&written(&comparison));
    }
    let mut warnings = generated.sources_left_out(&comparison);
    warnings.extend(comparison.orphans().map(orphan_left));
    report(&warnings);
    Ok(ExitCode::SUCCESS)
}

/// A line for each file that was written, and one that counts them.
fn written(comparison: &Comparison<'_>) -> String {
    let lines: Vec<String> =
        comparison.stale().map(|path| format!("wrote {}\n", path.display())).collect();
    let files = if lines.len() == 1 { "file" } else { "files" };
    lines.concat() + &format!("{} {files} written, {} unchanged\n", lines.len(), comparison.fresh())
}

/// Diffs on the standard output, what they are about on the standard error, with the command that
/// would put it right.
pub(super) fn check(arguments: &Generate, original: &[OsString]) -> Result<ExitCode, Diagnostics> {
    let generated = run(arguments)?;
    let comparison = write::compare(&arguments.out, &generated.output)?;
    let mut warnings = generated.sources_left_out(&comparison);
    warnings.extend(cargo::lacking(&arguments.out, &generated.output.dependencies));
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
    found.push(regenerate(&command_line(original)));
    say(&found.to_string());
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
    /// Warns of .proto files that the folder has code from, and this run has not.
    fn sources_left_out(&self, comparison: &Comparison<'_>) -> Diagnostics {
        comparison.sources_left_out(|name| self.source.leaves_out(name, &self.read))
    }
}

fn run(arguments: &Generate) -> Result<Run, Diagnostics> {
    let (config, source) = read(&arguments.input)?;
    let Generated { output, read } = config.run(&source)?;
    report(&output.warnings);
    Ok(Run { source, output, read })
}

/// The options and the source of the descriptors.
pub(super) fn read(input: &Input) -> Result<(Config, Source), Diagnostics> {
    let mut config = match &input.option_file {
        Some(path) => Config::from_file(path)?,
        None => Config::new(),
    };
    for option in &input.options {
        config.opt(option);
    }
    let source = match &input.descriptor_set {
        Some(path) => {
            let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
            Source::DescriptorSet { name: path.display().to_string(), bytes }
        }
        None => Source::protos(&input.protos, &input.includes),
    };
    Ok((config, source))
}

/// The command that was given, as `generate`, quoted for a shell.
fn command_line(original: &[OsString]) -> String {
    let mut words = vec!["protoc-gen-rust-grpc".to_string(), "generate".to_string()];
    words.extend(original.iter().skip(1).map(|argument| quoted(&argument.to_string_lossy())));
    words.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=,:@+%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_what_a_shell_would_read() {
        for (word, expected) in [
            ("--out=a/b.c", "--out=a/b.c"),
            ("", "''"),
            ("#[derive(A)]", "'#[derive(A)]'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
