//! The diagnostics of the command `migrate`, which runs another program.

use std::io;
use std::path::Path;

use super::Diagnostic;

pub(crate) fn migrate_not_installed() -> Diagnostic {
    Diagnostic::error("`migrate` needs the program `protoc-gen-rust-grpc-migrate`")
        .help("in a checkout of the repository, `cargo install --path migrate` installs it")
}

pub(crate) fn cannot_run_migrate(program: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot run {}: {error}", program.display()))
        .help("in a checkout of the repository, `cargo install --path migrate` installs it again")
}
