//! `rpc`: the cost of calls through our stubs, compared with tonic's, on one version of tonic.
//!
//! The package `bench-rpc` has the programs. It is built here as a user's program is.

use std::process::Command;

/// Runs the benchmark. `--quick` makes fewer and shorter turns.
pub fn run(arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|argument| argument != "--quick") {
        return Err(String::from("`rpc` takes `--quick`"));
    }
    for program in ["allocations", "layers", "calls", "saturation", "python"] {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["run", "--quiet", "--release", "--package", "bench-rpc", "--bin", program, "--"])
            .args(arguments);
        let status = cargo
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .map_err(|error| format!("cannot run {cargo:?}: {error}"))?;
        if !status.success() {
            return Err(format!("{cargo:?} ended with {status}"));
        }
        println!();
    }
    Ok(())
}
