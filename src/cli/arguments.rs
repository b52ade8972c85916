//! The arguments of the binary, parsed into a command.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

use crate::diagnostics::{
    Diagnostic, Diagnostics, bad_arguments, unknown_argument, unknown_command,
};

/// The command that the arguments ask for.
#[derive(Debug)]
pub(super) enum Command {
    /// There are no arguments.
    Hint,
    Help,
    Version,
    Generate(Generate),
    Check(Generate),
    Explain(Explain),
    Init(Init),
}

/// The files that a command reads, and the options.
#[derive(Debug, Default)]
pub(super) struct Input {
    pub includes: Vec<PathBuf>,
    /// The values of `--opt`, in order.
    pub options: Vec<String>,
    /// The options file.
    pub option_file: Option<PathBuf>,
    pub descriptor_set: Option<PathBuf>,
    pub protos: Vec<PathBuf>,
}

/// The arguments of `generate` and `check`.
#[derive(Debug)]
pub(super) struct Generate {
    pub input: Input,
    pub out: PathBuf,
    /// Whether `generate` does not say what it has written.
    pub quiet: bool,
}

/// The arguments of `explain`.
#[derive(Debug)]
pub(super) struct Explain {
    pub input: Input,
    /// The path of the element, e.g. `.acme.v1.Forecast.day`.
    pub path: String,
    /// Whether the answer is JSON.
    pub json: bool,
}

/// The arguments of `init`.
#[derive(Debug)]
pub(super) struct Init {
    pub folder: PathBuf,
    /// A checkout or a version to depend on.
    pub runtime: Option<String>,
}

/// Sees to everything that is wrong with the arguments alone.
pub(super) fn parse(arguments: Vec<OsString>) -> Result<Command, Diagnostics> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let parsed = match parser.next() {
        Ok(None) => return Ok(Command::Hint),
        Ok(Some(Short('h') | Long("help"))) => Ok(Command::Help),
        Ok(Some(Short('V') | Long("version"))) => Ok(Command::Version),
        Ok(Some(Value(command))) => match command.to_str() {
            Some("generate") => generate(parser, "generate")
                .map(|found| found.map_or(Command::Help, Command::Generate)),
            Some("check") => {
                generate(parser, "check").map(|found| found.map_or(Command::Help, Command::Check))
            }
            Some("explain") => {
                explain(parser).map(|found| found.map_or(Command::Help, Command::Explain))
            }
            Some("init") => init(parser).map(|found| found.map_or(Command::Help, Command::Init)),
            Some("help") => Ok(Command::Help),
            _ => Err(unknown_command(&command.to_string_lossy())),
        },
        Ok(Some(argument)) => Err(unknown(&argument)),
        Err(error) => Err(bad_arguments(&error.to_string())),
    };
    Ok(parsed?)
}

/// The arguments of a command that reads files.
#[derive(Default)]
struct Given {
    input: Input,
    out: Option<PathBuf>,
    quiet: bool,
    json: bool,
}

/// Reads the arguments of a command that reads files. Returns `None` if help is asked for.
fn given(mut parser: lexopt::Parser, command: &str) -> Result<Option<Given>, Diagnostic> {
    let explains = command == "explain";
    let mut given = Given::default();
    let input = &mut given.input;
    let bad = |error: lexopt::Error| bad_arguments(&error.to_string());
    while let Some(argument) = parser.next().map_err(bad)? {
        let value = |parser: &mut lexopt::Parser| parser.value().map(PathBuf::from).map_err(bad);
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Short('I') | Long("proto_path" | "proto-path") => {
                input.includes.push(value(&mut parser)?)
            }
            Long("opt") => {
                input.options.push(parser.value().and_then(|value| value.string()).map_err(bad)?)
            }
            Long("opts") => once(&mut input.option_file, value(&mut parser)?, "--opts")?,
            Long("descriptor_set" | "descriptor-set") => {
                once(&mut input.descriptor_set, value(&mut parser)?, "--descriptor_set")?
            }
            Long("out") if !explains => once(&mut given.out, value(&mut parser)?, "--out")?,
            Short('q') | Long("quiet") if !explains => given.quiet = true,
            Long("json") if explains => given.json = true,
            Value(proto) => input.protos.push(proto.into()),
            argument => return Err(unknown(&argument)),
        }
    }
    Ok(Some(given))
}

/// Checks that there are files, and that they come from one place.
fn check(input: &Input, command: &str) -> Result<(), Diagnostic> {
    match (&input.descriptor_set, input.protos.first()) {
        (Some(_), Some(proto)) => Err(bad_arguments(&format!(
            "`{command}` takes --descriptor_set or .proto files, not both (`{}`)",
            proto.display()
        ))),
        (None, None) => {
            Err(bad_arguments(&format!("`{command}` needs .proto files or --descriptor_set FILE")))
        }
        _ => Ok(()),
    }
}

/// `None` if help is asked for.
fn generate(parser: lexopt::Parser, command: &str) -> Result<Option<Generate>, Diagnostic> {
    let Some(Given { input, out, quiet, json: _ }) = given(parser, command)? else {
        return Ok(None);
    };
    check(&input, command)?;
    match out {
        Some(out) => Ok(Some(Generate { input, out, quiet })),
        None => Err(bad_arguments(&format!("`{command}` needs --out FOLDER"))),
    }
}

/// `None` if help is asked for.
fn explain(parser: lexopt::Parser) -> Result<Option<Explain>, Diagnostic> {
    let Some(Given { mut input, json, out: _, quiet: _ }) = given(parser, "explain")? else {
        return Ok(None);
    };
    let path = input.protos.pop().map(|path| path.display().to_string());
    let Some(path) = path.filter(|path| !path.ends_with(".proto")) else {
        let example = "the path of an element as the last argument, e.g. `.acme.v1.Forecast.day`";
        return Err(bad_arguments(&format!("`explain` needs {example}")));
    };
    check(&input, "explain")?;
    Ok(Some(Explain { input, path, json }))
}

/// `None` if help is asked for.
fn init(mut parser: lexopt::Parser) -> Result<Option<Init>, Diagnostic> {
    let (mut folder, mut runtime) = (None, None);
    let bad = |error: lexopt::Error| bad_arguments(&error.to_string());
    while let Some(argument) = parser.next().map_err(bad)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("runtime") => once(
                &mut runtime,
                parser.value().and_then(|value| value.string()).map_err(bad)?,
                "--runtime",
            )?,
            Value(value) => once(&mut folder, value.into(), "the folder")?,
            argument => return Err(unknown(&argument)),
        }
    }
    match folder {
        Some(folder) => Ok(Some(Init { folder, runtime })),
        None => Err(bad_arguments("`init` needs a folder for the new project")),
    }
}

fn once<T>(place: &mut Option<T>, value: T, name: &str) -> Result<(), Diagnostic> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(bad_arguments(&format!("{name} is given twice"))),
    }
}

fn unknown(argument: &lexopt::Arg<'_>) -> Diagnostic {
    match argument {
        Short(letter) => unknown_argument(&format!("-{letter}")),
        Long(name) => unknown_argument(&format!("--{name}")),
        Value(value) => unknown_argument(&value.to_string_lossy()),
    }
}
