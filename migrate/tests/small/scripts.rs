//! Build scripts: what is read without running them.

use crate::project::{BUILD, MANIFEST, Project};

#[test]
fn calls_with_an_equivalent_are_rewritten() {
    let done = Project::with_build(BUILD).migrate(&[]);
    // prost-build generates imports, too.
    done.is_equal(&["Cargo.toml", "build.rs"]);
    // The change that was tried first, without imports, leaves no trace.
    assert!(done.notes.starts_with("note: "), "{done:?}");
    let diff = "\
--- a/Cargo.toml
+++ b/Cargo.toml
@@ -4,4 +4,4 @@
 edition = \"2024\"
 
 [build-dependencies]
-tonic-prost-build = \"0.14\"
+rust-grpc-build = { version = \"0.1\" }
--- a/build.rs
+++ b/build.rs
@@ -1,6 +1,8 @@
 fn main() {
-    tonic_prost_build::configure()
-        .build_server(false)
-        .compile_protos(&[\"proto/weather.proto\"], &[\"proto\"])
+    rust_grpc_build::Config::new()
+        .codec(rust_grpc_build::Codec::Prost)
+        .include_imports(true)
+        .server(false)
+        .compile(&[\"proto/weather.proto\"], &[\"proto\"])
         .unwrap();
 }
";
    assert_eq!(done.out, diff);
    assert!(done.notes.contains("note: build.rs calls rust_grpc_build::Config\n"), "{done:?}");
}

#[test]
fn the_package_with_the_old_api_leaves_build_rs_as_it_is() {
    let done = Project::with_build(BUILD).migrate(&["--compat"]);
    done.is_equal(&["Cargo.toml"]);
    let line =
        "+tonic-prost-build = { package = \"rust-grpc-tonic-prost-build\", version = \"0.1\" }\n";
    assert!(done.out.contains(line), "{done:?}");
}

#[test]
fn prost_build_without_services() {
    let build = "\
fn main() -> Result<(), Box<dyn std::error::Error>> {
    prost_build::Config::new()
        .enable_type_names()
        .compile_protos(&[\"proto/place.proto\"], &[\"proto\"])?;
    Ok(())
}
";
    let manifest = MANIFEST.replace("tonic-prost-build", "prost-build");
    let project = Project::new(&[("Cargo.toml", &manifest), ("build.rs", build)]);
    let done = project.migrate(&[]);
    done.is_equal(&["Cargo.toml", "build.rs"]);
    assert!(done.out.contains("+        .client(false)\n+        .server(false)\n"), "{done:?}");
    assert!(done.out.contains("+        .enable_type_names(true)\n"), "{done:?}");
}

/// Build scripts whose calls are read.
const READ: &[&str] = &[
    // A function of the library.
    "fn main() { tonic_prost_build::compile_protos(\"proto/weather.proto\").unwrap(); }",
    // A type of error that a new call would not fit.
    "fn main() -> std::io::Result<()> {
    tonic_prost_build::configure().compile_protos(&[\"proto/weather.proto\"], &[\"proto\"])
}",
    // Variables, constants, loops, functions and texts.
    "use std::path::PathBuf;
const FILES: &[&str] = &[\"weather\", \"place\"];
const FOLDER: &str = \"proto\";
fn files() -> Vec<String> {
    let mut files = Vec::new();
    for name in FILES {
        files.push(format!(\"{FOLDER}/{name}.proto\"));
    }
    files
}
fn attributes(builder: tonic_prost_build::Builder) -> tonic_prost_build::Builder {
    builder.type_attribute(\".\", \"#[derive(Eq)]\")
}
fn main() {
    let root = PathBuf::from(env!(\"CARGO_MANIFEST_DIR\"));
    println!(\"cargo:rerun-if-changed={}\", root.display());
    let mut builder = tonic_prost_build::configure();
    for path in [\"Place.name\", \"Forecast.text\"] {
        builder = builder.field_attribute(path, \"#[doc(alias = \\\"a\\\")]\");
    }
    builder = attributes(builder);
    let out = PathBuf::from(std::env::var(\"OUT_DIR\").unwrap());
    builder
        .file_descriptor_set_path(out.join(\"set.bin\"))
        .compile_protos(&files(), &[root.join(FOLDER).to_str().unwrap().to_string()])
        .expect(\"it compiles\");
}",
    // The two libraries together.
    "fn main() {
    let mut config = tonic_prost_build::Config::new();
    config.enable_type_names();
    config.btree_map([\".\"]);
    if let Err(error) = tonic_prost_build::configure()
        .build_transport(false)
        .compile_with_config(config, &[\"proto/weather.proto\"], &[\"proto\"])
    {
        panic!(\"{error}\");
    }
}",
    // A file relative to the include folder.
    "fn main() {
    tonic_prost_build::compile_protos(\"proto/place.proto\").unwrap();
    prost_build::compile_protos(&[\"weather.proto\"], &[\"proto\"]).unwrap();
}",
    // A variable that another one hides for a while.
    "fn main() {
    let files = [\"proto/weather.proto\"];
    {
        let files = [\"no such file\"];
        println!(\"{files:?}\");
    }
    for files in [\"no such file\"] {
        println!(\"{files:?}\");
    }
    tonic_prost_build::configure().compile_protos(&files, &[\"proto\"]).unwrap();
}",
    // Functions and constants that Cargo leaves out.
    "#[cfg(feature = \"generate\")]
fn main() { tonic_prost_build::compile_protos(\"no such file\").unwrap(); }
#[cfg(feature = \"generate\")]
const FILE: &str = \"no such file\";
#[cfg(not(feature = \"generate\"))]
const FILE: &str = \"proto/weather.proto\";
#[cfg(not(feature = \"generate\"))]
fn main() { tonic_prost_build::compile_protos(FILE).unwrap(); }",
    // Imports of all items, and of a crate with another name.
    "use tonic_prost_build::*;
fn main() { configure().compile_protos(&[\"proto/weather.proto\"], &[\"proto\"]).unwrap(); }",
    "extern crate tonic_prost_build as generator;
fn main() { generator::compile_protos(\"proto/weather.proto\").unwrap(); }",
    // An import, and features that are off.
    "use tonic_prost_build::configure;
#[cfg(feature = \"server\")]
fn server() -> bool { true }
#[cfg(not(feature = \"server\"))]
fn server() -> bool { false }
fn main() {
    if cfg!(feature = \"server\") {
        configure().compile_protos(&[\"no such file\"], &[\"proto\"]).unwrap();
    }
    configure()
        .build_server(server())
        .compile_protos(&[\"proto/weather.proto\"], &[\"proto\"])
        .unwrap();
}",
];

#[test]
fn values_are_computed_without_running_the_script() {
    for build in READ {
        Project::with_build(build).migrate(&["--compat"]).is_equal(&["Cargo.toml"]);
    }
}

#[test]
fn an_unknown_call_is_reported_with_its_position() {
    let build = BUILD.replace("build_server(false)", "no_such_option(true)");
    let done = Project::with_build(&build).migrate(&[]);
    let note =
        "build.rs:3:10: warning: `no_such_option` is not an option of tonic-prost-build 0.14\n";
    done.is_unknown(note);
    assert!(done.out.contains("+++ b/Cargo.toml\n") && !done.out.contains("+++ b/build.rs\n"));
}

/// Build scripts with a place that is not understood, and the place.
const UNKNOWN: &[(&str, &str)] = &[
    (
        "fn main() {
    let server = std::env::var(\"SERVER\").is_ok();
    tonic_prost_build::configure()
        .build_server(server)
        .compile_protos(&[\"proto/weather.proto\"], &[\"proto\"]).unwrap();
}",
        "build.rs:2:18: warning: the argument of `build_server` is computed when the script runs\n",
    ),
    (
        "fn main() {
    let files: Vec<_> = std::fs::read_dir(\"proto\").unwrap().map(|f| f.unwrap().path()).collect();
    tonic_prost_build::configure().compile_protos(&files[..], &[\"proto\".into()]).unwrap();
}",
        "build.rs:2:25: warning: the .proto files are computed when the script runs\n",
    ),
    (
        "fn main() {
    let mut files = vec![\"proto/place.proto\"];
    if std::env::var(\"ALL\").is_ok() {
        files.push(\"proto/weather.proto\");
    }
    prost_build::compile_protos(&files, &[\"proto\"]).unwrap();
}",
        "build.rs:3:37: warning: the .proto files are computed when the script runs\n",
    ),
    (
        "fn main() {
    let mut files = vec![];
    for file in [\"proto/place.proto\", \"proto/weather.proto\"] {
        if std::env::var(file).is_ok() {
            continue;
        }
        files.push(file);
    }
    prost_build::compile_protos(&files, &[\"proto\"]).unwrap();
}",
        "build.rs:4:40: warning: the effect of `continue` is not known\n",
    ),
    (
        "fn file() -> &'static str {
    if std::env::var(\"ALL\").is_ok() {
        return \"proto/weather.proto\";
    }
    \"proto/place.proto\"
}
fn main() { prost_build::compile_protos(&[file()], &[\"proto\"]).unwrap(); }",
        "build.rs:2:37: warning: the .proto files are computed when the script runs\n",
    ),
    (
        "fn main() {
    let builder = tonic_prost_build::configure();
    let builder = [1].iter().fold(builder, |builder, _| builder.build_server(false));
    builder.compile_protos(&[\"proto/weather.proto\"], &[\"proto\"]).unwrap();
}",
        "build.rs:3:44: warning: the builder `builder` is used in code whose effect is not known\n",
    ),
    (
        "fn main() {
    let set = tonic_prost_build::Config::new().load_fds(&[\"proto/place.proto\"], &[\"proto\"]);
    tonic_prost_build::configure().compile_fds(set.unwrap()).unwrap();
}",
        "build.rs:2:48: warning: the call of `load_fds` is not understood\n",
    ),
    (
        "mod generate {
    pub fn unused() { tonic_prost_build::compile_protos(\"proto/place.proto\").unwrap(); }
}
fn main() {}",
        "build.rs:2:23: warning: `tonic_prost_build::compile_protos` is used in code that is not \
         understood\n",
    ),
    (
        "fn main() { tonic_prost_build::compile_protos(\"proto/missing.proto\").unwrap(); }",
        "build.rs:1:13: warning: generating fails: ",
    ),
];

#[test]
fn what_is_not_known_is_reported_with_its_position() {
    for (build, place) in UNKNOWN {
        Project::with_build(build).migrate(&[]).is_unknown(place);
    }
}

/// Calls in other files are not lost.
#[test]
fn modules_in_other_files_are_reported() {
    let call = "pub fn run() { prost_build::compile_protos(&[\"a\"], &[\".\"]).unwrap(); }";
    for (build, file, place) in [
        ("mod generate;\nfn main() { generate::run(); }", "generate.rs", "1:1: warning: "),
        (
            "fn main() { a::generate::run(); }\nmod a { pub mod generate; }",
            "a/generate/mod.rs",
            "2:9: ",
        ),
        ("#[path = \"x/y.rs\"] mod generate;\nfn main() {}", "x/y.rs", "1:1: warning: "),
        ("include!(\"generate.in\");\nfn main() { run(); }", "generate.in", "1:1: warning: "),
    ] {
        let project = Project::with_build(build);
        project.put(file, call);
        let done = project.migrate(&[]);
        done.is_unknown(&format!("build.rs:{place}"));
        assert!(done.notes.contains(" calls the dependency, and is not read\n"), "{done:?}");
    }
    // Other modules do not matter.
    let project = Project::with_build(&format!("mod more;\n{BUILD}"));
    project.put("more.rs", "pub fn more() {}");
    project.migrate(&[]).is_equal(&["Cargo.toml", "build.rs"]);
}

#[test]
fn items_that_differ_are_listed() {
    let ring = "syntax = \"proto2\";\npackage ring;\nmessage Ring { required Ring next = 1; }\n";
    let build = BUILD.replace("weather", "ring");
    let project =
        Project::new(&[("Cargo.toml", MANIFEST), ("build.rs", &build), ("proto/ring.proto", ring)]);
    project.commit();
    let done = project.migrate(&["--write"]);
    assert_eq!(done.code, 1, "{done:#?}");
    let listed = "\
ring.rs: Ring::next
  before: #[prost(message, required, boxed, tag = \"1\")] pub prost::alloc::boxed::Box<Ring>
  after:  #[prost(message, optional, boxed, tag = \"1\")] pub \
core::option::Option<prost::alloc::boxed::Box<Ring>>
error: 1 items differ, of ";
    assert!(done.notes.contains(listed), "{done:#?}");
    assert_eq!(project.read("Cargo.toml"), MANIFEST);
    // The packages with the API of tonic-prost-build generate the same, so they are no better.
    assert!(done.notes.contains("note: build.rs calls rust_grpc_build::Config\n"), "{done:#?}");
}

#[test]
fn fields_that_debug_hides_have_an_option() {
    let proto = "syntax = \"proto3\";\npackage login;\n\
                 message Login { string name = 1; string word = 2 [debug_redact = true]; }\n";
    let build = BUILD.replace("weather", "login");
    let project = Project::new(&[
        ("Cargo.toml", MANIFEST),
        ("build.rs", &build),
        ("proto/login.proto", proto),
    ]);
    let done = project.migrate(&[]);
    done.is_equal(&["Cargo.toml", "build.rs"]);
    assert!(done.out.contains("+        .debug_redact(false)\n"), "{done:#?}");
    let note = "note: `debug_redact(false)` in build.rs makes `Debug` print fields with the option \
                `debug_redact`, as prost does\n  help: without this call, it prints `[REDACTED]`\n";
    assert!(done.notes.contains(note), "{done:#?}");

    let done = project.migrate(&["--compat"]);
    let listed = "\
login.rs: impl core::fmt::Debug for Login
  before: no such item
  after:  the item
";
    assert!(done.notes.contains(listed), "{done:#?}");
    let help =
        "\n  help: `.opt(\"debug_redact=false\")` in build.rs makes `Debug` print fields with ";
    assert!(done.notes.contains(help), "{done:#?}");
    assert_eq!(done.code, 1, "{done:#?}");
}

#[test]
fn a_test_that_generates_is_read() {
    let test = "\
#[test]
fn generated() {
    tonic_prost_build::configure()
        .out_dir(\"src/generated\")
        .compile_protos(&[\"proto/weather.proto\"], &[\"proto\"])
        .unwrap();
}
";
    let manifest = MANIFEST.replace("build-dependencies", "dev-dependencies");
    let project = Project::new(&[("Cargo.toml", &manifest), ("tests/generated.rs", test)]);
    let done = project.migrate(&[]);
    done.is_equal(&["Cargo.toml"]);
    let note = "tests/generated.rs: note: this test generates code that is checked in\n";
    assert!(done.notes.contains(note), "{done:?}");
}

#[test]
fn functions_that_call_themselves_end() {
    let build = format!("fn again() {{\n    again();\n    again();\n}}\n{BUILD}");
    let build = build.replace("fn main() {", "fn main() {\n    again();");
    let project = Project::with_build(&build);
    project
        .migrate(&[])
        .is_unknown("build.rs:1:4: warning: the script calls its functions too often\n");
}

#[test]
fn options_that_generators_refuse_are_reported() {
    for call in ["type_attribute(\".\", \"#[a b\")", "codec_path(\"1 2\")"] {
        let project = Project::with_build(&BUILD.replace("build_server(false)", call));
        let done = project.migrate(&[]);
        done.is_unknown("build.rs:4:10: warning: generating fails: ");
        assert!(!done.notes.contains("panicked"), "{done:?}");
    }
}
