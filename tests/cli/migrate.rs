//! The command `migrate`, which runs another program.

use std::path::Path;
use std::process::Command;

use crate::sandbox::{BINARY, Sandbox};

/// Copies the binary into a folder of its own. The program that migrates may be beside the
/// original.
fn alone() -> Sandbox {
    let sandbox = Sandbox::new(&[]);
    install(Path::new(BINARY), &sandbox, "protoc-gen-rust-grpc");
    sandbox
}

/// Copies a program. Another process copies it: a file that this process writes may be open in the
/// child processes of other tests, and then the system does not run it.
fn install(program: &Path, sandbox: &Sandbox, name: &str) {
    let status = Command::new("install").arg(program).arg(sandbox.path(name)).status().unwrap();
    assert!(status.success());
}

#[test]
fn the_error_says_how_to_install_the_program() {
    let sandbox = alone();
    let mut command = sandbox.command(sandbox.path("protoc-gen-rust-grpc"));
    let done = sandbox.done(command.args(["migrate", "--write"]).output().unwrap());
    let error = "\
error: `migrate` needs the program `protoc-gen-rust-grpc-migrate`
  help: in a checkout of the repository, `cargo install --path migrate` installs it
";
    assert_eq!((done.code, done.stderr.as_str()), (2, error));
}

#[test]
fn arguments_and_the_exit_code_are_passed_on() {
    let sandbox = alone();
    sandbox.put("script", "#!/bin/sh\necho \"$# $@\"\nexit 1\n");
    install(&sandbox.path("script"), &sandbox, "protoc-gen-rust-grpc-migrate");
    let mut command = sandbox.command(sandbox.path("protoc-gen-rust-grpc"));
    let done = sandbox.done(command.args(["migrate", "--write", "a b", "-h"]).output().unwrap());
    assert_eq!((done.code, done.stdout.as_str()), (1, "3 --write a b -h\n"));
}
