//! `codec`: how fast messages are decoded and encoded, beside prost and buffa.
//!
//! What is measured, and the programs that do it, are the package `bench-codec`. It is built here
//! with each profile to measure, so that it is optimised as a user's program is.

mod instructions;

use std::path::PathBuf;
use std::process::Command;

/// Cargo's name of a profile, the folder it builds into, and what is said of it.
const FAT: (&str, &str, &str) = ("fat", "fat", "lto = \"fat\", codegen-units = 1");
const PLAIN: (&str, &str, &str) = ("release", "release", "plain release");

/// Runs the benchmark. `--quick` measures the plain release profile only, and for a shorter time;
/// `--instructions` counts instead. Everything else selects shapes, by a part of their name.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (options, shapes): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|argument| argument.starts_with("--"));
    match options.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--instructions"] => instructions::count(&build(PLAIN)?.join("instructions"), &shapes),
        ["--quick"] => measure(PLAIN, &["--quick"], &shapes),
        [] => {
            measure(FAT, &[], &shapes)?;
            start(Command::new(build(PLAIN)?.join("memory")))?;
            measure(PLAIN, &[], &shapes)
        }
        _ => Err(String::from(
            "`codec` takes `--quick` or `--instructions`, and parts of names of shapes",
        )),
    }
}

fn measure(profile: (&str, &str, &str), options: &[&str], shapes: &[String]) -> Result<(), String> {
    let programs = build(profile)?;
    println!("\n{}", profile.2);
    let mut speed = Command::new(programs.join("speed"));
    speed.args(options).args(shapes);
    start(speed)
}

/// Builds the programs, and returns the folder they are in.
fn build((profile, folder, _): (&str, &str, &str)) -> Result<PathBuf, String> {
    let target = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target"));
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([
            "build",
            "--quiet",
            "--package",
            "bench-codec",
            "--profile",
            profile,
            "--target-dir",
        ])
        .arg(&target);
    start(cargo)?;
    Ok(target.join(folder))
}

fn start(mut command: Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}")) }
}
