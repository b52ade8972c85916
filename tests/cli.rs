//! The command line, and everything it says.

#[path = "cli/arguments.rs"]
mod arguments;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/generate.rs"]
mod generate;
#[path = "cli/init.rs"]
mod init;
#[path = "cli/protoc.rs"]
mod protoc;
#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "support/sandbox.rs"]
mod sandbox;
