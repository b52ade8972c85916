//! The docs of generated code, as `cargo doc` makes them.

use std::fs;

use crate::sandbox::Sandbox;
use crate::{cargo, checkout, target};

/// Traits of the runtime that only the runtime uses.
const HIDDEN: &[&str] = &["MessageCodec", "OneofCodec", "Tabled", "TableSource", "TabledEnum"];

#[test]
fn users_see_no_private_paths_and_no_traits_of_the_runtime_alone() {
    let path = format!("{}/runtime", checkout());
    let features = "\"json\", \"text\", \"reflect\", \"transport\"";
    let manifest = format!(
        "[package]\nname = \"project-docs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nrust-grpc = {{ path = {path:?}, features = [{features}] }}\n[workspace]\n"
    );
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        (
            "proto/acme.proto",
            "syntax = 'proto3'; package acme; message Day { string place = 1;
            oneof either { string text = 2; Sky sky = 3; } }
            enum Sky { CLEAR = 0; } service Weather { rpc Get(Day) returns (Day); }",
        ),
    ]);
    let arguments = ["generate", "--out", "src", "-I", "proto", "proto/acme.proto"];
    let options = ["--opt", "mod_file=lib.rs,preset=full,extensions=true,descriptor_set=true"];
    let done = sandbox.run(&[&arguments[..], &options].concat());
    assert_eq!(done.code, 0, "{}", done.stderr);
    let done = cargo(&sandbox, ".", &["doc", "--no-deps"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let docs = target().join("doc/project_docs/acme");
    for page in ["struct.Day.html", "enum.Sky.html", "day/enum.Either.html"] {
        let text = fs::read_to_string(docs.join(page)).unwrap();
        assert!(text.contains("impl-Debug-for-"), "{page}");
        for name in HIDDEN {
            assert!(!text.contains(&format!("impl-{name}-for-")), "{page}: {name}");
        }
        assert!(!text.contains("__private") && !text.contains("__rt"), "{page}");
    }
    let day = fs::read_to_string(docs.join("struct.Day.html")).unwrap();
    for text in
        ["<code>message acme.Day</code>", "<code>string place = 1</code>", "impl-Message-for-Day"]
    {
        assert!(day.contains(text), "{text}");
    }
}
