//! Generated code compiles in crates of both editions under strict lints, in each way to mount it.
//! Comments from .proto files do not break the documentation.

use crate::sandbox::Sandbox;
use crate::{cargo, checkout};

const P: &str = r#"syntax = "proto3";
package p;
import "google/protobuf/timestamp.proto";
import "q.proto";

// A message with everything that a comment can hold:
//
//     let indented = "no doc test";
//
// ```
// let fenced = no doc test either;
// ```
//
// [brackets], [x](y), <html>, `unclosed, */ /* and https://example.com/a_b, a trailing \
message Option {
  // A field with a [link][] and an unclosed ``` fence
  string self = 1;
  repeated q.Inner inner = 2; /* trailing [x] */
  google.protobuf.Timestamp at = 3;
  oneof kind { int32 a = 4; Option b = 5; }
  map<string, q.Inner> map = 6;
  enum Result { OK = 0; ERR = 1; }
}

// Says "hello".
service Vec { rpc Send (stream Option) returns (stream q.Inner); }
"#;

const Q: &str =
    "syntax = \"proto3\";\npackage p.q;\n// [dangling]\nmessage Inner { bytes data = 1; }\n";

/// Returns a crate that mounts the code in three ways.
fn project(name: &str, edition: &str, options: &[&str], dependencies: &str) -> Sandbox {
    let sandbox = Sandbox::new(&[("proto/p.proto", P), ("proto/q.proto", Q)]);
    let mut arguments =
        vec!["generate", "-Iproto", "--out=gen", "--opt=mod_file=mod.rs", "p.proto"];
    arguments.extend(options);
    sandbox.run(&arguments).quiet();
    sandbox.put(
        "src/included.rs",
        "//! By `include!`.\n\n/// Package `p`.\npub mod p {\n    \
                                    include!(\"../gen/p.rs\");\n    /// Package `p.q`.\n    pub \
                                    mod q {\n        include!(\"../gen/p.q.rs\");\n    }\n}\n",
    );
    let text = format!(
        "//! As text.\n\n/// Package `p`.\npub mod p {{\n{}\n/// Package `p.q`.\npub mod q {{\n\
         {}\n}}\n}}\n",
        sandbox.read("gen/p.rs"),
        sandbox.read("gen/p.q.rs")
    );
    sandbox.put("src/nested.rs", text);
    sandbox.put(
        "src/lib.rs",
        "//! Three times the same.\n#![deny(warnings, missing_docs)]\n#![forbid(unsafe_code)]\n\
         pub mod included;\npub mod nested;\n/// By the module tree.\n#[path = \
         \"../gen/mod.rs\"]\npub mod tree;\n/// Package `p.q`, alone.\n#[path = \
         \"../gen/p.q.rs\"]\npub mod q;\n",
    );
    sandbox.put(
        "Cargo.toml",
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\
                 [dependencies]\n{dependencies}[workspace]\n"
        ),
    );
    sandbox
}

fn passes(sandbox: &Sandbox) {
    for arguments in [
        &["check", "--all-targets"][..],
        &["test", "--doc", "--quiet"],
        &["rustdoc", "--quiet", "--", "-D", "warnings"],
    ] {
        let done = cargo(sandbox, ".", arguments);
        assert_eq!(done.code, 0, "{arguments:?}\n{}{}", done.stdout, done.stderr);
    }
}

#[test]
fn codec_inline() {
    let runtime = format!(
        "rust-grpc = {{ path = \"{}/runtime\", features = [\"transport\"] }}\n",
        checkout()
    );
    passes(&project("output-inline-2021", "2021", &[], &runtime));
    passes(&project(
        "output-inline-2024",
        "2024",
        &["--opt=unknown_fields=preserve", "--opt=descriptor_set"],
        &runtime,
    ));
}

#[test]
fn codec_prost() {
    let dependencies = "prost = \"0.14\"\nprost-types = \"0.14\"\n";
    for edition in ["2021", "2024"] {
        passes(&project(
            &format!("output-prost-{edition}"),
            edition,
            &["--opt=codec=prost", "--opt=client=false,server=false"],
            dependencies,
        ));
    }
}
