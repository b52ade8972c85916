//! About files, folders and programs: what the front ends meet before and after a schema is read.

use std::fmt::Display;
use std::io;
use std::path::Path;

use super::Diagnostic;

const INSTALL_PROTOC: &str = "install protoc (Debian: `apt install protobuf-compiler`, macOS: `brew install protobuf`) or let PROTOC name one; the feature `vendored-protoc` of rust-grpc-build has it inside";

fn list(names: &[impl Display]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn no_inputs() -> Diagnostic {
    Diagnostic::error("no .proto file is given")
        .help("name one or more, e.g. `-I proto proto/greeter.proto`")
}

pub(crate) fn input_is_missing(path: &str, includes: &[String]) -> Diagnostic {
    let as_a_name = if includes.is_empty() {
        String::new()
    } else {
        format!(", and as a name in {}", list(includes))
    };
    Diagnostic::error(format!("there is no file `{path}`"))
        .help(format!("looked for it as a path{as_a_name}"))
}

pub(crate) fn input_is_folder(path: &str) -> Diagnostic {
    Diagnostic::error(format!("`{path}` is a folder"))
        .help("name the .proto files in it; folders to import from go to `-I`")
}

pub(crate) fn input_is_outside(path: &str, includes: &[String], suggested: &str) -> Diagnostic {
    Diagnostic::error(format!("`{path}` is in none of the include folders ({})", list(includes)))
        .help(format!("add the folder that its imports are relative to, e.g. `-I {suggested}`"))
}

pub(crate) fn include_is_missing(path: &str, is_file: bool) -> Diagnostic {
    if is_file {
        return Diagnostic::warning(format!("include folder `{path}` is a file"))
            .help("name the folder that it stands in");
    }
    let diagnostic = Diagnostic::warning(format!("there is no include folder `{path}`"));
    if path.contains([':', ';']) {
        diagnostic.help("give each folder an `-I` of its own")
    } else {
        diagnostic
    }
}

pub(crate) fn unprintable_path(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("protoc cannot take the path {path:?}"))
        .help("use a path in UTF-8 and without line breaks")
}

pub(crate) fn import_not_found(import: &str, includes: &[String]) -> Diagnostic {
    Diagnostic::error(format!("import \"{import}\" is not found")).help(format!(
        "looked in {}; add the folder that \"{import}\" is relative to with `-I`",
        list(includes)
    ))
}

#[cfg(not(pure_rust_parser))]
pub(crate) fn no_protoc() -> Diagnostic {
    Diagnostic::error(
        "there is no protoc: PROTOC is not set, PATH has none, and none is inside that runs here",
    )
    .help(INSTALL_PROTOC)
}

pub(crate) fn broken_protoc(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot run protoc as `{}`: {reason}", path.display()))
        .help(INSTALL_PROTOC)
}

/// The same, of the one that the environment names, where there is another one inside.
pub(crate) fn broken_protoc_of_env(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot run protoc as `{}`: {reason}", path.display()))
        .help("unset PROTOC to use the one in PATH or the one inside, or let it name another one")
}

pub(crate) fn cannot_unpack_protoc(reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot unpack the protoc inside: {reason}"))
        .help("let XDG_CACHE_HOME name a folder that can be written to, or PROTOC a protoc")
}

/// `why` is a clause, e.g. "it is a link".
pub(crate) fn cache_is_not_used(folder: &Path, why: &str) -> Diagnostic {
    Diagnostic::warning(format!("the cache folder `{}` is not used for protoc: {why}", folder.display()))
        .help("make it a folder of your own that only you can write to (`chmod go-w`), or let XDG_CACHE_HOME name one or PROTOC a protoc")
        .help("until then each run unpacks protoc into a temporary folder")
}

/// `why` is a clause, e.g. "it can be written to by other users".
pub(crate) fn temporary_is_not_safe(folder: &Path, why: &str) -> Diagnostic {
    Diagnostic::error(format!("the temporary folder `{}` is not safe to run protoc with: {why}", folder.display()))
        .help("let TMPDIR name a folder of your own that only you can write to, or set the sticky bit of a shared one (`chmod +t`)")
}

pub(crate) fn cannot_make_temporary(folder: &Path, error: &io::Error) -> Diagnostic {
    let variable = if cfg!(windows) { "TMP" } else { "TMPDIR" };
    Diagnostic::error(format!(
        "cannot make a temporary folder in `{}`: {}",
        folder.display(),
        reason(error)
    ))
    .help(format!("let {variable} name a folder that can be written to"))
}

pub(crate) fn protoc_failed(path: &Path, status: &str) -> Diagnostic {
    Diagnostic::error(format!("protoc (`{}`) failed without a word, {status}", path.display()))
        .help("see whether it runs with `--version`; PROTOC can name another one")
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
    .help("let PROTOC name a newer one, or take this one out of PATH to use the one inside")
}

#[cfg(pure_rust_parser)]
pub(crate) fn parsed_without_protoc() -> Diagnostic {
    Diagnostic::warning("no protoc can be run, so a parser in Rust took its place: comments are lost, and editions are not understood")
        .help(INSTALL_PROTOC)
}

#[cfg(pure_rust_parser)]
pub(crate) fn edition_without_protoc(edition: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "edition {edition} needs protoc; the parser in Rust that took its place knows proto2 and \
         proto3 only"
    ))
    .help(INSTALL_PROTOC)
}

/// e.g. "No such file or directory", without the number that follows it.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((reason, _)) => reason.into(),
        None => text,
    }
}

pub(crate) fn cannot_read(path: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        // What std says of a file that is read as text.
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

pub(crate) fn out_is_file(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is a file", path.display()))
        .help("name a folder: one file is generated for each package")
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
    .help("a line `*.rs text eol=lf` in .gitattributes keeps them")
}

pub(crate) fn orphaned(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is an orphan: it is no longer generated", path.display()))
        .help("delete it")
}

pub(crate) fn no_out_dir() -> Diagnostic {
    Diagnostic::error("no folder to write to is given")
        .help("outside of a build script there is no OUT_DIR: call `out_dir`")
}

pub(crate) fn split_package(package: &str, other: &str) -> Diagnostic {
    Diagnostic::warning(format!("package `{package}` is generated without its file `{other}`, which this run does not list"))
        .help("generate all files of a package in one run; for buf that is `strategy: all` in buf.gen.yaml")
}

/// At most three, then how many more.
fn some(names: &[String]) -> String {
    let more = if names.len() > 3 {
        format!(" and {} more items", names.len() - 3)
    } else {
        String::new()
    };
    list(&names[..names.len().min(3)]) + &more
}

/// The help if two calls generate one type differently.
const SAME_OPTIONS: &str =
    "give both calls the same options, or give each call an `out_dir` of its own";

pub(crate) fn drops_items(file: &str, items: &[String], sources: &[&str]) -> Diagnostic {
    let dropped = some(items);
    let message = format!(
        "this call drops {dropped} from `{file}`, which an earlier call in this build script has written"
    );
    // If implementations alone are dropped, the types are there: the .proto files are the same, and
    // the options differ.
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
    Diagnostic::warning(format!("this call writes {changed} into `{file}` differently than an earlier call in this build script"))
        .help(SAME_OPTIONS)
}

pub(crate) fn source_left_out(path: &Path, source: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "`{source}` still exists and is not in this run, which leaves its code out of `{}`",
        path.display()
    ))
    .help("list all files of a package in one run")
}

/// In one line, because a host may show it once for each of many folders.
pub(crate) fn missing_packages(packages: &[&str]) -> Diagnostic {
    let (are, names) = (if packages.len() == 1 { "is" } else { "are" }, list(packages));
    Diagnostic::warning(format!(
        "the code refers to {names}, which {are} neither in this run nor external: list all files, \
         or name packages that other runs generate with `generated_separately=PATH`"
    ))
}

/// `device` is the part of the file's path, e.g. `con` in `con.v1.rs`.
pub(crate) fn windows_cannot_make(file: &str, device: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "Windows cannot make the file `{file}`: `{device}` is a device there, with any extension"
    ))
    .help(format!(
        "for Windows, let the package or file begin with another word, e.g. `acme.{device}`"
    ))
}

pub(crate) fn file_name_is_shortened(file: &str) -> Diagnostic {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    Diagnostic::warning(format!(
        "the package's name is too long for a file: its code is in `{file}`"
    ))
    .help(format!(
        "`include_proto!({stem:?})` includes it; the module tree (`mod_file=mod.rs`) needs no name"
    ))
}

const COMMANDS: &str = "`protoc-gen-rust-grpc --help` shows every command and option";

pub(crate) fn started_by_hand() -> Diagnostic {
    Diagnostic::error("without arguments this is a plugin, which protoc and buf start")
        .help(COMMANDS)
}

pub(crate) fn unknown_argument(argument: &str) -> Diagnostic {
    Diagnostic::error(format!("unknown argument `{argument}`")).help(COMMANDS)
}

pub(crate) fn unknown_command(command: &str) -> Diagnostic {
    Diagnostic::error(format!("unknown command `{command}`"))
        .help("the commands are `generate`, `check`, `explain` and `init`; as a plugin it is started by protoc or buf, without arguments")
}

pub(crate) fn bad_arguments(why: &str) -> Diagnostic {
    Diagnostic::error(why).help(COMMANDS)
}

pub(crate) fn unknown_element(path: &str, similar: &[&str]) -> Diagnostic {
    let found = Diagnostic::error(format!("no element of these files is called `{path}`"));
    match similar {
        [] => found.help(
            "name an element by its full name, e.g. `.acme.v1.Forecast.day`, or by the end of it, e.g. `Forecast.day`",
        ),
        _ => {
            let names: Vec<String> = similar.iter().map(|name| format!("`.{name}`")).collect();
            found.help(format!("did you mean {}?", names.join(" or ")))
        }
    }
}

pub(crate) fn not_generated(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` would be replaced, and it is not generated code",
        path.display()
    ))
    .help("name another folder with `--out`, or delete the file")
}

pub(crate) fn orphan_left(path: &Path) -> Diagnostic {
    Diagnostic::warning(format!("`{}` is an orphan: it is no longer generated", path.display()))
        .help("delete it, unless another command generates it")
}

pub(crate) fn lacks_dependency(manifest: &Path, line: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "`{}` has no dependency on `rust-grpc`, which generated code names",
        manifest.display()
    ))
    .help(format!("add `{line}` to `[dependencies]`"))
}

pub(crate) fn lacks_features(manifest: &Path, features: &[String], line: &str) -> Diagnostic {
    let (noun, names) = match features {
        [feature] => ("feature", format!("`{feature}`")),
        _ => ("features", format!("`{}`", features.join("`, `"))),
    };
    Diagnostic::warning(format!(
        "`{}` lacks the {noun} {names} of `rust-grpc`, which generated code needs",
        manifest.display()
    ))
    .help(format!("the code needs `{line}`"))
}

pub(crate) fn regenerate(command: &str) -> Diagnostic {
    Diagnostic::error("generated code is not up to date")
        .help(format!("regenerate it with `{command}`"))
}

pub(crate) fn folder_not_empty(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is not empty", folder.display()))
        .help("name a folder that is new or empty")
}

pub(crate) fn no_checkout() -> Diagnostic {
    Diagnostic::error("the checkout that this binary was built from is gone, and the crates that a project needs are not published yet")
        .help("name a checkout with `--runtime PATH`, or a version with `--runtime VERSION` once there is one")
}

pub(crate) fn bad_runtime(runtime: &str) -> Diagnostic {
    Diagnostic::error(format!("`{runtime}` is neither a version nor a checkout of this repository"))
        .help("write `--runtime 0.1` or `--runtime ../protoc-gen-rust-grpc`")
}
