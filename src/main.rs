//! The binary `protoc-gen-rust-grpc`. Without arguments it is a protoc plugin, with arguments a
//! command.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::process::{self, ExitCode};

use rust_grpc_build::{cli, plugin};

fn main() -> ExitCode {
    // The arguments are checked first: a command may have nothing on standard input.
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if !arguments.is_empty() || io::stdin().is_terminal() {
        return cli::run(arguments);
    }
    match run_plugin() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("protoc-gen-rust-grpc: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run_plugin() -> Result<(), Box<dyn std::error::Error>> {
    let mut request = Vec::new();
    io::stdin().read_to_end(&mut request)?;
    // The lock of standard output is not held here, because other threads write to it.
    plugin::run_to(request, &mut io::stdout(), |warnings| {
        for warning in warnings.iter() {
            say(&format!("protoc-gen-rust-grpc: warning: {warning}"));
        }
        // Exit while the request and the model are still in memory, because dropping their many
        // small parts takes time.
        process::exit(0)
    })?;
    Ok(())
}

/// Writes a line to standard error. An error is ignored, because there is no other way to report
/// it.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
