//! The new calls, and the reasons why a script stays.

use super::*;

fn rewritten(text: &str) -> Result<String, String> {
    let file = syn::parse_file(text).unwrap();
    rewrite(text, &file, Own { include_imports: false })
        .map_err(|problem| format!("{}: {}", problem.at.line, problem.message))
}

#[test]
fn chains_keep_their_layout() {
    let before = "\
fn main() {
    // A comment.
    tonic_prost_build::configure()
        .build_server(false) // no server
        .compile_protos(&[\"ä.proto\"], &[\"proto\"])
        .expect(\"it compiles\");
    prost_build::Config::new().enable_type_names().compile_protos(&[\"b.proto\"], &[\".\"])\
.unwrap();
}
";
    let after = "\
fn main() {
    // A comment.
    rust_grpc_build::Config::new()
        .codec(rust_grpc_build::Codec::Prost)
        .server(false) // no server
        .compile(&[\"ä.proto\"], &[\"proto\"])
        .expect(\"it compiles\");
    rust_grpc_build::Config::new().codec(rust_grpc_build::Codec::Prost).client(false).server(false)\
.enable_type_names(true).compile(&[\"b.proto\"], &[\".\"]).unwrap();
}
";
    assert_eq!(rewritten(before).unwrap(), after);
}

#[test]
fn functions_become_chains() {
    let before = "\
fn main() -> Result<(), Box<dyn std::error::Error>> {
    tonic_prost_build::compile_protos(\"proto/a.proto\")?;
    prost_build::compile_protos(&[\"b.proto\"], &[\".\"]).unwrap();
    Ok(())
}
";
    let after = "\
fn main() -> Result<(), Box<dyn std::error::Error>> {
    rust_grpc_build::Config::new()
        .codec(rust_grpc_build::Codec::Prost)
        .compile(&[\"proto/a.proto\"], &[\"proto\"])?;
    rust_grpc_build::Config::new()
        .codec(rust_grpc_build::Codec::Prost)
        .client(false)
        .server(false)
        .compile(&[\"b.proto\"], &[\".\"]).unwrap();
    Ok(())
}
";
    assert_eq!(rewritten(before).unwrap(), after);
    let computed = "fn main() { tonic_prost_build::compile_protos(FILE).unwrap(); }";
    assert_eq!(rewritten(computed).unwrap_err(), "1: the .proto file is not a literal");
}

#[test]
fn errors_must_fit_the_function() {
    let text = |ty: &str| {
        format!(
            "fn main() -> {ty} {{\n    tonic_prost_build::configure()\
                 .compile_protos(&[\"a.proto\"], &[\".\"])?;\n    Ok(())\n}}\n"
        )
    };
    rewritten(&text("Result<(), Box<dyn std::error::Error>>")).unwrap();
    let error = rewritten(&text("std::io::Result<()>")).unwrap_err();
    assert!(error.starts_with("2: `?` after a call"), "{error}");
}

#[test]
fn what_has_no_equivalent_stays() {
    let statement = "is not the beginning of a statement that ends with `compile_protos(..)` \
                         and `?` or `unwrap()`";
    let beginning = "begins with a byte order mark, or with `#!`";
    let call = "fn main() {
    tonic_prost_build::configure().compile_protos(&[\"a\"], &[\".\"]).unwrap();
}";
    for mark in ["\u{feff}", "#!/usr/bin/env run\n"] {
        let reason = rewritten(&format!("{mark}{call}")).unwrap_err();
        assert!(reason.ends_with(beginning), "{reason}");
    }
    for (text, reason) in [
        (
            "use prost_build::Config;
fn main() { Config::new().compile_protos(&[\"a\"], &[\".\"]).unwrap(); }",
            "2: `prost_build::Config::new` is imported, or found by an import",
        ),
        (
            "fn main() {
    tonic_prost_build::configure()
        .file_descriptor_set_path(\"a\")
        .compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            "3: `file_descriptor_set_path` has no equivalent in rust_grpc_build::Config",
        ),
        (
            "fn main() {
    let builder = tonic_prost_build::configure();
    builder.compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            &format!("2: `tonic_prost_build::configure` {statement}"),
        ),
        (
            "fn main() -> std::io::Result<()> {
    tonic_prost_build::configure().compile_protos(&[\"a\"], &[\".\"])
}",
            &format!("2: `tonic_prost_build::configure` {statement}"),
        ),
    ] {
        assert_eq!(rewritten(text).unwrap_err(), reason, "{text}");
    }
}
