//! Several descriptor sets as the input, as build systems write them: a set for each library,
//! without its imports.

use std::path::Path;

use crate::sandbox::{BINARY, Sandbox, vendored_protoc};

const FILES: &[(&str, &str)] = &[
    (
        "proto/common/money.proto",
        "syntax = 'proto3';\npackage common;\n// An amount.\nmessage Money { int64 units = 1; }\n",
    ),
    (
        "proto/common/more.proto",
        "syntax = 'proto3';\npackage common;\nimport 'common/money.proto';\nmessage Price { Money \
         money = 1; }\n",
    ),
    (
        "proto/orders/orders.proto",
        "edition = '2023';\npackage orders;\nimport 'common/money.proto';\nimport \
         'google/protobuf/timestamp.proto';\n// See [Money][common.Money].\nmessage Order { \
         common.Money total = 1; google.protobuf.Timestamp time = 2; }\nservice Orders { rpc \
         Get(Order) returns (common.Money); }\n",
    ),
    ("proto/shop/shop.proto", "syntax = 'proto2';\npackage shop;\nmessage Shop {}\n"),
];

/// The sets. Each has some of the files, and `all` also has the files of the others.
const SETS: &[(&str, &[&str])] = &[
    ("money", &["common/money.proto"]),
    ("more", &["common/more.proto"]),
    ("orders", &["orders/orders.proto"]),
    ("shop", &["shop/shop.proto"]),
    ("time", &["google/protobuf/timestamp.proto"]),
];

/// Returns a sandbox with the descriptor sets.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new(FILES);
    let compile = |set: &str, files: &[&str], more: &[&str]| {
        let out = format!("-o{set}.binpb");
        let arguments: Vec<&str> =
            ["-Iproto", &out].iter().chain(more).chain(files).copied().collect();
        let mut protoc = sandbox.command(vendored_protoc());
        sandbox.done(protoc.args(arguments).output().unwrap()).quiet();
    };
    for (set, files) in SETS {
        compile(set, files, &["--include_source_info"]);
    }
    // Imports without comments and positions.
    compile("imports", &["orders/orders.proto"], &["--include_imports"]);
    sandbox.put("empty.binpb", "");
    sandbox
}

/// Runs `generate` without any environment variable. Returns the names of the files that it wrote.
fn generate(sandbox: &Sandbox, out: &str, sets: &[&str], arguments: &[&str]) -> Vec<String> {
    let mut command = sandbox.command(BINARY);
    command.env_clear().env("PATH", "").args(["generate", "--out", out, "--quiet"]).args(arguments);
    for set in sets {
        command.arg("--descriptor_set").arg(format!("{set}.binpb"));
    }
    let done = sandbox.done(command.output().unwrap());
    assert_eq!(done.quiet().stdout, "");
    sandbox.list(out)
}

const OPTIONS: &str = "generated_separately=.,descriptor_set=true,bytes=.orders.Order";

#[test]
fn files_of_several_sets_give_the_code_of_the_plugin() {
    let sandbox = sandbox();
    for (package, files) in [
        ("common", &["common/money.proto", "common/more.proto"][..]),
        ("orders", &["orders/orders.proto"]),
        ("shop", &["shop/shop.proto"]),
    ] {
        let of_plugin = format!("plugin/{package}");
        sandbox.put(&format!("{of_plugin}/.keep"), "");
        let (out, options) =
            (format!("--rust-grpc_out={of_plugin}"), format!("--rust-grpc_opt={OPTIONS}"));
        let arguments: Vec<&str> =
            ["-Iproto", &out, &options].iter().chain(files).copied().collect();
        sandbox.protoc(&vendored_protoc(), &arguments).quiet();

        let arguments: Vec<&str> = ["--opt", OPTIONS].iter().chain(files).copied().collect();
        let file = format!("{package}.rs");
        for (run, sets) in [
            ["money", "more", "orders", "shop", "time"].to_vec(),
            ["shop", "time", "orders", "more", "money"].to_vec(),
            ["empty", "imports", "money", "more", "orders", "shop", "time"].to_vec(),
        ]
        .iter()
        .enumerate()
        {
            // Neither folder exists.
            let out = format!("deep/{run}/{package}");
            assert_eq!(generate(&sandbox, &out, sets, &arguments), [file.as_str()]);
            assert_eq!(
                sandbox.read(&format!("{out}/{file}")),
                sandbox.read(&format!("{of_plugin}/{file}")),
                "{package} {sets:?}"
            );
        }
    }
    let orders = sandbox.read("deep/0/orders/orders.rs");
    assert!(orders.contains("See [`Money`](struct@super::common::Money)"), "{orders}");
}

#[test]
fn without_names_all_files_of_all_sets() {
    let sandbox = sandbox();
    let sets = ["money", "more", "orders", "shop", "time"];
    assert_eq!(generate(&sandbox, "out", &sets, &[]), ["common.rs", "orders.rs", "shop.rs"]);
    let mut check = sandbox.command(BINARY);
    check.args(["check", "--out", "out", "-Iproto", "proto"]);
    sandbox.done(check.output().unwrap()).quiet();
}

/// A file with comments is taken from the set that has them, in any order of the sets.
#[test]
fn comments_are_in_one_of_the_sets() {
    let sandbox = sandbox();
    for sets in [["imports", "money"], ["money", "imports"]] {
        let out = sets.join("-");
        generate(&sandbox, &out, &sets, &["common/money.proto"]);
        let text = sandbox.read(&format!("{out}/common.rs"));
        assert!(text.contains("/// An amount."), "{sets:?}: {text}");
    }
}

/// A file of another version is an error, even if only a comment differs.
#[test]
fn files_that_differ_are_named_with_both_sets() {
    let sandbox = sandbox();
    let text = FILES[0].1.replace("An amount.", "Another amount.");
    sandbox.put("other/common/money.proto", text);
    let mut protoc = sandbox.command(vendored_protoc());
    protoc.args(["-Iother", "--include_source_info", "-oother.binpb", "common/money.proto"]);
    sandbox.done(protoc.output().unwrap()).quiet();
    let set = |name: &str| format!("--descriptor_set={name}.binpb");
    let done = sandbox.run(&["generate", "--out=out", &set("money"), &set("shop"), &set("other")]);
    let expected = "error: `common/money.proto` in the descriptor set `other.binpb` differs from \
                    `common/money.proto` in `money.binpb`\n  help: write both sets again, from \
                    the same version of the file\n";
    assert_eq!((done.code, done.stderr.as_str()), (2, expected));
    assert!(!Path::new(&sandbox.path("out")).exists());
}

#[test]
fn check_and_explain_take_several_sets_too() {
    let sandbox = sandbox();
    let sets = ["--descriptor_set=money.binpb", "--descriptor_set=more.binpb"];
    let done = sandbox.run(&[&["explain"], &sets[..], &["common.Price.money"]].concat());
    assert!(done.quiet().stdout.contains("common::Price"), "{done:?}");
    sandbox.run(&[&["generate", "-oout"], &sets[..]].concat()).quiet();
    sandbox.run(&[&["check", "-oout"], &sets[..]].concat()).quiet();
    let done = sandbox.run(&[&["check", "-oout"], &sets[..], &["common/money.proto"]].concat());
    assert_eq!(done.code, 1, "{done:?}");
}
