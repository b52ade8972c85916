//! Finds generated messages. Each generator names modules differently.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::Item;

/// Returns the Rust paths of messages by their full names. A file and the files that it includes
/// are searched.
pub fn messages(file: &Path, names: &BTreeSet<String>) -> Result<BTreeMap<String, String>, String> {
    let known: BTreeMap<String, &String> =
        names.iter().map(|name| (plain(&name.replace('.', "::")), name)).collect();
    let mut paths = BTreeSet::new();
    visit_file(file, &mut Vec::new(), &mut paths)?;
    let found =
        paths.into_iter().filter_map(|path| Some(((*known.get(&plain(&path))?).clone(), path)));
    Ok(found.collect())
}

/// Returns a path without separators of words and without cases, so that the names of all
/// generators compare equal, e.g. for `google::api::r#type::HttpRule`.
fn plain(path: &str) -> String {
    path.replace("r#", "").replace('_', "").to_lowercase()
}

fn visit_file(
    file: &Path,
    scope: &mut Vec<String>,
    paths: &mut BTreeSet<String>,
) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let parsed = syn::parse_file(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    visit(&parsed.items, file, scope, paths)
}

fn visit(
    items: &[Item],
    file: &Path,
    scope: &mut Vec<String>,
    paths: &mut BTreeSet<String>,
) -> Result<(), String> {
    for item in items {
        match item {
            Item::Struct(item) => {
                scope.push(item.ident.to_string());
                paths.insert(scope.join("::"));
                scope.pop();
            }
            Item::Mod(item) => {
                scope.push(item.ident.to_string());
                if let Some((_, items)) = &item.content {
                    visit(items, file, scope, paths)?;
                }
                scope.pop();
            }
            Item::Macro(item) if item.mac.path.is_ident("include") => {
                let name: syn::LitStr = item.mac.parse_body().map_err(|error| error.to_string())?;
                visit_file(&file.with_file_name(name.value()), scope, paths)?;
            }
            _ => {}
        }
    }
    Ok(())
}
