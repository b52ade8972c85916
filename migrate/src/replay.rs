//! Makes the calls of a build script again, into folders of our own: with the libraries that the
//! project has, with the compat packages, and with `rust_grpc_build::Config`.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Component, Path, PathBuf};

use rust_grpc_build::Config;

mod compat;
mod own;

pub use own::{Own, rename};

use crate::script::{Call, Library, Problem, Run, Value};

/// The generator of a replay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    /// prost-build and tonic-prost-build.
    Theirs,
    /// Our packages with their API.
    Compat,
    /// `rust_grpc_build::Config`.
    Own(Own),
}

/// The input of a run, and the folder for its output.
pub struct Job<'a> {
    pub run: &'a Run,
    /// The file with the descriptors of the run.
    descriptors: PathBuf,
    out: PathBuf,
    protos: Vec<String>,
    includes: Vec<String>,
}

/// Makes the calls, and writes the generated files into `out`. The current folder must be that of
/// the package.
///
/// # Errors
/// Returns the call that is not understood or fails.
pub fn replay(runs: &[Run], generator: Generator, out: &Path) -> Result<(), Problem> {
    let scratch = tempfile::tempdir().map_err(|error| failed(&runs[0], error))?;
    let mut folders: Vec<Option<String>> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let files = |value: &Value, what: &str| {
            value.texts().ok_or_else(|| Problem {
                at: value.unknown().unwrap_or(run.at),
                message: format!("the {what} are computed when the script runs"),
            })
        };
        run.calls.iter().chain(&run.config_calls).try_for_each(check_harmless)?;
        let protos = files(&run.protos, ".proto files")?;
        let includes = files(&run.includes, "include folders")?;
        let descriptors = scratch.path().join(index.to_string());
        let set = load(run, &protos, &includes)?;
        fs::write(&descriptors, set).map_err(|error| failed(run, error))?;
        // Runs with one output folder replace each other's files.
        let folder = run.calls.iter().rev().find(|call| call.method == "out_dir");
        let folder = folder.and_then(|call| call.arguments.first()?.text().map(str::to_owned));
        let number = folders.iter().position(|known| *known == folder).unwrap_or(folders.len());
        folders.extend((number == folders.len()).then_some(folder));
        let out = out.join(number.to_string());
        fs::create_dir_all(&out).map_err(|error| failed(run, error))?;
        let job = Job { run, descriptors, out, protos, includes };
        generate(&job, generator)?;
    }
    Ok(())
}

/// Makes the calls of a job. A generator panics if an option is not valid, e.g. an attribute that
/// is no Rust.
fn generate(job: &Job<'_>, generator: Generator) -> Result<(), Problem> {
    let hook = panic::take_hook();
    // The problem has the message.
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(|| match generator {
        Generator::Theirs => compat::theirs::run(job),
        Generator::Compat => compat::ours::run(job),
        Generator::Own(how) => own::run(job, how),
    }));
    panic::set_hook(hook);
    result.unwrap_or_else(|payload| {
        let message = payload.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| payload.downcast_ref::<&str>().copied());
        Err(failed(job.run, message.unwrap_or("the generator panics")))
    })
}

/// Checks that a call can be made without running the build script. Such a call starts no program
/// of the project, and writes no file outside of the output folder.
fn check_harmless(call: &Call) -> Result<(), Problem> {
    let Some(text) = call.arguments.first().and_then(Value::text) else { return Ok(()) };
    let is_harmless = match call.method.as_str() {
        // `--plugin` and `--NAME_out` start programs.
        "protoc_arg" => {
            ["--experimental_", "-I", "--proto_path="].iter().any(|flag| text.starts_with(flag))
                && !text.contains(['\n', '\r'])
        }
        "default_package_filename" | "include_file" => {
            let mut parts = Path::new(text).components();
            matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
        }
        _ => true,
    };
    if is_harmless {
        return Ok(());
    }
    Err(Problem {
        at: call.at,
        message: format!("`{}` with `{text}` has effects outside of the output", call.method),
    })
}

/// Compiles the .proto files of a run, and returns an encoded `FileDescriptorSet`. The program that
/// `protoc_executable` names does not run.
fn load(run: &Run, protos: &[String], includes: &[String]) -> Result<Vec<u8>, Problem> {
    let mut config = Config::new();
    config.emit_rerun_if_changed(false);
    for call in run.calls.iter().chain(&run.config_calls) {
        if let ("protoc_arg", Some(argument)) =
            (call.method.as_str(), call.arguments.first().and_then(Value::text))
        {
            config.protoc_arg(argument);
        }
    }
    let loaded = config.load(protos, includes).map_err(|problems| failed(run, problems))?;
    Ok(loaded.descriptor_set)
}

/// Returns the problem of a run that fails.
fn failed(run: &Run, error: impl std::fmt::Display) -> Problem {
    Problem { at: run.at, message: format!("generating fails: {error}") }
}

/// The arguments of a call, in the types that methods take.
struct Arguments<'a>(&'a Call);

impl Arguments<'_> {
    fn bool(&self) -> Result<bool, Problem> {
        self.get(0, Value::bool)
    }

    fn text(&self, index: usize) -> Result<String, Problem> {
        self.get(index, |value| value.text().map(str::to_owned))
    }

    /// Returns a list of strings.
    fn texts(&self) -> Result<Vec<String>, Problem> {
        self.get(0, Value::texts)
    }

    fn get<T>(&self, index: usize, get: impl Fn(&Value) -> Option<T>) -> Result<T, Problem> {
        let value = self.0.arguments.get(index);
        value.and_then(get).ok_or_else(|| Problem {
            at: value.and_then(Value::unknown).unwrap_or(self.0.at),
            message: format!(
                "the argument of `{}` is computed when the script runs",
                self.0.method
            ),
        })
    }

    fn not_understood(&self, library: Library) -> Problem {
        let library = match library {
            Library::ProstBuild => "prost-build",
            Library::TonicProstBuild => "tonic-prost-build",
        };
        Problem {
            at: self.0.at,
            message: format!("`{}` is not an option of {library} 0.14", self.0.method),
        }
    }
}
