//! Finds the rules that match an element without comparing each rule with each element.

use std::collections::HashMap;

use crate::lower::element_kinds::Element;
use crate::options::{Combination, Form, Match, Options, Rule, RuleId, Scope};

/// The rules of all options, indexed by their paths.
#[derive(Debug)]
pub(super) struct Matcher<'o> {
    options: &'o Options,
    /// The rules for everything.
    everywhere: Vec<RuleId>,
    /// The rules with a rooted path, by path. They match the element of that name and the elements
    /// in it.
    rooted: HashMap<&'o str, Vec<RuleId>>,
    /// The rules whose path is a suffix, by path.
    suffixes: HashMap<&'o str, Vec<RuleId>>,
}

impl<'o> Matcher<'o> {
    pub fn new(options: &'o Options) -> Self {
        let (mut everywhere, mut rooted, mut suffixes) =
            (Vec::new(), HashMap::new(), HashMap::new());
        for (id, rule) in options.rules() {
            let by_path: &mut HashMap<&str, Vec<RuleId>> = match rule.selector.sign() {
                _ if rule.selector.is_everything() => {
                    everywhere.push(id);
                    continue;
                }
                "" => &mut suffixes,
                _ => &mut rooted,
            };
            by_path.entry(rule.selector.path()).or_default().push(id);
        }
        Self { options, everywhere, rooted, suffixes }
    }

    /// Returns the rules that match an element, in the order in which they were given.
    ///
    /// `names` has protobuf's name of the element first. For a oneof member, prost's name follows.
    /// `around` is the full name of the service around a method: a rule for a service applies to
    /// its methods. `of_type` is the full name of the enum that is the type of a field.
    pub fn matches(
        &self,
        element: &Element,
        names: &[&str],
        around: Option<&str>,
        of_type: Option<&str>,
    ) -> Vec<(RuleId, Match)> {
        let mut candidates = self.everywhere.clone();
        for name in names.iter().copied().chain(around).chain(of_type) {
            self.candidates(name, &mut candidates);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let matching = candidates.into_iter().filter_map(|id| {
            let rule = self.options.rule(id);
            let combination = combination(rule)?;
            let elements = rule.elements()?;
            if !elements.has(element.kind, &element.properties) {
                return None;
            }
            let by_type = || rule.selector.match_of_type(of_type.filter(|_| elements.by_type)?);
            Some((id, match_of(rule, combination, names, around).max(by_type())?))
        });
        // An earlier stage has chosen the rule that covers an external type.
        let external = element.extern_rule.map(|id| (id, Match::Exact));
        let mut matches: Vec<(RuleId, Match)> = matching.chain(external).collect();
        matches.sort_unstable();
        matches
    }

    /// Adds the rules whose path can match a full name.
    fn candidates(&self, full_name: &str, found: &mut Vec<RuleId>) {
        let dots = || full_name.match_indices('.').map(|(dot, _)| dot);
        if !self.rooted.is_empty() {
            let prefixes = dots().map(|dot| &full_name[..dot]).chain([full_name]);
            found.extend(prefixes.filter_map(|prefix| self.rooted.get(prefix)).flatten());
        }
        if !self.suffixes.is_empty() {
            let suffixes = dots().map(|dot| &full_name[dot + 1..]).chain([full_name]);
            found.extend(suffixes.filter_map(|suffix| self.suffixes.get(suffix)).flatten());
        }
    }
}

/// Returns how the rules of an option combine. Returns `None` for an option that this stage does
/// not handle.
fn combination(rule: &Rule) -> Option<Combination> {
    match &rule.option.scope {
        Scope::ByPath { form: Form::ExternPath, elements: _ } | Scope::Run { .. } => None,
        Scope::ByPath { form, elements: _ } => Some(form.combination()),
    }
}

/// Returns the match of a rule with an element. Returns `None` if the rule does not match.
fn match_of(
    rule: &Rule,
    combination: Combination,
    names: &[&str],
    around: Option<&str>,
) -> Option<Match> {
    let best = || names.iter().filter_map(|name| rule.selector.match_of(name)).max();
    match combination {
        Combination::All => best(),
        Combination::MostSpecific => best().or_else(|| {
            // A suffix that selects the service is less specific than any path that selects the
            // method.
            around.filter(|around| rule.selector.matches(around)).map(|_| Match::Around(0))
        }),
        Combination::LastByName => {
            names.iter().find(|name| rule.selector.names(name)).map(|_| Match::Exact)
        }
    }
}
