//! The doc lines of every element: its comments, or a line that says what it is, and what happened to its name.
//! A line is what stands after `///`, with its leading space.

use super::comments;
use super::link::{Declared, Schema};
use super::scope::Given;

/// Doc lines of a declared element, or of a part of it at `path`. `what` is e.g. ``Message `acme.v1.Forecast` ``.
pub(super) fn of(schema: &Schema<'_>, at: &Declared, path: &[i32], what: &str, name: Option<&Given>) -> Vec<String> {
    if !schema.files[at.file].emitted {
        return Vec::new();
    }
    let location = schema.comments(at.file, path);
    let leading = location.and_then(|location| location.leading_comments.as_deref());
    let trailing = location.and_then(|location| location.trailing_comments.as_deref());
    let mut lines = comments::docs(leading, trailing, &format!("{what}."));
    if name.is_some_and(|name| name.renamed) {
        lines.extend([String::new(), " The number in its Rust name keeps it apart from another element of the same name.".into()]);
    }
    lines
}
