//! References of the form `[Forecast][acme.v1.Forecast]`, which the comments of Google's APIs use
//! for elements.
//!
//! If the target is an item of the generated code, the reference becomes a link to that item. For
//! any other target, rustdoc would report a broken link, so the reference becomes code.

use super::{Targets, inline};

/// Returns the Markdown for `[text][target]`. For `[target][]`, `text` is the target. Returns
/// `None` if the target is not a name, or if the text without its bracket could begin another
/// block.
pub(super) fn rewrite(text: &str, target: &str, targets: Targets<'_>) -> Option<String> {
    if !is_name(target) {
        return None;
    }
    let shown = text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).unwrap_or(text);
    if let Some(link) = targets(target) {
        let label = if is_name(shown) { format!("`{shown}`") } else { inline::label(text) };
        return Some(format!("[{label}]({link})"));
    }
    if is_name(shown) {
        return Some(format!("`{shown}`"));
    }
    // Without the bracket in front, any character but a letter could begin another block.
    text.starts_with(char::is_alphabetic)
        .then(|| format!("{} (`{target}`)", inline::rewrite(text, targets)))
}

/// Whether a text is a name, e.g. `acme.v1.Forecast.days`.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
}
