//! The output of the runner with `--verbose`: the tests that ran, and their outcomes.

use std::collections::BTreeMap;

/// The outcome of a test, as the runner judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The response is the expected one.
    Passed,
    /// The response is another one.
    Failed,
    /// The testee does not support what the test asks for.
    Skipped,
}

/// The format of a test. Binary counts only if input and output are binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Input and output are binary.
    Binary,
    /// The input or the output is JSON.
    Json,
    /// The input or the output is in text format.
    Text,
}

/// A test that ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The format of the test.
    pub format: Format,
    /// The runner's verdict.
    pub outcome: Outcome,
}

/// A suite that ran.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Suite {
    /// The tests by name, e.g. `Required.Proto3.ProtobufInput.RepeatedScalarSelectsLast.BOOL`.
    pub tests: BTreeMap<String, Test>,
    /// The runner's own counts: successes, skipped, expected failures and unexpected failures.
    pub summary: Option<[usize; 4]>,
}

/// Reads the runner's log. `known` are the names of tests that the runner expects to fail. The log
/// does not report their failures.
///
/// # Errors
/// Returns an error if the log has an outcome of a test that did not run.
pub fn read(log: &str, known: &[&str]) -> Result<Vec<Suite>, String> {
    let mut suites: Vec<Suite> = Vec::new();
    for line in log.lines() {
        if line.starts_with("CONFORMANCE TEST BEGIN") {
            suites.push(Suite::default());
            continue;
        }
        let Some(suite) = suites.last_mut() else { continue };
        if let Some(test) = line.strip_prefix("conformance test: name=") {
            let (name, rest) = test.split_once(", request=").ok_or("a test without a request")?;
            let outcome = if known.contains(&name) { Outcome::Failed } else { Outcome::Passed };
            suite.tests.insert(name.into(), Test { format: format(rest), outcome });
        } else if let Some(rest) = line.strip_prefix("SKIPPED, test=") {
            suite.settle(rest.split(' ').next().unwrap_or(rest), Outcome::Skipped)?;
        } else if let Some(rest) =
            line.strip_prefix("ERROR, test=").or_else(|| line.strip_prefix("WARNING, test="))
        {
            suite.settle(rest.split(": ").next().unwrap_or(rest), Outcome::Failed)?;
        } else if let Some((_, counts)) =
            line.strip_prefix("CONFORMANCE SUITE ").and_then(|rest| rest.split_once(": "))
        {
            suite.summary = Some(summary(counts).ok_or_else(|| format!("no summary: {line}"))?);
        }
    }
    Ok(suites)
}

impl Suite {
    fn settle(&mut self, name: &str, outcome: Outcome) -> Result<(), String> {
        let test = self.tests.get_mut(name).ok_or_else(|| format!("{name} did not run"))?;
        test.outcome = outcome;
        Ok(())
    }

    /// Returns the number of tests with this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.tests.values().filter(|test| test.outcome == outcome).count()
    }
}

/// Returns the numbers of a line such as `9 successes, 2 skipped, 1 expected failures, 0 unexpected
/// failures.`
fn summary(counts: &str) -> Option<[usize; 4]> {
    let numbers: Option<Vec<usize>> =
        counts.split(", ").map(|count| count.split(' ').next()?.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// Returns the format of a request. The text of the request is followed by the response.
fn format(request: &str) -> Format {
    let words = unquoted(request);
    let (request, _) = words.split_once(", response=").unwrap_or((&words, ""));
    let says = |field: &str| request.contains(field);
    if says("text_payload:") || says("requested_output_format: TEXT_FORMAT") {
        Format::Text
    } else if says("json_payload:") || says("requested_output_format: JSON") {
        Format::Json
    } else {
        Format::Binary
    }
}

/// Returns a text without the content of strings. A payload may contain any text.
fn unquoted(text: &str) -> String {
    let (mut words, mut quoted, mut escaped) = (String::new(), false, false);
    for character in text.chars() {
        match character {
            '"' if !escaped => quoted = !quoted,
            _ if !quoted => words.push(character),
            _ => {}
        }
        escaped = quoted && character == '\\' && !escaped;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of the runner, shortened.
    const LOG: &str = include_str!("log.txt");

    #[test]
    fn outcomes_and_formats() {
        let suites = read(LOG, &["Required.Proto2.D"]).expect("every test ran");
        let [first, second] = &suites[..] else { panic!("two suites: {suites:?}") };
        let all: Vec<_> = first
            .tests
            .iter()
            .map(|(name, test)| (name.as_str(), test.format, test.outcome))
            .collect();
        assert_eq!(
            all,
            [
                ("Required.Proto2.C", Format::Binary, Outcome::Failed),
                ("Required.Proto2.D", Format::Json, Outcome::Failed),
                ("Required.Proto3.A", Format::Binary, Outcome::Passed),
                ("Required.Proto3.B[1].JsonOutput", Format::Json, Outcome::Skipped),
            ]
        );
        assert_eq!(first.summary, Some([1, 1, 1, 1]));
        assert_eq!(second.tests["Required.Proto3.E"].format, Format::Text);
        assert_eq!((second.count(Outcome::Passed), second.summary), (1, Some([1, 0, 0, 0])));
    }

    #[test]
    fn an_outcome_without_a_test_is_an_error() {
        let log = "CONFORMANCE TEST BEGIN =\nERROR, test=Required.Proto3.A: no\n";
        assert_eq!(read(log, &[]), Err("Required.Proto3.A did not run".into()));
    }
}
