//! Real programs. Each crate comes from the registry, with the build script or the test that its
//! authors wrote. `--write --run-build-scripts` must move it without an edit by hand: the items of
//! the generated code are equal, and the crate compiles.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// The crates, and the files that change besides Cargo.toml and generated code.
const PROGRAMS: &[(&str, &[&str])] = &[
    // Generated code is checked in. A test whose list of files is computed generates it.
    ("console-api", &[]),
    // One builder gets the other, and the generated code is patched.
    ("containerd-client", &[]),
    ("etcd-client", &["build.rs"]),
    // Each call in a statement of its own.
    ("k8s-cri", &["build.rs"]),
    // Generated code is checked in. A test with loops generates it.
    ("opentelemetry-proto", &[]),
];

#[test]
#[ignore = "needs real programs: scripts/fetch programs"]
fn deep_programs_move_without_an_edit() {
    let fetched = repository().join("target/peers/programs");
    assert!(fetched.exists(), "there are no programs; `scripts/fetch programs` fetches them");
    let repository = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    let _ = fs::remove_dir_all(&repository);
    // The members of the workspace are all folders in it, so `.git` has to be outside.
    let folder = repository.join("workspace");
    copy(&fetched, &folder);
    git(&repository, &["init", "--quiet"]);
    commit(&folder);
    for (program, scripts) in PROGRAMS {
        let migrated = migrate(&folder, program);
        let notes = String::from_utf8_lossy(&migrated.stderr).into_owned();
        assert!(migrated.status.success(), "{program}: {notes}");
        assert!(notes.contains("note: the generated code is equal: "), "{program}: {notes}");
        println!("{program}: {}", notes.lines().find(|line| line.contains("is equal")).unwrap());
        let changed = git(&folder, &["status", "--porcelain"]);
        let changed = changed.lines().map(|line| line[3..].strip_prefix("workspace/").unwrap());
        let changed: Vec<&str> = changed.collect();
        for name in scripts.iter().chain(&["Cargo.toml"]) {
            assert!(changed.contains(&&*format!("{program}/{name}")), "{program}: {changed:?}");
        }
        for file in changed {
            let is_script = file.ends_with("build.rs") && !scripts.contains(&"build.rs");
            assert!(file.starts_with(&format!("{program}/")) && !is_script, "{program}: {file}");
        }
        commit(&folder);
        let again = migrate(&folder, program);
        let notes = String::from_utf8_lossy(&again.stderr);
        assert!(again.status.success() && notes.contains("nothing to change"), "{notes}");
    }
    // The command has checked each of them in a copy.
    let packages = PROGRAMS.iter().flat_map(|(program, _)| ["-p", program]);
    let check = run(cargo(&folder).arg("check").args(packages));
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

fn migrate(folder: &Path, program: &str) -> Output {
    let mut migrate = Command::new(env!("CARGO_BIN_EXE_protoc-gen-rust-grpc-migrate"));
    migrate.arg("--write").arg("--run-build-scripts");
    migrate.arg("--runtime").arg(repository()).arg(folder.join(program));
    run(settings(&mut migrate))
}

fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    settings(cargo.current_dir(folder));
    cargo
}

/// Sets the variables that programs under test need. All programs share what they compile.
fn settings(command: &mut Command) -> &mut Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs-target");
    command
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .env("PROTOC", protoc_bin_vendored::protoc_bin_path().unwrap())
        .env_remove("RUSTFLAGS");
    // These variables describe this test, not the programs.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "OUT_DIR"] {
        command.env_remove(name);
    }
    command
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]).args(arguments);
    let output = run(&mut git);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "--message", "all"]);
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().canonicalize().unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
