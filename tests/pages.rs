//! The pages of the repository: their links and anchors, and the paths that docs/ci.md names.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A page: its anchors and the targets of its links.
#[derive(Default)]
struct Page {
    anchors: Vec<String>,
    links: Vec<String>,
}

impl Page {
    fn parse(text: &str) -> Self {
        let mut page = Page::default();
        let mut seen = HashMap::<String, usize>::new();
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let slug = slug(&heading.take().unwrap_or_default());
                    let count = seen.entry(slug.clone()).or_default();
                    page.anchors.push(match *count {
                        0 => slug,
                        repeated => format!("{slug}-{repeated}"),
                    });
                    *count += 1;
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                _ => {}
            }
        }
        page
    }
}

/// Returns the anchor that GitHub gives a heading.
fn slug(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Collects the Markdown files below a folder, without those of builds and of other projects.
fn collect(folder: &Path, pages: &mut BTreeMap<PathBuf, Page>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        let name = entry.file_name().into_string().unwrap_or_default();
        if kind.is_dir() && !name.starts_with('.') && name != "target" && name != "node_modules" {
            collect(&path, pages);
        } else if kind.is_file() && name.ends_with(".md") {
            let page = Page::parse(&fs::read_to_string(&path).unwrap());
            pages.insert(path.canonicalize().unwrap(), page);
        }
    }
}

/// Returns what is wrong with the link of a page.
fn fault(from: &Path, link: &str, pages: &BTreeMap<PathBuf, Page>) -> Option<&'static str> {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link, None),
    };
    // `init` puts the address of the repository in its place.
    let path = path.replace("@DOCS@", env!("CARGO_MANIFEST_DIR"));
    let target = if path.is_empty() { from.to_owned() } else { from.parent()?.join(path) };
    let Ok(target) = target.canonicalize() else { return Some("no such file") };
    let anchor = anchor?;
    let known = pages.get(&target).is_some_and(|page| page.anchors.iter().any(|it| it == anchor));
    (!known).then_some("no such heading")
}

#[test]
fn links_lead_to_files_and_headings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
    let mut pages = BTreeMap::new();
    collect(&root, &mut pages);
    let mut faults = Vec::new();
    for (path, page) in &pages {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            if let Some(fault) = fault(path, link, &pages) {
                let page = path.strip_prefix(&root).unwrap().display();
                faults.push(format!("{page}: {link}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Returns the alternatives of e.g. `tests/{limits,heap}.rs`.
fn alternatives(pattern: &str) -> Vec<String> {
    let parts = pattern.split_once('{').and_then(|(before, rest)| {
        let (inner, after) = rest.split_once('}')?;
        Some((before, inner, after))
    });
    match parts {
        None => vec![pattern.into()],
        Some((before, inner, after)) => {
            let each = inner.split(',').map(|part| format!("{before}{part}{after}"));
            each.flat_map(|pattern| alternatives(&pattern)).collect()
        }
    }
}

/// Returns `true` if a file or folder below the folder has the path. A `*` is a part of a name.
fn exists(folder: &Path, path: &str) -> bool {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let fits = |name: &str| match first.split_once('*') {
        None => name == first,
        Some((before, after)) => {
            name.len() >= before.len() + after.len()
                && name.starts_with(before)
                && name.ends_with(after)
        }
    };
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        entry.file_name().to_str().is_some_and(fits)
            && (rest.is_empty() || exists(&entry.path(), rest))
    })
}

#[test]
fn the_page_about_ci_names_existing_paths() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/ci.md")).unwrap();
    let missing = Parser::new_ext(&page, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Code(code) => Some(code.into_string()),
            _ => None,
        })
        .map(|code| code.split(' ').next().unwrap_or_default().to_owned())
        // The rest is code, or an option, or made by a build.
        .filter(|code| {
            let first = code.split('/').next().unwrap_or_default();
            code.contains('/') && root.join(first).is_dir() && first != "target"
        })
        .flat_map(|code| alternatives(&code))
        .filter(|path| !exists(root, path.trim_end_matches('/')))
        .collect::<Vec<_>>();
    assert!(missing.is_empty(), "docs/ci.md names paths that do not exist: {missing:?}");
}
