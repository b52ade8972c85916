//! `compile`: the cost of compiling generated code, compared with other generators.
//!
//! Each subject generates the schemas into crates of its own. Their dependencies are compiled
//! before the measurement, in a target folder of the benchmark. Runs of the subjects alternate, and
//! the best run counts: on a machine with other work, the run with the least disturbance is the
//! most exact.

mod project;
mod report;
mod row;
mod scan;
pub mod schema;
mod subject;

use std::collections::BTreeMap;
use std::path::Path;

use project::Workspace;
use report::Report;
use row::{ROWS, Row};
use schema::Schema;
use subject::{SUBJECTS, Subject};

use crate::measure::Cost;

/// The measured schemas, subjects and rows, by name. An empty list means all.
#[derive(Default)]
struct Selection {
    schemas: Vec<String>,
    subjects: Vec<String>,
    rows: Vec<String>,
    runs: usize,
}

/// Runs the benchmark.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let selection = Selection::from(arguments)?;
    let subjects: Vec<&Subject> =
        SUBJECTS.iter().filter(|subject| is_chosen(&selection.subjects, subject.name)).collect();
    let rows: Vec<&Row> = ROWS.iter().filter(|row| is_chosen(&selection.rows, row.name)).collect();
    for (name, folder) in
        schema::SCHEMAS.iter().filter(|(name, _)| is_chosen(&selection.schemas, name))
    {
        let schema = Schema::load(name, folder)?;
        let workspace = Workspace::create(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/compile").join(name),
            &schema,
            &subjects,
        )?;
        let mut report = Report::new(name, &schema, &workspace);
        let mut best: BTreeMap<(usize, usize), Cost> = BTreeMap::new();
        for run in 0..selection.runs {
            for (nth_row, row) in rows.iter().enumerate() {
                for (nth, subject) in subjects.iter().enumerate() {
                    let cost = (row.measure)(&workspace, subject.name)?;
                    eprintln!(
                        "{name} run {run}: {:<24} {:<16} {:6.2} s user, {:5} MB",
                        row.name,
                        subject.name,
                        cost.user.as_secs_f64(),
                        cost.peak >> 20
                    );
                    best.entry((nth_row, nth))
                        .and_modify(|known| *known = known.best(cost))
                        .or_insert(cost);
                }
            }
        }
        for ((row, subject), cost) in best {
            report.add(rows[row].name, subjects[subject].name, cost);
        }
        report.print(&workspace, &subjects)?;
    }
    Ok(())
}

impl Selection {
    fn from(arguments: &[String]) -> Result<Self, String> {
        let mut selection = Selection { runs: 3, ..Selection::default() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} takes a value\n{USAGE}"));
            let list = |value: &String| value.split(',').map(str::to_owned).collect();
            match argument.as_str() {
                "--quick" => {
                    selection.runs = 1;
                    selection.schemas = vec!["aiplatform".into()];
                    selection.subjects =
                        ["prost-build", "codec=prost", "codec=inline", "inline+json+text"]
                            .map(str::to_owned)
                            .into();
                }
                "--schemas" => selection.schemas = list(value()?),
                "--subjects" => selection.subjects = list(value()?),
                "--rows" => selection.rows = list(value()?),
                "--runs" => selection.runs = value()?.parse().map_err(|_| USAGE.to_owned())?,
                _ => return Err(USAGE.into()),
            }
        }
        Ok(selection)
    }
}

const USAGE: &str = "options: --quick (one run of aiplatform, without buffa), --schemas A,B, \
                     --subjects A,B, --rows A,B, --runs N";

fn is_chosen(names: &[String], name: &str) -> bool {
    names.is_empty() || names.iter().any(|chosen| chosen == name)
}
