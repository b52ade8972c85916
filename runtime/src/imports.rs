//! The rules for imports that `wire.rs` and `interop.rs` state.

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use std::fs;
use std::path::Path;

/// The code of each module by its path, e.g. `["wire", "reader", "maps"]`, without comments and
/// tests.
type Modules = BTreeMap<Vec<String>, String>;

/// Returns the module `name` and all modules in it.
fn modules(name: &str) -> Modules {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = Modules::new();
    add(&source.join(format!("{name}.rs")), [name.to_owned()].into(), &mut modules);
    modules
}

fn add(file: &Path, path: Vec<String>, modules: &mut Modules) {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    modules.insert(path.clone(), lines.collect::<Vec<_>>().join("\n"));
    for entry in fs::read_dir(file.with_extension("")).into_iter().flatten() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap();
        if file.extension().is_some_and(|extension| extension == "rs") && name != "tests" {
            add(&file, [&path[..], &[name.to_owned()]].concat(), modules);
        }
    }
}

/// Returns the paths that the code of module `module` names and that are in this crate. A path
/// begins with the top module, e.g. `["wire", "error", "Error"]`.
fn paths(module: &[String], code: &str, modules: &Modules) -> BTreeSet<Vec<String>> {
    let mut all = Vec::new();
    for statement in code.split(';') {
        let Some(start) = statement.rfind("use ").filter(|start| is_start(statement, *start))
        else {
            continue;
        };
        expand(&[], &statement[start + 4..], &mut all);
    }
    for (start, _) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        let is_path = |character: char| character.is_alphanumeric() || "_:".contains(character);
        let end = code[start..].find(|character| !is_path(character)).unwrap();
        expand(&[], &code[start..start + end], &mut all);
    }
    all.into_iter().filter_map(|path| absolute(module, path, modules)).collect()
}

/// Whether `use` at `start` begins a statement.
fn is_start(statement: &str, start: usize) -> bool {
    let before = statement[..start].rsplit('\n').next().unwrap().trim();
    before.is_empty() || before == "pub" || before.starts_with("pub(") && before.ends_with(')')
}

/// Expands the braces of `tree`, which follows `prefix`.
fn expand(prefix: &[String], tree: &str, all: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    if let Some(list) = tree.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        let list = list.strip_suffix('}').unwrap();
        for (index, character) in list.char_indices().chain([(list.len(), ',')]) {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(prefix, &list[start..index], all);
                    start = index + 1;
                }
                _ => {}
            }
        }
        return;
    }
    match tree.split_once("::") {
        Some((first, rest)) => expand(&[prefix, &[first.to_owned()]].concat(), rest, all),
        // An empty rest names no item. It occurs for `super::` before braces, and at the end of a
        // list.
        None if tree.is_empty() => {}
        None => all.push([prefix, &[tree.split(' ').next().unwrap().to_owned()]].concat()),
    }
}

/// Resolves `crate`, `super`, `self` and child modules at the start of a path. Returns `None` for a
/// path into another crate.
fn absolute(module: &[String], path: Vec<String>, modules: &Modules) -> Option<Vec<String>> {
    let supers = path.iter().take_while(|segment| *segment == "super").count();
    let child = || [module, &path[..1]].concat();
    match &*path[0] {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([module, &path[1..]].concat()),
        "super" => Some([&module[..module.len() - supers], &path[supers..]].concat()),
        _ if modules.contains_key(&child()) => Some([module, &path].concat()),
        _ => None,
    }
}

/// Checks that the module `name` and those in it have no circle of imports, and import only
/// `allowed` of the other modules of this crate.
fn check(name: &str, allowed: &[&str]) {
    let modules = modules(name);
    let mut imports = BTreeMap::new();
    for (module, code) in &modules {
        let mut targets = BTreeSet::new();
        for path in paths(module, code, &modules) {
            if path[0] != name {
                assert!(allowed.contains(&&*path[0]), "{module:?} imports {path:?}");
                continue;
            }
            let target = (1..=path.len()).rev().find(|end| modules.contains_key(&path[..*end]));
            targets.insert(path[..target.unwrap()].to_vec());
        }
        targets.remove(module);
        imports.insert(module.clone(), targets);
    }
    assert!(imports.values().flatten().count() > modules.len(), "the paths are found");
    // Modules whose imports have all been removed are removed, until none or a circle is left.
    while !imports.is_empty() {
        let leaves: Vec<_> = imports
            .iter()
            .filter(|(_, targets)| targets.iter().all(|target| !imports.contains_key(target)))
            .map(|(module, _)| module.clone())
            .collect();
        assert!(!leaves.is_empty(), "a circle is among {imports:?}");
        leaves.iter().for_each(|leaf| drop(imports.remove(leaf)));
    }
}

#[test]
#[cfg_attr(miri, ignore = "it reads files")]
fn imports_of_the_codec_have_no_circle() {
    check("wire", &["table", "open_enum"]);
}

#[test]
#[cfg_attr(miri, ignore = "it reads files")]
fn imports_of_the_border_to_prost_have_no_circle() {
    check("interop", &["wire", "table"]);
}

#[test]
#[cfg_attr(miri, ignore = "it reads files")]
fn imports_of_views_have_no_circle() {
    check("view", &["wire", "unknown"]);
}

#[test]
#[cfg_attr(miri, ignore = "it reads files")]
fn the_codec_does_not_know_prost() {
    for (module, code) in modules("wire") {
        let line =
            code.lines().find(|line| line.contains("prost::") && !line.starts_with("#[diag"));
        assert_eq!(line, None, "{module:?}");
    }
}
