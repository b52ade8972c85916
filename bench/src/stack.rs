//! `stack`: the stack that an operation on a deep message takes, compared with prost's derived
//! code.
//!
//! An operation runs in a process of its own, on a thread with a stack of a given size. The result
//! is the smallest stack without an overflow. Debug builds are measured with and without debug
//! information, because with it rustc gives each temporary a place of its own on the stack.

mod project;
#[cfg(test)]
mod published;
mod schema;
mod search;
mod table;

use project::{CODECS, PROFILES, Project};
use schema::SHAPES;
use search::OPERATIONS;
use table::{Figures, Table};

/// Runs the benchmark. `--debug` leaves the release build out. `--quick` also leaves out the build
/// without debug information. Every other argument selects shapes by a part of their names.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (options, names): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|argument| argument.starts_with("--"));
    let profiles = match options.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => &PROFILES[..],
        ["--debug"] => &PROFILES[..2],
        ["--quick"] => &PROFILES[..1],
        _ => {
            return Err(String::from(
                "`stack` takes `--debug` or `--quick`, and parts of names of shapes",
            ));
        }
    };
    let project = Project::create("stack", &CODECS)?;
    for profile in profiles {
        let program = project.build(profile)?;
        let mut table = Table::new(profile.title);
        for shape in SHAPES.iter().filter(|shape| {
            names.is_empty() || names.iter().any(|name| shape.name.contains(name.as_str()))
        }) {
            for operation in OPERATIONS {
                let [ours, prosts] =
                    CODECS.map(|codec| search::smallest(&program, shape.name, codec, operation));
                table.add(shape.name, Figures { ours: ours?, prosts: prosts? });
            }
        }
        println!("{table}");
    }
    Ok(())
}
