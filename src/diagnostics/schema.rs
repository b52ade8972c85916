//! About the schema, or the request that carries it.

use super::{Diagnostic, Location};

/// For what can only come from descriptors that something else has made or changed.
const ASK_PROTOC: &str = "protoc does not describe anything like this: let protoc or buf make the descriptors from the .proto files";

pub(crate) fn not_a_request(why: &str) -> Diagnostic {
    Diagnostic::error(format!("the standard input is no CodeGeneratorRequest: {why}"))
        .help("a protoc plugin is started by protoc or buf; `protoc-gen-rust-grpc generate` works from the command line")
}

pub(crate) fn not_a_descriptor_set(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is no descriptor set: {why}")).help(
        "`protoc --include_imports --include_source_info --descriptor_set_out=FILE` writes one",
    )
}

pub(crate) fn file_without_descriptor(file: &str) -> Diagnostic {
    Diagnostic::error(format!("the request asks for `{file}` but does not describe it"))
        .help(ASK_PROTOC)
}

pub(crate) fn file_not_in_descriptor_set(set: &str, file: &str) -> Diagnostic {
    Diagnostic::error(format!("`{file}` is not in the descriptor set `{set}`"))
        .help("name files as the set does: relative to an include path, with `/`")
}

pub(crate) fn files_twice_in_descriptor_set(set: &str, files: &[&str]) -> Diagnostic {
    let first: Vec<String> = files.iter().take(3).map(|file| format!("`{file}`")).collect();
    let more = if files.len() > 3 {
        format!(" and {} more files", files.len() - 3)
    } else {
        String::new()
    };
    Diagnostic::error(format!("the descriptor set `{set}` holds {}{more} more than once", first.join(", ")))
        .help("one run of `protoc --include_imports --descriptor_set_out=FILE` with all files writes each of them once")
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
        "default value" => diagnostic
            .help("a Rust `String` is UTF-8: save the file as UTF-8, or let the field be `bytes`"),
        "JSON name" => diagnostic.help("save the file as UTF-8"),
        _ => diagnostic.help(ASK_PROTOC),
    }
}

/// `others` is the number of further elements in the file whose comments are not UTF-8.
pub(crate) fn comment_is_not_utf8(location: Location, others: usize) -> Diagnostic {
    let others = if others == 0 { String::new() } else { format!(" ({others} more in this file)") };
    Diagnostic::warning(format!("the comment of this element is not UTF-8{others}: docs have U+FFFD where bytes are not valid"))
        .at(location)
        .help("save the file as UTF-8")
}

pub(crate) fn import_not_described(location: Location, import: &str) -> Diagnostic {
    Diagnostic::error(format!("imports `{import}`, which the request does not describe"))
        .at(location)
        .help("a descriptor set needs `--include_imports`")
}

/// Returns the warning about files that the user asks for and that give no code.
pub(crate) fn gives_nothing(files: &[&str], why: &str) -> Diagnostic {
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
    Diagnostic::error(format!("`{user}` refers to `{name}`, which is no {kind} of this request"))
        .at(location)
        .help(ASK_PROTOC)
}

pub(crate) fn duplicate_type(location: Location, name: &str, first: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is defined here and in {first}"))
        .at(location)
        .help("give one of the two another name or package, or generate them in runs of their own")
}

pub(crate) fn unsupported_edition(
    location: Location,
    edition: &str,
    supported: &str,
) -> Diagnostic {
    Diagnostic::error(format!("edition {edition} is not supported"))
        .at(location)
        .help(format!("supported are {supported}"))
}

/// protoc has an edition for features that may still change.
pub(crate) fn unstable_edition(location: Location, supported: &str) -> Diagnostic {
    Diagnostic::error("edition UNSTABLE is for trying out features that protoc may still change")
        .at(location)
        .help(format!("choose an edition that is released; supported are {supported}"))
}

/// Returns a rule gives the field implicit presence.
pub(crate) fn implicit_with_default(location: Location, field: &str) -> Diagnostic {
    let why = format!("`{field}` cannot have implicit presence, because it has a default value");
    Diagnostic::error(why).at(location).help(keep_explicit(field))
}

/// Returns a rule gives the field implicit presence.
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

/// Returns the extension has a constant, and the message has no place for extensions.
pub(crate) fn extension_not_held(location: Location, name: &str, extendee: &str) -> Diagnostic {
    let why = format!("no program can use the constant of `{name}`: `{extendee}` drops extensions");
    Diagnostic::warning(why)
        .at(location)
        .help(format!("turn the option on for both: `extensions=.{extendee}`"))
}

/// Returns the way out for a field that a rule cannot give implicit presence.
fn keep_explicit(field: &str) -> String {
    format!(
        "leave the rule out, or except the field from it: \
         `edition_feature=.{field}=field_presence:EXPLICIT`"
    )
}

pub(crate) fn broken_element(location: Location, name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is not valid: {why}")).at(location).help(ASK_PROTOC)
}

/// `limit` is protoc's, of `what`, e.g. `characters`.
pub(crate) fn package_is_too_long(
    location: Location,
    what: &str,
    count: usize,
    limit: usize,
) -> Diagnostic {
    Diagnostic::error(format!(
        "the package's name has {count} {what}; protoc takes at most {limit}"
    ))
    .at(location)
    .help("give the package a shorter name")
}

pub(crate) fn nested_too_deep(location: Location, name: &str, limit: usize) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is nested more than {limit} messages deep"))
        .at(location)
        .help("declare inner messages outside of the others; one can refer to another wherever it is declared")
}

pub(crate) fn bad_default(location: Location, name: &str, default: &str) -> Diagnostic {
    Diagnostic::error(format!("`{default}` is no default value for `{name}`"))
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
        true => format!("`{key}={first}` names both"),
        false => format!("change one of `{key}={first}` and `{key}={second}`"),
    }
}

pub(crate) fn name_is_reserved(
    location: Location,
    key: &str,
    element: (&str, &str),
    name: &str,
) -> Diagnostic {
    Diagnostic::error(format!("`{key}={}`: `{}` cannot be called `{name}`, which is there already", element.1, element.0))
        .at(location)
        .help("choose another name: client stubs have methods of their own, such as `new`, and packages have modules")
}

pub(crate) fn bad_name(
    key: &str,
    rule: &str,
    name: &str,
    raw: Option<&str>,
    example: &str,
) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}`: `{name}` is no Rust identifier")).help(match raw {
        Some(raw) => format!("it is a keyword: write `{raw}`"),
        None => format!("expected a name such as `{example}`"),
    })
}

pub(crate) fn name_for_everything(key: &str, rule: &str, name: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}`: `.` is everything, and `{key}` is for one element"))
        .help(format!("name the element by its full name, e.g. `{key}=.acme.v1.Element={name}`"))
}

pub(crate) fn bad_attribute(key: &str, rule: &str, why: &str, is_parameter: bool) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}`: this is no attribute: {why}")).help(format!(
        "an attribute is written as in Rust, e.g. `#[derive(serde::Serialize)]`{}",
        commas(rule, is_parameter)
    ))
}

/// `written` is the rule, and the value in it.
pub(crate) fn bad_derive(
    key: &str,
    written: (&str, &str),
    why: &str,
    is_parameter: bool,
) -> Diagnostic {
    let (rule, value) = written;
    let diagnostic = Diagnostic::error(format!("`{key}={rule}`: these are no traits: {why}"));
    let inside = value.strip_prefix("#[derive(").map(|rest| rest.trim_end_matches([')', ']']));
    let inside = inside.map(|traits| {
        if is_parameter { traits.replace(',', "\\,") } else { traits.replace("\\,", ",") }
    });
    match (inside, rule.strip_suffix(value)) {
        (Some(traits), Some(path)) => {
            diagnostic.help(format!("write the traits alone: `{key}={path}{traits}`"))
        }
        _ => diagnostic.help(format!(
            "traits are written as in `#[derive(...)]`, e.g. `serde::Serialize`{}",
            commas(rule, is_parameter)
        )),
    }
}

/// Says how commas are written, if they may be the reason why a rule is wrong.
fn commas(rule: &str, is_parameter: bool) -> &'static str {
    match (is_parameter, rule.contains("\\,")) {
        (true, _) => "; in a parameter commas are written `\\,`",
        (false, true) => "; write `,` instead of `\\,`, which is for parameters",
        (false, false) => "",
    }
}

pub(crate) fn bad_trait(key: &str, rule: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}={rule}`: {why}")).help("take the trait out of the rule")
}

pub(crate) fn unparsable_output(file: &str, source: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "this is a bug: what was generated for `{file}.rs` is no Rust\n{source}"
    ))
    .help("please report it, with the .proto file; `codec=prost` may serve in the meantime")
}
