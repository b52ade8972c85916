//! Rules that have matched nothing, and why: the path may name nothing, something of another kind, or something that is not
//! generated.

use super::combinations;
use super::declare::Declarations;
use super::link::Schema;
use super::resolve::FieldDecl;
use crate::diagnostics::{
    Diagnostic, Diagnostics, Severity, nothing_of_this_name, nothing_of_this_name_is_generated, of_another_kind, of_no_package,
    of_what_is_elsewhere,
};
use crate::options::{Options, Selector, UnmatchedRules, closest};

mod about;
mod elements;

use about::{About, about};
use elements::{Elements, elements};

/// A rule that has matched nothing.
#[derive(Debug)]
pub(super) struct UnusedRule {
    pub key: &'static str,
    /// The path that selects, e.g. `.acme.v1.Forecast`; `.` for a rule without a path.
    pub path: String,
    /// As it is printed, e.g. `.acme.v1.Forecast=#[derive(Eq)]`.
    pub rule: String,
}

/// Reports unmatched rules if this front end treats them as errors. A rule for everything, with the path `.` or without a path,
/// is never reported.
pub(super) fn report(
    schema: &Schema<'_>,
    declared: &Declarations,
    fields: &[Vec<FieldDecl>],
    options: &Options,
    unmatched: Vec<UnusedRule>,
    found: &mut Diagnostics,
) {
    if unmatched.is_empty() || options.unmatched == UnmatchedRules::Allow {
        return;
    }
    let elements = elements(schema, declared, fields);
    for UnusedRule { key, path, rule } in unmatched {
        let written = options.written(key, &rule);
        let is_mentioned = options.unmatched == UnmatchedRules::Error || written.is_some();
        let Some(selector) = Selector::new(&path).ok().filter(|selector| is_mentioned && !selector.is_everything()) else { continue };
        let reason =
            Reason { key, rule: &rule, path: &path, about: about(key), elements: &elements, is_idle: combinations::is_idle(options, key) };
        let Some(mut diagnostic) = reason.of(&selector) else { continue };
        if let Some(Some(place)) = written {
            diagnostic = diagnostic.at(place.clone());
        }
        if options.unmatched == UnmatchedRules::Warn {
            diagnostic.severity = Severity::Warning;
        }
        found.push(diagnostic);
    }
}

/// Finds out why.
struct Reason<'a> {
    key: &'static str,
    rule: &'a str,
    /// What the rule begins with.
    path: &'a str,
    about: &'static About,
    elements: &'a Elements,
    /// Whether the whole option has no effect, which has been said.
    is_idle: bool,
}

impl Reason<'_> {
    /// `None` if it has been said already.
    fn of(&self, selector: &Selector) -> Option<Diagnostic> {
        let (key, rule) = (self.key, self.rule);
        let reached = self.elements.reached(self.about);
        let named = || self.elements.all.iter().filter(|(full_name, _)| selector.names(full_name));
        let best = named().find(|(full_name, _)| reached.elements.contains(full_name.as_str())).or_else(|| named().next());
        let Some((full_name, element)) = best else { return Some(self.of_no_element(&reached)) };
        if !element.is_here {
            return Some(of_what_is_elsewhere(key, rule, full_name, full_name.starts_with("google.protobuf.")));
        }
        let holds = reached.around.contains(full_name.as_str());
        let is_meant = self.about.is_for(element);
        if is_meant || (holds && self.path.starts_with('.')) {
            let said = || nothing_of_this_name_is_generated(key, rule, (full_name, element.kind.text()), !is_meant);
            return (!self.is_idle).then(said);
        }
        // A name is given to one element.
        let reaches = holds && !self.is_idle && !self.path.starts_with('=') && !self.names_one();
        let rooted = reaches.then(|| rule.replacen(self.path, &format!(".{full_name}"), 1));
        Some(of_another_kind(key, rule, (full_name, element.kind.text()), self.about.text, rooted.as_deref()))
    }

    fn of_no_element(&self, reached: &elements::Reached<'_>) -> Diagnostic {
        let (key, rule, path) = (self.key, self.rule, self.path);
        let bare = path.trim_start_matches(['=', '.']);
        let prefix = &path[..path.len() - bare.len()];
        let around = reached.around.iter().filter(|_| prefix == "." && !self.names_one());
        let candidates = || reached.elements.iter().chain(around.clone()).copied();
        // Rooted, but not at the package: as a suffix it would do.
        let inside = candidates().find(|full_name| !prefix.is_empty() && full_name.ends_with(&format!(".{bare}")));
        // A suffix is compared with suffixes as long.
        let length = bare.split('.').count();
        let candidates = candidates().map(|full_name| match prefix {
            "" => full_name.rmatch_indices('.').nth(length - 1).map_or(full_name, |(dot, _)| &full_name[dot + 1..]),
            _ => full_name,
        });
        let meant = inside.or_else(|| closest(bare, candidates)).map(|meant| format!("{prefix}{meant}"));
        let packages = &self.elements.packages;
        let is_in = |package: &String| bare.strip_prefix(package).is_some_and(|rest| rest.starts_with('.') || package.is_empty());
        if prefix.is_empty() || packages.iter().any(is_in) {
            return nothing_of_this_name(key, rule, bare, meant.as_deref());
        }
        let holding = packages.iter().map(String::as_str).filter(|package| reached.holds(package));
        of_no_package(key, rule, bare, &holding.collect::<Vec<_>>(), meant.as_deref())
    }

    /// Whether the rule is about the element of its path alone, however that is written.
    fn names_one(&self) -> bool {
        self.key.ends_with("_name")
    }
}
