//! The command `module-tree`, over the files of one run for each package.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::generate::GREETER;
use crate::sandbox::{Sandbox, vendored_protoc};

/// Returns a sandbox with .proto files and the descriptor set `all.binpb`.
fn sandbox(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new(&[]);
    files.iter().for_each(|(name, text)| sandbox.put(&format!("proto/{name}"), text));
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let mut protoc = sandbox.command(vendored_protoc());
    protoc.args(["-Iproto", "--include_imports", "--include_source_info", "-oall.binpb"]);
    sandbox.done(protoc.args(names).output().unwrap()).quiet();
    sandbox
}

/// Runs protoc with the plugin for some files. The run knows their imports and no other file.
fn run(sandbox: &Sandbox, out: &str, options: &str, files: &[&str]) {
    sandbox.put(&format!("{out}/.keep"), "");
    let arguments = [
        "-Iproto".to_owned(),
        format!("--rust-grpc_out={out}"),
        format!("--rust-grpc_opt=generated_separately=.,{options}"),
    ];
    let arguments: Vec<&str> =
        arguments.iter().map(String::as_str).chain(files.iter().copied()).collect();
    sandbox.protoc(&vendored_protoc(), &arguments).quiet();
}

/// Returns the error of `module-tree` over some folders.
#[track_caller]
fn error(sandbox: &Sandbox, folders: &[&str]) -> String {
    let done = sandbox.run(&[&["module-tree", "-o", "mod.rs"], folders].concat());
    assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{done:?}");
    assert!(!sandbox.path("mod.rs").exists());
    done.stderr
}

/// Returns the packages of the fixtures that are made to break a build, each with its files.
fn torture() -> (Sandbox, BTreeMap<String, Vec<String>>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/torture/proto");
    let mut names: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "proto") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            names.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    names.push((
        "cased.proto".into(),
        "syntax = 'proto3'; package Torture.CamelCase.type; message A {}".into(),
    ));
    names.push(("unnamed.proto".into(), "syntax = 'proto3'; message OfUnnamed {}".into()));
    let files: Vec<(&str, &str)> =
        names.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut packages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in &names {
        let line = text.split([';', '\n']).find_map(|line| line.trim().strip_prefix("package "));
        // `Below_` and `below` give one module and one file.
        let package = line.unwrap_or_default().replace("Below_", "below");
        packages.entry(package).or_default().push(name.clone());
    }
    (sandbox(&files), packages)
}

const RULES: &str = "module_name=.torture.collisions.Below=below_2,\
                     module_name=.torture.collisions.TalkSvc=talk_svc_2";

#[test]
fn the_tree_over_single_runs_is_that_of_one_run() {
    let (sandbox, packages) = torture();
    let one = format!("--opt=mod_file=mod.rs,default_package_filename=root,{RULES}");
    sandbox.run(&["generate", "-q", "-o", "one", &one, "proto"]).quiet();
    let options = format!("default_package_filename=root,{RULES}");
    let mut folders = Vec::new();
    for (index, files) in packages.values().enumerate() {
        let folder = format!("shards/{index}");
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        run(&sandbox, &folder, &options, &files);
        folders.push(folder);
    }
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    sandbox.run(&[&["module-tree", "-o", "shards/lib.rs"], &folders[..]].concat()).quiet();
    let tree = sandbox.read("shards/lib.rs");
    let flat: String = tree
        .lines()
        .map(|line| match line.trim_start().strip_prefix("include!(\"") {
            Some(path) => {
                let (folder, file) = path.split_once('/').unwrap();
                assert!(sandbox.list(&format!("shards/{folder}")).len() <= 2);
                format!("{}include!(\"{file}\n", &line[..line.len() - line.trim_start().len()])
            }
            None => format!("{line}\n"),
        })
        .collect();
    assert_eq!(flat, sandbox.read("one/mod.rs"));
    // One folder around the others is enough. The tree itself is left out.
    sandbox.run(&["module-tree", "--out=shards/lib.rs", "shards"]).quiet();
    assert_eq!(sandbox.read("shards/lib.rs"), tree);
}

/// The package of `Below` imports the package `below`, so all runs agree on that name without a
/// rule.
#[test]
fn without_the_rules_the_help_names_those_that_are_needed() {
    let (sandbox, packages) = torture();
    let shards = |options: &str| {
        for (index, files) in packages.values().enumerate() {
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            run(&sandbox, &format!("shards/{index}"), options, &files);
        }
    };
    shards("");
    let text = error(&sandbox, &["shards"]);
    let rule = "module_name=.torture.collisions.TalkSvc=talk_svc_2";
    assert!(RULES.ends_with(rule));
    assert!(text.ends_with(&format!("\n  help: give every run the option `{rule}`\n")), "{text}");
    assert_eq!(text.matches("error: ").count(), 1, "{text}");
    shards(rule);
    sandbox.run(&["module-tree", "-o", "mod.rs", "shards"]).quiet();
}

#[test]
fn a_package_has_one_owner() {
    let sandbox = sandbox(&[
        ("a.proto", "syntax = 'proto3'; package acme; message A {}"),
        ("b.proto", "syntax = 'proto3'; package acme; message B {}"),
        ("c.proto", "syntax = 'proto3'; package Acme; message C {}"),
    ]);
    for file in ["a", "b", "c"] {
        run(&sandbox, file, "", &[&format!("{file}.proto")]);
    }
    assert_eq!(
        error(&sandbox, &["a", "b"]),
        "error: `a/acme.rs` and `b/acme.rs` both have the package `acme`\n  help: generate all \
         files of a package in one run\n"
    );
    assert_eq!(
        error(&sandbox, &["a", "c"]),
        "error: the packages `acme` and `Acme` are both the module `acme`, in `a/acme.rs` and \
         `c/acme.rs`\n  help: generate both packages in one run, or rename one of them\n"
    );
    // A folder that is named twice has the same files twice.
    assert!(error(&sandbox, &["a", "a"]).contains("`a/acme.rs` and `a/acme.rs`"));
}

const V1: &[(&str, &str)] = &[
    ("acme.proto", "syntax = 'proto3'; package acme; message V1 { message Part {} Part p = 1; }"),
    ("v1.proto", "syntax = 'proto3'; package acme.v1; message Thing {}"),
    (
        "more.proto",
        "syntax = 'proto3'; package acme; import 'v1.proto'; message More { acme.v1.Thing t = 1; }",
    ),
    (
        "user.proto",
        "syntax = 'proto3'; package user; import 'acme.proto'; message User { acme.V1.Part p=1; }",
    ),
];

#[test]
fn a_package_takes_the_name_of_a_messages_module() {
    let sandbox = sandbox(V1);
    let rule = "module_name=.acme.V1=v1_2";
    for (folder, options) in [("without", ""), ("with", rule)] {
        for file in ["acme", "v1", "user"] {
            run(&sandbox, &format!("{folder}/{file}"), options, &[&format!("{file}.proto")]);
        }
    }
    assert_eq!(
        error(&sandbox, &["without"]),
        format!(
            "error: `without/acme/acme.rs` has an item `v1`, which is also the module of the \
             package `acme.v1`\n  help: give every run the option `{rule}`\n"
        )
    );
    sandbox.run(&["module-tree", "-o", "mod.rs", "with"]).quiet();
    // One run gives the name of the rule without the rule.
    sandbox.run(&["generate", "-oone", "proto"]).quiet();
    assert!(sandbox.read("one/acme.rs").contains("pub mod v1_2 {"));
}

/// The run for `acme` knows the package `acme.v1`, and the run for `user` does not.
#[test]
fn runs_that_disagree_on_a_name() {
    let sandbox = sandbox(V1);
    let rule = "module_name=.acme.V1=v1_2";
    for (folder, options) in [("without", ""), ("with", rule)] {
        for (name, files) in [
            ("acme", &["acme.proto", "more.proto"][..]),
            ("v1", &["v1.proto"]),
            ("user", &["user.proto"]),
        ] {
            run(&sandbox, &format!("{folder}/{name}"), options, files);
        }
    }
    assert_eq!(
        error(&sandbox, &["without"]),
        format!(
            "error: `without/user/user.rs` refers to `acme::v1::Part`, which has another name in \
             the run that generated it\n  help: give every run the option `{rule}`\n"
        )
    );
    sandbox.run(&["module-tree", "-o", "mod.rs", "with"]).quiet();
}

#[test]
fn a_package_takes_the_names_of_a_service_and_of_a_type() {
    let sandbox = sandbox(&[
        ("greeter.proto", GREETER),
        ("client.proto", "syntax = 'proto3'; package example.greeter_client; message A {}"),
        ("number.proto", "syntax = 'proto3'; package odd; message __1 {}"),
        ("below.proto", "syntax = 'proto3'; package odd._1.v1; message A {}"),
    ]);
    let rules = "module_name=.example.Greeter=greeter_2,type_name=.odd.__1=_1_2";
    for (folder, options) in [("without", ""), ("with", rules)] {
        for file in ["greeter", "client", "number", "below"] {
            run(&sandbox, &format!("{folder}/{file}"), options, &[&format!("{file}.proto")]);
        }
    }
    assert_eq!(
        error(&sandbox, &["without"]),
        "error: `without/greeter/example.rs` has an item `greeter_client`, which is also the \
         module of the package `example.greeter_client`\n  help: give every run the option \
         `module_name=.example.Greeter=greeter_2`\nerror: `without/number/odd.rs` has an item \
         `_1`, which is also the module of the package `odd._1.v1`\n  help: give every run the \
         option `type_name=.odd.__1=_1_2`\n"
    );
    sandbox.run(&["module-tree", "-o", "mod.rs", "with"]).quiet();
}

/// prost's attributes have the paths of enums in strings.
#[test]
fn a_package_is_missing() {
    let sandbox = sandbox(&[
        ("common.proto", "syntax = 'proto3'; package common; enum Kind { ZERO = 0; }"),
        (
            "user.proto",
            "syntax = 'proto3'; package user.v1; import 'common.proto'; message User { \
             common.Kind kind = 1; }",
        ),
    ]);
    for codec in ["inline", "prost"] {
        let [common, user] = ["common", "user"].map(|file| format!("{codec}/{file}"));
        run(&sandbox, &common, &format!("codec={codec}"), &["common.proto"]);
        run(&sandbox, &user, &format!("codec={codec}"), &["user.proto"]);
        assert_eq!(
            error(&sandbox, &[&user]),
            format!(
                "error: `{user}/user.v1.rs` refers to `common::Kind`, which no file has\n  help: \
                 name the folder with the code of that package, too\n  help: if the package is in \
                 the folders, generate all of them again\n"
            )
        );
        let out = format!("{codec}/mod.rs");
        sandbox.run(&["module-tree", "-o", &out, &user, &common]).quiet();
    }
}

/// A rule can name a macro of the crate, whose code is beside the tree.
#[test]
fn paths_in_attributes_of_rules_lead_anywhere() {
    let sandbox = sandbox(&[("a.proto", "syntax = 'proto3'; package acme; message A {}")]);
    let rule = "type_attribute=A=#[derive(super::Mine\\, super::super::Mine)]";
    run(&sandbox, "out", rule, &["a.proto"]);
    assert!(sandbox.read("out/acme.rs").contains("super::Mine"));
    sandbox.run(&["module-tree", "-o", "mod.rs", "out"]).quiet();
}

#[test]
fn what_is_no_shard() {
    let sandbox = sandbox(&[("a.proto", "syntax = 'proto3'; package acme; message A {}")]);
    sandbox.put("hand/mod.rs", "mod acme;\n");
    assert_eq!(
        error(&sandbox, &["hand"]),
        "error: no generated file of a package is in `hand`\n  help: name the folders that \
         `generate --out` wrote to\n"
    );
    assert_eq!(
        error(&sandbox, &["hand", "nowhere"]),
        "error: cannot read `nowhere`: No such file or directory\n"
    );
    // Files that are written by hand are neither read nor replaced.
    run(&sandbox, "hand", "", &["a.proto"]);
    let done = sandbox.run(&["module-tree", "-o", "hand/mod.rs", "hand"]);
    assert_eq!((done.code, done.stderr.contains("is not generated code")), (2, true), "{done:?}");
    assert_eq!(sandbox.read("hand/mod.rs"), "mod acme;\n");
    // Links to folders around them lead into circles.
    #[cfg(unix)]
    for (to, name) in [(".", "here"), ("..", "up")] {
        std::os::unix::fs::symlink(to, sandbox.path(&format!("hand/{name}"))).unwrap();
    }
    sandbox.run(&["module-tree", "-o", "deep/mod.rs", "hand"]).quiet();
    assert!(sandbox.read("deep/mod.rs").contains("include!(\"../hand/acme.rs\");"));
    sandbox.put("hand/broken.rs", sandbox.read("hand/acme.rs").replace("pub struct A", "}"));
    let text = error(&sandbox, &["hand/"]);
    assert!(text.starts_with("error: `hand/broken.rs` is not Rust code: "), "{text}");
    for (arguments, expected) in [
        (&["module-tree", "hand"][..], "`module-tree` needs --out FILE, e.g. `--out src/lib.rs`"),
        (&["module-tree", "-omod.rs"], "`module-tree` needs folders with generated files"),
    ] {
        let done = sandbox.run(arguments);
        assert!(done.code == 2 && done.stderr.contains(expected), "{done:?}");
    }
}
