//! The compile errors of stubs that speak JSON and lack something.

use crate::sandbox::Sandbox;
use crate::{cargo, checkout};

/// Checks a crate whose stubs speak JSON, and returns the errors of the compiler. Crates of the
/// same name would share what Cargo builds.
fn errors(name: &str, features: &str, options: &str) -> String {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"project-grpc-json-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nrust-grpc = {{ path = {:?}, features = [{features}] }}\n\
         [build-dependencies]\nrust-grpc-build = {{ path = {root:?} }}\n[workspace]\n",
        format!("{root}/runtime")
    );
    let build = format!(
        "fn main() -> Result<(), Box<dyn std::error::Error>> {{
            let mut config = rust_grpc_build::Config::new();
            config.text(true).grpc_json(true).transport(false);
            for option in {options:?}.split_whitespace() {{
                config.opt(option);
            }}
            config.compile(&[\"proto/weather.proto\"], &[\"proto\"])?;
            Ok(())
        }}\n"
    );
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", &build),
        (
            "src/lib.rs",
            "pub mod weather { rust_grpc::include_proto!(\"weather\"); }
            #[derive(Default)] pub struct Own<T, U>(T, U);\n",
        ),
        (
            "proto/weather.proto",
            "syntax = 'proto3'; package weather; message Report {} service Weather {
            rpc Get(Report) returns (Report); rpc Watch(Report) returns (stream Report); }",
        ),
    ]);
    cargo(&sandbox, ".", &["check"]).stderr
}

#[test]
fn without_the_feature_of_the_runtime_each_module_has_one_error_that_names_it() {
    let done = errors("client", r#""text", "tonic""#, "server=false");
    assert_eq!(done.matches("error[").count(), 1, "{done}");
    assert!(done.contains("the item is gated behind the `json` feature"), "{done}");
    let done = errors("both", r#""text", "tonic""#, "");
    assert_eq!(done.matches("error[").count(), 2, "{done}");
    // No other feature is missing: the tables are those of text format.
    let done = errors("complete", r#""json", "tonic""#, "");
    assert!(!done.contains("error"), "{done}");
}

#[test]
fn a_codec_without_json_is_an_error_that_names_the_trait() {
    let done = errors("codec", r#""json", "tonic""#, "server=false codec_path=Watch=crate::Own");
    assert!(done.contains("has no JSON form"), "{done}");
    assert!(done.contains("implements `rust_grpc::codec::JsonCodec`"), "{done}");
}
