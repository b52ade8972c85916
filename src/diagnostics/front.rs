//! Diagnostics about files, folders and programs, from before and after the lowering of a schema.

use std::fmt::Display;
use std::io;
use std::path::Path;

use super::Diagnostic;

const INSTALL_PROTOC: &str = concat!(
    "install protoc (Debian: `apt install protobuf-compiler`, macOS: `brew install protobuf`), ",
    "set PROTOC to the path of one, or turn on the feature `vendored-protoc` of rust-grpc-build, ",
    "which embeds one",
);

pub(super) fn list(names: &[impl Display]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(not(pure_rust_parser))]
pub(crate) fn no_protoc() -> Diagnostic {
    Diagnostic::error(
        "there is no protoc: PROTOC is not set, PATH has none, and no embedded one runs here",
    )
    .help(INSTALL_PROTOC)
}

pub(crate) fn broken_protoc(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot run protoc as `{}`: {reason}", path.display()))
        .help(INSTALL_PROTOC)
}

/// The protoc is that of the environment variable PROTOC, and there is an embedded one.
pub(crate) fn broken_protoc_of_env(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot run protoc as `{}`: {reason}", path.display())).help(
        "unset PROTOC to use the protoc in PATH or the embedded one, or set it to another one",
    )
}

pub(crate) fn cannot_unpack_protoc(reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot unpack the embedded protoc: {reason}"))
        .help("set XDG_CACHE_HOME to a writable folder, or PROTOC to the path of a protoc")
}

/// `why` is a clause, e.g. "it is a link".
pub(crate) fn cache_is_not_used(folder: &Path, why: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "the cache folder `{}` is not used for protoc: {why}",
        folder.display()
    ))
    .help(
        "make it a folder that you own and only you can write to (`chmod go-w`), or set \
         XDG_CACHE_HOME to such a folder, or PROTOC to the path of a protoc",
    )
    .help("until then each run unpacks protoc into a temporary folder")
}

/// `why` is a clause, e.g. "it can be written to by other users".
pub(crate) fn temporary_is_not_safe(folder: &Path, why: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "it is not safe to run protoc from the temporary folder `{}`: {why}",
        folder.display()
    ))
    .help(
        "set TMPDIR to a folder that you own and only you can write to, or set the sticky bit of a \
         shared folder (`chmod +t`)",
    )
}

pub(crate) fn cannot_make_temporary(folder: &Path, error: &io::Error) -> Diagnostic {
    let variable = if cfg!(windows) { "TMP" } else { "TMPDIR" };
    Diagnostic::error(format!(
        "cannot create a temporary folder in `{}`: {}",
        folder.display(),
        reason(error)
    ))
    .help(format!("set {variable} to a writable folder"))
}

pub(crate) fn protoc_failed(path: &Path, status: &str) -> Diagnostic {
    Diagnostic::error(format!("protoc (`{}`) failed without a message: {status}", path.display()))
        .help("check that it runs with `--version`, or set PROTOC to another protoc")
}

pub(crate) fn protoc_too_old(
    edition: &str,
    since: u32,
    protoc: &Path,
    version: &str,
) -> Diagnostic {
    Diagnostic::error(format!(
        "edition {edition} needs protoc {since} or newer; `{}` is {version}",
        protoc.display()
    ))
    .help("set PROTOC to a newer protoc, or remove this one from PATH to use the embedded one")
}

#[cfg(pure_rust_parser)]
pub(crate) fn parsed_without_protoc() -> Diagnostic {
    Diagnostic::warning(
        "no protoc can be run, so a parser in Rust is used: it loses comments and does not know \
         editions",
    )
    .help(INSTALL_PROTOC)
}

#[cfg(pure_rust_parser)]
pub(crate) fn edition_without_protoc(edition: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "edition {edition} needs protoc; the parser in Rust knows only proto2 and proto3"
    ))
    .help(INSTALL_PROTOC)
}

/// Returns the text of an error without its number, e.g. "No such file or directory".
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((reason, _)) => reason.into(),
        None => text,
    }
}

pub(crate) fn cannot_read(path: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        // std reports this kind for a text file that is not UTF-8.
        io::ErrorKind::InvalidData => {
            Diagnostic::error(format!("cannot read `{}`: it is not UTF-8", path.display()))
                .help("save the file as UTF-8")
        }
        _ => Diagnostic::error(format!("cannot read `{}`: {}", path.display(), reason(error))),
    }
}

pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot write `{}`: {}", path.display(), reason(error)))
}

pub(crate) fn cannot_delete(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot delete `{}`: {}", path.display(), reason(error)))
}

pub(crate) fn out_is_file(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is a file", path.display()))
        .help("name a folder; each package becomes a file in it")
}

pub(crate) fn drifted(path: &Path, how: &str) -> Diagnostic {
    Diagnostic::error(format!("`{}` {how}", path.display()))
}

pub(crate) fn only_formatting_differs(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}`: only formatting differs: was rustfmt run over generated code?",
        path.display()
    ))
    .help("`#[rustfmt::skip] mod NAME;` keeps rustfmt away from a module")
}

pub(crate) fn only_line_ends_differ(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}`: only line ends differ: was it checked out with CRLF?",
        path.display()
    ))
    .help("add the line `*.rs text eol=lf` to .gitattributes")
}

pub(crate) fn orphaned(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is an orphan: it is no longer generated", path.display()))
        .help("if no other command generates it, `generate --prune` deletes it")
}

pub(crate) fn no_out_dir() -> Diagnostic {
    Diagnostic::error("no output folder is given")
        .help("call `out_dir`: OUT_DIR is only set in a build script")
}

pub(crate) fn split_package(package: &str, other: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "package `{package}` is generated without its file `{other}`, which this run does not list"
    ))
    .help(
        "generate all files of a package in one run; for buf, set `strategy: all` in buf.gen.yaml",
    )
}

/// Returns a list of at most three names, then the number of further names.
fn some(names: &[String]) -> String {
    let more = if names.len() > 3 {
        format!(" and {} more items", names.len() - 3)
    } else {
        String::new()
    };
    list(&names[..names.len().min(3)]) + &more
}

/// The help line if two calls generate a type differently.
const SAME_OPTIONS: &str =
    "give both calls the same options, or give each call an `out_dir` of its own";

pub(crate) fn drops_items(file: &str, items: &[String], sources: &[&str]) -> Diagnostic {
    let dropped = some(items);
    let message = format!(
        "this call drops {dropped} from `{file}`, which an earlier call in this build script has \
         written"
    );
    // If only implementations are dropped, the types are still there. So the .proto files are the
    // same, and the options differ.
    if items.iter().all(|item| item.starts_with("impl ")) {
        return Diagnostic::error(message).help(SAME_OPTIONS);
    }
    let files = if sources.is_empty() { String::new() } else { format!(": {}", list(sources)) };
    Diagnostic::error(message).help(format!(
        "make one call with all files{files}; or give each call an `out_dir` of its own"
    ))
}

pub(crate) fn changes_items(file: &str, items: &[String]) -> Diagnostic {
    let changed = some(items);
    Diagnostic::warning(format!(
        "this call writes {changed} into `{file}` differently than an earlier call in this build \
         script"
    ))
    .help(SAME_OPTIONS)
}

pub(crate) fn source_left_out(path: &Path, source: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "`{source}` still exists, but this run does not list it, so `{}` loses its code",
        path.display()
    ))
    .help("list all files of a package in one run")
}

/// The warning has one line, because buf may show it once for each of many folders.
pub(crate) fn missing_packages(packages: &[&str]) -> Diagnostic {
    let (are, names) = (if packages.len() == 1 { "is" } else { "are" }, list(packages));
    Diagnostic::warning(format!(
        "the code refers to {names}, which {are} neither in this run nor external: list all files, \
         or name the packages of other runs with `generated_separately=PATH`"
    ))
}

/// `device` is the part of the file's path, e.g. `con` in `con.v1.rs`.
pub(crate) fn windows_cannot_make(file: &str, device: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "Windows cannot create the file `{file}`: `{device}` is the name of a device there"
    ))
    .help(format!(
        "for Windows, begin the name of the package or file with another word, e.g. `acme.{device}`"
    ))
}

pub(crate) fn file_name_is_shortened(file: &str) -> Diagnostic {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    Diagnostic::warning(format!(
        "the package's name is too long for a file name, so its code is in `{file}`"
    ))
    .help(format!(
        "include it with `include_proto!({stem:?})` or with the module tree (`mod_file=mod.rs`)"
    ))
}

pub(crate) fn started_by_hand() -> Diagnostic {
    Diagnostic::error("without arguments, this program is a plugin that protoc or buf starts")
        .help("`protoc-gen-rust-grpc help` lists the commands")
}

pub(crate) fn unknown_argument(argument: &str) -> Diagnostic {
    Diagnostic::error(format!("unknown argument `{argument}`"))
}

pub(crate) fn unknown_command(command: &str, closest: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("unknown command `{command}`"));
    match closest {
        Some(closest) => diagnostic.help(format!("did you mean `{closest}`?")),
        None => diagnostic.help(
            "the commands are `generate`, `check`, `lint`, `explain`, `init`, `completions` and \
             `help`; protoc and buf start the plugin without arguments",
        ),
    }
}

/// Of an argument that is an option of the generator, e.g. `json` in `--json`.
pub(crate) fn option_as_argument(key: &str) -> Diagnostic {
    Diagnostic::error(format!("unknown argument `--{key}`"))
        .help(format!("`{key}` is an option: write `--opt {key}=VALUE`"))
}

pub(crate) fn unknown_topic(word: &str, closest: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("`{word}` is neither a command nor an option"));
    match closest {
        Some(closest) => diagnostic.help(format!("did you mean `help {closest}`?")),
        None => diagnostic.help("`protoc-gen-rust-grpc help options` lists every option"),
    }
}

pub(crate) fn bad_arguments(why: &str) -> Diagnostic {
    Diagnostic::error(why)
}

/// Adds a help line to an error in the arguments of a command, unless the error has one.
pub(crate) fn see_help(error: Diagnostic, command: Option<&str>) -> Diagnostic {
    match command {
        _ if !error.help.is_empty() => error,
        None => error.help("`protoc-gen-rust-grpc help` lists the commands"),
        Some(command) => {
            error.help(format!("`protoc-gen-rust-grpc help {command}` lists the arguments"))
        }
    }
}

pub(crate) fn unknown_element(path: &str, similar: &[&str]) -> Diagnostic {
    let found = Diagnostic::error(format!("no element of these files has the name `{path}`"));
    match similar {
        [] => found.help(
            "write the full name of an element, e.g. `.acme.v1.Forecast.day`, or its end, e.g. \
             `Forecast.day`",
        ),
        _ => {
            let names: Vec<String> = similar.iter().map(|name| format!("`.{name}`")).collect();
            found.help(format!("did you mean {}?", names.join(" or ")))
        }
    }
}

pub(crate) fn not_generated(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` is not generated code, and would be overwritten",
        path.display()
    ))
    .help("name another folder with `--out`, or delete the file")
}

pub(crate) fn orphan_left(path: &Path) -> Diagnostic {
    Diagnostic::warning(format!("`{}` is an orphan: it is no longer generated", path.display()))
        .help("if no other command generates it, `--prune` deletes it")
}

/// Of a crate that generated code names. `line` is its dependency.
pub(crate) fn lacks_dependency(manifest: &Path, name: &str, line: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "`{}` has no dependency on `{name}`, which generated code names",
        manifest.display()
    ))
    .help(format!("add `{line}` to `[dependencies]`"))
}

/// Of features that generated code needs. `line` is the dependency of the manifest with them. It is
/// empty if the dependency has several lines.
pub(crate) fn lacks_features(manifest: &Path, features: &[String], line: &str) -> Diagnostic {
    let (noun, names) = match features {
        [feature] => ("feature", format!("`{feature}`")),
        _ => ("features", format!("`{}`", features.join("`, `"))),
    };
    let warning = Diagnostic::warning(format!(
        "`{}` lacks the {noun} {names} of `rust-grpc`, which generated code needs",
        manifest.display()
    ));
    match line {
        "" => warning.help(format!("add {names} to the `features` of `rust-grpc`")),
        _ => warning.help(format!("write `{line}`")),
    }
}

pub(crate) fn feature_lacks(manifest: &Path, feature: &str, needed: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "the feature `{feature}` of `{}` does not turn on `{needed}`, which generated code needs",
        manifest.display()
    ))
    .help(format!("write `{feature} = [\"{needed}\"]` in `[features]`"))
}

pub(crate) fn regenerate(command: &str) -> Diagnostic {
    Diagnostic::error("generated code is not up to date")
        .help(format!("regenerate it with `{command}`"))
}

pub(crate) fn folder_not_empty(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is not empty", folder.display()))
        .help("name a new or empty folder")
}

pub(crate) fn no_checkout() -> Diagnostic {
    Diagnostic::error(
        "the checkout that this binary was built from is gone, and the crates that a project needs \
         are not published yet",
    )
    .help(
        "name a checkout with `--runtime PATH`; once the crates are published, name a version with \
         `--runtime VERSION`",
    )
}

pub(crate) fn bad_runtime(runtime: &str) -> Diagnostic {
    Diagnostic::error(format!("`{runtime}` is neither a version nor a checkout of this repository"))
        .help("write `--runtime 0.1` or `--runtime ../protoc-gen-rust-grpc`")
}
