//! docs/ as a book: docs/SUMMARY.md and the pages. `scripts/book` makes the book, and checks the
//! links of its HTML.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Collects the pages below a folder of docs/, by their paths in docs/.
fn collect(folder: &Path, pages: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.strip_prefix(root().join("docs")).unwrap().to_owned();
            pages.insert(name, fs::read_to_string(path).unwrap());
        }
    }
}

/// Returns the pages of docs/ without the list of pages.
fn pages() -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    collect(&root().join("docs"), &mut pages);
    pages.remove(Path::new("SUMMARY.md")).expect("docs/SUMMARY.md lists the pages");
    pages
}

/// Returns the first heading of a page.
fn title(page: &str) -> String {
    Parser::new(page)
        .skip_while(|event| !matches!(event, Event::Start(Tag::Heading { .. })))
        .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.into_string()),
            _ => None,
        })
        .collect()
}

#[test]
fn the_summary_lists_each_page_once() {
    let summary = fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    let listed = Parser::new(&summary).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(PathBuf::from(dest_url.into_string())),
        _ => None,
    });
    let mut listed = listed.collect::<Vec<_>>();
    listed.sort();
    let pages = pages().into_keys().collect::<Vec<_>>();
    assert_eq!(listed, pages, "docs/SUMMARY.md (left) and the pages of docs/ (right)");
}

/// A feature has one page. A second page for the feature would have its name.
#[test]
fn no_two_pages_have_one_title() {
    let mut titles = BTreeMap::<String, PathBuf>::new();
    for (path, page) in pages() {
        let title = title(&page).to_lowercase();
        assert!(!title.is_empty(), "{} has no title", path.display());
        if let Some(other) = titles.insert(title, path.clone()) {
            panic!("{} and {} have one title", other.display(), path.display());
        }
    }
}

/// Peers that this repository does not build are compared by hand.
#[test]
fn the_comparison_has_the_versions_of_the_peers_that_are_built() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let page = fs::read_to_string(root().join("docs/comparison.md")).unwrap();
    let (_, versions) = page.split_once("\n## Versions\n").expect("the page has versions");
    let mut built = 0;
    for row in versions.lines().filter(|line| line.starts_with("| ")) {
        let cells = row.split('|').map(str::trim).collect::<Vec<_>>();
        let [_, name, version, ..] = cells[..] else { panic!("{row}") };
        // The lock file can have several versions of a crate.
        let before = format!("name = \"{name}\"\nversion = \"");
        let locked = lock.split(&before).skip(1);
        let mut locked = locked.filter_map(|rest| rest.split('"').next()).peekable();
        if locked.peek().is_some() {
            built += 1;
            assert!(locked.any(|locked| locked == version), "{name} is not {version}");
        }
    }
    assert!(built >= 5, "the page has lost its peers");
}

/// Returns the manifests below a folder by the names of their packages, each with its folder.
fn manifests(folder: &Path, found: &mut BTreeMap<String, (PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            if !name.starts_with('.') && name != "target" && name != "node_modules" {
                manifests(&path, found);
            }
        } else if name == "Cargo.toml" {
            let text = fs::read_to_string(&path).unwrap();
            let package = text.split_once("[package]\nname = \"").map(|(_, rest)| rest);
            if let Some(package) = package.and_then(|rest| rest.split('"').next()) {
                found.insert(package.into(), (folder.to_owned(), text.clone()));
            }
        }
    }
}

/// Returns what is wrong with a command: a package, program, script or peer that does not exist.
fn fault(
    command: &str,
    packages: &BTreeMap<String, (PathBuf, String)>,
    peers: &str,
) -> Option<String> {
    let words = command.split(" #").next()?.split_whitespace().collect::<Vec<_>>();
    let after = |flag: &str| words.iter().skip_while(|word| **word != flag).nth(1).copied();
    if words.first() == Some(&"cargo") {
        let package = after("-p")?;
        let Some((folder, manifest)) = packages.get(package) else {
            return Some(format!("no package `{package}`"));
        };
        let program = after("--bin")?;
        let exists = manifest.contains(&format!("[[bin]]\nname = \"{program}\""))
            || folder.join(format!("src/bin/{program}.rs")).is_file();
        return (!exists).then(|| format!("no program `{program}` in `{package}`"));
    }
    let script = words.first().filter(|word| word.starts_with("scripts/"))?;
    if !root().join(script).is_file() {
        return Some(format!("no script `{script}`"));
    }
    let unknown = |peer: &&&str| !peers.contains(&format!("\nfetch_{peer}() {{\n"));
    let peer = words.iter().skip(1).filter(|_| *script == "scripts/fetch").find(unknown)?;
    Some(format!("`scripts/fetch` does not fetch `{peer}`"))
}

#[test]
fn commands_name_packages_programs_and_scripts_that_exist() {
    let mut packages = BTreeMap::new();
    manifests(root(), &mut packages);
    let peers = fs::read_to_string(root().join("scripts/fetch")).unwrap();
    let mut pages = pages();
    for page in ["README.md", "CONTRIBUTING.md", "tests/README.md", "interop/README.md"] {
        pages.insert(Path::new("..").join(page), fs::read_to_string(root().join(page)).unwrap());
    }
    let (mut count, mut faults) = (0, Vec::new());
    for (path, page) in &pages {
        let mut is_block = false;
        for event in Parser::new(page) {
            let code = match event {
                Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                    is_block = matches!(event, Event::Start(_));
                    continue;
                }
                Event::Code(code) => code,
                Event::Text(text) if is_block => text,
                _ => continue,
            };
            for command in code.lines().map(str::trim) {
                count += usize::from(command.starts_with("cargo run -p"));
                if let Some(fault) = fault(command, &packages, &peers) {
                    faults.push(format!("{}: {command}: {fault}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 20, "the pages have lost their commands");
}

/// The snippets of these pages are not in `tests/snippets`. `tests/projects` compiles those of
/// docs/serde.md. The others show parts of generated code, which the goldens have.
const OTHER_SNIPPETS: &[&str] = &["enums.md", "internals/field-tables.md", "serde.md"];

#[test]
fn snippets_are_compiled() {
    let compiled = include_str!("snippets/build.rs");
    for (path, page) in pages() {
        let path = path.to_str().unwrap();
        let has_snippets = page.contains("```rust,ignore\n");
        if has_snippets && !OTHER_SNIPPETS.contains(&path) {
            let is_listed = compiled.contains(&format!("\"{path}\""));
            assert!(is_listed, "docs/{path} has snippets that tests/snippets does not compile");
        }
    }
}
