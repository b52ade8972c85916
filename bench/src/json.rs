//! `json`: the speed of writing and parsing JSON, compared with pbjson and buffa.
//!
//! The shapes are those of the benchmark `codec`. The package `bench-json` has the program.

use std::process::Command;

use crate::programs::{FAT, PLAIN, build, start};

/// Runs the benchmark. `--quick` measures only the plain release profile, and for a shorter time.
/// Every other argument selects shapes by a part of their names.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (options, shapes): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|argument| argument.starts_with("--"));
    let profiles = match options.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--quick"] => vec![PLAIN],
        [] => vec![FAT, PLAIN],
        _ => return Err(String::from("`json` takes `--quick`, and parts of names of shapes")),
    };
    for profile in profiles {
        let programs = build("bench-json", profile)?;
        println!("\n{}", profile.about);
        let mut speed = Command::new(programs.join("speed_json"));
        speed.args(&options).args(&shapes);
        start(speed)?;
    }
    Ok(())
}
