//! Build scripts: when Cargo runs them again, and the messages that users see.

use std::time::{Duration, SystemTime};

use crate::sandbox::{Done, Sandbox};
use crate::{cargo, checkout};

/// Returns a library whose build script ends with these statements. Projects share a target folder,
/// so each needs a name of its own.
fn project(name: &str, statements: &str) -> Sandbox {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\n\
         rust-grpc = {{ path = {:?} }}\n[build-dependencies]\nrust-grpc-build = {{ path = \
         {root:?} }}\n[workspace]\n",
        format!("{root}/runtime")
    );
    let script = format!(
        "fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    println!(\"cargo:warning=the \
         script runs\");\n    {statements}\n    Ok(())\n}}\n"
    );
    Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", &script),
        (
            "src/lib.rs",
            "pub mod a { rust_grpc::include_proto!(\"a\"); }\npub mod b { \
             rust_grpc::include_proto!(\"b\"); }\n",
        ),
        (
            "proto/a.proto",
            "syntax = 'proto3'; package a; import 'sub/b.proto'; message A { b.B b = 1; }",
        ),
        ("proto/sub/b.proto", "syntax = 'proto3'; package b; message B {}"),
    ])
}

fn build(sandbox: &Sandbox) -> Done {
    let done = cargo(sandbox, ".", &["build"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    done
}

fn ran(done: &Done) -> bool {
    // Cargo repeats the warnings of a script that it does not run again.
    done.stderr.contains("Compiling project-")
}

/// Changes the time of a file by more than a second: some file systems store whole seconds.
fn touch(sandbox: &Sandbox, name: &str) {
    let file = std::fs::File::options().append(true).open(sandbox.path(name)).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(5)).unwrap();
}

#[test]
fn a_build_that_nothing_has_changed_for_runs_nothing() {
    for (name, statements) in [
        ("project-1", "rust_grpc_build::compile_protos(&[\"proto/a.proto\"], &[\"proto\"])?;"),
        // These folders contain the package or the build output, so they change in every build.
        (
            "project-2",
            "rust_grpc_build::compile_protos(&[\"proto/a.proto\"], &[\"proto\", \".\", \"..\"])?;",
        ),
        ("project-3", "rust_grpc_build::compile_protos(&[\"a.proto\"], &[\"./proto\", \".\"])?;"),
    ] {
        let sandbox = project(name, statements);
        assert!(ran(&build(&sandbox)));
        let again = build(&sandbox);
        assert!(!ran(&again), "{statements}\n{}", again.stderr);
        // Imported files are watched too.
        for name in ["proto/a.proto", "proto/sub/b.proto"] {
            touch(&sandbox, name);
            assert!(ran(&build(&sandbox)), "{statements} {name}");
        }
    }
}

#[test]
fn errors_are_readable() {
    let statements = "rust_grpc_build::Config::new().bytes([\".nowhere\"])\
                      .opt(\"codex=prost\")\
                      .compile(&[\"proto/a.proto\", \"proto/c.proto\"], &[\"proto\"])?;";
    let sandbox = project("project-4", statements);
    let done = cargo(&sandbox, ".", &["build"]);
    assert_ne!(done.code, 0);
    assert!(
        done.stderr.contains(
            "\n  Error: unknown option `codex`\n    help: did you mean `codec`?\n  there is no \
             file `proto/c.proto`\n    help: searched for it as a path, and relative to `proto`; \
             check the name and the include folders\n"
        ),
        "{}",
        done.stderr
    );
    // An error in a schema has a position that an editor finds.
    sandbox.put("proto/c.proto", "syntax = 'proto3';\nmessage C { int32 x = 1 }\n");
    let done = cargo(&sandbox, ".", &["build"]);
    assert!(done.stderr.contains("\n  proto/c.proto:2:25: Expected \";\"\n"), "{}", done.stderr);
}

/// Two calls generate one package.
#[test]
fn a_second_call_keeps_the_items_of_the_first() {
    let call = |proto: &str| {
        format!("rust_grpc_build::compile_protos(&[\"proto/{proto}.proto\"], &[\"proto\"])?;")
    };
    // Both calls generate equal items for the shared import.
    let sandbox = project("project-6", &(call("a") + &call("sub/b")));
    sandbox.put("proto/sub/b2.proto", "syntax = 'proto3'; package b; message B2 {}");
    build(&sandbox);
    // The second call first generates more than the first call, and then less. If it generates
    // less, the file stays.
    let script = sandbox.read("build.rs");
    let both = "rust_grpc_build::compile_protos(&[\"proto/sub/b.proto\", \"proto/sub/b2.proto\"], \
                &[\"proto\"])?;";
    sandbox.put("build.rs", script.replace(&call("sub/b"), &format!("{both} {}", call("sub/b"))));
    sandbox.put("src/lib.rs", sandbox.read("src/lib.rs") + "pub use b::{B, B2};\n");
    build(&sandbox);
    // Each call generates items that the other lacks.
    sandbox.put("build.rs", script.replace(&call("sub/b"), &(call("sub/b") + &call("sub/b2"))));
    let done = cargo(&sandbox, ".", &["build"]);
    assert_ne!(done.code, 0);
    assert!(
        done.stderr.contains(
            "\n  Error: this call drops `B` from `b.rs`, which an earlier call in this build \
             script has written\n    \
             help: make one call with all files: `sub/b.proto`, `sub/b2.proto`; or give each call \
             an `out_dir` of its own\n"
        ),
        "{}",
        done.stderr
    );
}

/// The module tree of an earlier build would hide that it is no longer generated. The files of the
/// other call stay, and those of another program that the script runs.
#[test]
fn stale_files_of_an_earlier_build_are_deleted() {
    let tree = "rust_grpc_build::Config::new().mod_file(\"mod.rs\")\
                .compile(&[\"proto/a.proto\"], &[\"proto\"])?;";
    let other = "rust_grpc_build::compile_protos(&[\"proto/c.proto\"], &[\"proto\"])?;";
    let plugin = "std::fs::write(std::env::var(\"OUT_DIR\")? + \"/own.rs\", \
                  \"// Code generated by protoc-gen-rust-grpc v0.1.0. DO NOT EDIT.\\n\
                  pub struct Own;\")?;";
    let sandbox = project("project-8", &format!("{plugin} {tree} {other}"));
    sandbox.put("proto/c.proto", "syntax = 'proto3'; package c; message C {}");
    let packages = sandbox.read("src/lib.rs");
    let modules = "pub mod c { rust_grpc::include_proto!(\"c\"); }\n\
                   include!(concat!(env!(\"OUT_DIR\"), \"/own.rs\"));\n";
    let lib = format!("include!(concat!(env!(\"OUT_DIR\"), \"/mod.rs\"));\n{modules}");
    sandbox.put("src/lib.rs", &lib);
    build(&sandbox);
    let script = sandbox.read("build.rs");
    sandbox.put("build.rs", script.replace(".mod_file(\"mod.rs\")", ""));
    let done = cargo(&sandbox, ".", &["build"]);
    assert_ne!(done.code, 0, "the old module tree is still there");
    assert!(done.stderr.contains("couldn't read `"), "{}", done.stderr);
    sandbox.put("src/lib.rs", packages + modules);
    build(&sandbox);
}

#[test]
fn files_that_give_nothing_are_warned_of() {
    let sandbox = project(
        "project-7",
        "rust_grpc_build::Config::new().extern_path(\".b\", \
         \"crate::b\").compile(&[\"proto/a.proto\", \"proto/sub/b.proto\"], &[\"proto\"])?;",
    );
    sandbox.put(
        "src/lib.rs",
        "pub mod a { rust_grpc::include_proto!(\"a\"); }\npub mod b { \
                               #[derive(Clone, PartialEq, Debug, rust_grpc::prost::Message)] \
                               #[prost(prost_path = \"rust_grpc::prost\")] pub struct B {} }\n",
    );
    let done = cargo(&sandbox, ".", &["build"]);
    let warning = "nothing is generated for the listed file `sub/b.proto`: \
                   `extern_path=.b=crate::b` covers the types";
    assert!(done.stderr.contains(warning), "{}", done.stderr);
}

#[test]
fn every_option_has_a_method() {
    let statements = "let paths = rust_grpc_build::Config::from_file(\"options.txt\")?
        .codec(rust_grpc_build::Codec::Inline)
        .unknown_fields(rust_grpc_build::UnknownFields::Preserve)
        .client(false)
        .extern_path(\".b\", \"crate::b\")
        .type_attribute(\"A\", \"#[derive()]\")
        .boxed([\"A.b\"])
        .opt(\"descriptor_set\")
        .compile(&[\"proto/a.proto\"], &[\"proto\"])?;
    let out = std::path::PathBuf::from(std::env::var_os(\"OUT_DIR\").unwrap());
    assert_eq!(paths, [out.join(\"a.rs\"), out.join(\"mod.rs\")]);
    rust_grpc_build::Config::new().out_dir(out.join(\"b\")).compile(&[\"sub/b.proto\"], \
                                                      &[\"proto\"])?;
    rust_grpc_build::Config::new().out_dir(out.join(\"b\")).check(&[\"sub/b.proto\"], \
                                                      &[\"proto\"])?;
    std::fs::write(out.join(\"b.rs\"), \"pub struct B;\")?;
    std::fs::write(out.join(\"a.rs\"), \"\")?;";
    let sandbox = project("project-5", statements);
    sandbox.put("options.txt", "mod_file=mod.rs\n");
    assert!(ran(&build(&sandbox)));
    assert!(!ran(&build(&sandbox)));
    touch(&sandbox, "options.txt");
    assert!(ran(&build(&sandbox)));
}
