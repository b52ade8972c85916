//! `json`: how fast JSON is written and parsed, beside pbjson and buffa.
//!
//! The shapes are those of the benchmark `codec`; the program that measures is the package
//! `bench-json`.

use std::process::Command;

use crate::programs::{FAT, PLAIN, build, start};

/// Runs the benchmark. `--quick` measures the plain release profile only, and for a shorter time.
/// Other arguments select shapes, by a part of their name.
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
