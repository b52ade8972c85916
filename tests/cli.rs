//! The command line: its commands, and the texts that it prints.

#[path = "cli/arguments.rs"]
mod arguments;
#[cfg(unix)]
#[path = "cli/cache.rs"]
mod cache;
#[path = "cli/check.rs"]
mod check;
#[cfg(unix)]
#[path = "cli/completions.rs"]
mod completions;
#[path = "cli/descriptor_sets.rs"]
mod descriptor_sets;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/file_names.rs"]
mod file_names;
#[path = "cli/generate.rs"]
mod generate;
#[path = "cli/init.rs"]
mod init;
#[cfg(unix)]
#[path = "cli/migrate.rs"]
mod migrate;
#[path = "cli/module_tree.rs"]
mod module_tree;
#[path = "cli/not_utf8.rs"]
mod not_utf8;
#[path = "cli/protoc.rs"]
mod protoc;
#[path = "cli/rules_rust.rs"]
mod rules_rust;
#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "support/sandbox.rs"]
mod sandbox;
#[path = "cli/warnings.rs"]
mod warnings;
