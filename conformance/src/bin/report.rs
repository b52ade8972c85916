//! Starts the official runner with each testee, and compares the counts with those in
//! docs/conformance.md. The command is `report RUNNER...`, where `RUNNER...` is the command that
//! `conformance/fetch` prints.
//!
//! The program fails in three cases: a test fails that the testee's list lacks, a listed test
//! passes, or the counts differ, e.g. because a suite did not run. `BLESS=1` rewrites the counts.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};

use conformance::{counts, log};

/// A program that answers the runner's requests.
struct Testee {
    /// The name of the program.
    program: &'static str,
    /// The list of tests that are known to fail, relative to this package's folder.
    failures: &'static str,
    /// The file for the output of the runner, relative to the repository's folder.
    log: &'static str,
    /// The text before the counts in docs/conformance.md.
    begin: &'static str,
}

const TESTEES: [Testee; 3] = [
    Testee {
        program: "testee",
        failures: "failures.txt",
        log: "target/conformance/runner.log",
        begin: "<!-- counts: written by `BLESS=1 conformance/run` -->\n```text\n",
    },
    Testee {
        program: "with_serde",
        failures: "failures-serde.txt",
        log: "target/conformance/runner-serde.log",
        begin: "<!-- serde counts: written by `BLESS=1 conformance/run` -->\n```text\n",
    },
    Testee {
        program: "dynamic",
        failures: "failures-dynamic.txt",
        log: "target/conformance/runner-dynamic.log",
        begin: "<!-- dynamic counts: written by `BLESS=1 conformance/run` -->\n```text\n",
    },
];

/// The text after the counts in docs/conformance.md.
const END: &str = "```\n";

fn main() -> ExitCode {
    match TESTEES.iter().try_for_each(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(testee: &Testee) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = folder.join(testee.failures);
    let known = read(&list)?;
    let output = {
        let program = env::current_exe().map_err(|error| error.to_string())?;
        let mut command = env::args_os().skip(1);
        let runner = command.next().ok_or("usage: report RUNNER...")?;
        Command::new(runner)
            .args(command)
            .args(["--verbose", "--enforce_recommended", "--maximum_edition", "2024"])
            .arg("--failure_list")
            .arg(&list)
            .arg(program.with_file_name(testee.program))
            .output()
            .map_err(|error| format!("the runner does not start: {error}"))?
    };
    let text = String::from_utf8_lossy(&output.stderr);
    fs::write(folder.join("..").join(testee.log), &*text).map_err(|error| error.to_string())?;

    let known: Vec<_> = known.lines().filter_map(name).collect();
    let suites = log::read(&text, &known)?;
    let table = counts::table(&suites);
    println!("{}:", testee.program);
    print!("{table}");
    for (name, test) in suites.iter().flat_map(|suite| &suite.tests) {
        if test.outcome == log::Outcome::Failed {
            println!("failed: {name}");
        }
    }
    let complete = counts::check(&suites);
    if !output.status.success() {
        // After a failure in one suite, the runner does not start the next suite.
        complete.unwrap_or_else(|error| eprintln!("note: {error}"));
        return Err(format!("the runner ends with {}: see {}", output.status, testee.log));
    }
    complete?;
    compare(&folder.join("../docs/conformance.md"), &table, testee.begin)
}

/// Returns the name in a line of a list of failures. A comment begins with `#`.
fn name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once('#').unwrap_or((line, ""));
    Some(name.trim()).filter(|name| !name.is_empty())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Compares the table with the one in the page. With `BLESS=1`, writes it to the page.
fn compare(page: &Path, table: &str, begin: &str) -> Result<(), String> {
    let text = read(page)?;
    let (before, rest) = text.split_once(begin).ok_or("docs/conformance.md has no counts")?;
    let (counts, behind) = rest.split_once(END).ok_or("docs/conformance.md: no end of counts")?;
    if counts == table {
        return Ok(());
    }
    if env::var_os("BLESS").is_some() {
        let blessed = [before, begin, table, END, behind].concat();
        return fs::write(page, blessed).map_err(|error| error.to_string());
    }
    Err("the counts differ from those in docs/conformance.md; \
         if they should: BLESS=1 conformance/run"
        .into())
}
