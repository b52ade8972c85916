//! The entry of our plugin, which replaces the entries of other plugins.

use std::path::Path;

use super::parse::{Entry, Plugin};
use super::refused;
use crate::report::Note;

/// The entry of our plugin.
#[derive(Debug)]
pub struct Merged {
    pub out: String,
    pub options: Vec<String>,
}

/// Returns the entry that replaces others.
pub fn merge(entries: &[Entry], folder: &Path) -> Result<Merged, Note> {
    let find = |plugin| entries.iter().find(|entry| entry.plugin == plugin);
    if let Some(serde) = find(Plugin::Serde) {
        return Err(refused(
            serde.lines.start,
            "JSON needs the codec of this generator, and the crate rust-grpc",
        ));
    }
    let Some(messages) = find(Plugin::Prost) else {
        return Err(refused(entries[0].lines.start, "there is no plugin protoc-gen-prost"));
    };
    let tree = find(Plugin::Crate);
    let whole = tree.is_some_and(|tree| tree.options.iter().any(|option| option == "gen_crate"));
    // protoc-gen-prost-crate writes Cargo.toml, and expects the other files in the folder `src`.
    let out = tree.filter(|_| whole).unwrap_or(messages).out.clone();
    let inner = if whole { format!("{}/src", out.trim_end_matches('/')) } else { out.clone() };
    for entry in entries {
        let expected = if entry.plugin == Plugin::Crate { &out } else { &inner };
        if entry.out.trim_end_matches('/') != expected.trim_end_matches('/') {
            return Err(refused(entry.lines.start, "the plugins write into other folders"));
        }
    }
    // With this codec, the code needs the crates that it needed before.
    let mut options = vec!["codec=prost".to_owned()];
    if find(Plugin::Tonic).is_none() {
        options.extend(["client=false".to_owned(), "server=false".to_owned()]);
    }
    let mut flat = is_old(messages) || has_flat_files(&folder.join(&inner));
    for entry in entries {
        for option in &entry.options {
            let name = option.split('=').next().unwrap_or_default();
            match name {
                "flat_output_dir" => flat = !option.ends_with("=false"),
                // Stubs are in the files of their messages.
                "no_include" => {}
                // The module tree of an option has no features.
                "no_features" if !whole => {}
                "prost_reflect" => {
                    let message = format!("the option `{name}` has no equivalent");
                    return Err(refused(entry.lines.start, message));
                }
                "gen_crate" if option != "gen_crate" => {
                    return Err(refused(entry.lines.start, "a template of `gen_crate` is a file"));
                }
                _ if options.contains(option) => {}
                _ => options.push(option.clone()),
            }
        }
    }
    let names_tree = options.iter().any(|option| option.starts_with("include_file"));
    if tree.is_some() && !whole && !names_tree {
        options.push("include_file=mod.rs".to_owned());
    }
    if !flat {
        options.push("flat_output_dir=false".to_owned());
    }
    Ok(Merged { out, options })
}

/// Whether a remote plugin has a version that writes all files into one folder.
fn is_old(entry: &Entry) -> bool {
    let old = ["v0.0.", "v0.1.", "v0.2.", "v0.3.", "v0.4."];
    entry.version.as_ref().is_some_and(|version| old.iter().any(|old| version.starts_with(old)))
}

/// Whether a folder has files of packages, e.g. `acme.v1.rs`.
fn has_flat_files(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).any(|name| {
        name.strip_suffix(".rs").is_some_and(|stem| stem.contains('.') && !stem.ends_with(".tonic"))
    })
}

impl Merged {
    /// Returns the lines of the entry. `key` names the plugin in the old entry.
    pub fn text(&self, indent: &str, key: &str) -> String {
        let name = match key {
            "plugin" | "name" => format!("{key}: rust-grpc"),
            // A remote plugin of ours does not exist.
            _ => "local: protoc-gen-rust-grpc".to_owned(),
        };
        let mut text = format!(
            "{indent}- {name}\n{indent}  out: {}\n{indent}  strategy: all\n{indent}  opt:\n",
            quoted(&self.out)
        );
        for option in &self.options {
            text += &format!("{indent}    - {}\n", quoted(option));
        }
        text
    }
}

/// Returns a string as YAML.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./=-:".contains(c);
    let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric() || "./_".contains(c));
    if begins && text.chars().all(plain) && !text.ends_with(':') {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}
