//! The syntax of an option's rules, and the way in which they combine.

use syn::parse::Parser;
use syn::punctuated::Punctuated;

use super::rule::{Origin, Value};
use super::selector::split_path;
use super::value::OptionValue;
use super::{EditionFeature, Selector, Spec};
use crate::case;
use crate::code::{Code, is_own_name};
use crate::diagnostics::{
    Diagnostic, bad_attribute, bad_derive, bad_name, bad_trait, bad_value, name_for_everything,
};
use crate::traits::{Attributes, Skipped, Traits};

/// The syntax of an option's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `PATH`: selects elements.
    Selection,
    /// `BOOL`, `PATH` or `PATH=BOOL`. A path that turns elements on turns all others off. Each of
    /// the words turns the option on in another way.
    Switch { default: bool, words: &'static [&'static str] },
    /// `PATH=ATTRIBUTE`.
    Attributes,
    /// `PATH=TRAITS`: traits to derive.
    Traits,
    /// `PATH=TRAITS`: traits not to derive.
    Skipped,
    /// `PATH=NAME`: the Rust name of one element.
    Name,
    /// `PATH=TEXT`: text without spaces.
    Text,
    /// `[PATH=]FEATURE`: a Cargo feature of the user's crate.
    Feature,
    /// `[PATH=]RUST_PATH`.
    RustPath,
    /// `[PATH=]WORD`: one of these words.
    Word(&'static [&'static str]),
    /// `PATH=RUST_PATH`: a rooted path, with or without the leading dot.
    ExternPath,
    /// `[PATH=]FEATURE:VALUE`: a feature of an edition.
    EditionFeature,
}

/// The way in which several rules of an option combine if they match an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combination {
    /// All rules apply, in the order in which they were given.
    All,
    /// The most specific rule applies. Of equally specific rules, the first does, as with prost.
    MostSpecific,
    /// Only rules that name the element itself apply. The last one wins.
    LastByName,
}

/// The selector of a rule, its value, and the text of the value.
pub(super) type Parsed = (Selector, Value, String);

impl Form {
    /// Returns the way in which several rules combine.
    pub fn combination(self) -> Combination {
        match self {
            Self::Selection | Self::Attributes | Self::Traits | Self::Skipped => Combination::All,
            // `Settings::edition_features` finds the most specific rule of each feature.
            Self::EditionFeature => Combination::All,
            Self::Switch { .. } | Self::Text | Self::Feature | Self::RustPath => {
                Combination::MostSpecific
            }
            Self::Word(_) | Self::ExternPath => Combination::MostSpecific,
            Self::Name => Combination::LastByName,
        }
    }

    /// Parses a rule of an option. Commas have an escape only if the origin is a parameter.
    pub(super) fn parse(
        self,
        option: &Spec,
        text: &str,
        origin: &Origin,
    ) -> Result<Parsed, Diagnostic> {
        let is_parameter = matches!(origin, Origin::Parameter(_));
        let bad = |expected: String| bad_value(option.key, text, &expected);
        match self {
            Self::Selection => {
                Ok((Selector::new(text).map_err(bad)?, Value::On(true), String::new()))
            }
            Self::Switch { default: _, words } => switch(words, text).map_err(bad),
            Self::Attributes => {
                attributes(option, (text, is_parameter), scoped(text).map_err(bad)?)
            }
            Self::Traits => {
                let make = |paths: &[syn::Path]| Ok(Value::Traits(Traits::new(paths)));
                traits(option, (text, is_parameter), scoped(text).map_err(bad)?, make)
            }
            Self::Skipped => {
                let make = |paths: &[syn::Path]| Skipped::new(paths).map(Value::Skipped);
                traits(option, (text, is_parameter), scoped(text).map_err(bad)?, make)
            }
            Self::Name => name(option, text, scoped(text).map_err(bad)?),
            Self::Text => {
                let (selector, value) = scoped(text).map_err(bad)?;
                if value.contains(char::is_whitespace) {
                    return Err(bad(
                        "expected a domain without spaces, e.g. `type.googleapis.com`".into(),
                    ));
                }
                Ok((selector, Value::Text(value.into()), value.to_owned()))
            }
            Self::Feature => feature(text).map_err(bad),
            Self::RustPath => rust_path(text).map_err(bad),
            Self::Word(words) => word(words, text).map_err(bad),
            Self::ExternPath => extern_path(text).map_err(bad),
            Self::EditionFeature => edition_feature(text).map_err(bad),
        }
    }
}

/// Parses `PATH=VALUE`.
fn scoped(text: &str) -> Result<(Selector, &str), String> {
    let expected = "expected `PATH=VALUE`, e.g. `.acme.v1.Forecast=...`";
    let (path, value) = split_path(text).ok_or(expected)?;
    let value = value.trim();
    if value.is_empty() {
        return Err("expected a value after `=`".into());
    }
    Ok((Selector::new(path.trim())?, value))
}

/// Parses `PATH=VALUE` or `VALUE`. Without a path, the value is for everything.
fn optionally_scoped(text: &str) -> Result<(Selector, &str), String> {
    let (selector, value) = match split_path(text) {
        Some((path, value)) => (Selector::new(path.trim())?, value.trim()),
        None => (Selector::unscoped(), text),
    };
    if value.is_empty() { Err("expected a value after `=`".into()) } else { Ok((selector, value)) }
}

fn switch(words: &'static [&'static str], text: &str) -> Result<Parsed, String> {
    let values = listed(&[&["true", "false"], words].concat());
    let value = |text: &str| match (bool::parse(text), words.iter().find(|word| **word == text)) {
        (Ok(on), _) => Some((Value::On(on), on.to_string())),
        (Err(_), Some(word)) => Some((Value::Word(word), (*word).to_owned())),
        (Err(_), None) => None,
    };
    if let Some((value, text)) = value(text) {
        return Ok((Selector::unscoped(), value, text));
    }
    let (path, (value, shown)) = match split_path(text) {
        Some((path, text)) => {
            (path.trim(), value(text.trim()).ok_or_else(|| format!("expected {values}"))?)
        }
        None => (text, (Value::On(true), String::new())),
    };
    let selector = Selector::new(path).map_err(|expected| format!("{expected}, or {values}"))?;
    if ["true", "false"].iter().chain(words).any(|word| path.eq_ignore_ascii_case(word)) {
        let word = path.to_ascii_lowercase();
        return Err(format!(
            "write `{word}`; if it is the name of an element, put a dot and the package before it"
        ));
    }
    // This catches a misspelt word such as `flase`, which would otherwise be a suffix.
    if path.starts_with(char::is_lowercase) && !path.contains('.') {
        let values = values.replacen(" or ", ", ", 1);
        return Err(format!(
            "expected {values} or a path; a path of one lowercase word needs a leading dot"
        ));
    }
    let shown = if matches!(value, Value::On(true)) { String::new() } else { shown };
    Ok((selector, value, shown))
}

fn attributes(
    option: &Spec,
    (rule, is_parameter): (&str, bool),
    (selector, value): (Selector, &str),
) -> Result<Parsed, Diagnostic> {
    let bad = |why: &str| bad_attribute(option.key, rule, why, is_parameter);
    let attributes =
        syn::Attribute::parse_outer.parse_str(value).map_err(|error| bad(&error.to_string()))?;
    if attributes.is_empty() {
        return Err(bad("expected `#[`"));
    }
    Ok((selector, Value::Attributes(Attributes::new(&attributes)), value.to_owned()))
}

/// Parses `PATH=TRAITS`. The error of `make` is the reason why the option does not take these
/// traits.
fn traits(
    option: &Spec,
    (rule, is_parameter): (&str, bool),
    (selector, value): (Selector, &str),
    make: impl Fn(&[syn::Path]) -> Result<Value, String>,
) -> Result<Parsed, Diagnostic> {
    let paths = Punctuated::<syn::Path, syn::Token![,]>::parse_terminated.parse_str(value);
    let paths = paths
        .map_err(|error| bad_derive(option.key, (rule, value), &error.to_string(), is_parameter))?;
    let made = make(&paths.into_iter().collect::<Vec<_>>());
    let made = made.map_err(|why| bad_trait(option.key, rule, &why))?;
    Ok((selector, made, value.to_owned()))
}

fn name(
    option: &Spec,
    rule: &str,
    (selector, value): (Selector, &str),
) -> Result<Parsed, Diagnostic> {
    if selector.is_everything() {
        return Err(name_for_everything(option.key, rule, value));
    }
    if is_own_name(value) {
        return Ok((selector, Value::Text(value.into()), value.to_owned()));
    }
    let example = if option.key == "type_name" { "OwnName" } else { "own_name" };
    let raw = Some(format!("r#{value}")).filter(|raw| is_own_name(raw));
    Err(bad_name(option.key, rule, value, raw.as_deref(), example))
}

fn feature(text: &str) -> Result<Parsed, String> {
    let (selector, value) = optionally_scoped(text)?;
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.');
    match value.chars().all(is_allowed) {
        true => Ok((selector, Value::Text(value.into()), value.to_owned())),
        false => Err(format!("`{value}` cannot be the name of a Cargo feature")),
    }
}

fn rust_path(text: &str) -> Result<Parsed, String> {
    let (selector, value) = optionally_scoped(text)?;
    match syn::parse_str::<syn::ExprPath>(value) {
        Ok(path) => Ok((selector, Value::Code(Code::new(&quote::quote!(#path))), value.to_owned())),
        Err(_) => Err(format!("`{value}` is not the path of a type, e.g. `crate::JsonCodec`")),
    }
}

fn word(words: &'static [&'static str], text: &str) -> Result<Parsed, String> {
    let (selector, value) = optionally_scoped(text)?;
    let known = words.iter().find(|word| **word == value);
    let expected = || format!("expected {}", listed(words));
    known.map(|word| (selector, Value::Word(word), value.to_owned())).ok_or_else(expected)
}

/// Returns the words as a list of alternatives, e.g. "`true` or `false`".
fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let words = words.join(", ");
    match words.rsplit_once(", ") {
        Some((others, last)) => format!("{others} or {last}"),
        None => words,
    }
}

fn edition_feature(text: &str) -> Result<Parsed, String> {
    let (selector, value) = optionally_scoped(text)?;
    Ok((selector, Value::Feature(EditionFeature::parse(value)?), value.to_owned()))
}

fn extern_path(text: &str) -> Result<Parsed, String> {
    let expected =
        || "expected `PROTO_PATH=RUST_PATH`, e.g. `.google.type=::google_types`".to_string();
    let (proto, rust_path) = split_path(text).ok_or_else(expected)?;
    let (proto, rust_path) = (proto.trim(), rust_path.trim());
    let is_rooted = proto.starts_with(['.', '=']);
    let rooted = if is_rooted { proto.to_owned() } else { format!(".{proto}") };
    if proto.is_empty() {
        return Err(expected());
    }
    let selector = Selector::new(&rooted).map_err(|_| expected())?;
    // A tool that makes the path of a package name need not know Rust's keywords.
    let raw_path = case::raw_path(rust_path);
    if syn::parse_str::<syn::Type>(&raw_path).is_err() {
        return Err(format!("`{rust_path}` is not a Rust path"));
    }
    Ok((selector, Value::Text(raw_path.as_str().into()), raw_path))
}
