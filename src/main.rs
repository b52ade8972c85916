//! The binary `protoc-gen-rust-grpc`: a protoc plugin without arguments, a command line with some.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::process::{self, ExitCode};

use rust_grpc_build::{cli, plugin};

fn main() -> ExitCode {
    // Arguments first: whoever gives some is no protoc, and may have nothing on the standard input.
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
    // Not its lock: other threads write, too.
    plugin::run_to(request, &mut io::stdout(), |warnings| {
        for warning in warnings.iter() {
            say(&format!("protoc-gen-rust-grpc: warning: {warning}"));
        }
        // Here, while what was generated from is still in memory: to drop it piece by piece takes a
        // while.
        process::exit(0)
    })?;
    Ok(())
}

/// If nobody listens, there is nobody to tell.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
