//! The compile error for a type of another crate without a field table.

use crate::sandbox::Sandbox;
use crate::{cargo, checkout};

#[test]
fn a_type_without_a_table_is_an_error_that_names_the_option() {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"project-json-extern\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
         [dependencies]\nrust-grpc = {{ path = {:?}, features = [\"text\"] }}\n\
         [build-dependencies]\nrust-grpc-build = {{ path = {root:?} }}\n[features]\nskip = []\n\
         [workspace]\n",
        format!("{root}/runtime")
    );
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        (
            "build.rs",
            "use rust_grpc_build::{Config, JsonExtern};
            fn main() -> Result<(), Box<dyn std::error::Error>> {
                Config::new().compile(&[\"proto/other.proto\"], &[\"proto\"])?;
                let mut config = Config::new();
                config.text(true).extern_path(\".other\", \"crate::other\");
                if std::env::var_os(\"CARGO_FEATURE_SKIP\").is_some() {
                    config.json_extern((\".other\", JsonExtern::Skip));
                }
                config.compile(&[\"proto/here.proto\"], &[\"proto\"])?;
                Ok(())
            }\n",
        ),
        (
            "src/lib.rs",
            "pub mod other { rust_grpc::include_proto!(\"other\"); }
            pub mod here { rust_grpc::include_proto!(\"here\"); }\n",
        ),
        (
            "proto/other.proto",
            "syntax = 'proto3'; package other; message Place {} enum Kind { ZERO = 0; }",
        ),
        (
            "proto/here.proto",
            "syntax = 'proto3'; package here; import 'other.proto'; message Holds {
            other.Place place = 1; other.Kind kind = 2; }",
        ),
    ]);
    let done = cargo(&sandbox, ".", &["check"]);
    assert_ne!(done.code, 0);
    for expected in [
        "`Place` has no field table",
        "the enum `other::Kind` has no table",
        "set `json_extern=PATH=skip` or `json_extern=PATH=serde`",
    ] {
        assert!(done.stderr.contains(expected), "{expected}\n{}", done.stderr);
    }
    let done = cargo(&sandbox, ".", &["check", "--features", "skip"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
}
