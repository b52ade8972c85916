//! About files, folders and programs: what the front ends meet before and after a schema is read.

use std::path::Path;

use super::Diagnostic;

const INSTALL_PROTOC: &str = "install protoc (Debian: `apt install protobuf-compiler`, macOS: `brew install protobuf`) or let PROTOC name one; the feature `vendored-protoc` of rust-grpc-build has it inside";

fn list(folders: &[String]) -> String {
    folders.iter().map(|folder| format!("`{folder}`")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn no_inputs() -> Diagnostic {
    Diagnostic::error("no .proto file is given").help("name one or more, e.g. `-I proto proto/greeter.proto`")
}

pub(crate) fn input_is_missing(path: &str, includes: &[String]) -> Diagnostic {
    Diagnostic::error(format!("there is no file `{path}`")).help(format!("looked for it as a path, and as a name in {}", list(includes)))
}

pub(crate) fn input_is_folder(path: &str) -> Diagnostic {
    Diagnostic::error(format!("`{path}` is a folder")).help("name the .proto files in it; folders to import from go to `-I`")
}

pub(crate) fn input_is_outside(path: &str, includes: &[String], suggested: &str) -> Diagnostic {
    Diagnostic::error(format!("`{path}` is in none of the include folders ({})", list(includes)))
        .help(format!("add the folder that its imports are relative to, e.g. `-I {suggested}`"))
}

pub(crate) fn include_is_missing(path: &str, is_file: bool) -> Diagnostic {
    if is_file {
        return Diagnostic::warning(format!("include folder `{path}` is a file")).help("name the folder that it stands in");
    }
    let diagnostic = Diagnostic::warning(format!("there is no include folder `{path}`"));
    if path.contains([':', ';']) { diagnostic.help("give each folder an `-I` of its own") } else { diagnostic }
}

pub(crate) fn unprintable_path(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("protoc cannot take the path {path:?}")).help("use a path in UTF-8 and without line breaks")
}

pub(crate) fn import_not_found(import: &str, includes: &[String]) -> Diagnostic {
    Diagnostic::error(format!("import \"{import}\" is not found"))
        .help(format!("looked in {}; add the folder that \"{import}\" is relative to with `-I`", list(includes)))
}

pub(crate) fn no_protoc() -> Diagnostic {
    Diagnostic::error("there is no protoc: PROTOC is not set, PATH has none, and none is inside that runs here").help(INSTALL_PROTOC)
}

pub(crate) fn broken_protoc(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot run protoc as `{}`: {reason}", path.display())).help(INSTALL_PROTOC)
}

pub(crate) fn cannot_unpack_protoc(reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot unpack the protoc inside: {reason}"))
        .help("let XDG_CACHE_HOME name a folder that can be written to, or PROTOC a protoc")
}

pub(crate) fn protoc_failed(path: &Path, status: &str) -> Diagnostic {
    Diagnostic::error(format!("protoc (`{}`) failed without a word, {status}", path.display()))
}

pub(crate) fn protoc_too_old(edition: &str, since: u32, protoc: &Path, version: &str) -> Diagnostic {
    Diagnostic::error(format!("edition {edition} needs protoc {since} or newer; `{}` is {version}", protoc.display()))
        .help("let PROTOC name a newer one, or take this one out of PATH to use the one inside")
}

#[cfg(feature = "pure-rust-parser")]
pub(crate) fn parsed_without_protoc() -> Diagnostic {
    Diagnostic::warning("no protoc can be run, so a parser in Rust took its place: comments are lost, and editions are not understood")
        .help(INSTALL_PROTOC)
}
