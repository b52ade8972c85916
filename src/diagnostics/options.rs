//! Diagnostics about options.

use super::{Diagnostic, Location};

const SEE_HELP: &str = "`protoc-gen-rust-grpc help options` lists every option";

pub(crate) fn unknown_option(key: &str, closest: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("unknown option `{key}`"));
    match closest {
        Some(closest) => diagnostic.help(format!("did you mean `{closest}`?")),
        None => diagnostic.help(SEE_HELP),
    }
}

/// Of a word that is an option of another plugin, or nearly one of this plugin.
pub(crate) fn unknown_word(word: &str, help: &str) -> Diagnostic {
    Diagnostic::error(format!("unknown option `{word}`")).help(help)
}

/// Adds the help for an unknown option that may be the rest of a value.
pub(crate) fn with_comma(diagnostic: Diagnostic, before: &str) -> Diagnostic {
    diagnostic.help(format!(
        "if it belongs to the value of the option `{before}` before it, write `\\,` for the comma"
    ))
}

/// Adds the help for an unknown option that may be a path, e.g. `.b` in `bytes=.a,.b`.
pub(crate) fn with_another_path(diagnostic: Diagnostic, before: &str, path: &str) -> Diagnostic {
    diagnostic.help(format!(
        "if it is another path for the option `{before}` before it, write `{before}={path}`"
    ))
}

/// Adds the help for a line of an options file that ends in a comment.
pub(crate) fn with_comment(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic
        .help("write the comment on a separate line; after an option, `#` is part of its value")
}

pub(crate) fn foreign_option(key: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`{key}` is an option of the C++ plugin of the same name; this protoc-gen-rust-grpc is \
         from the crate rust-grpc-build"
    ))
    .help(
        "put the other plugin first in PATH, or pass --plugin=protoc-gen-rust-grpc=FILE to protoc; \
         for types of other crates this plugin has `extern_path`",
    )
}

pub(crate) fn bad_value(key: &str, value: &str, expected: &str) -> Diagnostic {
    Diagnostic::error(format!("bad value `{value}` for option `{key}`")).help(expected)
}

pub(crate) fn option_is_missing(key: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::error(format!("option `{key}` does not exist here: {why}")).help(help)
}

pub(crate) fn template_is_a_file(file: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`gen_crate={file}` names a template, but this plugin reads no files"
    ))
    .help("write `gen_crate` for the built-in manifest, and `crate_name=NAME` for the name")
}

pub(crate) fn missing_value(key: &str, shape: &str) -> Diagnostic {
    Diagnostic::error(format!("option `{key}` needs a value"))
        .help(format!("write `{key}={shape}`"))
}

pub(crate) fn contradictory_value(key: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}` is given twice, as `{first}` and as `{second}`"))
        .help("remove one of the two")
}

fn unmatched_rule(key: &str, rule: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}` matches nothing that is generated: {why}"))
}

pub(crate) fn no_such_element(
    key: &str,
    rule: &str,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let diagnostic = unmatched_rule(key, rule, &format!("there is no `{name}`"));
    diagnostic.help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            "write the full name with a leading dot, e.g. `.acme.v1.Forecast.day`, or the end of \
             the full name without one"
                .into()
        }
    })
}

/// The element is of the right kind, or has elements of the right kind in it.
pub(crate) fn element_is_not_generated(
    key: &str,
    rule: &str,
    element: (&str, &str),
    within: bool,
) -> Diagnostic {
    let what = if within {
        "nothing in it that the option is for is generated"
    } else {
        "it is not generated"
    };
    unmatched_rule(key, rule, &format!("`{}` is {}, but {what}", element.0, element.1)).help(
        "remove the rule, or generate the element: add its file to the run, and check options such \
         as `client` and `server`",
    )
}

/// The help for a rule whose path names an element of another kind.
pub(crate) enum WayOut<'a> {
    /// No element of the run is of the right kind.
    LeaveOut,
    /// The option needs the element itself, e.g. `acme.v1.Forecast.day`.
    NameOne(&'a str),
    /// With a rooted path the rule matches something, e.g. `.acme.v1.Forecast`.
    Root(String),
    /// The option is for packages.
    NamePackage,
    /// The option is for elements of other kinds.
    Name,
}

pub(crate) fn element_of_another_kind(
    key: &str,
    rule: &str,
    element: (&str, &str),
    about: &str,
    way_out: &WayOut<'_>,
) -> Diagnostic {
    let diagnostic = unmatched_rule(
        key,
        rule,
        &format!("`{}` is {}, but the option is for {about}", element.0, element.1),
    );
    diagnostic.help(match way_out {
        WayOut::LeaveOut => none_in_this_run(about),
        WayOut::NameOne(name) => {
            format!("write the path of one such element, e.g. `.{name}`")
        }
        WayOut::Root(rooted) => {
            format!("write `{key}={rooted}`, with a leading dot, for the elements in it")
        }
        WayOut::NamePackage => "name a package with a leading dot, e.g. `.acme.v1`".into(),
        WayOut::Name => {
            format!("name {about}, or an element that contains them, with a leading dot")
        }
    })
}

/// The element can have elements of the right kind in it, but has none. `other` is the full name of
/// such an element of the run, e.g. `acme.v1.Blob.data`.
pub(crate) fn element_contains_none(
    key: &str,
    rule: &str,
    element: (&str, &str),
    about: &str,
    other: Option<&str>,
) -> Diagnostic {
    let diagnostic = unmatched_rule(
        key,
        rule,
        &format!("`{}` is {} without {}", element.0, element.1, any_of(about)),
    );
    diagnostic.help(match other {
        Some(other) => format!("remove the rule, or name another element, e.g. `.{other}`"),
        None => none_in_this_run(about),
    })
}

fn none_in_this_run(about: &str) -> String {
    format!("remove the rule; this run has no {}", any_of(about))
}

/// Returns the set with "or", e.g. "enums or oneofs" for "enums and oneofs".
fn any_of(about: &str) -> String {
    about.replace(" and ", " or ")
}

pub(crate) fn element_is_external(
    key: &str,
    rule: &str,
    full_name: &str,
    is_well_known: bool,
) -> Diagnostic {
    let diagnostic = unmatched_rule(key, rule, &format!("`{full_name}` is external"));
    match is_well_known {
        true => diagnostic
            .help("add `compile_well_known_types` to generate the types of `google.protobuf`"),
        false => diagnostic.help("remove the rule; an `extern_path` covers the type"),
    }
}

/// `about` are the elements that the option is for, and the packages that have such elements.
pub(crate) fn no_such_package(
    key: &str,
    rule: &str,
    name: &str,
    about: (&str, &[&str]),
    meant: Option<&str>,
) -> Diagnostic {
    let (elements, packages) = about;
    let mut names: Vec<String> = packages.iter().map(|package| format!("`{package}`")).collect();
    names.sort();
    names.dedup();
    let more = if names.len() > 4 { ", ..." } else { "" };
    names.truncate(4);
    let diagnostic = unmatched_rule(key, rule, &format!("this run has no package `{name}`"));
    diagnostic.help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if names.is_empty() => none_in_this_run(elements),
        None => format!("name a package of this run: {}{more}", names.join(", ")),
    })
}

pub(crate) fn contradictory_options(
    first: &str,
    second: &str,
    why: &str,
    help: &str,
) -> Diagnostic {
    Diagnostic::error(format!("`{first}` and `{second}` contradict each other: {why}")).help(help)
}

pub(crate) fn map_compares_values(map: &str, value: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "prost compares the values of the map `{map}`, but `skip_derive` removes `PartialEq` from \
         `{value}`"
    ))
    .help("implement `PartialEq` by hand, or use `codec=inline`, which compares no map values")
}

pub(crate) fn option_without_effect(key: &str, needed: &str) -> Diagnostic {
    Diagnostic::warning(format!("`{key}` has no effect without `{needed}`"))
        .help(format!("add `{needed}`, or remove `{key}`"))
}

pub(crate) fn contradictory_extern_path(path: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`extern_path` for `{path}` is given twice, as `{first}` and as `{second}`"
    ))
    .help("remove one of the two")
}

pub(crate) fn default_file_is_taken(stem: &str, package: &str, proto: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`default_package_filename={stem}` is the file of package `{package}`, which {proto} needs"
    ))
    .help("choose another name for `default_package_filename`")
}

pub(crate) fn packages_share_a_file(
    stem: &str,
    [first, second]: [&str; 2],
    proto: &str,
) -> Diagnostic {
    Diagnostic::error(format!(
        "packages `{first}` and `{second}` have the same file `{stem}.rs`, which {proto} needs"
    ))
    .help("give one of the packages a shorter name")
}

pub(crate) fn mod_file_is_taken(file: &str, package: &str, proto: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`mod_file={file}` is the file of {}, which {proto} needs",
        package_called(package)
    ))
    .help("choose another name for `mod_file`")
}

/// `gen_crate` writes the crate.
pub(crate) fn crate_root_is_taken(
    file: &str,
    package: &str,
    proto: &str,
    way_out: &str,
) -> Diagnostic {
    let package = package_called(package);
    Diagnostic::error(format!(
        "`{file}` is the module tree of the crate and the file of {package}, which {proto} needs"
    ))
    .help(way_out)
}

/// `gen_crate` writes the crate.
pub(crate) fn file_is_a_program(
    file: &str,
    package: &str,
    proto: &str,
    way_out: &str,
) -> Diagnostic {
    let package = package_called(package);
    Diagnostic::error(format!(
        "Cargo treats `{file}` as a program, but it is the file of {package}, which {proto} needs"
    ))
    .help(way_out)
}

fn package_called(name: &str) -> String {
    if name.is_empty() { "the unnamed package".into() } else { format!("package `{name}`") }
}

/// Of a method whose message should be a view. `rule` is e.g. `view_requests=true`, and `option` is
/// its option.
pub(crate) fn without_view(
    location: Location,
    rule: &str,
    option: &str,
    method: &str,
    message: &str,
) -> Diagnostic {
    Diagnostic::error(format!(
        "`{rule}`: `{method}` cannot have a view, because its message `{message}` is of another \
         crate"
    ))
    .at(location)
    .help(format!(
        "turn views off for the method: `{option}=.{method}=false`; or generate the message in \
         this crate"
    ))
}

/// Methods whose stubs should speak JSON although their messages have no field table.
pub(crate) struct WithoutTable<'a> {
    /// The position of the first method.
    pub location: Location,
    /// The rule, e.g. `grpc_json=true`.
    pub rule: &'a str,
    /// The first method, e.g. `acme.v1.Weather.Get`.
    pub method: &'a str,
    /// The message of that method without a table, e.g. `acme.v1.GetRequest`.
    pub message: &'a str,
    /// Whether the message is of another crate.
    pub is_external: bool,
    /// Further messages of the rule, e.g. `acme.v1.GetResponse`.
    pub shown: &'a [String],
    /// The number of further messages that are not shown.
    pub hidden: usize,
}

pub(crate) fn without_table(found: &WithoutTable<'_>) -> Diagnostic {
    let WithoutTable { rule, method, message, shown, hidden, .. } = *found;
    let mut diagnostic = Diagnostic::error(format!(
        "`{rule}`: `{method}` cannot speak JSON, because its message `{message}` has no field table"
    ))
    .at(found.location.clone());
    if !shown.is_empty() {
        let more = if hidden > 0 { format!(" and {hidden} more") } else { String::new() };
        let shown: Vec<String> = shown.iter().map(|one| format!("`{one}`")).collect();
        diagnostic = diagnostic.help(format!(
            "other messages that the rule selects have no field table either: {}{more}",
            shown.join(", ")
        ));
    }
    let (service, _) = method.rsplit_once('.').unwrap_or_default();
    diagnostic.help(match found.is_external {
        true => format!(
            "generate the message with `json`, `text` or `reflect` and remove its `json_extern`, \
             or turn JSON off for the service: `grpc_json=.{service}=false`"
        ),
        false => format!(
            "add a field table with `json`, `text` or `reflect`, e.g. `json=.{message}`, or turn \
             JSON off for the service: `grpc_json=.{service}=false`"
        ),
    })
}
