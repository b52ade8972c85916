//! The dependency on the runtime, and the features, in the manifest of the crate that generated
//! code is for.
//!
//! A manifest is read line by line, without a parser of TOML. If the lines leave a doubt, e.g.
//! because the workspace has the dependency, nothing is reported.

use std::fs;
use std::path::{Path, PathBuf};

use super::{in_build_script, rerun_if_changed};
use crate::diagnostics::{Diagnostic, feature_lacks, lacks_dependency, lacks_features};

/// The crate that generated code names.
const RUNTIME: &str = "rust-grpc";

/// Returns warnings if the crate around `folder` lacks the runtime or a feature of it.
/// `dependencies` are the lines that the code in the folder needs. `features` are the features of
/// the crate that the code depends on, each with the feature of the runtime that it must turn on.
pub(crate) fn lacking(
    folder: &Path,
    dependencies: &str,
    features: &[(String, &str)],
) -> Vec<Diagnostic> {
    let Some(line) = dependencies.lines().find(|line| line.starts_with("rust-grpc =")) else {
        return Vec::new();
    };
    let Some(path) = manifest(folder) else { return Vec::new() };
    let Ok(text) = fs::read_to_string(&path) else { return Vec::new() };
    match lacks(&text, &quoted(line.split_once('[').map_or("", |(_, features)| features))) {
        Lacks::Nothing => features
            .iter()
            .filter(|(feature, needed)| turns_nothing_on(&text, feature, needed))
            .map(|(feature, needed)| feature_lacks(&path, feature, needed))
            .collect(),
        Lacks::Runtime => vec![lacks_dependency(&path, line)],
        Lacks::Features(features) => vec![lacks_features(&path, &features, line)],
    }
}

/// Whether a feature of the crate should turn on a feature of the runtime, e.g.
/// `rust-grpc/testing`, and turns on no feature of any dependency.
fn turns_nothing_on(manifest: &str, feature: &str, needed: &str) -> bool {
    let (_, of_runtime) = needed.split_once('/').unwrap_or_default();
    lacks(manifest, &[of_runtime.to_owned()]) != Lacks::Nothing
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
    let folder = std::path::absolute(folder).ok()?;
    let out_dir = std::env::var_os("OUT_DIR").filter(|_| in_build_script());
    let folder = match out_dir.is_some_and(|out_dir| folder.starts_with(out_dir)) {
        true => std::env::var_os("CARGO_MANIFEST_DIR")?.into(),
        false => folder,
    };
    folder.ancestors().map(|folder| folder.join("Cargo.toml")).find(|path| path.is_file())
}

/// The dependency or the features that a manifest lacks.
#[derive(Debug, PartialEq, Eq)]
enum Lacks {
    Nothing,
    Runtime,
    Features(Vec<String>),
}

fn lacks(manifest: &str, needed: &[String]) -> Lacks {
    let entry = entry(manifest);
    let mentioned = || manifest.split(|c: char| !is_of_name(c)).any(|name| name == RUNTIME);
    if !manifest.contains("[package]") {
        // The manifest of a workspace alone.
        return Lacks::Nothing;
    }
    if entry.is_empty() {
        // Another table may rename the crate, or a patch name it.
        return if mentioned() { Lacks::Nothing } else { Lacks::Runtime };
    }
    if entry.contains("workspace") {
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
    match needed.iter().filter(|feature| !is_there(feature)).cloned().collect::<Vec<_>>() {
        missing if missing.is_empty() => Lacks::Nothing,
        missing => Lacks::Features(missing),
    }
}

/// Returns the lines of all dependencies on the runtime.
fn entry(manifest: &str) -> String {
    let (mut entry, mut is_table, mut depth) = (String::new(), false, 0);
    for line in manifest.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if depth == 0 && line.starts_with('[') {
            let name = line.trim_matches(['[', ']']);
            let table = name.rsplit_once("dependencies.").map(|(_, name)| name);
            is_table = table.is_some_and(|name| name.trim_matches(['"', '\'']) == RUNTIME);
            continue;
        }
        let key = line.split(['=', '.', ' ']).next().unwrap_or_default().trim_matches(['"', '\'']);
        if is_table || depth > 0 || key == RUNTIME {
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
mod tests {
    use super::*;

    #[test]
    fn the_features_of_a_manifest() {
        let features =
            |names: &[&str]| Lacks::Features(names.iter().map(|&name| name.into()).collect());
        for (dependencies, expected) in [
            ("", Lacks::Runtime),
            ("[build-dependencies]\nrust-grpc-build = \"0.1\"", Lacks::Runtime),
            ("[dependencies]\nrust-grpc = \"0.1\"", features(&["json", "tonic"])),
            ("[dependencies]\n\"rust-grpc\" = { features = [\"json\"] }", features(&["tonic"])),
            (
                "[dependencies]\nrust-grpc = { features = [\n\"json\",\n\"transport\"\n] }",
                Lacks::Nothing,
            ),
            (
                "[dependencies.rust-grpc]\nfeatures = [\"transport\"]\n[features]\nx = [\"json\"]",
                features(&["json"]),
            ),
            (
                "[target.'cfg(unix)'.dependencies]\nrust-grpc.features = [\"tonic\"]",
                features(&["json"]),
            ),
            (
                "[dependencies]\nrust-grpc = { features = [\"tonic\"] }\n\
                 [features]\nx = [\"rust-grpc/json\"]",
                Lacks::Nothing,
            ),
            ("[dependencies]\nrust-grpc.workspace = true", Lacks::Nothing),
            ("[dependencies]\nrt = { package = \"rust-grpc\" }", Lacks::Nothing),
            ("[dependencies]\nrust-grpc = { features = ['json', 'layers'] }", Lacks::Nothing),
            (
                "# rust-grpc-like\n[dependencies]\n\
                 # rust-grpc = { features = [\"json\", \"tonic\"] }\nrust-grpc = { path = \"..\" }",
                features(&["json", "tonic"]),
            ),
        ] {
            let manifest = format!("[package]\nname = \"a\"\n{dependencies}\n");
            let needed = ["json".to_owned(), "tonic".to_owned()];
            assert_eq!(lacks(&manifest, &needed), expected, "{manifest}");
        }
        assert_eq!(lacks("[workspace]\n", &[]), Lacks::Nothing);
    }

    #[test]
    fn a_feature_that_turns_nothing_on() {
        for (features, dependency, expected) in [
            ("testing = []", "", true),
            ("\"testing\" = [\n  'more',\n]\nmore = []", "", true),
            ("testing = [\"rust-grpc/testing\"]", "", false),
            ("testing = [\n  'more',\n]\nmore = [\"rust-grpc/testing\"]", "", false),
            // The other crate may turn it on.
            ("testing = [\n\"protos/testing\"\n]", "", false),
            ("testing = []", ", features = [\"testing\"]", false),
            // The code is not compiled.
            ("other = []", "", false),
        ] {
            let manifest = format!(
                "[package]\nname = \"a\"\n[features]\n{features}\n[dependencies]\n\
                 rust-grpc = {{ version = \"0.1\"{dependency} }}\n"
            );
            let found = turns_nothing_on(&manifest, "testing", "rust-grpc/testing");
            assert_eq!(found, expected, "{manifest}");
        }
    }
}
