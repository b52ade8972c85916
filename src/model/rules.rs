//! Per-path rules of the options, and which of them have matched something.

use std::cell::Cell;

use syn::parse::Parser;

use super::{Code, case};
use crate::diagnostics::{Diagnostics, bad_attribute, bad_name, unmatched_rule};
use crate::options::{Options, Rule, Selector, Unmatched};

/// The rules of one option.
#[derive(Debug)]
pub(super) struct Tracked<T> {
    key: &'static str,
    items: Vec<(T, Cell<bool>)>,
}

/// An attribute rule, parsed.
#[derive(Debug)]
pub(super) struct Attribute {
    selector: Selector,
    code: Code,
    text: String,
}

/// All rules that select elements by path.
#[derive(Debug)]
pub(super) struct Rules {
    pub type_attribute: Tracked<Attribute>,
    pub field_attribute: Tracked<Attribute>,
    pub bytes: Tracked<Selector>,
    pub btree_map: Tracked<Selector>,
    pub boxed: Tracked<Selector>,
    pub field_name: Tracked<Rule>,
    pub type_name: Tracked<Rule>,
    pub method_name: Tracked<Rule>,
    pub module_name: Tracked<Rule>,
}

impl Rules {
    /// Parses what the rules say; a text that is no attribute or no name is an error.
    pub fn new(options: &Options, found: &mut Diagnostics) -> Self {
        Self {
            type_attribute: attributes("type_attribute", &options.type_attribute, found),
            field_attribute: attributes("field_attribute", &options.field_attribute, found),
            bytes: Tracked::new("bytes", options.bytes.iter().cloned()),
            btree_map: Tracked::new("btree_map", options.btree_map.iter().cloned()),
            boxed: Tracked::new("boxed", options.boxed.iter().cloned()),
            field_name: names("field_name", &options.field_name, "own_name", found),
            type_name: names("type_name", &options.type_name, "OwnName", found),
            method_name: names("method_name", &options.method_name, "own_name", found),
            module_name: names("module_name", &options.module_name, "own_name", found),
        }
    }

    /// Says which rules have matched nothing, if that is a mistake here.
    pub fn report_unmatched(&self, unmatched: Unmatched, found: &mut Diagnostics) {
        if unmatched == Unmatched::Ignore {
            return;
        }
        for rules in [&self.type_attribute, &self.field_attribute] {
            rules.report(|attribute| format!("{}={}", attribute.selector, attribute.text), found);
        }
        for rules in [&self.bytes, &self.btree_map, &self.boxed] {
            rules.report(ToString::to_string, found);
        }
        for rules in [&self.field_name, &self.type_name, &self.method_name, &self.module_name] {
            rules.report(|rule| format!("{}={}", rule.selector, rule.value), found);
        }
    }
}

fn attributes(key: &'static str, rules: &[Rule], found: &mut Diagnostics) -> Tracked<Attribute> {
    let parsed = rules.iter().filter_map(|rule| match syn::Attribute::parse_outer.parse_str(&rule.value) {
        Ok(attributes) if !attributes.is_empty() => {
            let code = Code::new(&quote::quote!(#(#attributes)*));
            Some(Attribute { selector: rule.selector.clone(), code, text: rule.value.clone() })
        }
        Ok(_) => {
            found.push(bad_attribute(key, &format!("{}={}", rule.selector, rule.value), "expected `#[`"));
            None
        }
        Err(error) => {
            found.push(bad_attribute(key, &format!("{}={}", rule.selector, rule.value), &error.to_string()));
            None
        }
    });
    Tracked::new(key, parsed.collect::<Vec<_>>())
}

fn names(key: &'static str, rules: &[Rule], example: &str, found: &mut Diagnostics) -> Tracked<Rule> {
    let (good, bad): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| case::is_own_name(&rule.value));
    for rule in bad {
        found.push(bad_name(key, &format!("{}={}", rule.selector, rule.value), &rule.value, example));
    }
    Tracked::new(key, good.into_iter().cloned())
}

impl<T> Tracked<T> {
    fn new(key: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        Self { key, items: items.into_iter().map(|item| (item, Cell::new(false))).collect() }
    }

    /// The option, e.g. `field_name`.
    pub fn key(&self) -> &'static str {
        self.key
    }

    fn matching(&self, matches: impl Fn(&T) -> bool) -> impl Iterator<Item = &T> {
        self.items.iter().filter(move |(item, _)| matches(item)).map(|(item, used)| {
            used.set(true);
            item
        })
    }

    fn report(&self, print: impl Fn(&T) -> String, found: &mut Diagnostics) {
        found.extend(self.items.iter().filter(|(_, used)| !used.get()).map(|(item, _)| unmatched_rule(self.key, &print(item))));
    }
}

impl Tracked<Attribute> {
    /// The attributes for an element that goes by these full names, in the order of the rules.
    pub fn of(&self, names: &[&str]) -> Vec<Code> {
        let matches = |attribute: &Attribute| names.iter().any(|name| attribute.selector.matches(name));
        self.matching(matches).map(|attribute| attribute.code.clone()).collect()
    }
}

impl Tracked<Selector> {
    /// Whether an element that goes by these full names is selected.
    pub fn select(&self, names: &[&str]) -> bool {
        self.matching(|selector| names.iter().any(|name| selector.matches(name))).count() > 0
    }
}

impl Tracked<Rule> {
    /// The name given to exactly this element, and the selector that did it; the last rule wins.
    pub fn name_of(&self, names: &[&str]) -> Option<&Rule> {
        self.matching(|rule| names.iter().any(|name| rule.selector.names(name))).last()
    }
}
