//! `check --against`: the report of each rule, the older versions that it reads, and its exit
//! codes.

#[path = "stability/buf.rs"]
mod buf;
#[path = "support/cases.rs"]
mod cases;
#[path = "stability/old.rs"]
mod old;
#[path = "stability/releases.rs"]
mod releases;
#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use cases::{Case, Row};
use sandbox::{Done, Sandbox};

/// The pages and fixtures are below this folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the folders `old` and `new` of a case, and its options.
fn sandbox_of(case: &Case) -> Sandbox {
    let sandbox = Sandbox::new(&[("options", case.section("options"))]);
    for version in ["old", "new"] {
        for (name, text) in case.files(version) {
            sandbox.put(&format!("{version}/{name}"), text);
        }
    }
    sandbox
}

fn run(case: &Case) -> Done {
    sandbox_of(case).run(&["check", "--against", "old", "--opts", "options", "new"])
}

/// Calls a function for each case, on two threads, and returns the problems.
fn each(cases: &[Case], check: impl Fn(&Case) -> Result<(), String> + Sync) -> Vec<String> {
    let problems = Mutex::new(Vec::new());
    let (even, odd): (Vec<_>, Vec<_>) = cases.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    thread::scope(|scope| {
        for half in [even, odd] {
            scope.spawn(|| {
                for (_, case) in half {
                    if let Err(problem) = check(case) {
                        problems.lock().unwrap().push(format!("{}: {problem}", case.rule));
                    }
                }
            });
        }
    });
    problems.into_inner().unwrap()
}

/// Returns what the report of a rule says that breaks.
fn verdict(report: &str, rule: &str) -> Option<Row> {
    let mut lines = report.lines().skip_while(|line| !line.ends_with(&format!(" [{rule}]")));
    lines.next()?;
    let mut lines = lines.take_while(|line| line.starts_with(' '));
    let breaks = lines.find_map(|line| line.strip_prefix("  breaks: ")).unwrap_or_default();
    let sources = [
        ("uses", "code that uses the item"),
        ("literals", "struct literals and patterns"),
        ("matches", "`match` without"),
        ("implementations", "implementations of the service trait"),
    ];
    let source = sources.iter().find(|(_, words)| breaks.contains(words));
    Some(Row {
        source: source.map_or("nothing", |(word, _)| word).to_owned(),
        wire: breaks.split(", ").any(|word| word == "wire"),
        json: breaks.split(", ").any(|word| word == "JSON"),
    })
}

#[test]
fn reports_of_all_rules() {
    let (cases, rows) = (cases::all(root()), cases::rows(root()));
    let wrong = each(&cases, |case| {
        let done = run(case);
        let expected = case.section("report");
        if !done.stderr.is_empty() {
            return Err(format!("{done:?}"));
        }
        let found = verdict(&done.stdout, &case.rule);
        if found.as_ref() != rows.get(&case.rule) {
            let row = rows.get(&case.rule);
            return Err(format!("the page says {row:?}, not {found:?}\n{}", done.stdout));
        }
        let is_error = done.stdout.lines().any(|line| line.contains(": error: "));
        if done.code != i32::from(is_error) {
            return Err(format!("{done:?}"));
        }
        if done.stdout == expected {
            return Ok(());
        }
        if std::env::var_os("BLESS").is_some() {
            case.bless(&done.stdout);
            return Ok(());
        }
        Err(format!("expected\n{expected}--- but the report is\n{}", done.stdout))
    });
    assert!(wrong.is_empty(), "{}\nBLESS=1 writes the reports", wrong.join("\n"));
}

/// The rules for generated code without a schema are tested with the older versions.
#[test]
fn every_rule_has_a_case() {
    let cases = cases::all(root());
    let cases: BTreeSet<&str> = cases.iter().map(|case| case.rule.as_str()).collect();
    let rows = cases::rows(root());
    let rules: BTreeSet<&str> =
        rows.keys().map(String::as_str).filter(|id| !id.starts_with("item-")).collect();
    assert_eq!(cases, rules);
}
