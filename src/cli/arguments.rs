//! The arguments of the binary, parsed into a command.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

mod completions;
mod init;
mod module_tree;

pub(super) use init::Init;
pub(super) use module_tree::ModuleTree;

use crate::diagnostics::{
    Diagnostic, Diagnostics, bad_arguments, option_as_argument, see_help, unknown_argument,
    unknown_command, unknown_topic,
};
use crate::options::{SPECS, Spec, closest, similar_key};

/// The command that the arguments ask for.
#[derive(Debug)]
pub(super) enum Command {
    /// There are no arguments.
    Hint,
    /// The help text to print.
    Help(Topic),
    Version,
    Generate(Generate),
    Check(Generate),
    Against(Against),
    Lint(Lint),
    Explain(Explain),
    Init(Init),
    /// The script to print.
    Completions(String),
    /// The arguments of the program that migrates, unread.
    Migrate(Vec<OsString>),
    ModuleTree(ModuleTree),
}

/// The subject of a help text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Topic {
    /// The commands.
    Overview,
    Generate,
    Check,
    Lint,
    Explain,
    Init,
    Completions,
    Migrate,
    ModuleTree,
    /// The table of options.
    Options,
    /// One option.
    Option(&'static Spec),
}

impl Topic {
    /// Returns the topic of a word after `help`, e.g. `check` or `unknown_fields`.
    pub(super) fn of(word: &str) -> Result<Self, Diagnostic> {
        let key = word.trim_start_matches('-');
        let key = key.split_once('=').map_or(key, |(key, _)| key);
        Ok(match key {
            "generate" => Self::Generate,
            "check" => Self::Check,
            "lint" => Self::Lint,
            "explain" => Self::Explain,
            "init" => Self::Init,
            "completions" => Self::Completions,
            "migrate" => Self::Migrate,
            "module-tree" => Self::ModuleTree,
            "help" => Self::Overview,
            "options" | "opt" | "opts" => Self::Options,
            _ => match SPECS.iter().find(|spec| spec.key == key) {
                Some(spec) => Self::Option(spec),
                None => {
                    let topics = COMMANDS.into_iter().chain(["options"]);
                    let similar = similar_key(key).or_else(|| closest(key, topics));
                    return Err(unknown_topic(word, similar));
                }
            },
        })
    }
}

/// The files that a command reads, and the options.
#[derive(Debug, Default)]
pub(super) struct Input {
    pub includes: Vec<PathBuf>,
    /// The values of `--opt`, in order.
    pub options: Vec<String>,
    /// The options file.
    pub option_file: Option<PathBuf>,
    pub descriptor_sets: Vec<PathBuf>,
    /// The files and folders to read. With descriptor sets, they are names of files in the sets.
    pub protos: Vec<PathBuf>,
}

/// The arguments of `generate` and `check`.
#[derive(Debug)]
pub(super) struct Generate {
    pub input: Input,
    pub out: PathBuf,
    /// Whether `generate` does not say what it has written.
    pub quiet: bool,
    /// Whether `generate` deletes the files that are no longer generated.
    pub prune: bool,
}

/// The arguments of `check --against`.
#[derive(Debug)]
pub(super) struct Against {
    pub input: Input,
    /// The older version: a folder, a descriptor set or a git revision.
    pub old: String,
    /// The ids of rules that are not reported.
    pub allow: Vec<String>,
    /// Whether a warning gives the exit code 1.
    pub strict: bool,
    /// Whether the answer is JSON.
    pub json: bool,
}

/// The arguments of `lint`.
#[derive(Debug)]
pub(super) struct Lint {
    pub input: Input,
    /// The ids of rules that are not reported.
    pub allow: Vec<String>,
    /// Whether the answer is JSON.
    pub json: bool,
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

/// Parses the arguments, without reading any file.
pub(super) fn parse(arguments: Vec<OsString>) -> Result<Command, Diagnostics> {
    let first = arguments.first().and_then(|first| first.to_str());
    let command = first.and_then(|first| COMMANDS.into_iter().find(|command| *command == first));
    let mut parser = lexopt::Parser::from_args(arguments);
    let parsed = match parser.next() {
        Ok(None) => return Ok(Command::Hint),
        Ok(Some(Short('h') | Long("help"))) => Ok(Command::Help(Topic::Overview)),
        Ok(Some(Short('V') | Long("version"))) => Ok(Command::Version),
        Ok(Some(Value(command))) => match command.to_str() {
            Some("generate") => generate(parser, "generate")
                .map(|found| found.map_or(Command::Help(Topic::Generate), Command::Generate)),
            Some("check") => {
                check_or_against(parser).map(|found| found.unwrap_or(Command::Help(Topic::Check)))
            }
            Some("lint") => {
                lint(parser).map(|found| found.map_or(Command::Help(Topic::Lint), Command::Lint))
            }
            Some("explain") => explain(parser)
                .map(|found| found.map_or(Command::Help(Topic::Explain), Command::Explain)),
            Some("init") => init::parse(parser)
                .map(|found| found.map_or(Command::Help(Topic::Init), Command::Init)),
            Some("migrate") => parser
                .raw_args()
                .map(|arguments| Command::Migrate(arguments.collect()))
                .map_err(bad),
            Some("module-tree") => module_tree::parse(parser)
                .map(|found| found.map_or(Command::Help(Topic::ModuleTree), Command::ModuleTree)),
            Some("completions") => completions::parse(parser),
            Some("help") => help(parser).map(Command::Help),
            _ => {
                let command = command.to_string_lossy();
                Err(unknown_command(&command, similar_command(&command.to_ascii_lowercase())))
            }
        },
        Ok(Some(argument)) => Err(unknown(&argument)),
        Err(error) => Err(bad(error)),
    };
    Ok(parsed.map_err(|error| see_help(error, command))?)
}

/// The names of the commands.
pub(super) const COMMANDS: [&str; 9] = [
    "generate",
    "check",
    "lint",
    "explain",
    "init",
    "migrate",
    "module-tree",
    "completions",
    "help",
];

/// Returns the command that a word begins or resembles.
fn similar_command(word: &str) -> Option<&'static str> {
    let begun = COMMANDS.into_iter().find(|command| command.starts_with(word));
    begun.or_else(|| closest(word, COMMANDS.into_iter()))
}

/// Reads the topic after `help`.
fn help(mut parser: lexopt::Parser) -> Result<Topic, Diagnostic> {
    match parser.next().map_err(bad)? {
        None => Ok(Topic::Overview),
        Some(Value(word)) => Topic::of(&word.to_string_lossy()),
        Some(Long(word)) => Topic::of(word),
        Some(argument) => Err(unknown(&argument)),
    }
}

/// The arguments of a command that reads files.
#[derive(Default)]
struct Given {
    input: Input,
    out: Option<PathBuf>,
    quiet: bool,
    prune: bool,
    json: bool,
    against: Option<String>,
    allow: Vec<String>,
    strict: bool,
}

/// Reads the arguments of a command that reads files. Returns `None` if help is asked for.
fn given(mut parser: lexopt::Parser, command: &str) -> Result<Option<Given>, Diagnostic> {
    // `check` has all arguments of `generate` and of `lint`.
    let (writes, reports) =
        (matches!(command, "generate" | "check"), matches!(command, "check" | "lint"));
    let mut given = Given::default();
    let input = &mut given.input;
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
                input.descriptor_sets.push(value(&mut parser)?)
            }
            Short('o') | Long("out") if writes => {
                once(&mut given.out, value(&mut parser)?, "--out")?
            }
            Short('q') | Long("quiet") if writes => given.quiet = true,
            Long("prune") if command == "generate" => given.prune = true,
            Long("json") if reports || command == "explain" => given.json = true,
            Long("against") if command == "check" => {
                let old = parser.value().and_then(|value| value.string()).map_err(bad)?;
                once(&mut given.against, old, "--against")?
            }
            Long("allow") if reports => {
                given.allow.push(parser.value().and_then(|value| value.string()).map_err(bad)?)
            }
            Long("strict") if command == "check" => given.strict = true,
            Value(proto) => input.protos.push(proto.into()),
            argument => return Err(unknown(&argument)),
        }
    }
    Ok(Some(given))
}

/// Checks that there are files.
fn check(input: &Input, command: &str) -> Result<(), Diagnostic> {
    if input.protos.is_empty() && input.descriptor_sets.is_empty() {
        return Err(bad_arguments(&format!(
            "`{command}` needs .proto files or --descriptor_set FILE"
        )));
    }
    match (input.includes.first(), input.descriptor_sets.is_empty()) {
        (Some(folder), false) => Err(bad_arguments(&format!(
            "`{command}` takes --descriptor_set or `-I {}`, not both",
            folder.display()
        ))),
        _ => Ok(()),
    }
}

/// Parses the arguments of `check`. Returns `None` if help is asked for.
fn check_or_against(parser: lexopt::Parser) -> Result<Option<Command>, Diagnostic> {
    let Some(given) = given(parser, "check")? else {
        return Ok(None);
    };
    let Some(old) = given.against else {
        if given.json || given.strict || !given.allow.is_empty() {
            return Err(bad_arguments("--json, --allow and --strict are for --against OLD"));
        }
        return generated(given, "check").map(|arguments| Some(Command::Check(arguments)));
    };
    if given.out.is_some() {
        return Err(bad_arguments("`check` takes --out or --against, not both"));
    }
    let Given { input, allow, strict, json, .. } = given;
    check(&input, "check")?;
    Ok(Some(Command::Against(Against { input, old, allow, strict, json })))
}

/// Parses the arguments of `lint`. Returns `None` if help is asked for.
fn lint(parser: lexopt::Parser) -> Result<Option<Lint>, Diagnostic> {
    let Some(Given { input, allow, json, .. }) = given(parser, "lint")? else {
        return Ok(None);
    };
    check(&input, "lint")?;
    Ok(Some(Lint { input, allow, json }))
}

/// Parses the arguments of `generate`. Returns `None` if help is asked for.
fn generate(parser: lexopt::Parser, command: &str) -> Result<Option<Generate>, Diagnostic> {
    given(parser, command)?.map(|given| generated(given, command)).transpose()
}

/// Returns the arguments of `generate` or `check`.
fn generated(given: Given, command: &str) -> Result<Generate, Diagnostic> {
    let Given { input, out, quiet, prune, .. } = given;
    check(&input, command)?;
    match out {
        Some(out) => Ok(Generate { input, out, quiet, prune }),
        None if command == "check" => {
            Err(bad_arguments("`check` needs --out FOLDER or --against OLD"))
        }
        None => Err(bad_arguments(&format!("`{command}` needs --out FOLDER"))),
    }
}

/// Parses the arguments of `explain`. Returns `None` if help is asked for.
fn explain(parser: lexopt::Parser) -> Result<Option<Explain>, Diagnostic> {
    let Some(Given { mut input, json, .. }) = given(parser, "explain")? else {
        return Ok(None);
    };
    let path = input.protos.pop();
    // The only argument is the files, unless a descriptor set has the elements.
    let is_input = |path: &PathBuf| {
        path.extension().is_some_and(|end| end == "proto")
            || (input.protos.is_empty() && input.descriptor_sets.is_empty() && path.is_dir())
    };
    let path = path.filter(|path| !is_input(path)).map(|path| path.display().to_string());
    let Some(path) = path else {
        let example = "the path of an element as the last argument, e.g. `.acme.v1.Forecast.day`";
        return Err(bad_arguments(&format!("`explain` needs {example}")));
    };
    check(&input, "explain")?;
    Ok(Some(Explain { input, path, json }))
}

/// Stores an argument that may be given once.
fn once<T>(given: &mut Option<T>, value: T, name: &str) -> Result<(), Diagnostic> {
    match given.replace(value) {
        None => Ok(()),
        Some(_) => Err(bad_arguments(&format!("{name} is given twice"))),
    }
}

/// Returns the error for arguments that cannot be split into names and values.
fn bad(error: lexopt::Error) -> Diagnostic {
    match error {
        lexopt::Error::MissingValue { option: Some(name) } => {
            bad_arguments(&format!("{name} needs a value"))
        }
        error => bad_arguments(&error.to_string()),
    }
}

fn unknown(argument: &lexopt::Arg<'_>) -> Diagnostic {
    match argument {
        Short(letter) => unknown_argument(&format!("-{letter}")),
        Long(name) if SPECS.iter().any(|spec| spec.key == *name) => option_as_argument(name),
        Long(name) => unknown_argument(&format!("--{name}")),
        Value(value) => unknown_argument(&value.to_string_lossy()),
    }
}
