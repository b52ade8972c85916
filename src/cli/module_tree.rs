//! The command `module-tree`.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::ModuleTree;
use crate::diagnostics::{Diagnostics, not_generated};
use crate::{shards, write};

/// Writes the file of a module tree over the generated files in folders.
pub(super) fn module_tree(arguments: &ModuleTree) -> Result<ExitCode, Diagnostics> {
    let output = shards::module_tree(&arguments.out, &arguments.folders)?;
    let folder = arguments.out.parent().unwrap_or(Path::new(""));
    let comparison = write::compare(folder, &output)?;
    comparison.by_hand().map(not_generated).collect::<Diagnostics>().checkpoint()?;
    comparison.write()?;
    Ok(ExitCode::SUCCESS)
}
