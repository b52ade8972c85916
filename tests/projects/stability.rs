//! The claims of docs/stability.md, proven by the compiler: for each case in `fixtures/stability`,
//! code that uses the old version is compiled with the new version.
//!
//! One project has a binary for each case that breaks, because the compiler stops at the first
//! phase with errors. Another binary has all code that must compile.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cases::{self, Case};
use crate::sandbox::{Done, Sandbox};
use crate::{cargo, checkout};

/// A generated version of a case.
struct Generated<'c> {
    case: &'c Case,
    /// The folder, e.g. `field_added_new`.
    name: String,
    /// The name of the section with the code that uses it.
    code: &'static str,
}

#[test]
fn changes_break_the_code_that_the_page_says() {
    let (cases, rows) = (cases::all(Path::new(checkout())), cases::rows(Path::new(checkout())));
    let manifest = format!(
        "[package]\nname = \"project-stability\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nrust-grpc = {{ path = {:?}, features = [\"transport\"] }}\n[workspace]\n",
        format!("{}/runtime", checkout())
    );
    let sandbox = Sandbox::new(&[("Cargo.toml", &manifest)]);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for case in &cases {
        let breaks = rows[&case.rule].source != "nothing";
        let make = |what: &str, version: &str, options: &str, code: &'static str| {
            generate(&sandbox, case, what, version, options, code)
        };
        if !case.section("use.rs").is_empty() {
            good.push(make("old", "old", "", "use.rs"));
            let new = make("new", "new", "", "use.rs");
            if breaks { bad.push(new) } else { good.push(new) }
        }
        if !case.section("habit.rs").is_empty() {
            good.push(make("habit_old", "old", "", "habit.rs"));
            good.push(make("habit_new", "new", "", "habit.rs"));
        }
        if !case.section("avoid").is_empty() {
            good.push(make("avoid", "new", case.section("avoid"), "use.rs"));
        }
    }
    // Most rules are about source code.
    assert!(good.len() > 90 && bad.len() > 30, "{} and {}", good.len(), bad.len());
    let all: String = good
        .iter()
        .map(|it| format!("mod {} {{\n{}\n}}\n", it.name, program(&sandbox, it)))
        .collect();
    sandbox.put("src/bin/good.rs", format!("#![allow(warnings)]\n{all}fn main() {{}}\n"));
    for it in &bad {
        let text = format!("#![allow(warnings)]\n{}\nfn main() {{}}\n", program(&sandbox, it));
        sandbox.put(&format!("src/bin/{}.rs", it.name), text);
    }
    let done = cargo(&sandbox, ".", &["check", "--bin", "good"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let done = cargo(&sandbox, ".", &["check", "--bins", "--keep-going"]);
    let expected: BTreeSet<&str> = bad.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(failed(&done), expected, "{}", done.stderr);
    // Code breaks where it uses the item, and not for another reason.
    let errors: Vec<&str> = done
        .stderr
        .lines()
        .filter(|line| line.starts_with("error["))
        .map(|line| &line[6..11])
        .collect();
    let known = [
        "E0004", // a `match` that lacks a variant
        "E0023", // another number of fields in a pattern
        "E0027", // a pattern that lacks a field
        "E0046", // an implementation that lacks an item
        "E0063", // a literal that lacks a field
        "E0277", // a trait that is not implemented
        "E0308", // another type
        "E0405", "E0412", "E0425", "E0432", "E0433", // a name that is gone
        "E0560", // a field that is gone, in a literal
        "E0599", // a method or variant that is gone
        "E0609", // a field that is gone
    ];
    let other = errors.iter().find(|error| !known.contains(error));
    assert_eq!(other, None, "{}", done.stderr);
}

/// `#[non_exhaustive]` makes the habits a rule for other crates.
#[test]
fn other_crates_need_the_habits() {
    let manifest = |name: &str, dependency: &str| {
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
             [dependencies]\n{dependency}\n"
        )
    };
    let runtime = format!("rust-grpc = {{ path = {:?} }}", format!("{}/runtime", checkout()));
    let sandbox = Sandbox::new(&[
        (
            "Cargo.toml",
            &manifest("project-habits", "project-schema = { path = \"schema\" }\n[workspace]"),
        ),
        ("schema/Cargo.toml", &manifest("project-schema", &runtime)),
        (
            "schema/proto/a.proto",
            "syntax = \"proto3\";\nmessage A { int32 a = 1; oneof day { int32 b = 2; } }\n\
             enum Sky { RED = 0; }\n",
        ),
        (
            "src/bin/good.rs",
            "use project_schema::{A, Sky, a::Day};\nfn main() {\n\
             let mut made = A::default();\nmade.a = 1;\nlet A { a: _, .. } = made;\n\
             match Sky::Red { Sky::Red => {} _ => {} }\n\
             match Day::B(1) { Day::B(_) => {} _ => {} }\n}\n",
        ),
        ("src/bin/literal.rs", "fn main() { let _ = project_schema::A { a: 1, day: None }; }\n"),
        (
            "src/bin/pattern.rs",
            "fn main() { let project_schema::A { a: _, day: _ } = Default::default(); }\n",
        ),
        (
            "src/bin/arms.rs",
            "use project_schema::Sky;\nfn main() { match Sky::Red { Sky::Red => {} } }\n",
        ),
    ]);
    let rules = ["message_attribute=.=#[non_exhaustive]", "enum_attribute=.=#[non_exhaustive]"];
    let generate = ["generate", "-q", "-o", "schema/src", "schema/proto", "--opt", rules[0]];
    let more = ["--opt", rules[1], "--opt", "mod_file=lib.rs"];
    sandbox.run(&[&generate[..], &more].concat()).quiet();
    let done = cargo(&sandbox, ".", &["check", "--bins", "--keep-going"]);
    assert_eq!(failed(&done), BTreeSet::from(["arms", "literal", "pattern"]), "{}", done.stderr);
    for error in ["E0004", "E0638", "E0639"] {
        assert!(done.stderr.contains(&format!("error[{error}]")), "{}", done.stderr);
    }
}

/// Returns the names of the binaries that do not compile.
fn failed(done: &Done) -> BTreeSet<&str> {
    let lines = done.stderr.lines();
    lines.filter_map(|line| line.split("(bin \"").nth(1)?.split('"').next()).collect()
}

/// Generates a version of a case.
fn generate<'c>(
    sandbox: &Sandbox,
    case: &'c Case,
    what: &str,
    version: &str,
    options: &str,
    code: &'static str,
) -> Generated<'c> {
    let name = format!("{}_{what}", case.rule.replace('-', "_"));
    for (file, text) in case.files(version) {
        sandbox.put(&format!("{name}/{file}"), text);
    }
    let all = format!("{}{options}mod_file=mod.rs\n", case.section("options"));
    sandbox.put(&format!("{name}.opts"), all);
    let (out, opts) = (format!("{name}/out"), format!("{name}.opts"));
    sandbox.run(&["generate", "--quiet", "-o", &out, "--opts", &opts, &name]).quiet();
    Generated { case, name, code }
}

/// Returns the generated code, and the code that uses it.
fn program(sandbox: &Sandbox, generated: &Generated<'_>) -> String {
    let tree = sandbox.path(&format!("{}/out/mod.rs", generated.name));
    let code = generated.case.section(generated.code);
    // The code names modules from the root of the tree.
    let code = code.replacen("use acme::", "use self::acme::", 1);
    format!("include!({:?});\n{code}", tree.to_str().unwrap())
}
