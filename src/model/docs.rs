//! The doc lines of every element: its comments, or a line that says what it is, and what happened to its name.
//! A line is what stands after `///`, with its leading space.

use super::assemble::Assembly;
use super::comments;
use super::link::Declared;
use super::scope::{Given, Taker};

impl Assembly<'_, '_> {
    /// Doc lines of a declared element, or of a part of it at `path`, that goes by these full names. `what` is e.g.
    /// ``Message `acme.v1.Forecast` ``, `scope` the module that the docs stand in; without one there are no links.
    pub fn docs(
        &self,
        at: &Declared,
        path: &[i32],
        names: &[&str],
        what: &str,
        given: Option<&Given>,
        scope: Option<&[String]>,
    ) -> Vec<String> {
        if !self.schema.files[at.file].emitted {
            return Vec::new();
        }
        let disabled = self.rules.select.disable_comments.select(names);
        let [leading, trailing] = self.schema.comments(at.file, path).map(|comment| comment.filter(|_| !disabled));
        let targets = |full_name: &str| self.links.target(at.file, scope?, full_name);
        let mut lines = comments::docs(leading, trailing, &format!("{what}."), &targets);
        lines.extend(given.map(why).unwrap_or_default());
        lines
    }
}

/// A paragraph that says why a name is not the one that the schema's would give; nothing if it is.
pub(super) fn why(given: &Given) -> Vec<String> {
    let Some(renamed) = &given.renamed else { return Vec::new() };
    let (name, taken) = (&given.name, &renamed.taken);
    let reason = match &renamed.by {
        Taker::Element(element) if taken.ends_with(')') => format!("`{element}` has a method `{taken}`"),
        Taker::Element(element) => format!("`{taken}` is `{element}`"),
        Taker::Reserved => format!("`{taken}` is taken"),
        Taker::ReservedFor(whom) => format!("`{taken}` is {whom}"),
    };
    vec![String::new(), format!(" Named `{name}`, because {reason}.")]
}
