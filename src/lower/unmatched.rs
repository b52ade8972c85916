//! Rules that match nothing, with the reasons. The path may name no element, an element of another
//! kind, or an element that is not generated.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::combinations;
use super::declare::Declarations;
use super::element_kinds::{self, Element};
use super::link::Schema;
use crate::diagnostics::{
    Diagnostic, Diagnostics, Severity, WayOut, element_contains_none, element_is_external,
    element_is_not_generated, element_of_another_kind, no_such_element, no_such_package,
};
use crate::index::Column;
use crate::options::{
    Combination, ElementKind, Elements, Options, Rule, RuleId, Scope, UnmatchedRules, closest,
};

/// Reports the rules that match nothing, if this front end treats them as errors or warnings. A
/// rule without a path, or with the path `.`, is never reported.
pub(super) fn report(
    schema: &Schema<'_>,
    declared: &Declarations,
    options: &Options,
    matched: &Column<RuleId, bool>,
    found: &mut Diagnostics,
) {
    let is_reported = |(id, rule): &(RuleId, &Rule)| {
        let is_mentioned = options.unmatched == UnmatchedRules::Error || rule.origin.is_text();
        !matched[*id] && is_mentioned && !rule.selector.is_everything()
    };
    let mut unmatched = options.rules().filter(is_reported).peekable();
    if options.unmatched == UnmatchedRules::Allow || unmatched.peek().is_none() {
        return;
    }
    let names = Names::new(schema, declared);
    let mut reached: HashMap<*const Elements, Reached<'_>> = HashMap::new();
    for (_, rule) in unmatched {
        let Scope::ByPath { form, elements: _ } = &rule.option.scope else { continue };
        let Some(elements) = rule.elements() else { continue };
        let has_no_effect = combinations::has_no_effect(options, rule.option);
        // A name is for one element.
        let names_one = form.combination() == Combination::LastByName;
        let reached = reached.entry(elements).or_insert_with(|| names.reached(elements));
        let reason = Reason {
            rule,
            text: rule.to_string(),
            elements,
            names: &names,
            reached,
            has_no_effect,
            names_one,
        };
        let Some(mut diagnostic) = reason.diagnostic() else { continue };
        if let Some(location) = rule.origin.location() {
            diagnostic = diagnostic.at(location.clone());
        }
        if options.unmatched == UnmatchedRules::Warn {
            diagnostic.severity = Severity::Warning;
        }
        found.push(diagnostic);
    }
}

/// The full names of all elements.
struct Names<'r> {
    all: BTreeMap<String, Element>,
    /// The packages of all files, including imported files.
    packages: BTreeSet<&'r str>,
}

/// The elements that an option can select.
struct Reached<'a> {
    /// The elements that the option is for.
    elements: BTreeSet<&'a str>,
    /// The packages, messages, enums and services around these elements.
    around: BTreeSet<&'a str>,
}

impl Reached<'_> {
    /// Whether a package is such an element, or has such an element in it.
    fn holds(&self, package: &str) -> bool {
        self.elements.contains(package) || self.around.contains(package)
    }
}

impl<'r> Names<'r> {
    fn new(schema: &Schema<'r>, declared: &Declarations) -> Self {
        let packages = element_kinds::packages(schema);
        let element = Element::new;
        let prefixes = packages.iter().flat_map(|package| {
            package.match_indices('.').map(|(dot, _)| package[..dot].to_owned())
        });
        let prefixes = prefixes.map(|prefix| (prefix, element(ElementKind::PackagePrefix)));
        let named = packages.iter().filter(|package| !package.is_empty());
        let named = named.map(|package| ((*package).to_owned(), element(ElementKind::Package)));
        let described = element_kinds::all(schema)
            .map(|id| (schema.full_name(id), element_kinds::describe(schema, declared, id)));
        Self { all: prefixes.chain(named).chain(described).collect(), packages }
    }

    fn reached(&self, elements: &Elements) -> Reached<'_> {
        let is_reached = |element: &Element| {
            (element.is_here || elements.anywhere)
                && elements.has(element.kind, &element.properties)
        };
        let reached = self.all.iter().filter(|(_, element)| is_reached(element));
        let elements: BTreeSet<&str> = reached.map(|(full_name, _)| full_name.as_str()).collect();
        let prefixes =
            |name: &&'_ str| name.match_indices('.').map(|(dot, _)| dot).collect::<Vec<_>>();
        let around = elements
            .iter()
            .flat_map(|name| prefixes(name).into_iter().map(move |dot| &name[..dot]))
            .collect();
        Reached { elements, around }
    }
}

/// The search for the reason why a rule matches nothing.
struct Reason<'a> {
    rule: &'a Rule,
    /// The rule as the value of its option.
    text: String,
    elements: &'static Elements,
    names: &'a Names<'a>,
    reached: &'a Reached<'a>,
    /// Whether the option has no effect at all. Another warning has reported it.
    has_no_effect: bool,
    /// Whether the rule selects one element by its name, with any sign in front of the path.
    names_one: bool,
}

impl Reason<'_> {
    /// Returns the diagnostic. Returns `None` if another diagnostic has reported the reason.
    fn diagnostic(&self) -> Option<Diagnostic> {
        let (key, rule, selector) = (self.rule.option.key, self.text.as_str(), &self.rule.selector);
        let reached = self.reached;
        let named = || self.names.all.iter().filter(|(full_name, _)| selector.names(full_name));
        let is_reached = |full_name: &str| reached.elements.contains(full_name);
        let best = named().find(|(full_name, _)| is_reached(full_name)).or_else(|| named().next());
        let Some((full_name, element)) = best else { return Some(self.of_no_element()) };
        if !element.is_here {
            let is_well_known = full_name.starts_with("google.protobuf.");
            return Some(element_is_external(key, rule, full_name, is_well_known));
        }
        let holds = reached.around.contains(full_name.as_str());
        let is_meant = self.elements.has(element.kind, &element.properties);
        let described = (full_name.as_str(), element.kind.text());
        let sign = selector.sign();
        let reaches_below = sign == "." && !self.names_one;
        if is_meant || (holds && reaches_below) {
            let report = || element_is_not_generated(key, rule, described, !is_meant);
            return (!self.has_no_effect).then(report);
        }
        let text = self.elements.text;
        // A rule for a type of prost-types has no effect.
        let is_useful =
            |name: &&str| self.names.all[*name].is_here || !name.starts_with("google.protobuf.");
        let example = reached.elements.iter().copied().find(is_useful);
        let kinds = self.elements.kinds;
        if reaches_below
            && !kinds.contains(&element.kind)
            && kinds.iter().any(|kind| element.kind.can_hold(*kind))
        {
            return Some(element_contains_none(key, rule, described, text, example));
        }
        let way_out = match example {
            None => WayOut::LeaveOut,
            Some(example) if self.names_one => {
                let is_inside = |name: &&&str| {
                    name.strip_prefix(full_name.as_str()).is_some_and(|rest| rest.starts_with('.'))
                };
                WayOut::NameOne(reached.elements.iter().find(is_inside).copied().unwrap_or(example))
            }
            Some(_) if holds && !self.has_no_effect && sign != "=." => {
                WayOut::Root(rule.replacen(&selector.to_string(), &format!(".{full_name}"), 1))
            }
            Some(_) if text == "packages" => WayOut::NamePackage,
            Some(_) => WayOut::Name,
        };
        Some(element_of_another_kind(key, rule, described, text, &way_out))
    }

    fn of_no_element(&self) -> Diagnostic {
        let reached = self.reached;
        let (key, rule, selector) = (self.rule.option.key, self.text.as_str(), &self.rule.selector);
        let (sign, bare) = (selector.sign(), selector.path());
        let around = reached.around.iter().filter(|_| sign == "." && !self.names_one);
        let candidates = || reached.elements.iter().chain(around.clone()).copied();
        // The user may mean a suffix if a rooted path does not begin at the package.
        let suffix = format!(".{bare}");
        let is_inside = |name: &&str| !sign.is_empty() && name.ends_with(&suffix);
        let inside = candidates().find(is_inside);
        // The path is compared with suffixes of the same length.
        let length = bare.split('.').count();
        let candidates = candidates().map(|full_name| match sign {
            "" => {
                let dot = full_name.rmatch_indices('.').nth(length - 1);
                dot.map_or(full_name, |(dot, _)| &full_name[dot + 1..])
            }
            _ => full_name,
        });
        let meant = inside.or_else(|| closest(bare, candidates));
        let meant = meant.map(|meant| format!("{sign}{meant}"));
        let packages = &self.names.packages;
        let is_in = |package: &&str| {
            let rest = bare.strip_prefix(package);
            rest.is_some_and(|rest| rest.starts_with('.') || package.is_empty())
        };
        if sign.is_empty() || packages.iter().any(is_in) {
            return no_such_element(key, rule, bare, meant.as_deref());
        }
        let holding: Vec<&str> =
            packages.iter().copied().filter(|package| reached.holds(package)).collect();
        no_such_package(key, rule, bare, (self.elements.text, &holding), meant.as_deref())
    }
}
