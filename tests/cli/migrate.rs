//! The command `migrate`, which another program does.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::sandbox::{BINARY, Sandbox};

/// Copies the binary into a folder of its own. The program that migrates may be beside the
/// original.
fn alone() -> Sandbox {
    let sandbox = Sandbox::new(&[]);
    fs::copy(BINARY, sandbox.path("protoc-gen-rust-grpc")).unwrap();
    sandbox
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
    let program = sandbox.path("protoc-gen-rust-grpc-migrate");
    fs::write(&program, "#!/bin/sh\necho \"$# $@\"\nexit 1\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = sandbox.command(sandbox.path("protoc-gen-rust-grpc"));
    let done = sandbox.done(command.args(["migrate", "--write", "a b", "-h"]).output().unwrap());
    assert_eq!((done.code, done.stdout.as_str()), (1, "3 --write a b -h\n"));
}
