//! `--write`: when it changes files, and which.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::project::{BUILD, MANIFEST, Project};

#[test]
fn a_second_run_finds_nothing_to_change() {
    for arguments in [&["--write"][..], &["--write", "--compat"]] {
        let project = Project::with_build(BUILD);
        project.commit();
        let done = project.migrate(arguments);
        assert_eq!((done.code, done.out.as_str()), (0, ""), "{done:?}");
        assert!(done.notes.contains("note: Cargo.toml is changed\n"), "{done:?}");
        let (manifest, build) = (project.read("Cargo.toml"), project.read("build.rs"));
        assert_ne!(manifest, MANIFEST);
        project.commit();
        let again = project.migrate(arguments);
        let note = "note: there is nothing to change in this folder\n";
        assert_eq!((again.code, again.notes.as_str()), (0, note));
        assert_eq!((project.read("Cargo.toml"), project.read("build.rs")), (manifest, build));
    }
}

#[test]
fn git_applies_the_diff_with_the_same_result() {
    let written = Project::with_build(BUILD);
    written.commit();
    written.migrate(&["--write"]);
    // The paths of the diff are relative to the current folder, which can be the package, the
    // repository, another folder in it, or a folder around it.
    for (current, folder) in
        [("", "."), ("", "my crates/weather"), ("my crates", "weather"), ("my crates/weather", ".")]
    {
        let package = if folder == "." { current } else { "my crates/weather" };
        let inner = |name: &str| match package {
            "" => name.to_owned(),
            _ => format!("{package}/{name}"),
        };
        let base = Project::with_build(BUILD);
        let files = ["Cargo.toml", "build.rs", "proto/weather.proto", "proto/place.proto"];
        let texts = files.map(|name| (inner(name), base.read(name)));
        let texts: Vec<_> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
        let applied = Project::new(&texts);
        for with_repository in [false, true] {
            if with_repository {
                texts.iter().for_each(|(name, text)| applied.put(name, text));
                applied.commit();
            }
            let diff = applied.migrate_from(current, folder).out;
            let mut git = Command::new("git");
            git.arg("apply").current_dir(applied.path(current)).stdin(Stdio::piped());
            let mut git = git.spawn().unwrap();
            git.stdin.take().unwrap().write_all(diff.as_bytes()).unwrap();
            assert!(git.wait().unwrap().success(), "{current} {folder}: {diff}");
            for file in ["Cargo.toml", "build.rs"] {
                assert_eq!(written.read(file), applied.read(&inner(file)), "{current} {folder}");
            }
        }
    }
}

#[test]
fn changes_that_are_not_committed_are_kept() {
    let project = Project::with_build(BUILD);
    let done = project.migrate(&["--write"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.notes.contains("error: --write changes files in a git repository alone\n"));
    project.commit();
    for (file, text) in [("proto/place.proto", "syntax = 'proto3';"), ("new", "")] {
        project.put(file, text);
        let done = project.migrate(&["--write", "--compat"]);
        if file == "new" {
            assert_eq!(done.code, 2, "{done:?}");
            let note = "error: git has changes that are not committed, e.g. of new\n";
            assert!(done.notes.contains(note), "{done:?}");
            fs::remove_file(project.path(file)).unwrap();
        } else {
            assert_ne!(done.code, 0, "{done:?}");
            project.git(&["checkout", "--quiet", "."]);
        }
        assert_eq!(
            (project.read("Cargo.toml").as_str(), project.read("build.rs").as_str()),
            (MANIFEST, BUILD)
        );
    }
}

#[test]
fn nothing_is_written_without_a_proof() {
    let build = BUILD.replace("build_server(false)", "no_such_option(true)");
    let project = Project::with_build(&build);
    project.commit();
    project.migrate(&["--write"]).is_unknown("build.rs:3:10: ");
    assert_eq!(project.read("Cargo.toml"), MANIFEST);
}

#[test]
fn files_that_git_ignores_are_kept() {
    let project = Project::with_build(BUILD);
    project.put(".gitignore", "build.rs\n");
    project.commit();
    let done = project.migrate(&["--write"]);
    assert_eq!(done.code, 2, "{done:?}");
    let note = "build.rs: error: git ignores this file, and could not undo its change\n";
    assert!(done.notes.contains(note), "{done:?}");
    assert_eq!(
        (project.read("Cargo.toml"), project.read("build.rs")),
        (MANIFEST.into(), BUILD.into())
    );
}

#[test]
fn files_outside_of_the_package_are_kept() {
    let manifest = MANIFEST.replace("edition", "build = \"../build.rs\"\nedition");
    let project = Project::new(&[("package/Cargo.toml", &manifest), ("build.rs", BUILD)]);
    for file in ["weather.proto", "place.proto"] {
        project.put(&format!("package/proto/{file}"), &project.read(&format!("proto/{file}")));
    }
    project.commit();
    let done = project.migrate_in("package", &["--write"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(project.read("package/Cargo.toml").contains("rust-grpc-tonic-prost-build"));
    assert_eq!(project.read("build.rs"), BUILD);
}

#[test]
fn without_being_asked_no_program_of_the_project_runs() {
    let calls = [
        "protoc_arg(\"--plugin=protoc-gen-evil=evil\")",
        "protoc_arg(\"--experimental_a\\n--plugin=protoc-gen-evil=evil\")",
        "include_file(\"../evil.rs\")",
        "include_file(\"/evil.rs\")",
    ];
    for call in calls {
        let project = Project::with_build(&BUILD.replace("build_server(false)", call));
        project.migrate(&[]).is_unknown("build.rs:3:10: ");
    }
    // The .proto files are read with our protoc, whatever the build script names.
    let build = BUILD.replace("tonic_prost_build::configure()", "prost_build::Config::new()");
    let build = build.replace("build_server(false)", "protoc_executable(\"./evil\")");
    let manifest = MANIFEST.replace("tonic-prost-build", "prost-build");
    let project = Project::new(&[("Cargo.toml", &manifest), ("build.rs", &build)]);
    project.migrate(&[]).is_equal(&["Cargo.toml", "build.rs"]);
}
