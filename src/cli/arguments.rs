//! What the arguments ask for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

use crate::diagnostics::{
    Diagnostic, Diagnostics, bad_arguments, unknown_argument, unknown_command,
};

/// What to do.
#[derive(Debug)]
pub(super) enum Command {
    /// Nothing was asked for.
    Hint,
    Help,
    Version,
    Generate(Generate),
    Check(Generate),
    Init(Init),
}

/// The arguments of `generate` and `check`.
#[derive(Debug, Default)]
pub(super) struct Generate {
    pub includes: Vec<PathBuf>,
    pub out: PathBuf,
    /// The values of `--opt`, in order.
    pub options: Vec<String>,
    /// The options file.
    pub option_file: Option<PathBuf>,
    pub descriptor_set: Option<PathBuf>,
    /// Whether `generate` does not say what it has written.
    pub quiet: bool,
    pub protos: Vec<PathBuf>,
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
            Some("init") => init(parser).map(|found| found.map_or(Command::Help, Command::Init)),
            Some("help") => Ok(Command::Help),
            _ => Err(unknown_command(&command.to_string_lossy())),
        },
        Ok(Some(argument)) => Err(unknown(&argument)),
        Err(error) => Err(bad_arguments(&error.to_string())),
    };
    Ok(parsed?)
}

/// `None` if help is asked for.
fn generate(mut parser: lexopt::Parser, command: &str) -> Result<Option<Generate>, Diagnostic> {
    let mut given = Generate::default();
    let mut out = None;
    let bad = |error: lexopt::Error| bad_arguments(&error.to_string());
    while let Some(argument) = parser.next().map_err(bad)? {
        let value = |parser: &mut lexopt::Parser| parser.value().map(PathBuf::from).map_err(bad);
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Short('I') | Long("proto_path" | "proto-path") => {
                given.includes.push(value(&mut parser)?)
            }
            Long("out") => once(&mut out, value(&mut parser)?, "--out")?,
            Long("opt") => {
                given.options.push(parser.value().and_then(|value| value.string()).map_err(bad)?)
            }
            Long("opts") => once(&mut given.option_file, value(&mut parser)?, "--opts")?,
            Long("descriptor_set" | "descriptor-set") => {
                once(&mut given.descriptor_set, value(&mut parser)?, "--descriptor_set")?
            }
            Short('q') | Long("quiet") => given.quiet = true,
            Value(proto) => given.protos.push(proto.into()),
            argument => return Err(unknown(&argument)),
        }
    }
    match (&given.descriptor_set, given.protos.first()) {
        (Some(_), Some(proto)) => Err(bad_arguments(&format!(
            "`{command}` takes --descriptor_set or .proto files, not both (`{}`)",
            proto.display()
        ))),
        (None, None) => {
            Err(bad_arguments(&format!("`{command}` needs .proto files or --descriptor_set FILE")))
        }
        _ => match out {
            Some(out) => Ok(Some(Generate { out, ..given })),
            None => Err(bad_arguments(&format!("`{command}` needs --out FOLDER"))),
        },
    }
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
