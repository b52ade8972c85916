//! The claims of docs/stability.md, proven by the compiler: for each case in `fixtures/stability`,
//! code that uses the old version is compiled with the new version.
//!
//! One binary has all code that must compile, and another one all code that must not. The compiler
//! stops at the first phase with errors, so code without an error is checked again, without the
//! rest.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cases::{self, Case};
use crate::sandbox::{Done, Sandbox};
use crate::{cargo, checkout};

/// Code that uses a version of a case.
struct Program {
    /// The name of the module, e.g. `field_added_use_new`.
    name: String,
    text: String,
}

#[test]
fn changes_break_the_code_that_the_page_says() {
    let (cases, rows) = (cases::all(Path::new(checkout())), cases::rows(Path::new(checkout())));
    let manifest = format!(
        "[package]\nname = \"project-stability\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nrust-grpc = {{ path = {:?}, \
         features = [\"blocking\", \"testing\", \"transport\"] }}\n[workspace]\n",
        format!("{}/runtime", checkout())
    );
    let sandbox = Sandbox::new(&[("Cargo.toml", &manifest)]);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for case in &cases {
        let breaks = rows[&case.rule].source != "nothing";
        let [old, new] = ["old", "new"].map(|version| generate(&sandbox, case, version, ""));
        for section in ["use", "habit"] {
            if case.section(&format!("{section}.rs")).is_empty() {
                continue;
            }
            good.push(program(&sandbox, case, section, &old));
            let new = program(&sandbox, case, section, &new);
            if breaks && section == "use" { bad.push(new) } else { good.push(new) }
        }
        if !case.section("avoid").is_empty() {
            let avoid = generate(&sandbox, case, "new", case.section("avoid"));
            good.push(program(&sandbox, case, "use", &avoid));
        }
    }
    // Most rules are about source code.
    assert!(good.len() > 90 && bad.len() > 30, "{} and {}", good.len(), bad.len());
    sandbox.put("src/bin/good.rs", modules(&good));
    let done = cargo(&sandbox, ".", &["check", "--bin", "good"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let mut stderr = String::new();
    while !bad.is_empty() {
        sandbox.put("src/bin/bad.rs", modules(&bad));
        let done = cargo(&sandbox, ".", &["check", "--bin", "bad"]);
        stderr.push_str(&done.stderr);
        let before = bad.len();
        bad = without_errors(bad, &done.stderr);
        let names: Vec<&str> = bad.iter().map(|it| it.name.as_str()).collect();
        assert!(bad.len() < before, "this code compiles: {names:?}\n{stderr}");
    }
    // Code breaks where it uses the item, and not for another reason.
    let errors: Vec<&str> =
        stderr.lines().filter(|line| line.starts_with("error[")).map(|line| &line[6..11]).collect();
    let known = [
        "E0004", // a `match` that lacks a variant
        "E0023", // another number of fields in a pattern
        "E0027", // a pattern that lacks a field
        "E0046", // an implementation that lacks an item
        "E0063", // a literal that lacks a field
        "E0277", // a trait that is not implemented
        "E0308", // another type
        "E0407", "E0437", // an item of an implementation that the trait has lost
        "E0405", "E0412", "E0425", "E0432", "E0433", // a name that is gone
        "E0560", // a field that is gone, in a literal
        "E0599", // a method or variant that is gone
        "E0609", // a field that is gone
    ];
    let other = errors.iter().find(|error| !known.contains(error));
    assert_eq!(other, None, "{stderr}");
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

/// Returns the programs in which the compiler has found no error.
fn without_errors(programs: Vec<Program>, stderr: &str) -> Vec<Program> {
    // The position follows the first line of an error.
    let mut lines = stderr.lines();
    let mut broken = BTreeSet::new();
    while let Some(line) = lines.next() {
        let place = lines.clone().next().and_then(|next| next.split("--> src/bin/bad.rs:").nth(1));
        if let Some(place) = place.filter(|_| line.starts_with("error")) {
            broken.insert(place.split(':').next().unwrap().parse::<usize>().unwrap());
        }
    }
    // The attribute is on the first line.
    let mut end = 1;
    let has_none = |program: &Program| {
        let begin = end + 1;
        end += module(program).lines().count();
        broken.range(begin..=end).next().is_none()
    };
    let keep: Vec<bool> = programs.iter().map(has_none).collect();
    programs.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(program, _)| program).collect()
}

/// Returns a binary of the programs, from the second line on.
fn modules(programs: &[Program]) -> String {
    let all: String = programs.iter().map(module).collect();
    format!("#![allow(warnings)]\n{all}fn main() {{}}\n")
}

fn module(program: &Program) -> String {
    format!("mod {} {{\n{}\n}}\n", program.name, program.text)
}

/// Generates a version of a case, and returns the name of its folder, e.g. `field_added_new`.
fn generate(sandbox: &Sandbox, case: &Case, version: &str, avoid: &str) -> String {
    let what = if avoid.is_empty() { version } else { "avoid" };
    let name = format!("{}_{what}", case.rule.replace('-', "_"));
    for (file, text) in case.files(version) {
        sandbox.put(&format!("{name}/{file}"), text);
    }
    let all = format!("{}{avoid}mod_file=mod.rs\n", case.section("options"));
    sandbox.put(&format!("{name}.opts"), all);
    let (out, opts) = (format!("{name}/out"), format!("{name}.opts"));
    sandbox.run(&["generate", "--quiet", "-o", &out, "--opts", &opts, &name]).quiet();
    name
}

/// Returns the code of a section, with the generated code that it uses.
fn program(sandbox: &Sandbox, case: &Case, section: &str, generated: &str) -> Program {
    let tree = sandbox.path(&format!("{generated}/out/mod.rs"));
    let code = case.section(&format!("{section}.rs"));
    // The code names modules from the root of the tree.
    let code = code.replacen("use acme::", "use self::acme::", 1);
    let text = format!("include!({:?});\n{code}", tree.to_str().unwrap());
    Program { name: format!("{generated}_{section}"), text }
}
