//! Tests of the whole model. In `src/lower/tests/recorded`, `NAME.txt` is the `Debug` text of the
//! model of `NAME.proto`. `BLESS=1` rewrites it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::{lower, request};
use crate::model::Model;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lower/tests/recorded")
}

/// Returns the `Debug` text of a model, with each id on one line instead of three.
fn debug_text(model: &Model) -> String {
    let text = format!("{model:#?}\n");
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if last.ends_with("Id(") => last.push_str(line.trim().trim_end_matches(',')),
            Some(last) if last.contains("Id(") && !last.contains(')') => last.push_str(line.trim()),
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn models_are_as_recorded() {
    let mut stale = Vec::new();
    for (name, options) in [
        ("shapes", "unknown_fields=preserve,bytes=.fixtures.Shapes.shared"),
        ("legacy", "btree_map=.,boxed=Node.left"),
        ("service", "server=false"),
        ("extensions", "extern_path=.other=::other"),
    ] {
        let model =
            lower(&request(&folder(), &[&format!("{name}.proto")]), &options.parse().unwrap())
                .unwrap()
                .0;
        let (recorded, text) = (folder().join(format!("{name}.txt")), debug_text(&model));
        if fs::read_to_string(&recorded).unwrap_or_default() == text {
            continue;
        }
        if env::var_os("BLESS").is_some() {
            fs::write(&recorded, text).unwrap();
        } else {
            stale.push(name);
        }
    }
    assert!(
        stale.is_empty(),
        "the models of {stale:?} have changed: read \
         `BLESS=1 cargo test models_are && git diff src/lower/tests/recorded`"
    );
}
