//! All options, in one table. The parameter, `--opt`, options files, `--help`, docs/options.md, the
//! builder, the settings of elements and the suggestion for a misspelt key are made from it.
//!
//! May import: `case`, `code`, `descriptor`, `diagnostics`, `index`, `traits`.

use std::fmt;
use std::panic;
use std::str::FromStr;

mod aliases;
mod arguments;
mod edition_feature;
mod elements;
mod form;
mod need;
mod parse;
mod preset;
mod rule;
mod selector;
mod suggest;
pub(crate) mod table;
mod unmatched;
mod value;

pub use arguments::{ByPath, Paths, Switching};
pub(crate) use edition_feature::EditionFeature;
pub(crate) use elements::{ElementKind, Elements, Property};
pub(crate) use form::{Combination, Form};
pub(crate) use need::Need;
pub(crate) use parse::similar_key;
pub use preset::Preset;
pub(crate) use rule::{Origin, Rule, RuleId, Value};
pub(crate) use selector::{Match, Selector};
pub(crate) use suggest::closest;
pub use table::Options;
pub(crate) use table::{SPECS, Scope, Spec, option_table};
pub use unmatched::UnmatchedRules;
pub use value::{Codec, Enums, JsonExtern, UnknownFields, Views};
pub(crate) use value::{Switch, Word};

use crate::index::Id;
use crate::{Diagnostic, Diagnostics};

impl Options {
    /// Creates options with the default values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies options of the form `key=value`, as written after `--opt`. Commas separate several
    /// options.
    ///
    /// # Errors
    /// Returns an error for an unknown key, for a bad value, and for an option of the run that
    /// already has another value.
    pub fn apply(&mut self, parameter: &str) -> Result<(), Diagnostics> {
        parse::apply(self, parameter)
    }

    /// Sets one option without separators and escapes. The builder uses it, and there the last call
    /// wins.
    #[track_caller]
    pub(crate) fn set(&mut self, key: &str, value: &str) -> Result<(), Diagnostic> {
        self.given.retain(|given| *given != key);
        let result = parse::set(self, key, Some(value), Origin::Builder(panic::Location::caller()));
        self.given.retain(|given| *given != key);
        result
    }

    /// Applies an options file with one `key=value` per line. Blank lines and lines that begin with
    /// `#` are skipped. `name` is the name of the file in diagnostics.
    ///
    /// # Errors
    /// Returns the errors of [`Options::apply`] for all lines, each with its position.
    pub fn apply_file(&mut self, name: &str, text: &str) -> Result<(), Diagnostics> {
        parse::apply_file(self, name, text)
    }

    /// Returns all rules with their ids.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.rules.iter().enumerate().map(|(place, rule)| (RuleId::new(place), rule))
    }

    /// Returns the rule of an id.
    pub(crate) fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.position()]
    }

    /// Returns the rules of one option with their ids.
    pub(crate) fn rules_of(&self, key: &str) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.rules().filter(move |(_, rule)| rule.option.key == key)
    }

    /// Whether a switch is on for some element.
    pub(crate) fn is_on(&self, key: &str) -> bool {
        self.is_on_by_default(key) || self.rules_of(key).any(|(_, rule)| rule.value.turns_on())
    }

    /// Whether a switch is on for elements that no path selects. A rule that turns a path on turns
    /// every other path off.
    pub(crate) fn is_on_by_default(&self, key: &str) -> bool {
        let for_everything = self.rules_of(key).find(|(_, rule)| rule.selector.is_unscoped());
        let by_path = || self.rules_of(key).any(|(_, rule)| rule.value.turns_on());
        for_everything.map_or_else(
            || !by_path() && (default_of(key) || self.preset.turns_on(key)),
            |(_, rule)| rule.value.turns_on(),
        )
    }

    /// Returns the value of a switch for elements that no path selects.
    pub(crate) fn by_default<T: Switch>(&self, key: &str) -> T {
        let for_everything = self.rules_of(key).find(|(_, rule)| rule.selector.is_unscoped());
        let given = for_everything.and_then(|(_, rule)| rule.value.switch());
        given.unwrap_or_else(|| T::of_bool(self.is_on_by_default(key)))
    }

    /// Returns the values of an option that differ from its default, as a user would write them.
    pub(crate) fn values_of(&self, spec: &Spec) -> Vec<String> {
        match &spec.scope {
            Scope::Run { set: _, get } => get(self).into_iter().collect(),
            Scope::ByPath { .. } => {
                self.rules_of(spec.key).map(|(_, rule)| rule.to_string()).collect()
            }
        }
    }

    /// Whether an option was given as text.
    pub(crate) fn is_written(&self, key: &str) -> bool {
        self.written.contains(&key)
    }
}

/// Whether a switch by path is on by default.
fn default_of(key: &str) -> bool {
    SPECS.iter().any(|spec| {
        let is_on = |form: &Form| matches!(form, Form::Switch { default: true, words: _ });
        spec.key == key && matches!(&spec.scope, Scope::ByPath { form, elements: _ } if is_on(form))
    })
}

impl FromStr for Options {
    type Err = Diagnostics;

    fn from_str(parameter: &str) -> Result<Self, Diagnostics> {
        let mut options = Self::default();
        options.apply(parameter)?;
        Ok(options)
    }
}

impl fmt::Display for Options {
    /// Writes the parameter for these options, without the values that are the default.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for spec in SPECS {
            for value in self.values_of(spec) {
                write!(f, "{separator}{}={}", spec.key, parse::escape(&value))?;
                separator = ",";
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Location;

    fn options(parameters: &[&str]) -> Options {
        let mut options = Options::default();
        parameters.iter().for_each(|parameter| options.apply(parameter).unwrap());
        options
    }

    #[test]
    fn turning_a_path_on_turns_every_other_path_off() {
        for (key, values, expected) in [
            ("client", [].as_slice(), true),
            ("client", &["client=false"], false),
            ("client", &["client=.a"], false),
            ("client", &["client=.a=false"], true),
            ("client", &["client=true", "client=.a"], true),
            ("native_async", &["native_async=.a"], false),
            ("native_async", &["native_async=true,native_async=.a=false"], true),
        ] {
            assert_eq!(options(values).is_on_by_default(key), expected, "{values:?}");
        }
    }

    #[test]
    fn a_word_turns_a_switch_on_in_another_way() {
        let by_default = |values: &[&str]| options(values).by_default::<Views>("views");
        assert_eq!(by_default(&[]), Views::Off);
        assert_eq!(by_default(&["views"]), Views::Checked);
        assert_eq!(by_default(&["views=lazy"]), Views::Lazy);
        assert_eq!(by_default(&["views=.a=lazy"]), Views::Off);
        assert_eq!(by_default(&["views=lazy", "views=.a=false"]), Views::Lazy);
        let text = "views=lazy,views=.a=false,views=.b,views=.c=lazy";
        assert_eq!(options(&[text]).to_string(), text);
        assert!(options(&["views=.c=lazy"]).is_on("views"));
        for (text, expected) in [
            ("views=.a=eager", "expected `true`, `false` or `lazy`"),
            ("views=eager", "expected `true`, `false`, `lazy` or a path"),
            ("views=lazy,views=true", "`views` is given twice"),
            ("views=Lazy", "write `lazy`"),
        ] {
            let error = text.parse::<Options>().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn switches_print_what_they_parse() {
        let text = "server=true,server=.,server=.a.b=false,server=C";
        assert_eq!(options(&[text]).to_string(), text);
        for (value, expected) in [
            ("maybe not", "or `true` or `false`"),
            (".a=maybe", "expected `true` or `false`"),
            ("flase", "needs a leading dot"),
        ] {
            let error = format!("client={value}").parse::<Options>().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn some_values_need_no_path() {
        for (text, expected) in [
            ("codec_path=a::B", "codec_path=a::B"),
            ("codec_path=.x.Y.Z = ::a::B", "codec_path=.x.Y.Z=::a::B"),
            ("client_feature=Y=with-stubs", "client_feature=Y=with-stubs"),
        ] {
            assert_eq!(options(&[text]).to_string(), expected);
        }
        for text in
            ["codec_path=a b", "codec_path=.a=", "client_feature=a\"b", "client_feature=..=a"]
        {
            assert!(text.parse::<Options>().is_err(), "{text}");
        }
    }

    #[test]
    fn rules_know_their_origins() {
        let mut options = options(&["bytes=.a"]);
        options.apply_file("opts.txt", "# Rules.\n type_attribute = .b = #[c]\n").unwrap();
        options.set("boxed", ".d").unwrap();
        let place = Location { file: "opts.txt".into(), position: Some((2, 2)) };
        let [bytes, attribute, boxed] = &options.rules[..] else { panic!("{options:?}") };
        assert_eq!((bytes.to_string(), &bytes.origin), (".a".into(), &Origin::Parameter(1)));
        assert_eq!(
            (attribute.to_string(), &attribute.origin),
            (".b=#[c]".into(), &Origin::File(place))
        );
        assert!(matches!(&boxed.origin, Origin::Builder(at) if at.file().ends_with("options.rs")));
    }

    #[test]
    fn equality_ignores_how_options_were_given() {
        let mut set = Options::default();
        set.set("bytes", ".a").unwrap();
        set.set("codec", "prost").unwrap();
        assert_eq!(set, "bytes=.a,codec=prost".parse().unwrap());
        assert_ne!(set, "bytes=.a".parse().unwrap());
    }

    #[test]
    fn the_last_call_of_a_builder_wins() {
        let mut options = Options::default();
        options.set("client", "false").unwrap();
        options.set("client", "true").unwrap();
        assert_eq!(options.to_string(), "client=true");
    }
}
