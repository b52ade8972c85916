//! `init`: a new project that builds and runs.

use std::process::ExitCode;

use super::arguments::Init;
use crate::diagnostics::Diagnostics;

pub(super) fn init(arguments: &Init) -> Result<ExitCode, Diagnostics> {
    let _ = (&arguments.folder, &arguments.runtime);
    Ok(ExitCode::from(2))
}
