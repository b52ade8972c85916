//! Rules about traits.

use syn::parse::Parser;
use syn::punctuated::Punctuated;

use super::super::Code;
use super::super::traits::{Skipped, Traits};
use super::Tracked;
use crate::diagnostics::{Diagnostics, bad_derive, bad_trait};
use crate::options::{Rule, Selector};

/// A rule about traits, parsed.
#[derive(Debug)]
pub(in super::super) struct Deriving<T> {
    pub selector: Selector,
    pub traits: T,
    text: String,
}

impl<T> Deriving<T> {
    /// As it was given, e.g. `.acme=Eq, Hash`.
    pub fn print(&self) -> String {
        format!("{}={}", self.selector, self.text)
    }
}

impl Tracked<Deriving<Traits>> {
    /// The rules for an element, each with its place among all rules.
    pub fn rules_of(&self, full_name: &str) -> Vec<(usize, &Deriving<Traits>)> {
        let rules = self.items.iter().map(|(deriving, _)| deriving).enumerate();
        rules.filter(|(_, deriving)| deriving.selector.matches(full_name)).collect()
    }

    /// Derives for an element that has some traits already, in the order of the rules.
    pub fn beside(&self, full_name: &str, mut present: Vec<String>, skippings: &Tracked<Deriving<Skipped>>) -> Vec<Code> {
        let matching = self.matching(|deriving| deriving.selector.matches(full_name));
        let derives = matching.filter_map(|deriving| {
            let withheld = |name: &str| skippings.withhold(full_name, name, deriving);
            deriving.traits.beside(&mut present, withheld)
        });
        derives.collect()
    }
}

impl Tracked<Deriving<Skipped>> {
    /// What an element is not to derive.
    pub fn of(&self, full_name: &str) -> Skipped {
        let mut skipped = Skipped::default();
        self.matching(|deriving| deriving.selector.matches(full_name)).for_each(|deriving| skipped.extend(&deriving.traits));
        skipped
    }

    /// Whether a trait that a rule derives is skipped by a rule that is more precise.
    pub fn withhold(&self, full_name: &str, name: &str, deriving: &Deriving<Traits>) -> bool {
        let precision = |selector: &Selector| selector.precision(full_name);
        let skipping = self.items.iter().map(|(skipping, _)| skipping);
        let mut skipping = skipping.filter(|skipping| skipping.selector.matches(full_name) && skipping.traits.has(name));
        skipping.any(|skipping| precision(&skipping.selector) > precision(&deriving.selector))
    }
}

pub(super) fn derivings(key: &'static str, rules: &[Rule], found: &mut Diagnostics) -> Tracked<Deriving<Traits>> {
    about_traits(key, rules, |paths| Ok(Traits::new(paths)), found)
}

pub(super) fn skippings(key: &'static str, rules: &[Rule], found: &mut Diagnostics) -> Tracked<Deriving<Skipped>> {
    about_traits(key, rules, Skipped::new, found)
}

/// `make` says why it cannot be these traits.
fn about_traits<T>(
    key: &'static str,
    rules: &[Rule],
    make: impl Fn(&[syn::Path]) -> Result<T, String>,
    found: &mut Diagnostics,
) -> Tracked<Deriving<T>> {
    let paths = Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
    let parsed = rules.iter().filter_map(|rule| {
        let made = match paths.parse_str(&rule.value) {
            Ok(paths) => make(&paths.into_iter().collect::<Vec<_>>()).map_err(|why| bad_trait(key, &rule.to_string(), &why)),
            Err(error) => Err(bad_derive(key, &rule.to_string(), &rule.value, &error.to_string())),
        };
        match made {
            Ok(traits) => Some(Deriving { selector: rule.selector.clone(), traits, text: rule.value.clone() }),
            Err(problem) => {
                found.push(problem);
                None
            }
        }
    });
    Tracked::new(key, parsed.collect::<Vec<_>>())
}
