//! The command line of the binary, for use without protoc. It is not part of the library's API.
//!
//! May import: `config`, `diagnostics`, `lint`, `options`, `output`, `shards`, `stability`,
//! `write`.
//!
//! The exit codes of every command are: 0, success; 1, `check` has found differences or `lint` has
//! findings; 2, an error.

use std::ffi::OsString;
use std::process::ExitCode;

mod against;
mod arguments;
mod completions;
mod explain;
mod generate;
mod git;
mod help;
mod init;
mod lint;
mod migrate;
mod module_tree;
mod quote;
mod report;
#[cfg(test)]
mod rules_pages;

use arguments::Command;
#[doc(hidden)]
pub use git::Commit;
#[doc(hidden)]
pub use init::Runtime;

use crate::diagnostics;

/// Runs the command that the arguments ask for.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let original = arguments.clone();
    let result = arguments::parse(arguments).and_then(|command| match command {
        Command::Hint => Err(diagnostics::started_by_hand().into()),
        Command::Help(topic) => {
            report::show(&help::text(topic));
            Ok(ExitCode::SUCCESS)
        }
        Command::Version => {
            report::show(&help::version());
            Ok(ExitCode::SUCCESS)
        }
        Command::Generate(arguments) => generate::generate(&arguments),
        Command::Check(arguments) => generate::check(&arguments, &original),
        Command::Against(arguments) => against::against(&arguments),
        Command::Lint(arguments) => lint::lint(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Completions(shell) => {
            report::show(&shell);
            Ok(ExitCode::SUCCESS)
        }
        Command::Migrate(arguments) => migrate::migrate(&arguments),
        Command::ModuleTree(arguments) => module_tree::module_tree(&arguments),
    });
    result.unwrap_or_else(|problems| {
        report::report(&problems);
        ExitCode::from(2)
    })
}
