//! buf's findings of the category `WIRE` have reports.

use std::collections::BTreeSet;
use std::process::Command;

use crate::sandbox::{Done, Sandbox, peer};
use crate::{cases, root};

/// The findings of buf whose reports here break nothing on the wire. docs/stability.md lists them.
const DIFFERENCES: &[(&str, &str)] = &[
    ("field-oneof-compatible", "FIELD_SAME_ONEOF"),
    ("oneof-renamed", "FIELD_SAME_ONEOF"),
    ("reserved-removed", "RESERVED_ENUM_NO_DELETE"),
    ("reserved-removed", "RESERVED_MESSAGE_NO_DELETE"),
    ("method-idempotency-changed", "RPC_SAME_IDEMPOTENCY_LEVEL"),
];

/// A finding of `buf breaking`.
pub struct Finding {
    path: String,
    /// The rule, e.g. `FIELD_SAME_ONEOF`.
    rule: String,
    message: String,
}

fn buf(sandbox: &Sandbox, arguments: &[&str]) -> Done {
    let mut buf = Command::new(peer("buf", "buf/node_modules/.bin/buf"));
    buf.current_dir(sandbox.path("")).env("HOME", sandbox.path("home")).args(arguments);
    sandbox.done(buf.output().unwrap())
}

/// Returns the findings of buf for two folders or descriptor sets.
pub fn findings(sandbox: &Sandbox, new: &str, old: &str) -> Vec<Finding> {
    let config = "version: v2\nbreaking:\n  use: [WIRE]\n";
    let mut arguments = vec!["breaking", new, "--against", old, "--error-format", "json"];
    if sandbox.path(new).is_dir() {
        for folder in [new, old] {
            sandbox.put(&format!("{folder}/buf.yaml"), config);
        }
    } else {
        sandbox.put("breaking.yaml", config);
        arguments.extend(["--config", "breaking.yaml"]);
    }
    let done = buf(sandbox, &arguments);
    assert!([0, 100].contains(&done.code) && done.stderr.is_empty(), "{done:?}");
    let finding = |line: &str| {
        let value = |key: &str| {
            let value = line.split(&format!("\"{key}\":\"")).nth(1)?;
            // A message has quotes.
            Some(value.split("\",\"").next()?.trim_end_matches("\"}").to_owned())
        };
        let value = |key| value(key).unwrap_or_else(|| panic!("no {key}: {line}"));
        Finding { path: value("path"), rule: value("type"), message: value("message") }
    };
    done.stdout.lines().map(finding).collect()
}

/// Returns the rules of the category `WIRE`.
fn wire_rules() -> BTreeSet<String> {
    // buf wants a folder with a .proto file.
    let sandbox = Sandbox::new(&[("a.proto", "syntax = \"proto3\"; package a.v1;")]);
    let done = buf(&sandbox, &["config", "ls-breaking-rules"]);
    let rule = |line: &str| {
        let (rule, rest) = line.split_once(' ')?;
        let categories = rest.trim().split("  ").next()?;
        categories.split(", ").any(|word| word == "WIRE").then(|| rule.to_owned())
    };
    done.stdout.lines().filter_map(rule).collect()
}

#[test]
#[ignore = "needs buf, which `scripts/fetch buf` fetches"]
fn findings_of_buf_have_reports() {
    let mut cases = cases::all(root());
    // buf refuses message sets.
    cases.retain(|case| case.rule != "message-set-changed");
    let sandbox = Sandbox::new(&[]);
    // One run of buf reads all cases. So each has a package of its own.
    for case in &cases {
        let name = case.rule.replace('-', "_");
        for version in ["old", "new"] {
            for (file, text) in case.files(version) {
                let text = text.replace("package acme.", &format!("package {name}."));
                sandbox.put(&format!("{version}/{name}/{file}"), text);
            }
        }
    }
    let mut seen = BTreeSet::new();
    for finding in findings(&sandbox, "new", "old") {
        let name = finding.path.rsplit('/').nth(1).unwrap().replace('_', "-");
        seen.insert((name, finding.rule));
    }
    for (rule, found) in &seen {
        let case = cases.iter().find(|case| case.rule == *rule).unwrap();
        let mut breaks = case.section("report").lines();
        let breaks_wire = breaks.any(|line| {
            let breaks = line.strip_prefix("  breaks: ").unwrap_or_default();
            breaks.split(", ").any(|word| word == "wire")
        });
        let is_known = DIFFERENCES.contains(&(rule, found));
        let report = case.section("report");
        assert!(breaks_wire || is_known, "buf finds {found}, and the report is\n{report}");
    }
    for (ours, buf) in DIFFERENCES {
        assert!(seen.contains(&((*ours).to_owned(), (*buf).to_owned())), "{buf} is not found");
    }
    let found: BTreeSet<String> = seen.into_iter().map(|(_, rule)| rule).collect();
    assert_eq!(found, wire_rules(), "a rule of buf finds nothing in the cases");
}

/// The types of values.
const TYPES: &[&str] = &[
    "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32",
    "sfixed64", "bool", "float", "double", "string", "bytes", "E", "F", "M", "N",
];

/// The labels of fields, and the types of maps.
const LABELS: &[&str] = &[
    "int32",
    "optional int32",
    "repeated int32",
    "map<int32, int32>",
    "string",
    "optional string",
    "repeated string",
    "M",
    "repeated M",
    "map<string, int32>",
    "map<int32, int64>",
];

/// Returns the number of the field `f11`, or of the map entry `F11Entry`, in a message of buf.
fn number(message: &str) -> Option<usize> {
    let words = message.split(|c: char| !c.is_alphanumeric());
    let mut numbers = words
        .filter_map(|word| word.strip_prefix(['f', 'F'])?.trim_end_matches("Entry").parse().ok());
    numbers.next()
}

/// Every pair of types and labels: if buf finds it, so do we.
#[test]
#[ignore = "needs buf, which `scripts/fetch buf` fetches"]
fn changes_of_types_that_buf_finds() {
    let pairs = |list: &'static [&'static str]| {
        list.iter().flat_map(move |old| list.iter().map(move |new| (*old, *new)))
    };
    let pairs: Vec<(&str, &str)> = pairs(TYPES).chain(pairs(LABELS)).collect();
    let version = |new: bool| {
        let mut text = "syntax = \"proto3\";\npackage acme.v1;\nmessage M { int32 m = 1; }\n\
                        message N { int32 m = 1; }\nenum E { E0 = 0; E1 = 1; }\n\
                        enum F { F0 = 0; F1 = 1; }\nmessage A {\n"
            .to_owned();
        for (at, pair) in pairs.iter().enumerate() {
            let ty = if new { pair.1 } else { pair.0 };
            text.push_str(&format!("  {ty} f{at} = {};\n", at + 1));
        }
        text + "}\n"
    };
    let (old, new) = (version(false), version(true));
    let sandbox = Sandbox::new(&[("old/a.proto", &old), ("new/a.proto", &new)]);
    let mut by_buf = BTreeSet::new();
    for finding in findings(&sandbox, "new", "old") {
        by_buf.insert(number(&finding.message).unwrap_or_else(|| panic!("{}", finding.message)));
    }
    let report = sandbox.run(&["check", "--against", "old", "new"]).stdout;
    let mut by_us = BTreeSet::new();
    let mut field = None;
    for line in report.lines() {
        if let Some((_, rest)) = line.split_once("`acme.v1.A.f") {
            field = rest.split('`').next().and_then(|number| number.parse::<usize>().ok());
        }
        if line.strip_prefix("  breaks: ").is_some_and(|it| it.split(", ").any(|it| it == "wire")) {
            by_us.extend(field);
        }
    }
    let name = |at: &usize| format!("{} -> {}", pairs[*at].0, pairs[*at].1);
    // The language guide says that enums and integers are compatible.
    let integers = ["int32", "int64", "uint32", "uint64"];
    let expected = pairs.iter().enumerate().filter(|(_, (old, new))| {
        let is_enum = |ty: &str| matches!(ty, "E" | "F");
        (is_enum(old) && integers.contains(new)) || (integers.contains(old) && is_enum(new))
    });
    let expected: BTreeSet<usize> = expected.map(|(at, _)| at).collect();
    let missed: BTreeSet<usize> = by_buf.difference(&by_us).copied().collect();
    assert_eq!(
        missed,
        expected,
        "buf finds more: {:?}",
        missed.iter().map(name).collect::<Vec<_>>()
    );
    let more: Vec<String> = by_us.difference(&by_buf).map(name).collect();
    println!("{} pairs, {} by buf, more by us: {more:?}", pairs.len(), by_buf.len());
    assert!(by_buf.len() > 200, "{}", by_buf.len());
}
