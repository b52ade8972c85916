//! From comments to docs.

/// Doc lines.
pub(super) fn docs(leading: Option<&str>, trailing: Option<&str>, fallback: &str) -> Vec<String> {
    let lines: Vec<String> = leading.into_iter().chain(trailing).flat_map(str::lines).map(str::to_owned).collect();
    if lines.is_empty() { vec![format!(" {fallback}")] } else { lines }
}
