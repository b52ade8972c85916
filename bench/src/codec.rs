//! `codec`: the speed of decoding and encoding, compared with prost and buffa.
//!
//! The package `bench-codec` has the shapes and the programs. It is built here with each measured
//! profile, so that it is optimised as a user's program is.

pub mod instructions;

use std::process::Command;

use crate::programs::{FAT, PLAIN, Profile, build, start};

/// The package of the programs.
pub const PACKAGE: &str = "bench-codec";

/// Runs the benchmark. `--quick` measures only the plain release profile, and for a shorter time.
/// `--instructions` counts instructions instead. Every other argument selects shapes by a part of
/// their names.
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
