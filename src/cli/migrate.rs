//! The command `migrate`. It runs the program `protoc-gen-rust-grpc-migrate` of another package,
//! so that users of build.rs do not compile the dependencies of that program.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::diagnostics::{Diagnostics, cannot_run_migrate, migrate_not_installed};

/// Runs the program with the arguments of the command.
pub(super) fn migrate(arguments: &[OsString]) -> Result<ExitCode, Diagnostics> {
    let name = format!("protoc-gen-rust-grpc-migrate{}", env::consts::EXE_SUFFIX);
    // Cargo installs programs into one folder, which may not be in `PATH`.
    let beside = env::current_exe().ok().map(|program| program.with_file_name(&name));
    let program = beside.filter(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(&name));
    match Command::new(&program).args(arguments).status() {
        // A signal ends the program without a code.
        Ok(status) => Ok(status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::from(2), ExitCode::from)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(migrate_not_installed().into())
        }
        Err(error) => Err(cannot_run_migrate(&program, &error).into()),
    }
}
