//! `scripts/release` in a clone of HEAD: what it prints for a release, and its errors.

use crate::checkout;
use crate::sandbox::{Done, Sandbox};

/// Makes a clone of HEAD whose changelog has a section of the next release.
fn clone() -> (Sandbox, String) {
    let sandbox = Sandbox::new(&[]);
    // git explains itself where HEAD is not on a branch, and where it has no name for a new one.
    let quiet = ["-c", "advice.detachedHead=false", "-c", "init.defaultBranch=main"];
    let clone = ["clone", "--quiet", checkout(), "clone"];
    run(&sandbox, ".", "git", &[&quiet[..], &clone].concat()).quiet();
    let manifest = sandbox.read("clone/Cargo.toml");
    let (_, version) = manifest.split_once("[workspace.package]\nversion = \"").unwrap();
    let version = version.split_once('"').unwrap().0.to_owned();
    let changelog = sandbox.read("clone/CHANGELOG.md");
    let section = format!("## [{version}] - ");
    if !changelog.contains(&section) {
        sandbox.put(
            "clone/CHANGELOG.md",
            format!("{changelog}\n{section}2026-01-31\n\n### Added\n\n- A thing.\n"),
        );
        commit(&sandbox);
    }
    (sandbox, version)
}

fn commit(sandbox: &Sandbox) {
    let author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    run(sandbox, "clone", "git", &[&author[..], &["commit", "--quiet", "-am", "c"]].concat());
}

fn run(sandbox: &Sandbox, folder: &str, program: &str, arguments: &[&str]) -> Done {
    let mut command = sandbox.command(std::path::Path::new(program));
    command.current_dir(sandbox.path(folder)).args(arguments).env("CARGO_NET_OFFLINE", "true");
    for name in ["PATH", "HOME", "CARGO_HOME", "RUSTUP_HOME"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    sandbox.done(command.output().unwrap())
}

#[test]
fn a_release_is_packaged_and_its_commands_are_printed() {
    let (sandbox, version) = clone();
    let before = run(&sandbox, "clone", "git", &["log", "--oneline", "--decorate"]).stdout;
    let done = run(&sandbox, "clone", "scripts/release", &[&version, "--no-verify"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    for text in [
        format!("target/package/rust-grpc-{version}.crate "),
        format!("git tag --annotate v{version} "),
        format!("git push origin v{version}\n"),
        "cargo publish --locked -p rust-grpc -p rust-grpc-build -p rust-grpc-prost-build -p \
         rust-grpc-service-generator -p rust-grpc-tonic-prost-build\n"
            .to_owned(),
    ] {
        assert!(done.stdout.contains(&text), "{text}: {}", done.stdout);
    }
    assert!(sandbox.path(&format!("clone/target/package/rust-grpc-{version}.crate")).is_file());
    // The script only prints these commands.
    assert_eq!(run(&sandbox, "clone", "git", &["log", "--oneline", "--decorate"]).stdout, before);
    assert_eq!(run(&sandbox, "clone", "git", &["status", "--porcelain"]).stdout, "");
}

#[test]
fn all_errors_are_printed() {
    let (sandbox, version) = clone();
    sandbox.put("clone/README.md", "changed");
    run(&sandbox, "clone", "git", &["tag", "v77.1.1"]).quiet();
    let done = run(&sandbox, "clone", "scripts/release", &["77.1.1"]);
    assert_eq!(done.code, 1, "{}", done.stdout);
    for text in [
        "error: the tree has changes that are in no commit\n".to_owned(),
        format!("error: rust-grpc has the version {version}, not 77.1.1\n"),
        format!("error: Cargo.toml needs ^{version} of rust-grpc\n"),
        "error: CHANGELOG.md has no section 77.1.1\n".to_owned(),
        "error: releases/77.1 is in no commit\n".to_owned(),
        "error: the tag v77.1.1 exists\n".to_owned(),
    ] {
        assert!(done.stderr.contains(&text), "{text}: {}", done.stderr);
    }
    assert!(!sandbox.path("clone/target/package").exists());
}
