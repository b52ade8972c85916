//! The new calls, and the reasons why a script stays.

use super::*;

fn rewritten(text: &str) -> Result<String, String> {
    let file = syn::parse_file(text).unwrap();
    rewrite(text, &file, Own { include_imports: false, prints_redacted: false })
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
    rewritten(&text("std::io::Result<()>")).unwrap();
    rewritten(&text("Result<(), std::io::Error>")).unwrap();
    let error = rewritten(&text("Result<(), Failed>")).unwrap_err();
    assert!(error.starts_with("2: `?` after a call"), "{error}");
}

/// The new call returns the paths of files, and not `()`.
#[test]
fn last_expressions_become_statements() {
    let text = |ty: &str, end: &str| {
        format!(
            "fn main(){ty} {{\n    prost_build::compile_protos(&[\"a.proto\"], &[\".\"]){end}\n}}\n"
        )
    };
    for ty in [" -> std::io::Result<()>", " -> Result<(), Box<dyn Error>>"] {
        let new = rewritten(&text(ty, "")).unwrap();
        assert!(new.ends_with(".compile(&[\"a.proto\"], &[\".\"])?;\n    Ok(())\n}\n"), "{new}");
    }
    let new = rewritten(&text("", ".unwrap()")).unwrap();
    assert!(new.ends_with(".compile(&[\"a.proto\"], &[\".\"]).unwrap();\n}\n"), "{new}");
    // The type of the result is not known.
    let error = rewritten(&text(" -> Done", "")).unwrap_err();
    assert!(error.starts_with("2: `prost_build::compile_protos` is not the beginning"), "{error}");
}

#[test]
fn imports_are_removed() {
    let call = "compile_protos(&[\"a\"], &[\".\"]).unwrap();";
    let new = rewritten(
        "fn main() { prost_build::Config::new().compile_protos(&[\"a\"], &[\".\"]).unwrap(); }",
    );
    let new = new.unwrap();
    for (imports, head) in [
        ("use prost_build::Config;\n\n", "Config::new()"),
        ("use prost_build::{self, Config};\n", "Config::new()"),
        ("use prost_build as pb;\n", "pb::Config::new()"),
        ("use ::prost_build::Config as Prost;\n", "Prost::new()"),
        ("use prost_build::*;\n", "Config::new()"),
        ("extern crate prost_build;\n", "prost_build::Config::new()"),
        ("extern crate prost_build as pb;\n", "pb::Config::new()"),
    ] {
        let text = format!("{imports}fn main() {{ {head}.{call} }}");
        assert_eq!(rewritten(&text).as_deref(), Ok(&*new), "{text}");
    }
    let text = format!(
        "use std::env;\nuse tonic_prost_build::configure;\n\nfn main() {{\n    use std::fs;\n    \
         configure().{call}\n}}\n"
    );
    let new = rewritten(&text).unwrap();
    assert!(new.starts_with("use std::env;\n\nfn main() {\n    use std::fs;\n    rust_"), "{new}");
}

#[test]
fn imports_with_other_uses_stay() {
    let call = "Config::new().compile_protos(&[\"a\"], &[\".\"]).unwrap();";
    for (text, reason) in [
        (
            format!("use {{prost_build::Config, std::env}};\nfn main() {{ {call} }}"),
            "1: one `use` imports the dependency and other crates",
        ),
        (
            format!("use prost_build::Config;\nfn main() {{ {call} }}\nfn f(_: Config) {{}}"),
            "3: `prost_build::Config` is not the beginning",
        ),
        (
            format!("use prost_build::Config;\nfn main() {{ {call}\ndbg!(Config::new()); }}"),
            "3: a macro names `Config`",
        ),
        (
            format!(
                "use prost_build::Config;\nfn main() {{ {call} }}\nstruct S(prost_build::Service);"
            ),
            "3: `prost_build::Service` is not the beginning",
        ),
    ] {
        let found = rewritten(&text).unwrap_err();
        assert!(found.starts_with(reason), "{text}: {found}");
    }
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
            "fn main() {
    prost_build::Config::new()
        .btree_map([\"a\"])
        .compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            "3: `btree_map` has no equivalent in rust_grpc_build::Config",
        ),
        (
            "fn main() {
    let builder = tonic_prost_build::configure();
    builder.compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            &format!("2: `tonic_prost_build::configure` {statement}"),
        ),
    ] {
        assert_eq!(rewritten(text).unwrap_err(), reason, "{text}");
    }
}
