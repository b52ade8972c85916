//! `codec`: how fast messages are decoded and encoded, beside prost and buffa.
//!
//! What is measured, and the programs that do it, are the package `bench-codec`. It is built here
//! with each profile to measure, so that it is optimised as a user's program is.

mod instructions;

use std::process::Command;

use crate::programs::{FAT, PLAIN, Profile, build, start};

/// The package of the programs.
const PACKAGE: &str = "bench-codec";

/// Runs the benchmark. `--quick` measures the plain release profile only, and for a shorter time;
/// `--instructions` counts instead. Everything else selects shapes, by a part of their name.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (options, shapes): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|argument| argument.starts_with("--"));
    match options.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--instructions"] => {
            instructions::count(&build(PACKAGE, PLAIN)?.join("instructions"), &shapes)
        }
        ["--quick"] => measure(PLAIN, &["--quick"], &shapes),
        [] => {
            measure(FAT, &[], &shapes)?;
            start(Command::new(build(PACKAGE, PLAIN)?.join("memory")))?;
            measure(PLAIN, &[], &shapes)
        }
        _ => Err(String::from(
            "`codec` takes `--quick` or `--instructions`, and parts of names of shapes",
        )),
    }
}

fn measure(profile: Profile, options: &[&str], shapes: &[String]) -> Result<(), String> {
    let programs = build(PACKAGE, profile)?;
    println!("\n{}", profile.about);
    let mut speed = Command::new(programs.join("speed"));
    speed.args(options).args(shapes);
    start(speed)
}
