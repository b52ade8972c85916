//! The counts of a run, in the form of docs/conformance.md.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::log::{Format, Outcome, Suite};

/// The runner's suites, in the order in which they run.
pub const SUITES: [&str; 2] = ["binary and JSON", "text format"];

/// Checks that every suite ran to its end, and that the counts from the log equal the runner's own
/// counts.
///
/// # Errors
/// Returns the suite that is missing or whose counts differ.
pub fn check(suites: &[Suite]) -> Result<(), String> {
    for (index, name) in SUITES.iter().enumerate() {
        let suite = suites.get(index).ok_or_else(|| format!("the suite `{name}` did not run"))?;
        let [successes, skipped, expected, unexpected] =
            suite.summary.ok_or_else(|| format!("the suite `{name}` did not end"))?;
        let theirs = [successes, skipped, expected + unexpected];
        let ours = [Outcome::Passed, Outcome::Skipped, Outcome::Failed];
        let ours = ours.map(|outcome| suite.count(outcome));
        if theirs != ours {
            return Err(format!("`{name}`: the runner counts {theirs:?}, its log has {ours:?}"));
        }
    }
    Ok(())
}

/// Returns the counts as a table: a row for each suite, format, level and syntax.
pub fn table(suites: &[Suite]) -> String {
    let mut rows = BTreeMap::<_, [usize; 3]>::new();
    for (index, suite) in suites.iter().enumerate() {
        for (name, test) in &suite.tests {
            let mut parts = name.split('.');
            // A name is e.g.
            // `Required.Proto3.ProtobufInput.ValidDataScalar.BOOL[0].ProtobufOutput`.
            let (level, syntax) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let row = rows.entry((index, test.format, rank(level), syntax)).or_default();
            row[column(test.outcome)] += 1;
        }
    }
    let mut text = line("suite", "format", "level", "syntax", ["passed", "failed", "skipped"]);
    for ((suite, format, level, syntax), counts) in &rows {
        let format = match format {
            Format::Binary => "binary",
            Format::Json => "JSON",
            Format::Text => "text",
        };
        text += &line(SUITES.get(*suite).unwrap_or(&""), format, level.1, syntax, *counts);
    }
    let mut total = [0; 3];
    for counts in rows.values() {
        total.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    text + &line("all", "", "", "", total)
}

/// Returns the sort key of a level. Required tests come first.
fn rank(level: &str) -> (bool, &str) {
    (level != "Required", level)
}

fn column(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Passed => 0,
        Outcome::Failed => 1,
        Outcome::Skipped => 2,
    }
}

fn line(
    suite: &str,
    format: &str,
    level: &str,
    syntax: &str,
    [passed, failed, skipped]: [impl ToString; 3],
) -> String {
    let (passed, failed, skipped) = (passed.to_string(), failed.to_string(), skipped.to_string());
    let mut text = String::new();
    writeln!(
        text,
        "{suite:<16} {format:<7} {level:<12} {syntax:<16} {passed:>6} {failed:>7} {skipped:>8}"
    )
    .expect("a string grows");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Test;

    fn suite(tests: &[(&str, Format, Outcome)], summary: [usize; 4]) -> Suite {
        let tests = tests
            .iter()
            .map(|&(name, format, outcome)| (name.to_string(), Test { format, outcome }));
        Suite { tests: tests.collect(), summary: Some(summary) }
    }

    fn suites() -> [Suite; 2] {
        [
            suite(
                &[
                    ("Required.Proto3.A", Format::Binary, Outcome::Passed),
                    ("Required.Proto3.B", Format::Binary, Outcome::Failed),
                    ("Recommended.Proto3.A", Format::Binary, Outcome::Passed),
                    ("Required.Proto2.A", Format::Json, Outcome::Skipped),
                ],
                [2, 1, 0, 1],
            ),
            suite(&[("Required.Proto3.T", Format::Text, Outcome::Passed)], [1, 0, 0, 0]),
        ]
    }

    #[test]
    fn a_row_for_each_suite_format_level_and_syntax() {
        let expected = "\
suite            format  level        syntax           passed  failed  skipped
binary and JSON  binary  Required     Proto3                1       1        0
binary and JSON  binary  Recommended  Proto3                1       0        0
binary and JSON  JSON    Required     Proto2                0       0        1
text format      text    Required     Proto3                1       0        0
all                                                         3       1        1
";
        assert_eq!(table(&suites()), expected);
        assert_eq!(check(&suites()), Ok(()));
    }

    #[test]
    fn every_suite_runs_to_its_end() {
        let [first, second] = suites();
        let error = check(&[first]).expect_err("one suite");
        assert_eq!(error, "the suite `text format` did not run");
        let [first, mut last] = suites();
        last.summary = None;
        let error = check(&[first, last]).expect_err("no summary");
        assert_eq!(error, "the suite `text format` did not end");
        let [mut first, _] = suites();
        first.summary = Some([3, 1, 0, 0]);
        let error = check(&[first, second]).expect_err("other counts");
        assert_eq!(error, "`binary and JSON`: the runner counts [3, 1, 0], its log has [2, 1, 1]");
    }
}
