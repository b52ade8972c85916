//! The folders of `releases` are complete. The tests in these folders run the recorded code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[path = "releases/items.rs"]
mod items;

/// Returns the folders of the recorded releases, from the oldest to the newest.
fn releases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("releases")).unwrap().map(|entry| entry.unwrap());
    let mut found: Vec<(Vec<u32>, PathBuf)> = entries
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name.split('.').map(|part| part.parse().unwrap()).collect(), entry.path())
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, path)| path).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the files with the extension `rs` below a folder that `is_wanted` takes.
fn rust_below(folder: &Path, is_wanted: fn(&Path) -> bool) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() && !entry.ends_with("target") {
            files.extend(rust_below(&entry, is_wanted));
        } else if entry.extension().is_some_and(|extension| extension == "rs") && is_wanted(&entry)
        {
            let text = fs::read_to_string(&entry).unwrap();
            files.push((entry, text));
        }
    }
    files
}

/// Returns the revision that generated code requires of the runtime, or `None` for other code.
fn required(text: &str) -> Option<u32> {
    let (_, behind) = text.split_once("::rust_grpc::__private::v1::require(")?;
    assert!(!behind.contains("v1::require("), "a file requires a revision once");
    behind.split_once(')').unwrap().0.parse().ok()
}

/// Returns the generated files of a release.
fn recorded(release: &Path) -> Vec<(PathBuf, String)> {
    let mut files = rust_below(&release.join("src"), |path| {
        !["lib.rs", "mod.rs", "record.rs"].iter().any(|name| path.ends_with(name))
    });
    files.sort();
    files
}

#[test]
fn each_file_of_a_release_says_which_runtime_it_needs() {
    for release in releases() {
        let revisions: BTreeSet<u32> = recorded(&release)
            .iter()
            .map(|(path, text)| required(text).unwrap_or_else(|| panic!("{}", path.display())))
            .collect();
        assert_eq!(revisions.len(), 1, "{}: {revisions:?}", release.display());
        let needed = *revisions.first().unwrap();
        assert!(needed <= rust_grpc::__private::v1::REVISION, "{}", release.display());
    }
}

/// A recording that lacked an item would not notice that the runtime loses the item. An item that
/// generated code names since the newest release needs a new revision, because the runtimes that
/// are published lack the item.
#[test]
fn fixtures_name_no_item_that_neither_a_release_nor_a_new_revision_has() {
    let runtime = rust_below(&root().join("runtime/src"), |_| true);
    let functions = items::functions(&runtime);
    let mut known = BTreeSet::new();
    let mut revision = 0;
    for release in releases() {
        for (_, text) in recorded(&release) {
            known.extend(items::items(&text, &functions));
            revision = required(&text).unwrap();
        }
    }
    assert!(known.len() > 300, "{}", known.len());
    if rust_grpc::__private::v1::REVISION > revision {
        return;
    }
    let mut unknown: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (path, text) in rust_below(&root().join("fixtures"), |_| true) {
        if required(&text).is_some() {
            let items = items::items(&text, &functions).into_iter();
            unknown.extend(
                items.filter(|item| !known.contains(item)).map(|item| (item, path.clone())),
            );
        }
    }
    assert!(
        unknown.is_empty(),
        "generated code names items of the runtime that no release has, e.g. {unknown:#?}\nhelp: \
         raise `REVISION` (CONTRIBUTING.md, \"A new item of the runtime\")"
    );
}

#[test]
fn items_are_paths_functions_and_kinds() {
    let text = "/// `::rust_grpc::Comment`
        let a: ::rust_grpc::OpenEnum<T> = __rt::Reader::new(x);
        a.map::<__rt::kind::String, __rt::kind::Message<A<B>>, _>(1).own(2).len();";
    let functions = ["map", "len"].into();
    let expected = [
        ".len",
        ".map",
        ".map 0 __rt::kind::String",
        ".map 1 __rt::kind::Message",
        "::rust_grpc::OpenEnum",
        "__rt::Reader::new",
        "__rt::kind::Message",
        "__rt::kind::String",
    ];
    assert!(items::items(text, &functions).iter().eq(expected));
}

/// `scripts/record-release` writes these files, once.
#[test]
fn every_release_has_its_parts() {
    for release in releases() {
        for name in ["SHA256SUMS", "golden/messages.txt", "inputs/main/options", "rust-grpc.crate"]
        {
            assert!(release.join(name).exists(), "{}/{name}", release.display());
        }
    }
}
