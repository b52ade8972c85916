//! Finds the items of the runtime that generated code names.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// Returns the names of the functions that the files of the runtime declare.
pub fn functions(runtime: &[(PathBuf, String)]) -> BTreeSet<&str> {
    let texts = runtime.iter().map(|(_, text)| &**text);
    texts.flat_map(|text| text.split("fn ").skip(1)).filter_map(|behind| word(behind)).collect()
}

/// Returns the items in a file: paths, names of functions, and the kinds of fields that functions
/// take as types. Paths into prost-types are left out, because another crate has these items.
///
/// The items are e.g. `__rt::Reader::new`, `.packed` and `.packed 0 __rt::kind::Enum`.
pub fn items(text: &str, functions: &BTreeSet<&str>) -> BTreeSet<String> {
    let code: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut items = BTreeSet::new();
    for root in ["::rust_grpc::", "__rt::"] {
        for (at, _) in code.match_indices(root) {
            let path = path(&code[at..]);
            if !path.starts_with("::rust_grpc::prost_types::") {
                items.insert(path.to_owned());
            }
        }
    }
    for behind in code.split('.').skip(1) {
        let Some(name) = word(behind.trim_start()) else { continue };
        let behind = &behind.trim_start()[name.len()..];
        if !functions.contains(name) || !(behind.starts_with('(') || behind.starts_with("::<")) {
            continue;
        }
        items.insert(format!(".{name}"));
        let Some(types) = behind.strip_prefix("::<") else { continue };
        for (position, ty) in arguments(types).into_iter().enumerate() {
            if ty.starts_with("__rt::") {
                items.insert(format!(".{name} {position} {}", path(ty)));
            }
        }
    }
    items
}

/// Returns the type arguments, without the text behind them.
fn arguments(text: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        match character {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1,
            ',' | '>' if depth == 0 => {
                found.push(text[start..at].trim());
                start = at + 1;
                if character == '>' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

/// Returns the identifier at the beginning of a text.
fn word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

/// Returns the path at the beginning of a text, e.g. `::rust_grpc::OpenEnum`.
fn path(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    text[..end.unwrap_or(text.len())].trim_end_matches(':')
}
