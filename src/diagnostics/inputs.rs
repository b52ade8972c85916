//! About the .proto files and include folders of a run.

use std::path::Path;

use super::Diagnostic;
use super::front::list;

/// The front end that was given files and folders. Help names them in its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum FrontEnd {
    /// A build script, or another program that calls the library.
    #[default]
    Library,
    /// The command line of the binary.
    CommandLine,
}

pub(crate) fn no_inputs(front_end: FrontEnd) -> Diagnostic {
    let example = match front_end {
        FrontEnd::Library => "`compile(&[\"proto/greeter.proto\"], &[\"proto\"])`",
        FrontEnd::CommandLine => "`-I proto proto/greeter.proto`",
    };
    Diagnostic::error("no .proto file is given")
        .help(format!("name files or folders, e.g. {example}"))
}

pub(crate) fn input_is_missing(path: &str, includes: &[String]) -> Diagnostic {
    let as_a_name = if includes.is_empty() {
        String::new()
    } else {
        format!(", and relative to {}", list(includes))
    };
    Diagnostic::error(format!("there is no file `{path}`")).help(format!(
        "searched for it as a path{as_a_name}; check the name and the include folders"
    ))
}

pub(crate) fn folder_without_protos(path: &str) -> Diagnostic {
    Diagnostic::error(format!("no .proto file is in the folder `{path}`"))
        .help("name a folder that has .proto files, at any depth; hidden folders are left out")
}

pub(crate) fn input_is_outside(
    path: &str,
    includes: &[String],
    suggested: &str,
    front_end: FrontEnd,
) -> Diagnostic {
    let help = match front_end {
        FrontEnd::Library => format!(
            "add the folder that its imports are relative to, e.g. `{suggested:?}`, to the include \
             folders, which are the second argument"
        ),
        FrontEnd::CommandLine => {
            format!("add the folder that its imports are relative to, e.g. `-I {suggested}`")
        }
    };
    Diagnostic::error(format!("`{path}` is in no include folder ({})", list(includes))).help(help)
}

pub(crate) fn one_name(name: &str, one: &str, other: &str) -> Diagnostic {
    Diagnostic::error(format!("`{one}` and `{other}` both have the name `{name}` for imports"))
        .help("use the folder around both as the include folder, or generate them in two runs")
}

pub(crate) fn include_is_missing(path: &str, is_file: bool, front_end: FrontEnd) -> Diagnostic {
    if is_file {
        return Diagnostic::warning(format!("include folder `{path}` is a file"))
            .help("name the folder that contains the file");
    }
    let diagnostic = Diagnostic::warning(format!("there is no include folder `{path}`"));
    match (path.contains([':', ';']), front_end) {
        (false, _) => diagnostic,
        (true, FrontEnd::Library) => diagnostic.help("write each folder as a separate element"),
        (true, FrontEnd::CommandLine) => diagnostic.help("write a separate `-I` for each folder"),
    }
}

pub(crate) fn unprintable_path(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("protoc cannot take the path {path:?}"))
        .help("use a path in UTF-8 and without line breaks")
}

pub(crate) fn import_not_found(
    import: &str,
    includes: &[String],
    front_end: FrontEnd,
) -> Diagnostic {
    let way = match front_end {
        FrontEnd::Library => "to the include folders, which are the second argument",
        FrontEnd::CommandLine => "with `-I`",
    };
    Diagnostic::error(format!("import \"{import}\" is not found")).help(format!(
        "searched in {}; add the folder that contains \"{import}\" {way}",
        list(includes)
    ))
}
