//! The settings of an element. Each value knows the rule that gave it.

use crate::code::Code;
use crate::index::ids;
use crate::options::{
    EditionFeature, Enums, JsonExtern, Match, Options, Rule, RuleId, Switch, UnknownFields, Value,
    Views, Word, option_table,
};
use crate::traits::{Attributes, Skipped, Traits};

ids! {
    /// The id of settings. Elements share settings if the same rules match them with equal
    /// [`Match`]es.
    SettingsId;
}

/// A value, and the rule that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting<T> {
    pub value: T,
    /// The rule that applies. If there is none, the value is the default.
    pub rule: Option<RuleId>,
}

/// A value of an option whose matching rules all apply, and the rule that gave it.
#[derive(Debug, Clone)]
pub(crate) struct Listed<T> {
    pub value: T,
    pub rule: RuleId,
    /// The match of the rule with the element.
    pub how: Match,
}

/// The rules that match an element, in the order in which they were given.
pub(crate) type Matches = [(RuleId, Match)];

macro_rules! declare {
    (
        run { $($run:tt)* }
        by_path {$(
            $(#[doc = $help:literal])+ $form:ident $key:ident $(: $word:ty)?,
            $shape:literal, $shown:literal, for $elements:ident $(, needs $($need:ident),+)?;
        )*}
    ) => {
        /// The settings of an element, with one field for each option by path. `extern_path` has a
        /// field too, although an earlier stage reads its rules.
        #[derive(Debug, Clone)]
        #[allow(dead_code)]
        pub(crate) struct Settings {
            $($(#[doc = $help])+ pub $key: declare!(@type $form $($word)?),)*
        }

        impl Settings {
            /// Returns the settings of an element that no rule matches.
            pub fn unmatched(options: &Options) -> Self {
                Self::of(&Given { options, matches: &[], unmatched: None })
            }

            /// Combines the rules that match an element. `unmatched` are the settings of an element
            /// that no rule matches. They provide the value of a switch without a search through
            /// all rules.
            pub fn combine(options: &Options, matches: &Matches, unmatched: &Self) -> Self {
                Self::of(&Given { options, matches, unmatched: Some(unmatched) })
            }

            fn of(given: &Given<'_>) -> Self {
                Self { $($key: declare!(@combine $form $key given $($word, $shown)?),)* }
            }

            /// Returns the rules that gave the values, with the keys of their options, in the order
            /// of the options.
            pub fn rules(&self) -> Vec<(&'static str, RuleId)> {
                let mut rules = Vec::new();
                $(rules.extend(
                    declare!(@rules $form self.$key).map(|rule| (stringify!($key), rule)),
                );)*
                rules
            }

            /// Returns whether a switch is on, by its key. Returns `None` for an option that is
            /// not a switch.
            pub fn switch(&self, key: &str) -> Option<bool> {
                match key {
                    $(stringify!($key) => declare!(@switch $form self $key),)*
                    _ => None,
                }
            }
        }
    };
    (@type selection) => { Setting<bool> };
    (@type switch) => { Setting<bool> };
    (@type switch $choice:ty) => { Setting<$choice> };
    (@type attributes) => { Vec<Listed<Attributes>> };
    (@type traits) => { Vec<Listed<Traits>> };
    (@type skipped) => { Vec<Listed<Skipped>> };
    (@type edition_feature) => { Vec<Listed<EditionFeature>> };
    (@type rust_path) => { Setting<Option<Code>> };
    (@type word $word:ty) => { Setting<$word> };
    (@type $text:ident) => { Setting<Option<Box<str>>> };
    (@combine selection $key:ident $given:ident) => { $given.selection(stringify!($key)) };
    (@combine switch $key:ident $given:ident $($choice:ty, $shown:literal)?) => {
        $given.switch(stringify!($key), $given.unmatched.map(|unmatched| unmatched.$key.value))
    };
    (@combine attributes $key:ident $given:ident) => {
        $given.all(stringify!($key), |value| match value {
            Value::Attributes(attributes) => Some(attributes.clone()),
            _ => None,
        })
    };
    (@combine traits $key:ident $given:ident) => {
        $given.all(stringify!($key), |value| match value {
            Value::Traits(traits) => Some(traits.clone()),
            _ => None,
        })
    };
    (@combine skipped $key:ident $given:ident) => {
        $given.all(stringify!($key), |value| match value {
            Value::Skipped(skipped) => Some(skipped.clone()),
            _ => None,
        })
    };
    (@combine edition_feature $key:ident $given:ident) => {
        $given.all(stringify!($key), |value| match value {
            Value::Feature(feature) => Some(feature.clone()),
            _ => None,
        })
    };
    (@combine rust_path $key:ident $given:ident) => {
        $given.most_specific(stringify!($key), |value| match value {
            Value::Code(code) => Some(code.clone()),
            _ => None,
        })
    };
    (@combine word $key:ident $given:ident $word:ty, $shown:literal) => {
        $given.word::<$word>(stringify!($key), $shown)
    };
    (@combine name $key:ident $given:ident) => { $given.last(stringify!($key)) };
    (@combine $text:ident $key:ident $given:ident) => {
        $given.most_specific(stringify!($key), |value| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        })
    };
    (@rules attributes $value:expr) => { $value.iter().map(|listed| listed.rule) };
    (@rules traits $value:expr) => { $value.iter().map(|listed| listed.rule) };
    (@rules skipped $value:expr) => { $value.iter().map(|listed| listed.rule) };
    (@rules edition_feature $value:expr) => { $value.iter().map(|listed| listed.rule) };
    (@rules $form:ident $value:expr) => { $value.rule.into_iter() };
    (@switch switch $self:ident $key:ident) => { Some($self.$key.value.is_on()) };
    (@switch $form:ident $self:ident $key:ident) => { None };
}

option_table!(declare);

/// The rules that match an element.
struct Given<'a> {
    options: &'a Options,
    matches: &'a Matches,
    /// The settings of an element that no rule matches, if they are known.
    unmatched: Option<&'a Settings>,
}

impl<'a> Given<'a> {
    fn of(&self, key: &str) -> impl Iterator<Item = (RuleId, Match, &'a Rule)> {
        let rules = self.matches.iter().map(|(id, how)| (*id, *how, self.options.rule(*id)));
        rules.filter(move |(_, _, rule)| rule.option.key == key)
    }

    /// Returns the value of the most specific rule. Of equally specific rules, the first wins.
    fn best<T>(&self, key: &str, value: impl Fn(&Value) -> Option<T>) -> Option<(RuleId, T)> {
        let mut best: Option<(Match, RuleId, &Rule)> = None;
        for (id, how, rule) in self.of(key) {
            if best.as_ref().is_none_or(|(best, ..)| how > *best) {
                best = Some((how, id, rule));
            }
        }
        let (_, id, rule) = best?;
        Some((id, value(&rule.value)?))
    }

    fn most_specific<T>(
        &self,
        key: &str,
        value: impl Fn(&Value) -> Option<T>,
    ) -> Setting<Option<T>> {
        match self.best(key, value) {
            Some((rule, value)) => Setting { value: Some(value), rule: Some(rule) },
            None => Setting { value: None, rule: None },
        }
    }

    fn switch<T: Switch>(&self, key: &str, unmatched: Option<T>) -> Setting<T> {
        match self.best(key, Value::switch) {
            Some((rule, value)) => Setting { value, rule: Some(rule) },
            None => Setting {
                value: unmatched.unwrap_or_else(|| self.options.by_default(key)),
                rule: None,
            },
        }
    }

    fn selection(&self, key: &str) -> Setting<bool> {
        let rule = self.of(key).next().map(|(id, ..)| id);
        Setting { value: rule.is_some(), rule }
    }

    fn all<T>(&self, key: &str, value: impl Fn(&Value) -> Option<T>) -> Vec<Listed<T>> {
        let listed = |(rule, how, given): (RuleId, Match, &Rule)| {
            Some(Listed { value: value(&given.value)?, rule, how })
        };
        self.of(key).filter_map(listed).collect()
    }

    fn last(&self, key: &str) -> Setting<Option<Box<str>>> {
        let last = self.of(key).last();
        Setting { value: last.map(|(_, _, rule)| rule.text.clone()), rule: last.map(|(id, ..)| id) }
    }

    fn word<T: Word>(&self, key: &str, default: &str) -> Setting<T> {
        let chosen = self.best(key, |value| match value {
            Value::Word(word) => T::of_word(word),
            _ => None,
        });
        match chosen {
            Some((rule, value)) => Setting { value, rule: Some(rule) },
            None => Setting { value: T::default_of(default), rule: None },
        }
    }
}

impl Settings {
    /// Returns the features that rules set. For each feature, the rule that wins comes last: the
    /// most specific rule, or the first of equally specific ones.
    pub fn edition_features(&self) -> impl Iterator<Item = &EditionFeature> {
        let mut rules: Vec<_> = self.edition_feature.iter().rev().collect();
        rules.sort_by_key(|rule| rule.how);
        rules.into_iter().map(|rule| &rule.value)
    }

    /// Returns the traits that the element does not derive.
    pub fn skipped(&self) -> Skipped {
        let mut skipped = Skipped::default();
        self.skip_derive.iter().for_each(|more| skipped.extend(&more.value));
        skipped
    }

    /// Whether a `skip_derive` rule is more specific than the rule `deriving`, so that the element
    /// does not derive the trait.
    pub fn withholds(&self, name: &str, deriving: &Listed<Traits>) -> bool {
        self.skip_derive.iter().any(|skip| skip.value.has(name) && skip.how > deriving.how)
    }
}
