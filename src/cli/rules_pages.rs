//! The tables of docs/stability.md and docs/lint.md.

use std::path::Path;
use std::{env, fs};

use crate::lint;
use crate::stability::{Breaks, Rule, SECTIONS, all_rules as all};

const BEGIN: &str = "<!-- rules: written by `BLESS=1 cargo test -p rust-grpc-build rules` -->\n";
const END: &str = "<!-- end of rules -->\n";

fn stability() -> String {
    let mut text = String::new();
    for (title, rules) in SECTIONS {
        text.push_str(&format!(
            "### {title}\n\n| rule | change | Rust item | breaks | to know | to avoid it |\n\
             |---|---|---|---|---|---|\n"
        ));
        text.extend(rules.iter().map(row));
        text.push('\n');
    }
    text
}

fn row(rule: &Rule) -> String {
    let mut breaks: Vec<&str> = Vec::new();
    breaks.extend((rule.source != Breaks::Nothing).then(|| rule.source.word()));
    breaks.extend(rule.wire.then_some("wire"));
    breaks.extend(rule.json.then_some("JSON"));
    let breaks = if breaks.is_empty() { "–".to_owned() } else { breaks.join(", ") };
    let Rule { id, change, items, behaviour, avoid, .. } = rule;
    format!("| `{id}` | {change} | {items} | {breaks} | {behaviour} | {avoid} |\n")
}

fn lints() -> String {
    let mut text = "| rule | finds | why it hurts | help |\n|---|---|---|---|\n".to_owned();
    for lint::Rule { id, finds, why, help } in lint::RULES {
        text.push_str(&format!("| `{id}` | {finds} | {why} | {help} |\n"));
    }
    text
}

/// Compares the place between the marks in a page with a text, or writes it.
fn compare(page: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the page has a place for the rules");
    let (table, after) = rest.split_once(END).expect("the place for the rules has an end");
    if table != expected {
        assert!(env::var_os("BLESS").is_some(), "{page} is not up to date; BLESS=1 writes it");
        fs::write(path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
    }
}

#[test]
fn docs_show_all_rules() {
    compare("stability.md", &stability());
    compare("lint.md", &lints());
}

#[test]
fn ids_of_rules_are_unique() {
    let mut ids: Vec<&str> = all().map(|rule| rule.id).collect();
    ids.extend(lint::RULES.iter().map(|rule| rule.id));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn texts_of_rules_fit_into_a_table() {
    for rule in all() {
        for text in [rule.change, rule.items, rule.behaviour, rule.avoid] {
            assert!(!text.contains(['|', '\n']), "{}: {text}", rule.id);
        }
        for sentence in [rule.change, rule.behaviour, rule.avoid] {
            assert!(sentence.is_empty() || sentence.ends_with('.'), "{}: {sentence}", rule.id);
        }
        let is_harmless = rule.source == Breaks::Nothing && !rule.wire && !rule.json;
        assert!(is_harmless || !rule.avoid.is_empty(), "{} says no way out", rule.id);
    }
}
