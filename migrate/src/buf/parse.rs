//! The plugins of a buf.gen.yaml, and their lines.

use std::ops::Range;

use saphyr::{LoadableYamlNode as _, MarkedYaml, YamlData};

use super::refused;
use crate::report::Note;

/// A plugin that this generator replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plugin {
    Prost,
    Tonic,
    Serde,
    Crate,
}

/// The entry of a plugin.
#[derive(Debug)]
pub struct Entry {
    pub plugin: Plugin,
    /// The key that names the plugin: `local`, `remote`, `plugin` or `name`.
    pub key: &'static str,
    /// The version of a remote plugin, e.g. `v0.4.0`.
    pub version: Option<String>,
    pub out: String,
    pub options: Vec<String>,
    /// The lines of the entry, counted from 0.
    pub lines: Range<usize>,
    /// The white space before the entry's `-`.
    pub indent: String,
}

/// Returns the entries of plugins that this generator replaces.
pub fn parse(text: &str) -> Result<Vec<Entry>, Note> {
    let documents = MarkedYaml::load_from_str(text)
        .map_err(|error| refused(error.marker().line().saturating_sub(1), error.to_string()))?;
    let plugins = documents.first().and_then(|document| get(document, "plugins"));
    let Some(YamlData::Sequence(plugins)) = plugins.map(|plugins| &plugins.data) else {
        return Ok(Vec::new());
    };
    let lines: Vec<&str> = text.lines().collect();
    let mut entries = Vec::new();
    for node in plugins {
        let Some((plugin, key, version)) = plugin(node) else { continue };
        let start = node.span.start.line().saturating_sub(1);
        // YAML has a line break that Rust does not know: a carriage return alone.
        let line = lines.get(start).copied().unwrap_or_default();
        let indent = line.find('-').map(|dash| &line[..dash]);
        let Some(indent) = indent.filter(|indent| indent.trim().is_empty()) else {
            return Err(refused(start, "the plugins share a line"));
        };
        entries.push(Entry {
            plugin,
            key,
            version,
            out: get(node, "out").and_then(string).unwrap_or_default(),
            options: options(node, start)?,
            lines: start..end(&lines, start, indent.len()),
            indent: indent.to_owned(),
        });
    }
    Ok(entries)
}

/// Returns the line behind an entry. The lines of an entry are indented deeper than its `-`.
fn end(lines: &[&str], start: usize, indent: usize) -> usize {
    let is_inside = |line: &&str| {
        let text = line.trim_start();
        line.len() - text.len() > indent && !text.is_empty() && !text.starts_with('#')
    };
    let mut end = start + 1;
    for (number, line) in lines.iter().enumerate().skip(start + 1) {
        if is_inside(line) {
            end = number + 1;
        } else if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            break;
        }
    }
    end
}

/// Returns the plugin of an entry, the key that names it, and its version.
fn plugin(node: &MarkedYaml<'_>) -> Option<(Plugin, &'static str, Option<String>)> {
    for key in ["local", "remote", "plugin", "name"] {
        let Some(value) = get(node, key) else { continue };
        let name = match &value.data {
            YamlData::Sequence(words) => words.first().and_then(string)?,
            _ => string(value)?,
        };
        let (name, version) = match name.split_once(":v") {
            Some((name, version)) => (name.to_owned(), Some(format!("v{version}"))),
            None => (name, None),
        };
        let name = name.rsplit('/').next().unwrap_or_default();
        let name = name.trim_start_matches("protoc-gen-").trim_start_matches("neoeinstein-");
        let plugin = match name {
            "prost" => Plugin::Prost,
            "tonic" => Plugin::Tonic,
            "prost-serde" => Plugin::Serde,
            "prost-crate" => Plugin::Crate,
            _ => return None,
        };
        return Some((plugin, key, version));
    }
    None
}

/// Returns the options of an entry.
fn options(node: &MarkedYaml<'_>, line: usize) -> Result<Vec<String>, Note> {
    const KNOWN: [&str; 9] =
        ["local", "remote", "plugin", "name", "out", "opt", "strategy", "revision", "path"];
    if let YamlData::Mapping(mapping) = &node.data {
        for key in mapping.keys().filter_map(string) {
            if !KNOWN.contains(&key.as_str()) {
                return Err(refused(line, format!("the setting `{key}` of a plugin is not known")));
            }
        }
    }
    let Some(value) = get(node, "opt") else { return Ok(Vec::new()) };
    Ok(match &value.data {
        YamlData::Sequence(list) => list.iter().filter_map(string).collect(),
        _ => string(value).map(|text| split(&text)).unwrap_or_default(),
    })
}

/// Splits a parameter at its commas. `\,` is a comma in a value.
fn split(parameter: &str) -> Vec<String> {
    let mut options = vec![String::new()];
    let mut characters = parameter.chars().peekable();
    while let Some(c) = characters.next() {
        let last = options.last_mut().expect("there is one");
        match c {
            '\\' if characters.peek() == Some(&',') => {
                last.push_str("\\,");
                characters.next();
            }
            ',' => options.push(String::new()),
            c => last.push(c),
        }
    }
    options.retain(|option| !option.is_empty());
    options
}

fn get<'a, 'i>(node: &'a MarkedYaml<'i>, key: &str) -> Option<&'a MarkedYaml<'i>> {
    let YamlData::Mapping(mapping) = &node.data else { return None };
    mapping.iter().find(|(name, _)| string(name).is_some_and(|name| name == key)).map(|(_, v)| v)
}

/// Returns a scalar as text, e.g. a word, a path or a truth value.
fn string(node: &MarkedYaml<'_>) -> Option<String> {
    match &node.data {
        YamlData::Value(saphyr::Scalar::String(text)) => Some(text.to_string()),
        YamlData::Representation(text, ..) => Some(text.to_string()),
        _ => None,
    }
}
