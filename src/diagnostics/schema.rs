//! Diagnostics about the schema, or the request with the schema.

use std::collections::HashSet;

use super::{Diagnostic, Location};

/// The help for an error that occurs only in descriptors that neither protoc nor buf has made.
const ASK_PROTOC: &str =
    "protoc never writes such a descriptor; make the descriptors with protoc or buf";

pub(crate) fn not_a_request(why: &str) -> Diagnostic {
    Diagnostic::error(format!("the standard input is not a CodeGeneratorRequest: {why}")).help(
        "start the plugin with protoc or buf, or use the command `protoc-gen-rust-grpc generate`",
    )
}

pub(crate) fn not_a_descriptor_set(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is not a descriptor set: {why}")).help(
        "write one with `protoc --include_imports --include_source_info --descriptor_set_out=FILE`",
    )
}

pub(crate) fn file_without_descriptor(file: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the request lists `{file}` to generate, but has no descriptor of it"
    ))
    .help(ASK_PROTOC)
}

/// `files` are the names of all files in the sets.
pub(crate) fn file_not_in_descriptor_set(
    sets: &[&str],
    file: &str,
    files: &HashSet<&str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(match sets {
        [set] => format!("`{file}` is not in the descriptor set `{set}`"),
        _ => format!("`{file}` is in none of the {} descriptor sets", sets.len()),
    });
    let is_end = |name: &&&str| {
        file.strip_suffix(**name).is_some_and(|folders| folders.ends_with(['/', '\\']))
    };
    match files.iter().filter(is_end).max_by_key(|name| name.len()) {
        Some(name) => diagnostic.help(format!("the name of the file in the set is `{name}`")),
        None => {
            diagnostic.help("name the file as in the set: relative to an include folder, with `/`")
        }
    }
}

pub(crate) fn file_differs_in_descriptor_sets(file: &str, sets: [&str; 2]) -> Diagnostic {
    let [one, other] = sets;
    Diagnostic::error(format!(
        "`{file}` in the descriptor set `{other}` differs from `{file}` in `{one}`"
    ))
    .help("write both sets again, from the same version of the file")
}

pub(crate) fn files_twice_in_descriptor_set(set: &str, files: &[String]) -> Diagnostic {
    let first: Vec<String> = files.iter().take(3).map(|file| format!("`{file}`")).collect();
    let more = if files.len() > 3 {
        format!(" and {} more files", files.len() - 3)
    } else {
        String::new()
    };
    Diagnostic::error(format!(
        "the descriptor set `{set}` has {}{more} more than once",
        first.join(", ")
    ))
    .help(
        "write the set in one run of `protoc --include_imports --descriptor_set_out=FILE` with all \
         files",
    )
}

pub(crate) fn string_is_not_utf8(
    location: Location,
    what: &str,
    element: &str,
    text: &str,
) -> Diagnostic {
    let of = if what == "file name" { String::new() } else { format!(" of `{element}`") };
    let diagnostic =
        Diagnostic::error(format!("the {what}{of}, `{}`, is not UTF-8", text.escape_debug()))
            .at(location);
    match what {
        "default value" => {
            diagnostic.help("save the file as UTF-8, or give the field the type `bytes`")
        }
        "JSON name" => diagnostic.help("save the file as UTF-8"),
        _ => diagnostic.help(ASK_PROTOC),
    }
}

/// `others` is the number of further elements in the file whose comments are not UTF-8.
pub(crate) fn comment_is_not_utf8(location: Location, others: usize) -> Diagnostic {
    let others = if others == 0 { String::new() } else { format!(" ({others} more in this file)") };
    Diagnostic::warning(format!(
        "the comment of this element is not UTF-8{others}: the docs have U+FFFD for invalid bytes"
    ))
    .at(location)
    .help("save the file as UTF-8")
}

pub(crate) fn import_not_described(location: Location, import: &str) -> Diagnostic {
    Diagnostic::error(format!("the request has no descriptor for the import `{import}`"))
        .at(location)
        .help(
            "write the descriptor set with `--include_imports`, or also name the set that has the \
             file",
        )
}

/// Returns the warning about files that the user asks for, but that give no code.
pub(crate) fn file_without_code(files: &[&str], why: &str) -> Diagnostic {
    let first: Vec<String> = files.iter().take(3).map(|file| format!("`{file}`")).collect();
    let (first, more) = (first.join(", "), if files.len() > 3 { ", ..." } else { "" });
    let files = match files.len() {
        1 => format!("the listed file {first}"),
        count => format!("{count} listed files ({first}{more})"),
    };
    Diagnostic::warning(format!("nothing is generated for {files}: {why}"))
}

pub(crate) fn unresolved_type(
    location: Location,
    user: &str,
    name: &str,
    kind: &str,
) -> Diagnostic {
    let article = if kind.starts_with('e') { "an" } else { "a" };
    let why = format!("`{user}` refers to `{name}`, which is not {article} {kind} of this request");
    Diagnostic::error(why).at(location).help(ASK_PROTOC)
}

pub(crate) fn duplicate_type(location: Location, name: &str, first: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is defined here and in {first}"))
        .at(location)
        .help("give one of the two another name or package, or generate them in separate runs")
}

pub(crate) fn unsupported_edition(
    location: Location,
    edition: &str,
    supported: &str,
) -> Diagnostic {
    Diagnostic::error(format!("edition {edition} is not supported"))
        .at(location)
        .help(format!("the generator supports {supported}"))
}

/// protoc uses the edition UNSTABLE for features that may still change.
pub(crate) fn unstable_edition(location: Location, supported: &str) -> Diagnostic {
    Diagnostic::error("edition UNSTABLE is not supported, because protoc may still change it")
        .at(location)
        .help(format!("the generator supports {supported}"))
}

/// A rule gives the field implicit presence.
pub(crate) fn implicit_with_default(location: Location, field: &str) -> Diagnostic {
    let why = format!("`{field}` cannot have implicit presence, because it has a default value");
    Diagnostic::error(why).at(location).help(keep_explicit(field))
}

/// A rule gives the field implicit presence.
pub(crate) fn implicit_without_zero(
    location: Location,
    field: &str,
    enumeration: &str,
) -> Diagnostic {
    Diagnostic::error(format!(
        "`{field}` cannot have implicit presence, because the first value of `{enumeration}` is \
         not 0"
    ))
    .at(location)
    .help(keep_explicit(field))
}

/// The extension has a constant, but its message drops extensions.
pub(crate) fn extension_dropped(location: Location, name: &str, extendee: &str) -> Diagnostic {
    let why = format!("no program can use the constant of `{name}`: `{extendee}` drops extensions");
    Diagnostic::warning(why)
        .at(location)
        .help(format!("also turn the option on for the message: `extensions=.{extendee}`"))
}

/// Returns the help for a field that a rule cannot give implicit presence.
fn keep_explicit(field: &str) -> String {
    format!(
        "remove the rule, or exclude the field from it: \
         `edition_feature=.{field}=field_presence:EXPLICIT`"
    )
}

pub(crate) fn broken_element(location: Location, name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is not valid: {why}")).at(location).help(ASK_PROTOC)
}

/// `limit` is protoc's maximum of `what`, e.g. of `characters`.
pub(crate) fn package_is_too_long(
    location: Location,
    what: &str,
    count: usize,
    limit: usize,
) -> Diagnostic {
    Diagnostic::error(format!(
        "the package's name has {count} {what}, but protoc allows at most {limit}"
    ))
    .at(location)
    .help("give the package a shorter name")
}

pub(crate) fn nested_too_deep(location: Location, name: &str, limit: usize) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is nested more than {limit} messages deep"))
        .at(location)
        .help("declare the inner messages at the top level; the outer messages can refer to them")
}

pub(crate) fn bad_default(location: Location, name: &str, default: &str) -> Diagnostic {
    Diagnostic::error(format!("`{default}` is not a default value of `{name}`"))
        .at(location)
        .help(ASK_PROTOC)
}

pub(crate) fn name_rules_clash(
    location: Location,
    key: &str,
    first: (&str, &str),
    second: (&str, &str),
    name: &str,
) -> Diagnostic {
    Diagnostic::error(format!(
        "`{key}` rules give `{}` and `{}` the same name `{name}`",
        first.0, second.0
    ))
    .at(location)
    .help(change_one(key, first.1, second.1))
}

pub(crate) fn methods_clash(
    location: Location,
    key: &str,
    first: (&str, &str),
    second: (&str, &str),
) -> Diagnostic {
    Diagnostic::error(format!(
        "`{key}` rules give `{}` and `{}` methods of the same name",
        first.0, second.0
    ))
    .at(location)
    .help(change_one(key, first.1, second.1))
}

fn change_one(key: &str, first: &str, second: &str) -> String {
    match first == second {
        true => format!("write separate rules: `{key}={first}` names both"),
        false => format!("change one of `{key}={first}` and `{key}={second}`"),
    }
}

pub(crate) fn name_is_reserved(
    location: Location,
    key: &str,
    element: (&str, &str),
    name: &str,
) -> Diagnostic {
    Diagnostic::error(format!(
        "`{key}={}`: `{}` cannot have the name `{name}`, because it is taken",
        element.1, element.0
    ))
    .at(location)
    .help("choose another name; client stubs have methods such as `new`, and packages have modules")
}

pub(crate) fn bad_name(
    key: &str,
    rule: &str,
    name: &str,
    raw: Option<&str>,
    example: &str,
) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}`: `{name}` is not a Rust identifier")).help(
        match raw {
            Some(raw) => format!("write `{raw}`, because `{name}` is a keyword"),
            None => format!("write a name such as `{example}`"),
        },
    )
}

pub(crate) fn name_for_everything(key: &str, rule: &str, name: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`{key}={rule}`: `.` selects everything, but `{key}` is for one element"
    ))
    .help(format!("write the full name of the element, e.g. `{key}=.acme.v1.Element={name}`"))
}

pub(crate) fn bad_attribute(key: &str, rule: &str, why: &str, is_parameter: bool) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}`: the attribute is malformed: {why}")).help(format!(
        "write the attribute as in Rust, e.g. `#[derive(serde::Serialize)]`{}",
        commas(rule, is_parameter)
    ))
}

/// `written` is the rule and its value.
pub(crate) fn bad_derive(
    key: &str,
    written: (&str, &str),
    why: &str,
    is_parameter: bool,
) -> Diagnostic {
    let (rule, value) = written;
    let diagnostic = Diagnostic::error(format!("`{key}={rule}`: the traits are malformed: {why}"));
    let inside = value.strip_prefix("#[derive(").map(|rest| rest.trim_end_matches([')', ']']));
    let inside = inside.map(|traits| {
        if is_parameter { traits.replace(',', "\\,") } else { traits.replace("\\,", ",") }
    });
    match (inside, rule.strip_suffix(value)) {
        (Some(traits), Some(path)) => {
            diagnostic.help(format!("write only the traits: `{key}={path}{traits}`"))
        }
        _ => diagnostic.help(format!(
            "write the traits as in `#[derive(...)]`, e.g. `serde::Serialize`{}",
            commas(rule, is_parameter)
        )),
    }
}

/// Returns a text about commas in rules. It is empty if commas cannot be the cause of the error.
fn commas(rule: &str, is_parameter: bool) -> &'static str {
    match (is_parameter, rule.contains("\\,")) {
        (true, _) => "; in a parameter, write `\\,` for a comma",
        (false, true) => "; write `,` instead of `\\,`, which is only for parameters",
        (false, false) => "",
    }
}

pub(crate) fn bad_trait(key: &str, rule: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}`: {why}")).help("remove the trait from the rule")
}

pub(crate) fn unparsable_output(file: &str, source: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "this is a bug of the generator: `{file}.rs` is not valid Rust\n{source}"
    ))
    .help("please report it with the .proto file; until it is fixed, try `codec=prost`")
}
