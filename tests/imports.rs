//! The modules of the library import only the modules that their docs allow, and never in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;

/// A module of `src/lib.rs`.
struct Module {
    name: String,
    /// The module's file and those in its folder, without tests.
    files: Vec<PathBuf>,
    /// The paragraph of the module's docs that begins with `May import:` or `May not import:`.
    may_import: String,
}

/// Returns the first names of the paths in a file that begin with `crate::`. Tests are left out.
fn imports(file: &Path) -> BTreeSet<String> {
    let mut file = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
    file.items.retain(|item| !matches!(item, syn::Item::Mod(module) if module.ident == "tests"));
    let mut found = BTreeSet::new();
    collect(file.into_token_stream(), &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let text = |at: usize| tokens.get(at).map(ToString::to_string).unwrap_or_default();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            collect(group.stream(), found);
        }
        if text(at) != "crate" || text(at + 1) != ":" || text(at + 2) != ":" {
            continue;
        }
        match tokens.get(at + 3) {
            Some(TokenTree::Ident(name)) => drop(found.insert(name.to_string())),
            Some(TokenTree::Group(group)) => found.extend(first_names(group.stream())),
            _ => {}
        }
    }
}

/// Returns the first name of each path in the braces of a `use`.
fn first_names(braces: TokenStream) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut begins = true;
    for token in braces {
        if begins && let TokenTree::Ident(name) = &token {
            names.insert(name.to_string());
        }
        begins = matches!(&token, TokenTree::Punct(comma) if comma.as_char() == ',');
    }
    names
}

/// Returns the modules, and the module of each name that `src/lib.rs` exports.
fn modules() -> (Vec<Module>, BTreeMap<String, String>) {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let root = syn::parse_file(&fs::read_to_string(src.join("lib.rs")).unwrap()).unwrap();
    let mut modules = Vec::new();
    // `generate` is a function of the driver.
    let mut exports = BTreeMap::from([("generate".to_owned(), "driver".to_owned())]);
    for item in root.items {
        match item {
            // A module without a file exports functions of other modules.
            syn::Item::Mod(module) if module.content.is_none() => {
                let name = module.ident.to_string();
                let file = src.join(format!("{name}.rs"));
                let text = fs::read_to_string(&file).unwrap();
                let may_import = rule(&text)
                    .unwrap_or_else(|| panic!("{name}.rs does not say what it may import"));
                let mut files = vec![file];
                below(&src.join(&name), &mut files);
                modules.push(Module { name, files, may_import });
            }
            syn::Item::Use(item) => {
                if let syn::UseTree::Path(path) = &item.tree {
                    let mut names = Vec::new();
                    last_names(&path.tree, &mut names);
                    exports.extend(names.into_iter().map(|name| (name, path.ident.to_string())));
                }
            }
            _ => {}
        }
    }
    (modules, exports)
}

/// Returns the paragraph of a module's docs about its imports.
fn rule(text: &str) -> Option<String> {
    let docs = text.lines().map_while(|line| line.strip_prefix("//!"));
    let begins =
        |line: &&str| line.starts_with(" May import:") || line.starts_with(" May not import:");
    let lines: Vec<&str> =
        docs.skip_while(|line| !begins(line)).take_while(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.concat())
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap();
        if path.is_dir() && name != "tests" {
            below(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") && name != "tests.rs" {
            files.push(path);
        }
    }
}

fn last_names(tree: &syn::UseTree, names: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => last_names(&path.tree, names),
        syn::UseTree::Name(name) => names.push(name.ident.to_string()),
        syn::UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| last_names(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}

/// Returns the words in backticks.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether the docs of a module allow a file to import another module, e.g. `May import: `a`;
/// `b.rs` also `c`.`
fn allows(docs: &str, file: &Path, other: &str) -> bool {
    let mut parts = docs.split(';');
    let for_all = parts.next().is_some_and(|part| quoted(part).contains(other));
    let file_name = file.file_name().unwrap().to_str().unwrap();
    for_all
        || parts.any(|part| quoted(part).is_superset(&[file_name, other].map(str::to_owned).into()))
}

#[test]
fn modules_import_what_their_docs_say() {
    let (modules, exports) = modules();
    let mut wrong = Vec::new();
    for module in &modules {
        let mut unused = quoted(&module.may_import);
        unused.retain(|name| !name.ends_with(".rs"));
        for file in &module.files {
            for name in imports(file) {
                let other = exports.get(&name).unwrap_or(&name);
                unused.remove(other);
                if *other != module.name && !allows(&module.may_import, file, other) {
                    wrong.push(format!(
                        "{} imports `{other}`, which `{}.rs` does not allow",
                        file.display(),
                        module.name
                    ));
                }
            }
        }
        wrong.extend(
            unused.iter().map(|other| {
                format!("`{}.rs` allows `{other}`, which nothing imports", module.name)
            }),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_module_imports_itself_through_others() {
    let (modules, _) = modules();
    let mut allowed: BTreeMap<String, BTreeSet<String>> =
        modules.iter().map(|module| (module.name.clone(), quoted(&module.may_import))).collect();
    // Removes the modules that import none of the remaining ones, until no module is left.
    loop {
        let names: BTreeSet<String> = allowed.keys().cloned().collect();
        let before = allowed.len();
        allowed.retain(|_, imports| !imports.is_disjoint(&names));
        if allowed.len() == before {
            break;
        }
    }
    assert!(allowed.is_empty(), "a circle within {allowed:#?}");
}

#[test]
fn the_architecture_page_has_the_imports_of_each_module() {
    let page = include_str!("../docs/architecture.md");
    for Module { name, may_import, .. } in modules().0 {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/architecture.md has no row for `{name}`"));
        let imports = row.rsplit('|').nth(1).unwrap_or_default();
        assert_eq!(quoted(imports), quoted(&may_import), "the row for `{name}`");
    }
}
