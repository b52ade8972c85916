//! `stack`: how much stack an operation on a deep message takes, beside the code that prost
//! derives.
//!
//! An operation runs in a process of its own, on a thread with a stack of a given size. The
//! smallest stack on which it ends well is its figure. Debug builds are measured with and without
//! debug information, because rustc gives each temporary a place of its own in them.

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

/// Runs the benchmark. `--debug` leaves the release build out, and `--quick` the build without
/// debug information, too. Everything else selects shapes, by a part of their name.
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
