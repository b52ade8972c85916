//! The compile error for an extension whose message does not hold extensions.

use crate::sandbox::Sandbox;
use crate::{cargo, checkout};

#[test]
fn a_message_without_a_store_is_an_error_that_names_the_option() {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"project-extensions\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
         [dependencies]\nrust-grpc = {{ path = {:?} }}\n[build-dependencies]\nrust-grpc-build = \
         {{ path = {root:?} }}\n[features]\nwithout = []\n[workspace]\n",
        format!("{root}/runtime")
    );
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        (
            "build.rs",
            "fn main() -> Result<(), Box<dyn std::error::Error>> {
                rust_grpc_build::Config::new()
                    .extensions(\".b\")
                    .compile(&[\"proto/b.proto\"], &[\"proto\"])?;
                Ok(())
            }\n",
        ),
        (
            "src/lib.rs",
            "pub mod a { rust_grpc::include_proto!(\"a\"); }
            pub mod b { rust_grpc::include_proto!(\"b\"); }
            pub fn holds(message: &b::B) -> Option<i32> { b::OF_B.get(message).unwrap() }
            #[cfg(feature = \"without\")]
            pub fn lacks(message: &a::A) -> Option<i32> { b::OF_A.get(message).unwrap() }\n",
        ),
        ("proto/a.proto", "syntax = 'proto2'; package a; message A { extensions 1 to 9; }"),
        (
            "proto/b.proto",
            "syntax = 'proto2'; package b; import 'a.proto'; message B { extensions 1 to 9; }
            extend a.A { optional int32 of_a = 1; } extend B { optional int32 of_b = 1; }",
        ),
    ]);
    let done = cargo(&sandbox, ".", &["check"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let done = cargo(&sandbox, ".", &["check", "--features", "without"]);
    assert_ne!(done.code, 0);
    for expected in [
        "`A` does not hold extensions",
        "if their code is generated with the option `extensions` or `unknown_fields=preserve`",
    ] {
        assert!(done.stderr.contains(expected), "{}", done.stderr);
    }
}
