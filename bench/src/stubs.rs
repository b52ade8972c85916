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
use project::{CHECKED, PARTS, Project, SUBJECTS};

/// The arguments of Cargo for a release build and for a check.
const BUILD: [&str; 2] = ["build", "--release"];
const CHECK: [&str; 1] = ["check"];

/// Runs the benchmark. `--runs N` takes the best of `N` runs, and `--check` measures checks alone.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (checks_only, arguments) = match arguments {
        [check, rest @ ..] if check.as_str() == "--check" => (true, rest),
        _ => (false, arguments),
    };
    let runs: usize = match arguments {
        [] => 3,
        [runs, number] if runs.as_str() == "--runs" => {
            number.parse().map_err(|_| "`--runs` takes a number")?
        }
        _ => return Err(String::from("`stubs` takes `--check` and `--runs N`")),
    };
    let schema = Schema::load("aiplatform", "google/cloud/aiplatform/v1")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/stubs");
    let project = Project::create(&root, &schema)?;
    checks(&project, runs)?;
    if !checks_only {
        builds(&project, runs)?;
    }
    Ok(())
}

/// Measures checks of client stubs.
fn checks(project: &Project, runs: usize) -> Result<(), String> {
    project.dependencies(&CHECK)?;
    let mut best = BTreeMap::new();
    for run in 0..runs {
        for (name, _) in CHECKED {
            measure(project, &CHECK, run, name, &mut best)?;
        }
    }
    println!("| check, user CPU | seconds | to tonic's | to ours |\n|---|--:|--:|--:|");
    let user = |name: &str| best.get(name).map_or(0.0, |cost: &Cost| cost.user.as_secs_f64());
    for (name, options) in CHECKED {
        let name_in_table = if options.is_empty() { name } else { options };
        let seconds = user(name);
        let (theirs, ours) = (seconds / user("tonic-client"), seconds / user("ours-client"));
        println!("| {name_in_table} | {seconds:.2} | {theirs:.2} | {ours:.2} |");
    }
    println!();
    Ok(())
}

/// Measures release builds.
fn builds(project: &Project, runs: usize) -> Result<(), String> {
    project.dependencies(&BUILD)?;
    let mut best = BTreeMap::new();
    for run in 0..runs {
        for part in PARTS {
            for subject in SUBJECTS {
                measure(project, &BUILD, run, &format!("{subject}-{part}"), &mut best)?;
            }
        }
    }
    println!(
        "| release, user CPU, seconds | tonic-prost-build | ours | ratio |\n|---|--:|--:|--:|"
    );
    for part in PARTS {
        let [theirs, ours] = SUBJECTS.map(|subject| {
            best.get(&format!("{subject}-{part}")).map_or(0.0, |cost| cost.user.as_secs_f64())
        });
        println!("| {part} | {theirs:.2} | {ours:.2} | {:.2} |", ours / theirs);
    }
    Ok(())
}

/// Compiles a package, and keeps its lowest cost.
fn measure(
    project: &Project,
    build: &[&str],
    run: usize,
    name: &str,
    best: &mut BTreeMap<String, Cost>,
) -> Result<(), String> {
    let cost = project.rebuild(build, name)?;
    eprintln!("run {run}: {name:<16} {:6.2} s user", cost.user.as_secs_f64());
    best.entry(name.to_owned()).and_modify(|known| *known = known.best(cost)).or_insert(cost);
    Ok(())
}
