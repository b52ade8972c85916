//! About options.

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

/// Adds the way out for an unknown option that may be the rest of a value.
pub(crate) fn with_comma(diagnostic: Diagnostic, before: &str) -> Diagnostic {
    diagnostic.help(format!(
        "if it belongs to the value of `{before}` before it, write the comma between them `\\,`"
    ))
}

/// Adds the way out for an unknown option that may be a path, e.g. `.b` in `bytes=.a,.b`.
pub(crate) fn with_another_path(diagnostic: Diagnostic, before: &str, path: &str) -> Diagnostic {
    diagnostic.help(format!(
        "if it is another path for `{before}` before it, repeat the option: `{before}={path}`"
    ))
}

/// Adds the way out for a line of an options file that ends in a comment.
pub(crate) fn with_comment(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help("a comment needs a line of its own: behind an option, `#` belongs to its value")
}

pub(crate) fn foreign_option(key: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}` is an option of the C++ plugin that is also called protoc-gen-rust-grpc; this is the one from the crate rust-grpc-build"))
        .help("put the other plugin first in PATH, or pass --plugin=protoc-gen-rust-grpc=FILE to protoc; for types from elsewhere this one has `extern_path`")
}

pub(crate) fn bad_value(key: &str, value: &str, expected: &str) -> Diagnostic {
    Diagnostic::error(format!("bad value `{value}` for option `{key}`")).help(expected)
}

pub(crate) fn missing_option(key: &str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error(format!("option `{key}` is about {what}, which is not there yet")).help(help)
}

pub(crate) fn template_is_a_file(file: &str) -> Diagnostic {
    Diagnostic::error(format!("`gen_crate={file}` names a template, and a plugin reads no file: it may run where there is none"))
        .help("`gen_crate` alone uses the built-in manifest; `crate_name=NAME` gives it a name")
}

pub(crate) fn missing_value(key: &str, shape: &str) -> Diagnostic {
    Diagnostic::error(format!("option `{key}` needs a value"))
        .help(format!("write `{key}={shape}`"))
}

pub(crate) fn contradictory_value(key: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}` is given twice, as `{first}` and as `{second}`"))
        .help("keep one of the two")
}

fn unmatched_rule(key: &str, rule: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}` matches nothing that is generated: {why}"))
}

pub(crate) fn nothing_of_this_name(
    key: &str,
    rule: &str,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let diagnostic = unmatched_rule(key, rule, &format!("there is no `{name}`"));
    diagnostic.help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            "with a leading dot a path is rooted at the package, e.g. `.acme.v1.Forecast.day`; without one it is a suffix of the full name"
                .into()
        }
    })
}

/// Of an element of the right kind, or of something with elements of that kind in it.
pub(crate) fn nothing_of_this_name_is_generated(
    key: &str,
    rule: &str,
    element: (&str, &str),
    within: bool,
) -> Diagnostic {
    let place = if within { "in it" } else { "for it" };
    unmatched_rule(key, rule, &format!("`{}` is {}, but nothing is generated {place} that the rule is about", element.0, element.1))
        .help("leave the rule out, or have it generated: the files of the run decide, and options such as `client` and `server`")
}

/// The way out for a rule whose path names an element of another kind.
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

pub(crate) fn of_another_kind(
    key: &str,
    rule: &str,
    element: (&str, &str),
    about: &str,
    way_out: &WayOut<'_>,
) -> Diagnostic {
    let diagnostic = unmatched_rule(
        key,
        rule,
        &format!("`{}` is {}, and the rule is for {about}", element.0, element.1),
    );
    diagnostic.help(match way_out {
        WayOut::LeaveOut => none_in_this_run(about),
        WayOut::NameOne(name) => {
            format!("`{key}` needs the path of one such element, e.g. `.{name}`")
        }
        WayOut::Root(rooted) => format!("`{key}={rooted}`, rooted, is for what is in it, too"),
        WayOut::NamePackage => "name one with a leading dot, e.g. `.acme.v1`".into(),
        WayOut::Name => format!("name {about}, or what they are in, with a leading dot"),
    })
}

/// Of an element that can hold elements of the right kind, and holds none. `other` is the full name
/// of such an element of the run, e.g. `acme.v1.Blob.data`.
pub(crate) fn of_what_holds_none(
    key: &str,
    rule: &str,
    element: (&str, &str),
    about: &str,
    other: Option<&str>,
) -> Diagnostic {
    let diagnostic = unmatched_rule(
        key,
        rule,
        &format!("`{}` is {}, and it has no {}", element.0, element.1, any_of(about)),
    );
    diagnostic.help(match other {
        Some(other) => format!("leave the rule out, or name what has some, e.g. `.{other}`"),
        None => none_in_this_run(about),
    })
}

fn none_in_this_run(about: &str) -> String {
    format!("leave the rule out: this run has no {}", any_of(about))
}

/// e.g. "enums or oneofs" of "enums and oneofs".
fn any_of(about: &str) -> String {
    about.replace(" and ", " or ")
}

pub(crate) fn of_what_is_elsewhere(
    key: &str,
    rule: &str,
    full_name: &str,
    is_well_known: bool,
) -> Diagnostic {
    let diagnostic = unmatched_rule(key, rule, &format!("`{full_name}` comes from elsewhere"));
    match is_well_known {
        true => diagnostic
            .help("`compile_well_known_types` generates the types of `google.protobuf`, too"),
        false => diagnostic.help("leave it out: an `extern_path` covers the type"),
    }
}

/// `about` are the elements that the option is for, and the packages that have some.
pub(crate) fn of_no_package(
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
    let diagnostic =
        unmatched_rule(key, rule, &format!("no package of this run is or holds `{name}`"));
    diagnostic.help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if names.is_empty() => none_in_this_run(elements),
        None => format!("packages of this run: {}{more}", names.join(", ")),
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
    Diagnostic::warning(format!("prost compares the values of the map `{map}`, and `skip_derive` leaves `{value}` without `PartialEq`"))
        .help("implement `PartialEq` by hand, or use `codec=inline`, whose maps compare nothing")
}

pub(crate) fn option_without_effect(key: &str, needed: &str) -> Diagnostic {
    Diagnostic::warning(format!("`{key}` has no effect without `{needed}`"))
        .help(format!("add `{needed}`, or leave `{key}` out"))
}

pub(crate) fn contradictory_extern_path(path: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`extern_path` for `{path}` is given twice, as `{first}` and as `{second}`"
    ))
    .help("keep one of the two")
}

pub(crate) fn default_file_is_taken(stem: &str, package: &str, proto: &str) -> Diagnostic {
    Diagnostic::error(format!("`default_package_filename={stem}` names the file of package `{package}`, which {proto} needs"))
        .help("give the file of what has no package another name")
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
    .help("give the module tree another name")
}

/// Of a crate that `gen_crate` writes.
pub(crate) fn crate_root_is_taken(
    file: &str,
    package: &str,
    proto: &str,
    way_out: &str,
) -> Diagnostic {
    let package = package_called(package);
    Diagnostic::error(format!(
        "`{file}` is the module tree of the crate, and the file of {package}, which {proto} needs"
    ))
    .help(way_out)
}

/// Of a crate that `gen_crate` writes.
pub(crate) fn file_is_a_program(
    file: &str,
    package: &str,
    proto: &str,
    way_out: &str,
) -> Diagnostic {
    let package = package_called(package);
    Diagnostic::error(format!(
        "Cargo takes `{file}` for a program, but it is the file of {package}, which {proto} needs"
    ))
    .help(way_out)
}

fn package_called(name: &str) -> String {
    if name.is_empty() { "what has no package".into() } else { format!("package `{name}`") }
}

/// Methods whose stubs are to speak JSON, and whose messages have no field table.
pub(crate) struct WithoutTable<'a> {
    /// The position of the first method.
    pub location: Location,
    /// e.g. `grpc_json=true`.
    pub rule: &'a str,
    /// The first method, e.g. `acme.v1.Weather.Get`.
    pub method: &'a str,
    /// Its message without a table, e.g. `acme.v1.GetRequest`.
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
            "other messages of the rule have no field table, either: {}{more}",
            shown.join(", ")
        ));
    }
    let (service, _) = method.rsplit_once('.').unwrap_or_default();
    diagnostic.help(match found.is_external {
        true => format!(
            "generate the message with `json`, `text` or `reflect` and leave out its `json_extern`, \
             or turn JSON off for the service: `grpc_json=.{service}=false`"
        ),
        false => format!(
            "`json`, `text` and `reflect` bring field tables, e.g. `json=.{message}`; or turn JSON off \
             for the service: `grpc_json=.{service}=false`"
        ),
    })
}
