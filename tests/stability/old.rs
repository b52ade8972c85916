//! The older versions: git revisions, folders, generated code, descriptor sets.

use std::path::PathBuf;
use std::process::Command;

use crate::sandbox::{BINARY, Done, Sandbox, vendored_protoc};

const OLD: &str = "syntax = \"proto3\";\npackage acme.v1;\nimport \"common.proto\";\n\
                   message Forecast { int32 day = 1; Place place = 2; bool dry = 3; }\n";
const NEW: &str = "syntax = \"proto3\";\npackage acme.v1;\nimport \"common.proto\";\n\
                   message Forecast { string day = 1; Place place = 2; bool wet = 4; }\n";
const COMMON: &str = "syntax = \"proto3\";\npackage acme.v1;\nmessage Place { string name = 1; }\n";

/// The first lines of the reports, with a place for the older version.
const FIRST_LINES: &str = "\
proto/forecast.proto:4:20: error: field `acme.v1.Forecast.day`: the type `int32` is now `string` \
[field-type-changed]
proto/forecast.proto:4:53: warning: field `acme.v1.Forecast.wet`: is new [field-added]
@forecast.proto:4:52: error: field `acme.v1.Forecast.dry`: is removed [field-removed-number-free]
";

fn first_lines(done: &Done) -> String {
    let lines = done.stdout.lines().filter(|line| !line.starts_with(' '));
    let mut lines: Vec<String> = lines.map(|line| format!("{line}\n")).collect();
    lines.sort_by_key(|line| !line.starts_with("proto/"));
    lines.concat()
}

#[track_caller]
fn finds(done: &Done, old: &str) {
    assert_eq!((done.code, done.stderr.as_str()), (1, ""), "{done:?}");
    assert_eq!(first_lines(done), FIRST_LINES.replace('@', old));
}

fn versions() -> Sandbox {
    Sandbox::new(&[
        ("proto/forecast.proto", NEW),
        ("proto/common.proto", COMMON),
        ("old/forecast.proto", OLD),
        ("old/common.proto", COMMON),
    ])
}

/// A repository whose first commit has the older version.
fn repository() -> Sandbox {
    let sandbox = Sandbox::new(&[("proto/forecast.proto", OLD), ("proto/common.proto", COMMON)]);
    git(&sandbox, &["init", "--quiet", "--initial-branch=main"]);
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "--message", "one"]);
    sandbox.put("proto/forecast.proto", NEW);
    sandbox
}

fn git(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(sandbox.path("")).env("GIT_CONFIG_GLOBAL", "/dev/null");
    git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]).args(arguments);
    let output = git.output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Runs the binary with the machine's `PATH`, so that it finds git.
fn run(sandbox: &Sandbox, folder: &str, arguments: &[&str]) -> Done {
    let mut command = sandbox.command(BINARY);
    command.env("PATH", std::env::var_os("PATH").unwrap()).env("PROTOC", vendored_protoc());
    command.current_dir(sandbox.path(folder));
    sandbox.done(command.args(arguments).output().unwrap())
}

#[test]
fn folders_of_protos() {
    let sandbox = versions();
    finds(&sandbox.run(&["check", "--against", "old", "proto"]), "old/");
    // A file has its name from the folder that imports are relative to.
    let done = sandbox.run(&["check", "--against", "old", "-I", "proto", "proto/forecast.proto"]);
    finds(&done, "old/");
    // The folder is the older copy of `.`.
    sandbox.put("copy/proto/forecast.proto", OLD.replace("common", "proto/common"));
    sandbox.put("copy/proto/common.proto", COMMON);
    sandbox.put("proto/forecast.proto", NEW.replace("common", "proto/common"));
    finds(&sandbox.run(&["check", "--against", "copy", "-I", ".", "proto"]), "copy/proto/");
}

#[test]
fn descriptor_sets() {
    let sandbox = versions();
    for folder in ["old", "proto"] {
        let done = sandbox.protoc(
            &vendored_protoc(),
            &[
                "--descriptor_set_out",
                &format!("{folder}.binpb"),
                "--include_imports",
                "--include_source_info",
                "-I",
                folder,
                "forecast.proto",
            ],
        );
        assert_eq!(done.code, 0, "{done:?}");
    }
    finds(&sandbox.run(&["check", "--against", "old.binpb", "proto"]), "");
    let done = sandbox.run(&["check", "--against", "old.binpb", "--descriptor_set", "proto.binpb"]);
    let sorted = |text: String| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let expected = FIRST_LINES.replace("proto/", "").replace('@', "");
    assert_eq!(sorted(first_lines(&done)), sorted(expected), "{done:?}");
    let done = sandbox.run(&["check", "--against", "proto.binpb", "proto"]);
    assert_eq!(done.quiet().stdout, "");
}

/// A set has files that the user does not name: imports, and files of other packages.
#[test]
fn descriptor_sets_with_more_files() {
    let file =
        |package: &str, rest: &str| format!("syntax = \"proto3\";\npackage {package};\n{rest}\n");
    let imports = "import \"base.proto\";\nimport \"google/protobuf/any.proto\";";
    let sandbox = Sandbox::new(&[
        ("old/base.proto", &file("base", "message Base { int32 a = 1; }")),
        ("old/a.proto", &file("acme", &format!("{imports}\nmessage A {{ base.Base a = 1; }}"))),
        ("old/b.proto", &file("acme", "message B { int32 b = 1; }")),
        ("old/c.proto", &file("other", "message C {}")),
        ("third/base.proto", &file("base", "message Base { int64 a = 1; }")),
        // The file b.proto has become a part of it.
        (
            "new/a.proto",
            &file("acme", "import \"base.proto\";\nmessage A { base.Base a = 1; }\nmessage B {}"),
        ),
    ]);
    let set = ["-oold.binpb", "--include_imports", "-Iold", "a.proto", "b.proto", "c.proto"];
    assert_eq!(sandbox.protoc(&vendored_protoc(), &set).code, 0);
    let rules = |arguments: &[&str]| {
        let done = sandbox.run(&[&["check", "--against", "old.binpb"], arguments].concat());
        assert_eq!(done.code, 1, "{done:?}");
        let first = done.stdout.lines().filter(|line| !line.starts_with(' '));
        let element = |line: &str| line.split('`').nth(1).unwrap().to_owned();
        first.map(element).collect::<Vec<_>>()
    };
    let includes = ["-I", "new", "-I", "third"];
    let all = ["acme.B.b", "other", "base.Base.a"];
    assert_eq!(rules(&[&includes[..], &["new"]].concat()), all);
    // A name stands for the file and its package. Imports are generated, too.
    let named = [&includes[..], &["new/a.proto"]].concat();
    assert_eq!(rules(&named), ["acme.B.b", "base.Base.a"]);
    let alone = ["--opt", "include_imports=false"];
    assert_eq!(rules(&[&named[..], &alone].concat()), ["acme.B.b"]);
    assert_eq!(rules(&[&includes[..], &["new"], &alone].concat()), ["acme.B.b", "other"]);
    assert_eq!(rules(&["-I", "third", "base.proto"]), ["base.Base.a"]);
    let set = ["-onew.binpb", "--include_imports", "-Inew", "-Ithird", "a.proto"];
    assert_eq!(sandbox.protoc(&vendored_protoc(), &set).code, 0);
    let new = ["--descriptor_set", "new.binpb"];
    assert_eq!(rules(&new), ["acme.B.b", "base.Base.a", "other"]);
    assert_eq!(rules(&[&new[..], &["a.proto"]].concat()), ["acme.B.b"]);
    assert_eq!(rules(&[&new[..], &["base.proto"]].concat()), ["base.Base.a"]);
    // A file that is there is not removed, although it is not named.
    sandbox.put("new/b.proto", sandbox.read("old/b.proto"));
    sandbox.put("new/a.proto", file("acme", "message A {}"));
    assert_eq!(rules(&["-I", "new", "new/a.proto"]), ["acme.A.a"]);
    // The set has none of the files.
    sandbox.put("more/more.proto", file("more", "message M {}"));
    let done = sandbox.run(&["check", "--against", "old.binpb", "more/more.proto"]);
    let first = "error: `old.binpb` has none of the .proto files\n";
    assert!(done.code == 2 && done.stderr.starts_with(first), "{done:?}");
}

#[test]
fn generated_code() {
    let sandbox = versions();
    for (folder, options) in [
        ("flat", &["--opt", "mod_file=mod.rs"][..]),
        ("folders", &["--opt", "flat_output_dir=false"]),
    ] {
        sandbox.run(&[&["generate", "-o", folder, "old"], options].concat()).quiet();
        let done = sandbox.run(&[&["check", "--against", folder, "proto"], options].concat());
        assert_eq!((done.code, done.stderr.as_str()), (1, ""), "{done:?}");
        assert_eq!(
            first_lines(&done),
            "proto/forecast.proto:4:1: error: `acme::v1::Forecast::dry` is removed \
             [item-removed]\n\
             proto/forecast.proto:4:20: error: `acme::v1::Forecast::day` has changed \
             [item-changed]\n\
             proto/forecast.proto:4:53: warning: `acme::v1::Forecast::wet` is new [item-added]\n"
        );
        let done = sandbox.run(&[&["check", "--against", folder, "old"], options].concat());
        assert_eq!(done.quiet().stdout, "");
    }
    // The code of prost-build has the same mark, and the same items.
    let prost = ["--opt", "codec=prost"];
    sandbox.run(&[&["generate", "-o", "prost", "old"], &prost[..]].concat()).quiet();
    let text = sandbox.read("prost/acme.v1.rs");
    let body = text.split_once("\n\n").unwrap().1;
    let body = format!("// This file is @generated by prost-build.\n{body}");
    sandbox.put("prost/acme.v1.rs", body);
    let done = sandbox.run(&[&["check", "--against", "prost", "old"], &prost[..]].concat());
    assert_eq!(done.quiet().stdout, "");
}

#[test]
fn git_revisions() {
    let sandbox = repository();
    for revision in ["main", "HEAD", &git(&sandbox, &["rev-parse", "--short", "HEAD"])] {
        let done = run(&sandbox, ".", &["check", "--against", revision, "proto"]);
        finds(&done, &format!("{revision}:proto/"));
    }
    // A path is relative to the current folder.
    let done = run(&sandbox, "proto", &["check", "--against", "HEAD", "forecast.proto"]);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.stdout.contains("HEAD:proto/forecast.proto:4:52: error: "), "{done:?}");
    // A name is relative to an include folder.
    let done = run(&sandbox, ".", &["check", "--against", "HEAD", "-I", "proto", "forecast.proto"]);
    finds(&done, "HEAD:proto/");
    git(&sandbox, &["commit", "--quiet", "--all", "--message", "two"]);
    let done = run(&sandbox, ".", &["check", "--against", "HEAD", "proto"]);
    assert_eq!(done.quiet().stdout, "");
    finds(&run(&sandbox, ".", &["check", "--against", "HEAD~1", "proto"]), "HEAD~1:proto/");
    // The repository is that of the .proto files, and not that of the current folder.
    let outside = Sandbox::new(&[]);
    let proto = sandbox.path("proto").display().to_string();
    for inputs in [&[&*proto][..], &["-I", &proto, "forecast.proto"]] {
        let arguments = [&["check", "--against", "HEAD~1"], inputs].concat();
        let done = run(&outside, ".", &arguments);
        assert_eq!((done.code, done.stderr.as_str()), (1, ""), "{done:?}");
        assert!(done.stdout.contains("HEAD~1:proto/forecast.proto:4:52: error: "), "{done:?}");
    }
    // A file that the revision lacks is new.
    sandbox.put("proto/more.proto", "syntax = \"proto3\";\npackage acme.v1;\nmessage More {}\n");
    let done = run(&sandbox, ".", &["check", "--against", "HEAD", "proto"]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{done:?}");
    assert!(done.stdout.contains("note: message `acme.v1.More`: is new [message-added]"));
}

/// Nothing of the repository runs, and nothing in it changes.
#[test]
fn hostile_repositories() {
    let sandbox = repository();
    let trap = sandbox.path("trap");
    let program = format!("#!/bin/sh\ntouch {}\ncat\n", trap.display());
    sandbox.put("evil.sh", program);
    let evil: PathBuf = sandbox.path("evil.sh");
    assert!(Command::new("chmod").arg("+x").arg(&evil).status().unwrap().success());
    let evil = evil.to_str().unwrap();
    sandbox.put(".gitattributes", "*.proto diff=evil filter=evil text eol=crlf\n");
    git(&sandbox, &["add", ".gitattributes"]);
    git(&sandbox, &["commit", "--quiet", "--message", "attributes"]);
    for key in [
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "alias.ls-tree",
        "alias.cat-file",
        "alias.rev-parse",
    ] {
        let alias = if key.starts_with("alias") { "!" } else { "" };
        git(&sandbox, &["config", key, &format!("{alias}{evil}")]);
    }
    for hook in ["post-checkout", "reference-transaction", "post-index-change"] {
        sandbox.put(&format!(".git/hooks/{hook}"), sandbox.read("evil.sh"));
        let hook = sandbox.path(&format!(".git/hooks/{hook}"));
        assert!(Command::new("chmod").arg("+x").arg(hook).status().unwrap().success());
    }
    let state = || (sandbox.list(".git"), sandbox.read("proto/forecast.proto"));
    let before = state();
    finds(&run(&sandbox, ".", &["check", "--against", "HEAD", "proto"]), "HEAD:proto/");
    assert!(!trap.exists(), "a program of the repository has run");
    assert_eq!(state(), before);
    // The settings do run in a checkout, so the test would find them.
    git(&sandbox, &["checkout", "--quiet", "--force", "HEAD", "--", "proto"]);
    assert!(trap.exists());
}

#[test]
fn errors() {
    let sandbox = repository();
    sandbox.put("empty/readme.md", "");
    let none =
        |old: &str, why: &str| format!("there is no file, folder or git revision `{old}`: {why}");
    let (bad, unknown) = ("it is no name of a revision", "git knows no commit of this name here");
    let nothing = "the folder `empty` has neither .proto files nor generated code to compare with";
    for (old, more, message) in [
        ("--output=x", &[][..], none("--output=x", bad)),
        ("-x", &[], none("-x", bad)),
        ("nowhere", &[], none("nowhere", unknown)),
        ("HEAD:proto", &[], none("HEAD:proto", unknown)),
        ("empty", &[], nothing.to_owned()),
        (
            "proto/common.proto",
            &[],
            "`proto/common.proto` is one .proto file, and not an older version".to_owned(),
        ),
        ("HEAD", &["--allow", "field-add"], "there is no rule `field-add`".to_owned()),
        ("HEAD", &["none.proto"], "there is no file `none.proto`".to_owned()),
        ("HEAD", &["--out", "x"], "`check` takes --out or --against, not both".to_owned()),
    ] {
        let arguments = [&["check", "--against", old, "proto"], more].concat();
        let done = run(&sandbox, ".", &arguments);
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{done:?}");
        assert_eq!(done.stderr.lines().next(), Some(format!("error: {message}").as_str()));
    }
    // A revision has no descriptor sets.
    let arguments = ["-oset.binpb", "-Iproto", "--include_imports", "forecast.proto"];
    assert_eq!(sandbox.protoc(&vendored_protoc(), &arguments).code, 0);
    let sets = ["--descriptor_set", "set.binpb", "forecast.proto"];
    let done = run(&sandbox, ".", &[&["check", "--against", "HEAD"][..], &sets].concat());
    let first = "error: the git revision `HEAD` can be compared with .proto files, not with a ";
    assert!(done.code == 2 && done.stderr.starts_with(first), "{done:?}");
    let done = run(&sandbox, ".", &["check", "--against", "HEAD", "prto"]);
    assert_eq!(done.stderr.lines().next(), Some("error: there is no file `prto`"), "{done:?}");
    // Outside of a repository, git says why it knows no revision.
    let outside = Sandbox::new(&[("a.proto", "syntax = \"proto3\";")]);
    let done = run(&outside, ".", &["check", "--against", "main", "a.proto"]);
    assert!(
        done.stderr.contains("`main`: git cannot be asked (fatal: not a git repository"),
        "{done:?}"
    );
    // Without git, and for a revision whose schema has errors.
    let done = sandbox.run(&["check", "--against", "HEAD", "proto"]);
    let first = "error: there is no file, folder or git revision `HEAD`: git cannot be asked (";
    assert!(done.code == 2 && done.stderr.starts_with(first), "{done:?}");
    sandbox.put("proto/forecast.proto", "syntax = \"proto3\"; message {}");
    git(&sandbox, &["commit", "--quiet", "--all", "--message", "broken"]);
    sandbox.put("proto/forecast.proto", NEW);
    let done = run(&sandbox, ".", &["check", "--against", "HEAD", "proto"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.stderr.starts_with("HEAD:proto/forecast.proto:1:"), "{done:?}");
}

#[test]
fn exit_codes_and_json() {
    let sandbox = Sandbox::new(&[
        ("old/a.proto", "syntax = \"proto3\"; message A { int32 a = 1; }"),
        ("new/a.proto", "syntax = \"proto3\"; message A { int32 a = 1; int32 b = 2; }"),
    ]);
    let check = ["check", "--against", "old", "new"];
    let code = |more: &[&str]| sandbox.run(&[&check, more].concat()).code;
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--strict"]), 1);
    assert_eq!(code(&["--strict", "--allow", "field-added"]), 0);
    // The attribute makes literals impossible for other crates.
    assert_eq!(code(&["--strict", "--opt", "message_attribute=.=#[non_exhaustive]"]), 0);
    let done = sandbox.run(&[&check[..], &["--json"]].concat());
    assert_eq!(
        done.quiet().stdout,
        "[{\"rule\":\"field-added\",\"level\":\"warning\",\"element\":\"A.b\",\"message\":\
         \"field `A.b`: is new\",\"file\":\"new/a.proto\",\"line\":1,\"column\":45,\"removed\":\
         false,\"items\":[{\"old\":null,\"new\":\"A::b: i32\",\"breaks\":\"literals\"}],\
         \"source\":\"literals\",\"wire\":false,\"json\":false,\"behaviour\":\"\",\"help\":\
         \"End struct literals with `..Default::default()` and patterns with `..`. In other \
         crates, `message_attribute=PATH=#[non_exhaustive]` forbids struct literals and patterns \
         without `..`.\"}]\n"
    );
    let done = sandbox.run(&["check", "--strict", "--out", "x", "new"]);
    assert_eq!(done.code, 2, "{done:?}");
}

/// These changes have no report.
#[test]
fn changes_without_effect() {
    let old = "syntax = \"proto3\";\npackage acme.v1;\nmessage A { repeated int32 a = 1; B b = 2; \
               optional string c = 3; }\nmessage B { }\nenum E { ZERO = 0; }\n";
    let moved = "syntax = \"proto3\";\npackage acme.v1;\nenum E { ZERO = 0; }\nmessage B { }\n";
    let rest = "edition = \"2023\";\npackage acme.v1;\nimport \"b.proto\";\n\
                option java_package = \"x\";\n\
                // A comment.\nmessage A { string c = 3; B b = 2; \
                repeated int32 a = 1 [features.repeated_field_encoding = EXPANDED]; }\n";
    let sandbox =
        Sandbox::new(&[("old/a.proto", old), ("new/a.proto", rest), ("new/b.proto", moved)]);
    let done = sandbox.run(&["check", "--against", "old", "new"]);
    assert_eq!(done.quiet().stdout, "");
}
