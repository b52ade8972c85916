//! The doc lines of every element: its comments, or a line that says what it is, and what happened to its name.
//! A line is what stands after `///`, with its leading space.

use super::assemble::Assembly;
use super::comments;
use super::link::Declared;
use super::scope::Given;

impl Assembly<'_, '_> {
    /// Doc lines of a declared element, or of a part of it at `path`, that goes by these full names. `what` is e.g.
    /// ``Message `acme.v1.Forecast` ``.
    pub fn docs(&self, at: &Declared, path: &[i32], names: &[&str], what: &str, given: Option<&Given>) -> Vec<String> {
        if !self.schema.files[at.file].emitted {
            return Vec::new();
        }
        let location = self.schema.comments(at.file, path).filter(|_| !self.rules.select.disable_comments.select(names));
        let leading = location.and_then(|location| location.leading_comments.as_deref());
        let trailing = location.and_then(|location| location.trailing_comments.as_deref());
        let mut lines = comments::docs(leading, trailing, &format!("{what}."));
        if given.is_some_and(|given| given.renamed) {
            lines.extend([String::new(), " The number in its Rust name keeps it apart from another element of the same name.".into()]);
        }
        lines
    }
}
