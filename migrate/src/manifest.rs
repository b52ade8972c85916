//! Cargo.toml: the dependencies on generators, and the edits that replace them.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::packages::Packages;

/// A dependency on prost-build, tonic-build or tonic-prost-build.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// The keys of the table that has the dependency, e.g. `build-dependencies`.
    pub table: Vec<String>,
    /// The name in the manifest, e.g. `tonic-prost-build`.
    pub key: String,
    /// The package, e.g. `tonic-prost-build`.
    pub package: String,
    /// The version that the manifest asks for.
    pub version: Option<String>,
    /// Whether the workspace declares the dependency.
    pub inherited: bool,
    /// Whether a feature can turn the dependency on.
    pub optional: bool,
    /// The offset in the manifest, if it is known.
    pub offset: Option<usize>,
}

/// The packages that generate code.
const GENERATORS: [&str; 3] = ["prost-build", "tonic-build", "tonic-prost-build"];
/// The settings of a dependency that say where it comes from.
const SOURCE: [&str; 8] = ["package", "version", "git", "branch", "tag", "rev", "path", "registry"];
const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Returns the dependencies of a package on generators.
pub fn dependencies(manifest: &toml_edit::Document<String>) -> Vec<Dependency> {
    let mut found = Vec::new();
    let root = manifest.as_table();
    for name in TABLES {
        in_table(root.get(name), vec![name.to_owned()], &mut found);
    }
    for (target, tables) in
        root.get("target").and_then(Item::as_table_like).iter().flat_map(|t| t.iter())
    {
        for name in TABLES {
            let path = vec!["target".to_owned(), target.to_owned(), name.to_owned()];
            in_table(tables.get(name), path, &mut found);
        }
    }
    found
}

fn in_table(table: Option<&Item>, path: Vec<String>, found: &mut Vec<Dependency>) {
    let Some(table) = table.and_then(Item::as_table_like) else { return };
    for (key, item) in table.iter() {
        let get = |name: &str| item.as_table_like().and_then(|table| table.get(name));
        let text = |name: &str| get(name).and_then(Item::as_str).map(str::to_owned);
        let flag = |name: &str| get(name).and_then(Item::as_bool).unwrap_or(false);
        let package = text("package").unwrap_or_else(|| key.to_owned());
        if GENERATORS.contains(&package.as_str()) {
            let offset = table.key(key).and_then(|key| key.span()).map(|span| span.start);
            found.push(Dependency {
                table: path.clone(),
                key: key.to_owned(),
                package,
                version: item.as_str().map(str::to_owned).or_else(|| text("version")),
                inherited: flag("workspace"),
                optional: flag("optional"),
                offset,
            });
        }
    }
}

/// Returns the features that are on by default.
pub fn default_features(manifest: &Table) -> BTreeSet<String> {
    let features = manifest.get("features").and_then(Item::as_table_like);
    let mut on = BTreeSet::new();
    let mut waiting = vec!["default".to_owned()];
    while let Some(name) = waiting.pop() {
        if on.insert(name.clone()) {
            let list = features.and_then(|features| features.get(&name)).and_then(Item::as_array);
            waiting.extend(list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    on
}

/// Makes dependencies name the packages with the API of the originals. Their names, features and
/// other settings stay.
pub fn use_compat(manifest: &mut DocumentMut, dependencies: &[Dependency], packages: &Packages) {
    for dependency in dependencies {
        let Some(table) = table_mut(manifest, &dependency.table) else { continue };
        let Some(item) = table.get_mut(&dependency.key) else { continue };
        let compat = format!("rust-grpc-{}", dependency.package);
        let mut added = vec![("package".to_owned(), compat.clone())];
        added.extend(packages.source(&compat));
        if let Item::Table(settings) = item {
            SOURCE.iter().for_each(|name| drop(settings.remove(name)));
            for (key, value) in added {
                settings.insert(&key, toml_edit::value(value));
            }
            continue;
        }
        let mut settings: InlineTable =
            added.into_iter().map(|(key, value)| (key, Value::from(value))).collect();
        for (key, value) in item.as_inline_table().into_iter().flatten() {
            if !SOURCE.contains(&key) {
                let mut value = value.clone();
                value.decor_mut().clear();
                settings.insert(key, value);
            }
        }
        replace_value(item, settings);
    }
}

/// Replaces dependencies by one on rust-grpc-build. The caller has checked that they are plain.
pub fn use_own(manifest: &mut DocumentMut, dependencies: &[Dependency], packages: &Packages) {
    for dependency in dependencies {
        let Some(table) = table_mut(manifest, &dependency.table) else { continue };
        // The comment above the line stays. A dependency that is a table of its own has none here.
        let is_line = table.get(&dependency.key).is_some_and(Item::is_value);
        let comment = table.key(&dependency.key).filter(|_| is_line);
        let comment = comment.and_then(|key| key.leaf_decor().prefix().cloned());
        table.remove(&dependency.key);
        let mut settings = InlineTable::new();
        for (key, value) in packages.source("rust-grpc-build") {
            settings.insert(&key, value.into());
        }
        table.insert("rust-grpc-build", Item::Value(Value::InlineTable(settings)));
        if let (Some(mut key), Some(comment)) = (table.key_mut("rust-grpc-build"), comment) {
            key.leaf_decor_mut().set_prefix(comment);
        }
    }
}

/// Replaces a value, and keeps the comment behind it.
fn replace_value(item: &mut Item, settings: InlineTable) {
    let decor = item.as_value().map(|value| value.decor().clone());
    let mut value = Value::InlineTable(settings);
    if let Some(decor) = decor {
        *value.decor_mut() = decor;
    }
    *item = Item::Value(value);
}

fn table_mut<'a>(manifest: &'a mut DocumentMut, path: &[String]) -> Option<&'a mut dyn TableLike> {
    let mut table: &mut dyn TableLike = manifest.as_table_mut();
    for key in path {
        table = table.get_mut(key)?.as_table_like_mut()?;
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compat(before: &str) -> String {
        let document = toml_edit::Document::parse(before.to_owned()).unwrap();
        let found = dependencies(&document);
        let mut document = document.into_mut();
        use_compat(&mut document, &found, &Packages::Version("0.1".into()));
        document.to_string()
    }

    #[test]
    fn every_form_of_a_dependency() {
        let before = "\
# A comment.
[build-dependencies]
prost-build = \"0.14\" # why
tonic-prost-build = { version = \"0.14.2\", default-features = false, features = [
    \"transport\"
] }
other = \"1\"

[dev-dependencies.tonic-prost-build]
version = \"0.14\"
optional = true

[target.'cfg(unix)'.build-dependencies]
pb = { package = \"prost-build\", git = \"https://example.com/a\", rev = \"1\" }
";
        let after = "\
# A comment.
[build-dependencies]
prost-build = { package = \"rust-grpc-prost-build\", version = \"0.1\" } # why
tonic-prost-build = { package = \"rust-grpc-tonic-prost-build\", version = \"0.1\", \
default-features = false, features = [
    \"transport\"
] }
other = \"1\"

[dev-dependencies.tonic-prost-build]
optional = true
package = \"rust-grpc-tonic-prost-build\"
version = \"0.1\"

[target.'cfg(unix)'.build-dependencies]
pb = { package = \"rust-grpc-prost-build\", version = \"0.1\" }
";
        assert_eq!(compat(before), after);
        let again = toml_edit::Document::parse(after.to_owned()).unwrap();
        assert!(dependencies(&again).is_empty());
    }

    #[test]
    fn our_own_package_takes_the_place() {
        let before = "[build-dependencies]\n# Generates.\ntonic-prost-build = \"0.14\"\n";
        let document = toml_edit::Document::parse(before.to_owned()).unwrap();
        let found = dependencies(&document);
        let mut document = document.into_mut();
        use_own(&mut document, &found, &Packages::Version("0.1".into()));
        let after = "[build-dependencies]\n# Generates.\nrust-grpc-build = { version = \"0.1\" }\n";
        assert_eq!(document.to_string(), after);
    }

    #[test]
    fn features_that_are_on() {
        let manifest = "[features]\ndefault = [\"a\"]\na = [\"b\", \"dep:c\"]\nb = []\nd = []\n";
        let on = default_features(manifest.parse::<DocumentMut>().unwrap().as_table());
        assert!(on.contains("a") && on.contains("b") && !on.contains("d"), "{on:?}");
    }
}
