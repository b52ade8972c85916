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
