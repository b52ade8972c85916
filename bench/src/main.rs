//! Benchmarks that compare this project with others. Results are ratios within one run, because the
//! machines are shared and noisy.
//!
//! Each benchmark is a module. The code that a benchmark compiles for a comparison is a package
//! below `bench/`. The module builds that package with the measured profile.

mod codec;
mod compile;
mod generate;
mod json;
mod measure;
mod programs;
mod rpc;
mod stack;
mod stubs;
mod views;

use std::process::ExitCode;

/// A benchmark: its name on the command line, the subject of the comparison, and the function that
/// runs it with the other arguments.
type Subject = (&'static str, &'static str, fn(&[String]) -> Result<(), String>);

/// All benchmarks.
const SUBJECTS: &[Subject] = &[
    ("codec", "how fast messages are decoded and encoded", codec::run),
    ("compile", "what generated code costs to compile", compile::run),
    ("generate", "what it costs to generate", generate::run),
    ("json", "how fast JSON is written and parsed", json::run),
    ("rpc", "what calls cost through our stubs and tonic's", rpc::run),
    ("stack", "how much stack deep messages take", stack::run),
    ("stubs", "what stubs cost to compile", stubs::run),
    ("views", "how fast views are read", views::run),
];

fn main() -> ExitCode {
    if let Some(path) = std::env::var_os(generate::CAPTURE) {
        return report(generate::answer(path.as_ref()));
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else { return usage() };
    let Some((_, _, run)) = SUBJECTS.iter().find(|(known, ..)| known == name) else {
        return usage();
    };
    report(run(rest))
}

fn report(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: cargo run --release -p bench -- SUBJECT [OPTION]...\n");
    for (name, about, _) in SUBJECTS {
        eprintln!("    {name:<10} {about}");
    }
    ExitCode::from(2)
}
