//! Crates of generated code that lack features of the runtime, or the runtime, or have one that is
//! too old. The errors are counted: a crate has one for each module of generated code, not one for
//! each use of a missing item.

use crate::sandbox::Sandbox;
use crate::{cargo, checkout};

/// The number of packages. Each has one file, with these modules.
const PACKAGES: usize = 3;
/// Messages with a codec, oneofs with a codec, and enums.
const MESSAGES: usize = 2;
const ONEOFS: usize = 1;
const ENUMS: usize = 1;
/// Fields and oneof members whose types are in the crate `alloc`.
const PATHS_OF_FIELDS: usize = 4;

/// A crate of generated code.
struct Crate {
    name: &'static str,
    /// The options of the generator.
    options: &'static [&'static str],
    /// The features of the runtime; `None` without the runtime.
    runtime: Option<&'static str>,
}

impl Crate {
    /// Returns what rustc says of the crate. `edit` changes the code of each file.
    fn check(&self, edit: impl Fn(String) -> String) -> String {
        let mut dependencies = String::new();
        if let Some(features) = self.runtime {
            let path = format!("{}/runtime", checkout());
            dependencies = format!("rust-grpc = {{ path = {path:?}, features = [{features}] }}\n");
        }
        let manifest = format!(
            "[package]\nname = \"project-missing-{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
             [features]\ndefault = [\"tests\"]\ntests = []\n\
             [dependencies]\n{dependencies}[workspace]\n",
            self.name
        );
        let sandbox = Sandbox::new(&[("Cargo.toml", &manifest)]);
        let names: Vec<String> = (0..PACKAGES).map(|package| format!("acme.p{package}")).collect();
        for name in &names {
            let service = "service Weather { rpc Get(Day) returns (Day);
                rpc Watch(Day) returns (stream Day); rpc Upload(stream Day) returns (Day); }";
            let messages = "message Day { string place = 1; repeated int32 numbers = 2;
                oneof either { string text = 3; Sky sky = 4; } Hour hour = 5; }
                message Hour { bytes raw = 1; int32 number = 2; Sky sky = 3; }
                enum Sky { CLEAR = 0; GREY = 1; }";
            let text = format!("syntax = 'proto3'; package {name}; {messages} {service}");
            sandbox.put(&format!("proto/{name}.proto"), text);
        }
        let mut arguments = vec!["generate", "--out", "src", "-I", "proto"];
        arguments.extend(["--opt", "mod_file=lib.rs"]);
        arguments.extend(self.options.iter().flat_map(|option| ["--opt", option]));
        let files: Vec<String> = names.iter().map(|name| format!("proto/{name}.proto")).collect();
        arguments.extend(files.iter().map(String::as_str));
        let done = sandbox.run(&arguments);
        assert_eq!(done.code, 0, "{}", done.stderr);
        for name in &names {
            let file = format!("src/{name}.rs");
            sandbox.put(&file, edit(sandbox.read(&file)));
        }
        cargo(&sandbox, ".", &["check"]).stderr
    }
}

/// Checks the numbers of errors with texts, and that there are no other errors.
fn expect(what: &str, stderr: &str, expected: &[(&str, usize)]) {
    let errors = |line: &&str| line.starts_with("error") && !line.contains("could not compile");
    let number = stderr.lines().filter(errors).count();
    assert_eq!(number, expected.iter().map(|(_, count)| count).sum::<usize>(), "{what}: {stderr}");
    for (text, count) in expected {
        assert_eq!(stderr.matches(text).count(), *count, "{what}: {text}: {stderr}");
    }
}

#[test]
fn a_missing_feature_is_one_error_in_each_module_that_needs_it() {
    let transport = "gated behind the `transport` feature";
    let tonic = "gated behind the `tonic` feature";
    let json = "gated behind the `json` feature";
    let text = "gated behind the `text` feature";
    let reflect = "gated behind the `reflect` feature";
    let testing = "gated behind the `testing` feature";
    let tables = PACKAGES * (MESSAGES + ENUMS);
    for (name, options, runtime, expected) in [
        ("stubs", &[][..], "", &[(transport, PACKAGES), (tonic, PACKAGES)][..]),
        ("transport", &[], "\"tonic\"", &[(transport, PACKAGES)]),
        ("without-transport", &["transport=false"], "", &[(tonic, 2 * PACKAGES)]),
        ("json", &["json=true"], "\"transport\"", &[(json, tables)]),
        ("text", &["text=true"], "\"transport\"", &[(text, tables)]),
        ("reflect", &["reflect=true"], "\"transport\"", &[(reflect, tables)]),
        (
            "calls",
            &["json=true", "grpc_json=true"],
            "\"transport\"",
            &[(json, tables + 2 * PACKAGES)],
        ),
        (
            "all",
            &["preset=full", "grpc_json=true"],
            "",
            // The function that lists the messages of a package names the runtime, too.
            &[(json, tables + PACKAGES), (transport, PACKAGES), (tonic, PACKAGES)],
        ),
        // The crate has the feature, which does not turn on that of the runtime.
        ("mock", &["mock=true", "mock_feature=tests"], "\"transport\"", &[(testing, PACKAGES)]),
        // Each of the three brings tables, and code of the others needs no more.
        ("another", &["text=true", "reflect=true"], "\"transport\", \"json\"", &[]),
    ] {
        let stderr = Crate { name, options, runtime: Some(runtime) }.check(|text| text);
        expect(name, &stderr, expected);
    }
}

#[test]
fn a_runtime_that_is_too_old_is_an_error_with_a_sentence() {
    let project = Crate { name: "old", options: &[], runtime: Some("\"transport\"") };
    let stderr = project.check(|text| {
        assert_eq!(text.matches("v1::require(").count(), 1);
        text.replace("v1::require(", "v1::require(1000 + ")
    });
    let sentence = "evaluation panicked: the crate `rust-grpc` is older than the generator of this \
                    code: update `rust-grpc` to the generator's version";
    expect("old", &stderr, &[(sentence, PACKAGES)]);
}

/// Without the runtime, each path in a field is an error, too: users see these paths, so that no
/// alias stands in for them.
#[test]
fn without_the_runtime_each_path_is_an_error() {
    let stderr = Crate { name: "none", options: &["client=false", "server=false"], runtime: None }
        .check(|text| text);
    let blocks = MESSAGES + ONEOFS;
    let of_enums = 3 * ENUMS;
    let in_a_file = 1 + blocks + PATHS_OF_FIELDS + of_enums;
    expect("none", &stderr, &[("cannot find `rust_grpc` in the crate root", PACKAGES * in_a_file)]);
}

#[test]
fn a_build_script_warns_of_missing_features_with_the_line_for_the_manifest() {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"project-missing-line\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nrust-grpc = {{ path = {:?} }}\n\
         [build-dependencies]\nrust-grpc-build = {{ path = {root:?} }}\n[workspace]\n",
        format!("{root}/runtime")
    );
    let build = "fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut config = rust_grpc_build::Config::new();
        config.text(true).compile(&[\"proto/a.proto\"], &[\"proto\"])?;
        Ok(())
    }\n";
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", build),
        ("src/lib.rs", ""),
        ("proto/a.proto", "syntax = 'proto3'; package a; message Day {}"),
    ]);
    let done = cargo(&sandbox, ".", &["check"]);
    let warning = "Cargo.toml` lacks the feature `text` of `rust-grpc`, which generated code needs";
    let line = format!(
        "help: write `rust-grpc = {{ path = {:?}, features = [\"text\"] }}`",
        format!("{root}/runtime")
    );
    for text in [warning, &line] {
        assert!(done.stderr.contains(text), "{}", done.stderr);
    }
    assert_eq!(done.code, 0, "{}", done.stderr);
}

/// The code of `codec=prost` names prost's and tonic's crates.
#[test]
fn a_build_script_warns_of_missing_crates() {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"project-missing-prost\"\nversion = \"0.0.0\"\n\
         edition = \"2024\"\n[dependencies]\ntonic-prost = \"0.14\"\n\
         [build-dependencies]\nrust-grpc-build = {{ path = {root:?} }}\n[workspace]\n"
    );
    let build = "fn main() -> Result<(), Box<dyn std::error::Error>> {
        let mut config = rust_grpc_build::Config::new();
        config.codec(rust_grpc_build::Codec::Prost);
        config.compile(&[\"proto/a.proto\"], &[\"proto\"])?;
        Ok(())
    }\n";
    let service = "service S { rpc Get(Day) returns (Day); }";
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", build),
        ("src/lib.rs", ""),
        ("proto/a.proto", &format!("syntax = 'proto3'; package a; message Day {{}} {service}")),
    ]);
    let done = cargo(&sandbox, ".", &["check"]);
    let added: Vec<&str> = done
        .stderr
        .lines()
        .filter_map(|line| line.split_once("help: add "))
        .map(|(_, line)| line)
        .collect();
    // No message has a well-known type, so the code does not name prost-types.
    assert_eq!(
        added,
        ["`prost = \"0.14\"` to `[dependencies]`", "`tonic = \"0.14\"` to `[dependencies]`",],
        "{}",
        done.stderr
    );
}
