//! Parsing of options: from text to values.

use super::rule::{Origin, Rule};
use super::selector::split_path;
use super::table::Scope;
use super::{Form, Options, SPECS, Selector, Spec, aliases, suggest};
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, bad_value, contradictory_value, foreign_option,
    missing_value, unknown_option, with_another_path, with_comma, with_comment,
};

/// Methods of prost's and tonic's builders whose option has another name here.
const METHODS_OF_BUILDERS: &[(&str, &str)] = &[
    ("build_client", "client"),
    ("build_server", "server"),
    ("build_transport", "transport"),
    ("file_descriptor_set_path", "descriptor_set"),
];

/// Keys of the C++ plugin of the same name. Users of that plugin get a specific error.
const KEYS_OF_THE_CPP_PLUGIN: &[&str] = &["message_module_path", "crate_mapping", "client_only"];

pub(super) fn apply(options: &mut Options, parameter: &str) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::default();
    let mut before: Option<&'static Spec> = None;
    for item in split(parameter) {
        let key = item.split_once('=').map_or(item.as_str(), |(key, _)| key).trim();
        let spec = spec(key);
        options.items += 1;
        let result = apply_item(options, &item, Origin::Parameter(options.items));
        // The text after the comma of `#[derive(A, B)]` looks like an option. So does the second
        // path of `bytes=.a,.b`. The table has no options of other plugins.
        let before_it: Option<&'static Spec> = before.filter(|_| spec.is_none() && result.is_err());
        before = spec.filter(|spec| may_hold_commas(spec) || takes_paths(spec)).or(before_it);
        found.extend(result.err().map(|diagnostic| match before_it {
            Some(before) if may_hold_commas(before) => with_comma(diagnostic, before.key),
            Some(before) if may_be_path(key, &item) => {
                with_another_path(diagnostic, before.key, item.trim())
            }
            Some(_) | None => diagnostic,
        }));
    }
    if found.has_errors() { Err(found) } else { Ok(()) }
}

pub(super) fn apply_file(options: &mut Options, name: &str, text: &str) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::default();
    // Editors on Windows write a byte order mark at the beginning.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        let column = line.len() - line.trim_start().len() + 1;
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let position = u32::try_from(index + 1).ok().zip(u32::try_from(column).ok());
        let place = Location { file: name.into(), position };
        let result = apply_item(options, line, Origin::File(place.clone()));
        found.extend(result.err().map(|diagnostic| {
            let diagnostic = diagnostic.at(place);
            if ends_in_comment(line) { with_comment(diagnostic) } else { diagnostic }
        }));
    }
    if found.has_errors() { Err(found) } else { Ok(()) }
}

fn spec(key: &str) -> Option<&'static Spec> {
    SPECS.iter().find(|spec| spec.key == key)
}

fn may_hold_commas(spec: &Spec) -> bool {
    spec.value.ends_with("ATTRIBUTE") || spec.value.ends_with("TRAITS")
}

/// Whether a rule of the option can be just a path.
fn takes_paths(spec: &Spec) -> bool {
    matches!(spec.scope, Scope::ByPath { form: Form::Selection | Form::Switch { .. }, elements: _ })
}

/// Whether an item with an unknown key may be a path for the option before it.
fn may_be_path(key: &str, item: &str) -> bool {
    let path = split_path(item).map_or(item, |(path, _)| path).trim();
    let is_rooted = path.starts_with(['.', '=']);
    Selector::new(path).is_ok()
        && (is_rooted || (!item.contains('=') && similar_key(key).is_none()))
}

/// Whether a line seems to have a comment after its option. It has a `#` after a space, and the `#`
/// begins no attribute.
fn ends_in_comment(line: &str) -> bool {
    let signs = line.match_indices('#');
    signs.into_iter().any(|(place, _)| {
        line[..place].ends_with(char::is_whitespace) && !line[place + 1..].starts_with(['[', '!'])
    })
}

/// Returns the key that the user probably means.
fn similar_key(key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase().replace('-', "_");
    let method = METHODS_OF_BUILDERS.iter().find(|(method, _)| *method == key);
    method
        .map(|(_, ours)| *ours)
        .or_else(|| suggest::closest(&key, SPECS.iter().map(|spec| spec.key)))
}

fn apply_item(options: &mut Options, item: &str, origin: Origin) -> Result<(), Diagnostic> {
    match item.split_once('=') {
        Some((key, value)) => set(options, key.trim(), Some(value.trim()), origin),
        None => set(options, item.trim(), None, origin),
    }
}

/// Sets an option. A switch without a value is turned on.
pub(super) fn set(
    options: &mut Options,
    key: &str,
    value: Option<&str>,
    origin: Origin,
) -> Result<(), Diagnostic> {
    if let Some(result) = aliases::apply(options, key, value, &origin) {
        return result;
    }
    let Some(spec) = spec(key) else {
        if KEYS_OF_THE_CPP_PLUGIN.contains(&key) {
            return Err(foreign_option(key));
        }
        return Err(unknown_option(key, similar_key(key)));
    };
    let Some(value) = value.or(spec.value.starts_with("BOOL").then_some("true")) else {
        return Err(missing_value(spec.key, spec.value));
    };
    if origin.is_text() && !options.written.contains(&spec.key) {
        options.written.push(spec.key);
    }
    match &spec.scope {
        Scope::Run { set, get } => {
            let before = get(options);
            set(options, value).map_err(|expected| bad_value(spec.key, value, &expected))?;
            let is_new = get(options) != before;
            give_once(options, spec, before.as_deref(), value, is_new)
        }
        Scope::ByPath { form, elements: _ } => {
            let (selector, parsed, text) = form.parse(spec, value, &origin)?;
            let rule = Rule { option: spec, selector, value: parsed, text: text.into(), origin };
            add(options, *form, rule, value)
        }
    }
}

fn add(options: &mut Options, form: Form, rule: Rule, value: &str) -> Result<(), Diagnostic> {
    let is_for_everything = |rule: &Rule| rule.selector.is_unscoped();
    if !(matches!(form, Form::Switch { .. }) && is_for_everything(&rule)) {
        options.rules.push(rule);
        return Ok(());
    }
    let key = rule.option.key;
    let place =
        options.rules.iter().position(|old| old.option.key == key && is_for_everything(old));
    let before = place.map(|place| options.rules[place].to_string());
    let is_new = before.as_ref().is_some_and(|before| *before != rule.to_string());
    let spec = rule.option;
    match place {
        Some(place) => options.rules[place] = rule,
        None => options.rules.push(rule),
    }
    give_once(options, spec, before.as_deref(), value, is_new)
}

/// Records the value of an option. Reports a second value that differs from the first.
fn give_once(
    options: &mut Options,
    spec: &'static Spec,
    before: Option<&str>,
    value: &str,
    is_new: bool,
) -> Result<(), Diagnostic> {
    if !options.given.contains(&spec.key) {
        options.given.push(spec.key);
    } else if is_new {
        return Err(contradictory_value(spec.key, before.unwrap_or(spec.default), value));
    }
    Ok(())
}

/// Splits a parameter at commas. protoc joins parameters with commas and has no escape. So `\,`
/// stands for a comma and `\\` for a backslash. A backslash before any other character stands for
/// itself.
fn split(parameter: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = parameter.chars().peekable();
    while let Some(c) = chars.next() {
        let last = items.len() - 1;
        match (c, chars.peek()) {
            (',', _) => items.push(String::new()),
            ('\\', Some(&next @ (',' | '\\'))) => {
                chars.next();
                items[last].push(next);
            }
            _ => items[last].push(c),
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

/// Escapes a value, so that [`split`] returns it.
pub(super) fn escape(value: &str) -> String {
    value.replace('\\', "\\\\").replace(',', "\\,")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(parameter: &str) -> String {
        parameter.parse::<Options>().unwrap_err().to_string()
    }

    #[test]
    fn a_parameter_is_split_at_commas_without_escape() {
        assert_eq!(split(r"a=1,b=#[x(y\,z)],c=\\,d=\n"), ["a=1", "b=#[x(y,z)]", r"c=\", r"d=\n"]);
        assert_eq!(split(",, a ,"), [" a "]);
    }

    #[test]
    fn printed_options_parse_to_equal_options() {
        let parameter = "codec=prost,mod_file=mod.rs,extern_path=.a.b=::c::d,client=false,\
            type_attribute=.=#[derive(A\\, B)],bytes=Foo.bar";
        let options: Options = parameter.parse().unwrap();
        assert_eq!(options.to_string(), parameter);
        assert_eq!(options.to_string().parse::<Options>().unwrap(), options);
        assert_eq!(Options::default().to_string(), "");
    }

    #[test]
    fn a_bare_key_is_true_and_spaces_do_not_count() {
        let options: Options =
            "descriptor_set , client = 0 ,codec=prost,codec= prost".parse().unwrap();
        assert!(options.descriptor_set && !options.is_on("client"));
    }

    #[test]
    fn a_second_value_is_an_error_even_after_the_default() {
        assert!(error("codec=inline,codec=prost").contains("`codec` is given twice"));
        assert!(error("client=false,client=true").contains("`client` is given twice"));
    }

    #[test]
    fn only_switches_need_no_value() {
        assert_eq!(error("bytes"), "option `bytes` needs a value\n  help: write `bytes=PATH`");
        assert_eq!(
            error("codec"),
            "option `codec` needs a value\n  help: write `codec=prost|inline`"
        );
    }

    #[test]
    fn all_errors_are_reported_at_once() {
        let text = error("codecs=prost,client=maybe,crate_mapping=x");
        assert_eq!(text.lines().filter(|line| !line.starts_with("  ")).count(), 3, "{text}");
        assert!(text.contains("did you mean `codec`?"), "{text}");
    }

    #[test]
    fn an_unescaped_comma_is_explained() {
        let help = "if it belongs to the value of the option `derive` before it, \
            write `\\,` for the comma";
        assert!(error("derive=.=A, B").contains(help));
        assert!(error("derive=.=#[derive(A, B, C)]").matches(help).count() == 2);
        assert!(!error("derive=.=A,codec=prost,B").contains(help));
        assert!(!error("derive=.=A,no_client,B").contains(help));
    }

    #[test]
    fn errors_in_files_have_positions() {
        let text = Options::default().clone_and_apply("# comment\n\ncodec=prost\nclient=x\n");
        assert!(text.starts_with("opts.txt:4:1: "), "{text}");
    }

    impl Options {
        fn clone_and_apply(&self, text: &str) -> String {
            self.clone().apply_file("opts.txt", text).unwrap_err().to_string()
        }
    }
}
