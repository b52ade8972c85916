//! The public Rust items of generated code, and the differences between two versions of them.

use std::collections::{BTreeMap, HashMap};

use super::verdict::Breaks;

mod path;
mod read;

pub(super) use path::replaced;
pub(crate) use read::read;

/// The public items of generated files, by path.
///
/// A path begins at the root of the module tree, and has no raw identifiers. The path of a function
/// ends with `()`. The path of a trait that a type implements is e.g. `acme::v1::Forecast: Copy`.
pub(crate) type Items = BTreeMap<String, Item>;

/// A public item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub kind: ItemKind,
    /// The type or the signature, with absolute paths, e.g. `Option<acme::v1::Day>`.
    pub text: String,
    /// Whether other crates cannot list all parts of the item: it is `#[non_exhaustive]`, or it is
    /// a part of such an item.
    pub is_open: bool,
}

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Module,
    Struct,
    Field,
    Enum,
    Variant,
    Trait,
    /// A function without `self`, or a method outside of a trait.
    Function,
    /// A method or an associated type of a trait. Implementations must have it if it is required.
    TraitItem {
        is_required: bool,
    },
    /// A trait that a type implements.
    Implementation,
    Constant,
}

/// A difference between two versions of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemChange {
    /// The item of the old version, e.g. `acme::v1::Forecast::day: i32`.
    pub old: Option<String>,
    /// The item of the new version.
    pub new: Option<String>,
    /// The code that no longer compiles.
    pub breaks: Breaks,
    /// The path of the item in the new version, or in the old version if it is removed.
    pub path: String,
}

impl ItemChange {
    /// Creates the change of an item that has another path.
    pub fn moved(old: &str, new: &str) -> Self {
        Self {
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
            breaks: Breaks::Uses,
            path: new.to_owned(),
        }
    }
}

/// Returns the differences between two versions. `moved` has the new path of each item of the old
/// version that has another path for a known reason.
pub(super) fn differences(
    old: &Items,
    new: &Items,
    moved: &HashMap<String, String>,
) -> Vec<ItemChange> {
    let translated;
    let old = if moved.is_empty() {
        old
    } else {
        translated = old
            .iter()
            .map(|(path, item)| {
                let text = replaced(&item.text, moved);
                (replaced(path, moved), Item { text, ..item.clone() })
            })
            .collect::<Items>();
        &translated
    };
    let mut changes = Vec::new();
    for (path, item) in old {
        match new.get(path) {
            Some(other) if item.text == other.text && item.kind == other.kind => {}
            Some(other) => changes.push(changed(path, item, other)),
            None => changes.push(ItemChange {
                old: Some(shown(path, item)),
                new: None,
                breaks: Breaks::Uses,
                path: path.clone(),
            }),
        }
    }
    for (path, item) in new.iter().filter(|(path, _)| !old.contains_key(*path)) {
        changes.push(ItemChange {
            old: None,
            new: Some(shown(path, item)),
            breaks: added(path, item, old),
            path: path.clone(),
        });
    }
    changes
}

fn changed(path: &str, old: &Item, new: &Item) -> ItemChange {
    use ItemKind::TraitItem;
    // Code that calls a method of a trait is not affected by a default.
    let breaks = match (old.kind, new.kind) {
        (TraitItem { is_required: true }, TraitItem { is_required: false })
            if old.text == new.text =>
        {
            Breaks::Nothing
        }
        _ => Breaks::Uses,
    };
    ItemChange {
        old: Some(shown(path, old)),
        new: Some(shown(path, new)),
        breaks,
        path: path.to_owned(),
    }
}

/// Returns the code that a new item breaks.
fn added(path: &str, item: &Item, old: &Items) -> Breaks {
    let in_old = path.rsplit_once("::").is_some_and(|(holder, _)| old.contains_key(holder));
    match item.kind {
        ItemKind::Field if in_old && !item.is_open => Breaks::Literals,
        ItemKind::Variant if in_old && !item.is_open => Breaks::Matches,
        ItemKind::TraitItem { is_required: true } if in_old => Breaks::Implementations,
        _ => Breaks::Nothing,
    }
}

/// Returns the path of the item that holds an item.
pub(super) fn holder(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(holder, _)| holder)
}

/// Returns an item as reports show it, e.g. `acme::v1::Forecast::day: i32`.
pub(super) fn shown(path: &str, item: &Item) -> String {
    match item.kind {
        ItemKind::Field => format!("{path}: {}", item.text),
        ItemKind::Variant | ItemKind::Implementation => format!("{path}{}", item.text),
        ItemKind::Constant => format!("const {path}: {}", item.text),
        ItemKind::Function | ItemKind::TraitItem { .. } => match path.strip_suffix("()") {
            Some(path) => {
                let name = path.rsplit("::").next().unwrap_or_default();
                let named = |text: &str, after: char| {
                    text.replacen(&format!("fn _{after}"), &format!("fn {name}{after}"), 1)
                };
                let text = named(&named(&item.text, '('), '<');
                match holder(path) {
                    "" => text,
                    holder => format!("{holder}: {text}"),
                }
            }
            None => format!("{path}: {}", item.text),
        },
        ItemKind::Module => format!("mod {path}"),
        ItemKind::Struct => format!("struct {path}"),
        ItemKind::Enum => format!("enum {path}"),
        ItemKind::Trait => format!("trait {path}"),
    }
}
