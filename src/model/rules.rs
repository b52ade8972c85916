//! Per-path rules of the options, and which of them have matched something.

use std::sync::atomic::{AtomicBool, Ordering};

use syn::parse::Parser;

mod deriving;
mod selects;

pub(super) use deriving::Deriving;
use deriving::{derivings, skippings};

use self::selects::Selects;
use super::traits::{AboutDerives, Skipped, Traits};
use super::unmatched::UnusedRule;
use super::{Code, case};
use crate::diagnostics::{Diagnostics, bad_attribute, bad_name, contradictory_value};
use crate::options::{Choice, CodecPath, Feature, OptionValue, Options, Rule, Selector, Switch, Toggle, UnknownFields};

/// The rules of one option.
#[derive(Debug)]
pub(super) struct Tracked<T> {
    key: &'static str,
    items: Vec<(T, AtomicBool)>,
}

/// What is on or off.
#[derive(Debug)]
pub(super) struct Switched {
    /// Where no rule says anything else.
    otherwise: bool,
    rules: Tracked<Toggle>,
}

/// An attribute rule, parsed.
#[derive(Debug)]
pub(super) struct Attribute {
    selector: Selector,
    code: Code,
    text: String,
    /// What the attributes are to a derive beside them.
    pub about_derives: AboutDerives,
}

/// Declares the rules of a kind, with their keys, and a way to go through all of them.
macro_rules! rules {
    ($(#[$doc:meta])* $name:ident: $type:ty = $parse:expr, $print:expr; $($key:ident),*) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(super) struct $name {
            $(pub $key: $type,)*
        }

        impl $name {
            fn new(options: &Options, found: &mut Diagnostics) -> Self {
                Self { $($key: $parse(stringify!($key), &options.$key, found),)* }
            }

            fn unmatched(&self, found: &mut Vec<UnusedRule>) {
                $(self.$key.unmatched($print, found);)*
            }
        }
    };
}

rules! {
    /// Attributes to add.
    Attributes: Tracked<Attribute> = attributes, |attribute| format!("{}={}", attribute.selector, attribute.text);
    type_attribute, message_attribute, enum_attribute, only_enum_attribute, enum_value_attribute, field_attribute,
    only_field_attribute, oneof_attribute, oneof_field_attribute, oneof_member_attribute, module_attribute, method_attribute,
    client_attribute, client_mod_attribute, server_attribute, server_mod_attribute, trait_attribute
}

rules! {
    /// Derives to add.
    Derivings: Tracked<Deriving<Traits>> = derivings, Deriving::print;
    derive
}

rules! {
    /// Derives to leave out.
    Skippings: Tracked<Deriving<Skipped>> = skippings, Deriving::print;
    skip_derive
}

rules! {
    /// Elements that something is different for.
    Selections: Tracked<Selector> = selections, ToString::to_string;
    bytes, btree_map, boxed, disable_comments, skip_debug, skip_copy, skip_eq
}

rules! {
    /// Names to give.
    Namings: Tracked<Rule> = names, ToString::to_string;
    field_name, type_name, method_name, module_name
}

rules! {
    /// Texts to use.
    Texts: Tracked<Rule> = texts, ToString::to_string;
    type_name_domain
}

rules! {
    /// What is on for some and off for others.
    Switches: Switched = switches, ToString::to_string;
    client, server, transport, use_arc_self, native_async, default_stubs, boxed_streams, generate_default_stubs, method_constants,
    deprecated_stubs, deprecated_types, debug_redact
}

rules! {
    /// Features to require.
    CargoFeatures: Tracked<Rule> = features, ToString::to_string;
    client_feature, server_feature, transport_feature
}

rules! {
    /// Types in Rust to use.
    RustPaths: Tracked<Rule> = rust_paths, ToString::to_string;
    codec_path
}

rules! {
    /// Values to choose.
    Choices: Tracked<Choice<UnknownFields>> = choices, OptionValue::print;
    unknown_fields
}

/// All rules that select elements by path.
#[derive(Debug)]
pub(super) struct Rules {
    pub attributes: Attributes,
    pub derivings: Derivings,
    pub skippings: Skippings,
    pub select: Selections,
    pub names: Namings,
    pub texts: Texts,
    pub switches: Switches,
    pub features: CargoFeatures,
    pub rust_paths: RustPaths,
    pub choices: Choices,
}

impl Rules {
    /// Parses what the rules say; a text that is no attribute or no name is an error.
    pub fn new(options: &Options, found: &mut Diagnostics) -> Self {
        Self {
            attributes: Attributes::new(options, found),
            derivings: Derivings::new(options, found),
            skippings: Skippings::new(options, found),
            select: Selections::new(options, found),
            names: Namings::new(options, found),
            texts: Texts::new(options, found),
            switches: Switches::new(options, found),
            features: CargoFeatures::new(options, found),
            rust_paths: RustPaths::new(options, found),
            choices: Choices::new(options, found),
        }
    }

    /// Which rules have matched nothing.
    pub fn unmatched(&self) -> Vec<UnusedRule> {
        let mut found = Vec::new();
        self.attributes.unmatched(&mut found);
        self.derivings.unmatched(&mut found);
        self.skippings.unmatched(&mut found);
        self.select.unmatched(&mut found);
        self.names.unmatched(&mut found);
        self.texts.unmatched(&mut found);
        self.switches.unmatched(&mut found);
        self.features.unmatched(&mut found);
        self.rust_paths.unmatched(&mut found);
        self.choices.unmatched(&mut found);
        found
    }
}

fn selections(key: &'static str, selectors: &[Selector], _: &mut Diagnostics) -> Tracked<Selector> {
    Tracked::new(key, selectors.iter().cloned())
}

fn texts(key: &'static str, rules: &[Rule], _: &mut Diagnostics) -> Tracked<Rule> {
    Tracked::new(key, rules.iter().cloned())
}

fn switches(key: &'static str, switch: &Switch, _: &mut Diagnostics) -> Switched {
    Switched { otherwise: switch.otherwise(), rules: Tracked::new(key, switch.rules.iter().cloned()) }
}

fn features(key: &'static str, rules: &[Feature], _: &mut Diagnostics) -> Tracked<Rule> {
    Tracked::new(key, rules.iter().map(|rule| rule.0.clone()))
}

fn rust_paths(key: &'static str, rules: &[CodecPath], _: &mut Diagnostics) -> Tracked<Rule> {
    Tracked::new(key, rules.iter().map(|rule| rule.0.clone()))
}

fn choices(key: &'static str, choices: &[Choice<UnknownFields>], found: &mut Diagnostics) -> Tracked<Choice<UnknownFields>> {
    for (nth, choice) in choices.iter().enumerate() {
        if let Some(first) = choices[..nth].iter().find(|first| first.selector == choice.selector && first.value != choice.value) {
            found.push(contradictory_value(key, &first.print(), &choice.print()));
        }
    }
    Tracked::new(key, choices.iter().cloned())
}

fn attributes(key: &'static str, rules: &[Rule], found: &mut Diagnostics) -> Tracked<Attribute> {
    let parsed = rules.iter().filter_map(|rule| match syn::Attribute::parse_outer.parse_str(&rule.value) {
        Ok(attributes) if !attributes.is_empty() => {
            let code = Code::new(&quote::quote!(#(#attributes)*));
            let about_derives = AboutDerives::new(&attributes);
            Some(Attribute { selector: rule.selector.clone(), code, text: rule.value.clone(), about_derives })
        }
        Ok(_) => {
            found.push(bad_attribute(key, &rule.to_string(), "expected `#[`"));
            None
        }
        Err(error) => {
            found.push(bad_attribute(key, &rule.to_string(), &error.to_string()));
            None
        }
    });
    Tracked::new(key, parsed.collect::<Vec<_>>())
}

fn names(key: &'static str, rules: &[Rule], found: &mut Diagnostics) -> Tracked<Rule> {
    let example = if key == "type_name" { "OwnName" } else { "own_name" };
    let (good, bad): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| case::is_own_name(&rule.value));
    for rule in bad {
        let raw = Some(format!("r#{}", rule.value)).filter(|raw| case::is_own_name(raw));
        found.push(bad_name(key, &rule.to_string(), &rule.value, raw.as_deref(), example));
    }
    Tracked::new(key, good.into_iter().cloned())
}

impl<T> Tracked<T> {
    fn new(key: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        Self { key, items: items.into_iter().map(|item| (item, AtomicBool::new(false))).collect() }
    }

    /// Whether there are no rules, so that nobody need ask.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The option, e.g. `field_name`.
    pub fn key(&self) -> &'static str {
        self.key
    }

    fn matching(&self, matches: impl Fn(&T) -> bool) -> impl Iterator<Item = &T> {
        self.items.iter().filter(move |(item, _)| matches(item)).map(|(item, used)| {
            used.store(true, Ordering::Relaxed);
            item
        })
    }

    fn unmatched(&self, print: impl Fn(&T) -> String, found: &mut Vec<UnusedRule>)
    where
        T: Selects,
    {
        let unused = self.items.iter().filter(|(_, used)| !used.load(Ordering::Relaxed));
        let rule = |item: &T| UnusedRule { key: self.key, path: item.selector().to_string(), rule: print(item) };
        found.extend(unused.map(|(item, _)| rule(item)));
    }
}

impl<T> Tracked<T> {
    /// What is said most precisely about an element, by its full name and those of what it is in; of equals the first.
    fn most_precise<'a>(&'a self, names: &[&str], selector: impl Fn(&'a T) -> &'a Selector) -> Option<&'a T> {
        let mut best = None;
        for (item, used) in &self.items {
            let selector = selector(item);
            let Some(matched) = names.iter().position(|name| selector.matches(name)) else { continue };
            let precision = if matched == 0 { selector.precision(names[0]) } else { Selector::AROUND };
            used.store(true, Ordering::Relaxed);
            if best.as_ref().is_none_or(|(_, best)| precision > *best) {
                best = Some((item, precision));
            }
        }
        best.map(|(item, _)| item)
    }
}

impl Switched {
    /// Whether it is on for an element, by its full name and those of what it is in.
    pub fn on(&self, names: &[&str]) -> bool {
        self.rules.most_precise(names, |toggle| &toggle.selector).map_or(self.otherwise, |toggle| toggle.on)
    }

    fn unmatched(&self, print: impl Fn(&Toggle) -> String, found: &mut Vec<UnusedRule>) {
        self.rules.unmatched(print, found);
    }
}

impl Tracked<Attribute> {
    /// The attributes for an element that goes by these full names, in the order of the rules.
    pub fn of(&self, names: &[&str]) -> Vec<Code> {
        self.rules_of(names).into_iter().map(Attribute::code).collect()
    }

    /// The rules for an element that goes by these full names, in their order.
    pub fn rules_of(&self, names: &[&str]) -> Vec<&Attribute> {
        self.matching(|attribute| names.iter().any(|name| attribute.selector.matches(name))).collect()
    }
}

impl Attribute {
    /// Whether the attributes contain a word, e.g. `Eq`, which they may derive.
    pub fn mentions(&self, word: &str) -> bool {
        let words = self.text.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.into_iter().any(|part| part == word)
    }

    /// The attributes, ready to print.
    pub fn code(&self) -> Code {
        self.code.clone()
    }
}

impl Tracked<Selector> {
    /// Whether an element that goes by these full names is selected.
    pub fn select(&self, names: &[&str]) -> bool {
        self.matching(|selector| names.iter().any(|name| selector.matches(name))).count() > 0
    }
}

impl Tracked<Rule> {
    /// The text for an element: of the rule that is most precise about it, of equals the first, as prost picks it.
    pub fn text_for(&self, full_name: &str) -> Option<&str> {
        self.text_of(&[full_name])
    }

    /// As [`Tracked::text_for`], for an element by its full name and those of what it is in.
    pub fn text_of(&self, names: &[&str]) -> Option<&str> {
        self.most_precise(names, |rule| &rule.selector).map(|rule| rule.value.as_str())
    }

    /// The name given to exactly this element, and the selector that did it; the last rule wins.
    pub fn name_of(&self, names: &[&str]) -> Option<&Rule> {
        self.matching(|rule| names.iter().any(|name| rule.selector.names(name))).last()
    }
}

impl<V: Copy> Tracked<Choice<V>> {
    /// The value chosen for an element.
    pub fn chosen(&self, full_name: &str) -> Option<V> {
        self.most_precise(&[full_name], |choice| &choice.selector).map(|choice| choice.value)
    }
}
