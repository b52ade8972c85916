//! `views`: the speed of views, beside owned messages, prost, and buffa's views.
//!
//! The package `bench-codec` has the shapes and the programs.

use std::process::Command;

use crate::codec::{PACKAGE, instructions};
use crate::programs::{FAT, PLAIN, Profile, build, start};

/// Runs the benchmark. `--quick` measures only the plain release profile, and for a shorter time.
/// `--instructions` counts instructions instead. Every other argument selects shapes by a part of
/// their names.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (options, shapes): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|argument| argument.starts_with("--"));
    match options.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--instructions"] => {
            let arguments = [&[String::from("--views")], shapes.as_slice()].concat();
            instructions::count(&build(PACKAGE, PLAIN)?.join("instructions"), &arguments)
        }
        ["--quick"] => measure(PLAIN, &["--quick"], &shapes),
        [] => {
            measure(FAT, &[], &shapes)?;
            measure(PLAIN, &[], &shapes)
        }
        _ => Err(String::from(
            "`views` takes `--quick` or `--instructions`, and parts of names of shapes",
        )),
    }
}

fn measure(profile: Profile, options: &[&str], shapes: &[String]) -> Result<(), String> {
    let programs = build(PACKAGE, profile)?;
    println!("\n{}", profile.about);
    let mut program = Command::new(programs.join("views"));
    program.args(options).args(shapes);
    start(program)
}
