//! `generate`: the cost of generating code, compared with other generators, for requests as protoc
//! sends them.
//!
//! Runs of the subjects alternate. The lowest value of each number counts: on a machine with other
//! work, the run with the least disturbance is the most exact.

mod capture;
mod in_process;
mod report;
mod subject;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

pub use capture::{CAPTURE, answer};
use report::{Measured, Report};
use subject::{SUBJECTS, Subject};

use crate::measure::{self, Cost};

/// A size of request.
struct Size {
    name: &'static str,
    /// Whether a file is in the request, by its folder and by the folder's position in the sorted
    /// list of all folders of `google-proto-files`.
    asks: fn(&str, usize) -> bool,
    /// The number of runs, unless the command line gives one.
    runs: usize,
    /// Whether the size is measured only with `--all`.
    extra: bool,
}

const CLOUD: &str = "google/cloud";

const SIZES: &[Size] = &[
    Size {
        name: "aiplatform v1",
        asks: |folder, _| folder == "google/cloud/aiplatform/v1",
        runs: 5,
        extra: false,
    },
    Size {
        name: "cloud 1/16",
        asks: |folder, nth| folder.starts_with(CLOUD) && nth % 16 == 8,
        runs: 3,
        extra: false,
    },
    Size {
        name: "cloud 1/4",
        asks: |folder, nth| folder.starts_with(CLOUD) && nth % 4 == 0,
        runs: 3,
        extra: false,
    },
    Size { name: "cloud", asks: |folder, _| folder.starts_with(CLOUD), runs: 3, extra: false },
    // The other files in the folder are protobuf's own tests. Not all of them have their imports
    // here.
    Size {
        name: "google-proto-files",
        asks: |folder, _| !folder.starts_with("google/protobuf"),
        runs: 1,
        extra: true,
    },
];

const USAGE: &str = "options: --quick (one run of each, without the whole of google/cloud), --all \
                     (everything on everything: buffa takes \
                     minutes and gigabytes), --sizes A,B, --subjects A,B, --runs N";

#[derive(Default)]
struct Selection {
    quick: bool,
    all: bool,
    sizes: Vec<String>,
    subjects: Vec<String>,
    runs: Option<usize>,
}

/// Runs the benchmark.
pub fn run(arguments: &[String]) -> Result<(), String> {
    if let [name, request, out] = arguments
        && name == in_process::NAME
    {
        return in_process::run(Path::new(request), Path::new(out));
    }
    let selection = Selection::from(arguments)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let subjects: Vec<&Subject> =
        SUBJECTS.iter().filter(|subject| is_chosen(&selection.subjects, subject.name)).collect();
    subject::prepare(&root, &subjects)?;
    let work = root.join("target/bench/generate");
    fs::create_dir_all(&work).map_err(|error| error.to_string())?;
    let mut report = Report::default();
    for size in SIZES.iter().filter(|size| selection.has(size)) {
        let request = capture::request(&root, &work, size)?;
        let subjects: Vec<&Subject> = subjects
            .iter()
            .copied()
            .filter(|subject| selection.all || !subject.is_too_slow_for(size.name))
            .collect();
        let mut best: Vec<Option<Measured>> = subjects.iter().map(|_| None).collect();
        for run in 0..selection.runs.unwrap_or(if selection.quick { 1 } else { size.runs }) {
            for (subject, best) in subjects.iter().zip(&mut best) {
                let measured = measure(&root, &work, subject, &request)?;
                eprintln!(
                    "{}, run {run}: {:<34} {:6.2} s user",
                    size.name,
                    subject.name,
                    measured.cost.user.as_secs_f64()
                );
                *best = Some(best.take().map_or(measured, |known| known.best(measured)));
            }
        }
        let bytes = fs::metadata(&request).map_err(|error| error.to_string())?.len();
        report.add(
            size.name,
            bytes,
            subjects
                .iter()
                .zip(best)
                .filter_map(|(subject, best)| Some((subject.name, best?)))
                .collect(),
        );
    }
    report.print();
    Ok(())
}

impl Selection {
    fn from(arguments: &[String]) -> Result<Self, String> {
        let mut selection = Selection::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} takes a value\n{USAGE}"));
            let list = |value: &String| value.split(',').map(str::to_owned).collect();
            match argument.as_str() {
                "--quick" => selection.quick = true,
                "--all" => selection.all = true,
                "--sizes" => selection.sizes = list(value()?),
                "--subjects" => selection.subjects = list(value()?),
                "--runs" => selection.runs = Some(value()?.parse().map_err(|_| USAGE.to_owned())?),
                _ => return Err(USAGE.into()),
            }
        }
        Ok(selection)
    }

    fn has(&self, size: &Size) -> bool {
        let by_default = self.all || !(size.extra || self.quick && size.name == "cloud");
        if self.sizes.is_empty() { by_default } else { is_chosen(&self.sizes, size.name) }
    }
}

fn is_chosen(names: &[String], name: &str) -> bool {
    names.is_empty() || names.iter().any(|chosen| chosen == name)
}

/// Runs a subject once. Its programs run one after the other, as protoc runs its plugins.
fn measure(
    root: &Path,
    work: &Path,
    subject: &Subject,
    request: &Path,
) -> Result<Measured, String> {
    let request = with_parameter(work, request, subject.parameter)?;
    let out = work.join("response");
    let mut total = Measured {
        cost: Cost { user: Default::default(), wall: Default::default(), peak: 0 },
        output: 0,
    };
    for program in subject.programs {
        let failed = |error: std::io::Error| error.to_string();
        let mut command = Command::new(program.path(root)?);
        command.args(program.arguments(&request, &out));
        // buffa prints a warning for each type of another package.
        command.stderr(std::process::Stdio::null());
        command
            .stdin(File::open(&request).map_err(failed)?)
            .stdout(File::create(&out).map_err(failed)?);
        let cost = measure::run(&mut command)?;
        total.cost = Cost {
            user: total.cost.user + cost.user,
            wall: total.cost.wall + cost.wall,
            peak: total.cost.peak.max(cost.peak),
        };
        total.output += fs::metadata(&out).map_err(failed)?.len();
    }
    Ok(total)
}

/// Returns the request with another parameter. If a field occurs twice, the last one wins, so the
/// parameter is appended.
fn with_parameter(work: &Path, request: &Path, parameter: &str) -> Result<PathBuf, String> {
    if parameter.is_empty() {
        return Ok(request.to_owned());
    }
    let path = work.join("request");
    let length = u8::try_from(parameter.len())
        .ok()
        .filter(|length| *length < 0x80)
        .ok_or("a long parameter")?;
    let mut bytes = fs::read(request).map_err(|error| error.to_string())?;
    bytes.extend([0x12, length]);
    bytes.extend(parameter.as_bytes());
    fs::write(&path, bytes).map_err(|error| error.to_string())?;
    Ok(path)
}
