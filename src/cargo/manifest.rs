//! The dependencies of generated code, and the features, in the manifest of the crate that the code
//! is for.
//!
//! A manifest is read line by line, without a parser of TOML. If the lines leave a doubt, e.g.
//! because the workspace has the dependency, nothing is reported.

use std::fs;
use std::path::{Path, PathBuf};

use super::{is_in_out_dir, rerun_if_changed};
use crate::diagnostics::{Diagnostic, feature_lacks, lacks_dependency, lacks_features};

/// The runtime of generated code.
const RUNTIME: &str = "rust-grpc";

/// Returns a warning for each crate that generated code names, and that the crate around `folder`
/// lacks or has without a feature. `dependencies` are the lines that the code in the folder needs.
/// `features` are the features of the crate that the code depends on, each with the feature of the
/// runtime that it must turn on.
pub(crate) fn lacking<'d>(
    folder: &Path,
    dependencies: impl Iterator<Item = &'d str>,
    features: &[(String, &str)],
) -> Vec<Diagnostic> {
    let Some(path) = manifest(folder) else { return Vec::new() };
    let Ok(text) = fs::read_to_string(&path) else { return Vec::new() };
    let mut found: Vec<Diagnostic> = dependencies
        .filter_map(|line| match lacks(&text, line) {
            Lacks::Nothing => None,
            Lacks::Crate(line) => Some(lacks_dependency(&path, name(&line), &line)),
            Lacks::Features(features, entry) => Some(lacks_features(&path, &features, &entry)),
        })
        .collect();
    if found.is_empty() {
        let off = features.iter().filter(|(name, needed)| turns_nothing_on(&text, name, needed));
        found.extend(off.map(|(feature, needed)| feature_lacks(&path, feature, needed)));
    }
    found
}

/// Whether a feature of the crate should turn on a feature of the runtime, e.g.
/// `rust-grpc/testing`, and turns on no feature of any dependency.
fn turns_nothing_on(manifest: &str, feature: &str, needed: &str) -> bool {
    let (runtime, of_runtime) = needed.split_once('/').unwrap_or_default();
    let line = format!("{runtime} = {{ features = [{of_runtime:?}] }}");
    lacks(manifest, &line) != Lacks::Nothing
        && list(manifest, feature).is_some_and(|list| !list.contains('/'))
}

/// Returns the list of a feature in `[features]`, e.g. `["rust-grpc/testing"]`.
fn list<'m>(manifest: &'m str, feature: &str) -> Option<&'m str> {
    let (_, mut rest) = manifest.split_once("[features]")?;
    while let Some((_, table)) = rest.split_once('\n').filter(|(_, table)| !table.starts_with('['))
    {
        let (key, list) = table.split_once('=')?;
        if key.trim().trim_matches('"') == feature {
            // The list can have several lines.
            return list.split_once(']').map(|(list, _)| list);
        }
        rest = table;
    }
    None
}

/// Makes Cargo run the build script again if the manifest has changed, so that [`lacking`] reads it
/// again.
pub(crate) fn rerun_if_manifest_changed(folder: &Path) {
    if let Some(path) = manifest(folder) {
        rerun_if_changed(&path);
    }
}

/// Returns the manifest of the crate that the code in a folder is for. The output folder of a build
/// script is for the package of the build script.
fn manifest(folder: &Path) -> Option<PathBuf> {
    let folder = match is_in_out_dir(folder) {
        true => std::env::var_os("CARGO_MANIFEST_DIR")?.into(),
        false => std::path::absolute(folder).ok()?,
    };
    folder.ancestors().map(|folder| folder.join("Cargo.toml")).find(|path| path.is_file())
}

/// The part of a dependency that a manifest lacks.
#[derive(Debug, PartialEq, Eq)]
enum Lacks {
    Nothing,
    /// The line of the whole dependency.
    Crate(String),
    /// The features, and the line of the dependency with them, or an empty text.
    Features(Vec<String>, String),
}

/// Compares a manifest with the line of a dependency.
fn lacks(manifest: &str, needed: &str) -> Lacks {
    let name = name(needed);
    let entry = entry(manifest, name);
    let mentioned = || manifest.split(|c: char| !is_of_name(c)).any(|other| other == name);
    if !manifest.contains("[package]") {
        // The manifest of a workspace alone.
        return Lacks::Nothing;
    }
    if entry.is_empty() {
        // Another table may rename the crate, or a patch name it.
        return if mentioned() { Lacks::Nothing } else { Lacks::Crate(sourced(manifest, needed)) };
    }
    // The default features of other crates are enough.
    if name != RUNTIME || entry.contains("workspace") {
        return Lacks::Nothing;
    }
    let listed = quoted(&entry);
    let with_tonic = ["transport", "layers"];
    let is_there = |feature: &String| {
        listed.contains(feature)
            || (feature == "tonic" && listed.iter().any(|one| with_tonic.contains(&&**one)))
            // A feature of the crate turns it on.
            || manifest.contains(&format!("\"{RUNTIME}/{feature}\""))
            || manifest.contains(&format!("\"{RUNTIME}?/{feature}\""))
    };
    let needed = quoted(needed.split_once('[').map_or("", |(_, features)| features));
    match needed.into_iter().filter(|feature| !is_there(feature)).collect::<Vec<_>>() {
        missing if missing.is_empty() => Lacks::Nothing,
        missing => {
            let line = with_features(entry.trim(), &missing).unwrap_or_default();
            Lacks::Features(missing, line)
        }
    }
}

/// Returns the name of the crate that a line depends on.
fn name(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

/// Returns the line of a dependency on the runtime, with the source of `rust-grpc-build`: both are
/// in one repository. The line of another crate stays as it is.
fn sourced(manifest: &str, line: &str) -> String {
    let build = entry(manifest, "rust-grpc-build");
    let Some(table) = inline_table(build.trim()).filter(|_| name(line) == RUNTIME) else {
        return line.to_owned();
    };
    let parts = table.split(',').filter_map(|part| part.split_once('='));
    let parts =
        parts.map(|(key, value)| (key.trim(), value.trim())).filter_map(|(key, value)| match key {
            "path" => {
                let (quote, path) = (value.get(..1)?, value.trim_matches(['"', '\'']));
                let path = path.trim_end_matches('/');
                Some(format!("path = {quote}{path}/runtime{quote}"))
            }
            "git" | "rev" | "branch" | "tag" | "version" => Some(format!("{key} = {value}")),
            _ => None,
        });
    let source = parts.collect::<Vec<_>>().join(", ");
    match (source.as_str(), line.split_once("features = ")) {
        ("", _) => line.to_owned(),
        (source, Some((_, features))) => {
            format!("{RUNTIME} = {{ {source}, features = {features}")
        }
        (source, None) => format!("{RUNTIME} = {{ {source} }}"),
    }
}

/// Returns the line of a dependency with further features. Returns `None` if the dependency has
/// several lines, or another form than most.
fn with_features(entry: &str, features: &[String]) -> Option<String> {
    let features: Vec<String> = features.iter().map(|feature| format!("{feature:?}")).collect();
    let features = features.join(", ");
    let Some(table) = inline_table(entry) else {
        let version = entry.split_once('=')?.1.trim();
        let is_version = quoted(version).len() == 1 && version.ends_with(['"', '\'']);
        return is_version
            .then(|| format!("{RUNTIME} = {{ version = {version}, features = [{features}] }}"));
    };
    match table.split_once("features = [") {
        Some((before, list)) => {
            let (listed, after) = list.split_once(']')?;
            let comma = if listed.is_empty() { "" } else { ", " };
            let listed = format!("{listed}{comma}{features}");
            Some(format!("{RUNTIME} = {{ {before}features = [{listed}]{after} }}"))
        }
        None if table.replace("default-features", "").contains("features") => None,
        None => Some(format!("{RUNTIME} = {{ {table}, features = [{features}] }}")),
    }
}

/// Returns the inside of `name = { .. }`. Returns `None` for another form of a dependency.
fn inline_table(entry: &str) -> Option<&str> {
    let (key, table) = entry.split_once('=').filter(|_| entry.lines().count() == 1)?;
    let table = table.trim().strip_prefix('{')?.strip_suffix('}')?;
    (!key.contains('.')).then(|| table.trim())
}

/// Returns the lines of all dependencies on a crate.
fn entry(manifest: &str, crate_name: &str) -> String {
    let (mut entry, mut is_table, mut depth) = (String::new(), false, 0);
    for line in manifest.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if depth == 0 && line.starts_with('[') {
            let name = line.trim_matches(['[', ']']);
            let table = name.rsplit_once("dependencies.").map(|(_, name)| name);
            is_table = table.is_some_and(|name| name.trim_matches(['"', '\'']) == crate_name);
            continue;
        }
        let key = line.split(['=', '.', ' ']).next().unwrap_or_default().trim_matches(['"', '\'']);
        if is_table || depth > 0 || key == crate_name {
            entry.push_str(line);
            entry.push('\n');
            let count = |brackets: &[char]| line.matches(brackets).count();
            depth = (depth + count(&['[', '{'])).saturating_sub(count(&[']', '}']));
        }
    }
    entry
}

/// Returns the texts in quotes.
fn quoted(text: &str) -> Vec<String> {
    text.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned).collect()
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests;
