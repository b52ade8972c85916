//! Finds the changes between two versions.

use std::collections::HashMap;

use super::Version;
use super::change::Change;
use super::element::{Element, Facts};
use super::items::{self, ItemChange};
use super::rules::rule;

mod attach;
mod element;
mod field;
mod pairs;

use pairs::Pair;

/// A change of an element, without the Rust items.
struct Finding {
    rule: &'static str,
    /// The change, e.g. "the type `int32` is now `string`". It is empty if the rule says all.
    detail: String,
    /// Whether JSON breaks, if it is not as the rule says.
    json: Option<bool>,
}

impl Finding {
    fn new(rule: &'static str, detail: impl Into<String>) -> Self {
        Self { rule, detail: detail.into(), json: None }
    }
}

/// Returns the changes between two versions, ordered by place.
pub(crate) fn compare(old: &Version, new: &Version) -> Vec<Change> {
    let new_packages = new.packages.as_deref().unwrap_or_default();
    let mut changes = match &old.packages {
        Some(old_packages) => {
            let pairs = pairs::all(old_packages, new_packages);
            let moves = Moves::of(&pairs);
            let differences = items::differences(&old.items, &new.items, &moves.paths);
            let owned = attach::owned(&pairs, &moves, differences);
            let names = element::Names::of(&pairs);
            let each = pairs.iter().zip(owned).zip(&moves.of_pairs);
            each.flat_map(|((pair, owned), moved)| {
                let findings = element::findings(pair, &names);
                attach::changes(pair, findings, moved.clone(), owned)
            })
            .collect()
        }
        None => without_schema(old, new, new_packages),
    };
    changes
        .sort_by(|a, b| (&a.place, &a.element, a.rule.id).cmp(&(&b.place, &b.element, b.rule.id)));
    changes
}

/// Returns the changes of generated code whose old schema is not known.
fn without_schema(old: &Version, new: &Version, packages: &[Element]) -> Vec<Change> {
    let pairs = pairs::all(packages, packages);
    let moves = Moves::of(&pairs);
    let mut differences = items::differences(&old.items, &new.items, &moves.paths);
    differences.retain(|change| !is_gained_trait(change));
    let owned = attach::owned(&pairs, &moves, differences.clone());
    let mut holders = HashMap::new();
    for (pair, owned) in pairs.iter().zip(owned) {
        holders.extend(owned.into_iter().map(|change| (change.path, pair.new)));
    }
    let differences = attach::outermost(differences);
    let change = |change: ItemChange| {
        let id = match (&change.old, &change.new) {
            (None, _) => "item-added",
            (Some(_), None) => "item-removed",
            (Some(_), Some(_)) => "item-changed",
        };
        let element = holders.get(&change.path).copied().flatten();
        let what = match id {
            "item-added" => "is new",
            "item-removed" => "is removed",
            _ => "has changed",
        };
        Change {
            rule: rule(id),
            element: element.map(|element| element.full_name.clone()).unwrap_or_default(),
            place: element.and_then(|element| element.place.clone()),
            is_removed: false,
            what: format!("`{}` {what}", change.path),
            items: vec![change],
            wire: false,
            json: false,
        }
    };
    differences.into_iter().map(change).collect()
}

/// Whether a type implements one more trait.
fn is_gained_trait(change: &ItemChange) -> bool {
    change.old.is_none() && change.path.contains(": ")
}

/// The items that have another path for a known reason.
struct Moves {
    /// The new path of each old path. The items in an item move with it.
    paths: HashMap<String, String>,
    /// The moves of each pair.
    of_pairs: Vec<Vec<ItemChange>>,
}

impl Moves {
    /// Finds the items of elements that both versions have. A pair comes after the pair around it.
    fn of(pairs: &[Pair<'_>]) -> Self {
        let mut moves = Self { paths: HashMap::new(), of_pairs: Vec::new() };
        for pair in pairs {
            let mut own = Vec::new();
            if let (Some(old), Some(new)) = (pair.old, pair.new) {
                let same = old.more.len() == new.more.len();
                let more = old.more.iter().zip(&new.more).filter(|_| same);
                let first = old.rust.iter().zip(&new.rust);
                // A variant cannot become a field of a struct.
                let comparable = oneof(old).is_some() == oneof(new).is_some();
                for (before, after) in first.chain(more).filter(|_| comparable) {
                    if items::replaced(before, &moves.paths) != *after {
                        moves.paths.insert(before.clone(), after.clone());
                        // The names of a field's methods follow from its name.
                        let is_field = matches!(new.facts, Facts::Field(_));
                        if !(is_field && after.ends_with("()")) {
                            own.push(ItemChange::moved(before, after));
                        }
                    }
                }
            }
            moves.of_pairs.push(own);
        }
        moves
    }
}

/// Returns the oneof of a member.
fn oneof(element: &Element) -> Option<&str> {
    match &element.facts {
        Facts::Field(field) => field.oneof.as_deref(),
        _ => None,
    }
}
