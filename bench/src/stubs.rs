//! `stubs`: the cost of compiling stubs, compared with tonic's.
//!
//! The stubs of both generators use one crate of messages. It is generated with `codec=inline` and
//! compiled before the measurement, so that only stubs are measured. The program implements and
//! calls every method.

mod program;
mod project;

use std::collections::BTreeMap;
use std::path::Path;

use crate::compile::schema::Schema;
use crate::measure::Cost;
use project::{PARTS, Project, SUBJECTS};

/// Runs the benchmark. `--runs N` takes the best of `N` runs.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let runs: usize = match arguments {
        [] => 3,
        [runs, number] if runs.as_str() == "--runs" => {
            number.parse().map_err(|_| "`--runs` takes a number")?
        }
        _ => return Err(String::from("`stubs` takes `--runs N`")),
    };
    let schema = Schema::load("aiplatform", "google/cloud/aiplatform/v1")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/stubs");
    let project = Project::create(&root, &schema)?;
    let mut best: BTreeMap<(usize, usize), Cost> = BTreeMap::new();
    for run in 0..runs {
        for (nth, part) in PARTS.iter().enumerate() {
            for (subject, name) in SUBJECTS.iter().enumerate() {
                let cost = project.rebuild(name, part)?;
                eprintln!("run {run}: {part:<8} {name:<8} {:6.2} s user", cost.user.as_secs_f64());
                best.entry((nth, subject))
                    .and_modify(|known| *known = known.best(cost))
                    .or_insert(cost);
            }
        }
    }
    println!(
        "| release, user CPU, seconds | tonic-prost-build | ours | ratio |\n|---|--:|--:|--:|"
    );
    for (nth, part) in PARTS.iter().enumerate() {
        let user =
            |subject: usize| best.get(&(nth, subject)).map_or(0.0, |cost| cost.user.as_secs_f64());
        println!("| {part} | {:.2} | {:.2} | {:.2} |", user(0), user(1), user(1) / user(0));
    }
    Ok(())
}
