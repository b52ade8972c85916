//! Attaches the differences of Rust items to the changes of the elements that have the items.

use std::collections::HashMap;

use super::pairs::Pair;
use super::{Finding, Moves, is_gained_trait};
use crate::stability::change::Change;
use crate::stability::items::{self, ItemChange};
use crate::stability::rules::rule;
use crate::stability::verdict::Breaks;

/// Returns the differences of the items of each pair. An item belongs to the pair that has its
/// path, or the longest beginning of it.
pub(super) fn owned(
    pairs: &[Pair<'_>],
    moves: &Moves,
    differences: Vec<ItemChange>,
) -> Vec<Vec<ItemChange>> {
    let mut owners: HashMap<String, usize> = HashMap::new();
    for (index, pair) in pairs.iter().enumerate() {
        for path in pair.new.into_iter().flat_map(|new| new.rust.iter().chain(&new.more)) {
            owners.insert(path.clone(), index);
        }
    }
    for (index, pair) in pairs.iter().enumerate() {
        for path in pair.old.into_iter().flat_map(|old| old.rust.iter().chain(&old.more)) {
            owners.entry(items::replaced(path, &moves.paths)).or_insert(index);
        }
    }
    let mut owned = vec![Vec::new(); pairs.len()];
    for change in differences {
        let mut path = change.path.split(": ").next().unwrap_or_default();
        let index = loop {
            match owners.get(path) {
                Some(index) => break Some(*index),
                None if path.is_empty() => break None,
                None => path = items::holder(path),
            }
        };
        if let Some(index) = index {
            owned[index].push(change);
        }
    }
    owned
}

/// Returns the changes of a pair.
pub(super) fn changes(
    pair: &Pair<'_>,
    findings: Vec<Finding>,
    moved: Vec<ItemChange>,
    mut owned: Vec<ItemChange>,
) -> Vec<Change> {
    let is_in_both = pair.old.is_some() && pair.new.is_some();
    let mut lost = Vec::new();
    if is_in_both {
        // The items in a module are reported, and the module has nothing more.
        owned.retain(|change| !is_gained_trait(change) && !is_module(change));
        (lost, owned) = owned.into_iter().partition(|change| change.path.contains(": "));
    }
    let was_moved = !moved.is_empty();
    let mut rest: Vec<ItemChange> = moved.into_iter().chain(outermost(owned)).collect();
    let mut changes = Vec::new();
    for finding in findings {
        let rule = rule(finding.rule);
        let takes = rule.source != Breaks::Nothing || !is_in_both;
        let items = if takes { std::mem::take(&mut rest) } else { Vec::new() };
        changes.extend(change(pair, &finding, items));
    }
    if rest.iter().any(|change| change.breaks != Breaks::Nothing) {
        let finding = match was_moved {
            true => Finding::new("rust-name-changed", "has another name in Rust"),
            false => Finding::new("rust-type-changed", "has another type in Rust"),
        };
        changes.extend(change(pair, &finding, rest));
    }
    if !lost.is_empty() {
        let names = lost.iter().filter_map(|change| change.path.split_once(": "));
        let names: Vec<String> = names.map(|(_, name)| format!("`{name}`")).collect();
        let detail = format!("its type no longer implements {}", names.join(", "));
        changes.extend(change(pair, &Finding::new("traits-lost", detail), lost));
    }
    changes
}

fn is_module(change: &ItemChange) -> bool {
    [&change.old, &change.new].into_iter().flatten().all(|shown| shown.starts_with("mod "))
}

fn change(pair: &Pair<'_>, finding: &Finding, items: Vec<ItemChange>) -> Option<Change> {
    let element = pair.new.or(pair.old)?;
    let rule = rule(finding.rule);
    Some(Change {
        rule,
        element: element.full_name.clone(),
        place: element.place.clone(),
        is_removed: pair.new.is_none(),
        what: format!("{}: {}", element.words(), finding.detail),
        items,
        wire: rule.wire,
        json: finding.json.unwrap_or(rule.json),
    })
}

/// Leaves out the items inside of items that are also added or removed.
pub(super) fn outermost(changes: Vec<ItemChange>) -> Vec<ItemChange> {
    let is_one_sided = |change: &ItemChange| change.old.is_none() || change.new.is_none();
    let paths: std::collections::HashSet<String> = changes
        .iter()
        .filter(|change| is_one_sided(change))
        .map(|change| change.path.clone())
        .collect();
    let is_inside = |change: &ItemChange| {
        let mut path = change.path.as_str();
        if let Some((holder, _)) = path.split_once(": ") {
            if paths.contains(holder) {
                return true;
            }
            path = holder;
        }
        loop {
            path = items::holder(path);
            if path.is_empty() {
                return false;
            }
            if paths.contains(path) {
                return true;
            }
        }
    };
    let keep: Vec<bool> =
        changes.iter().map(|change| !(is_one_sided(change) && is_inside(change))).collect();
    changes.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(change, _)| change).collect()
}
