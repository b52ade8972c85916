//! Pairs the elements of two versions.

use std::collections::HashMap;
use std::mem::discriminant;

use crate::stability::element::{Element, Facts};

/// An element in both versions, or in one of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'e> {
    pub old: Option<&'e Element>,
    pub new: Option<&'e Element>,
    /// The element around it, in both versions.
    pub around: Option<(&'e Element, &'e Element)>,
}

/// Returns the pairs of all elements. A pair comes after the pair around it. The elements inside of
/// an element that one version lacks are not listed.
pub(super) fn all<'e>(old: &'e [Element], new: &'e [Element]) -> Vec<Pair<'e>> {
    let mut pairs = Vec::new();
    add(old, new, None, &mut pairs);
    pairs
}

fn add<'e>(
    old: &'e [Element],
    new: &'e [Element],
    around: Option<(&'e Element, &'e Element)>,
    pairs: &mut Vec<Pair<'e>>,
) {
    let mut found = matched(old, new);
    // A variant moves with its oneof, so the pair of the oneof comes first.
    let is_oneof = |element: Option<&Element>| {
        element.is_some_and(|element| matches!(element.facts, Facts::Oneof))
    };
    found.sort_by_key(|(old, new)| !is_oneof(old.or(*new)));
    for &(old, new) in &found {
        pairs.push(Pair { old, new, around });
    }
    for pair in found {
        if let (Some(old), Some(new)) = pair {
            add(&old.parts, &new.parts, Some((old, new)), pairs);
        }
    }
}

type Matched<'e> = Vec<(Option<&'e Element>, Option<&'e Element>)>;

/// Pairs the elements of two lists: by name, then by number or contents.
fn matched<'e>(old: &'e [Element], new: &'e [Element]) -> Matched<'e> {
    let mut by_name: HashMap<_, &Element> =
        new.iter().map(|new| ((discriminant(&new.facts), new.name()), new)).collect();
    let mut pairs: Matched<'e> = Vec::new();
    let mut left = Vec::new();
    for element in old {
        match by_name.remove(&(discriminant(&element.facts), element.name())) {
            Some(same) => pairs.push((Some(element), Some(same))),
            None => left.push(element),
        }
    }
    let is_left = |new: &&Element| by_name.contains_key(&(discriminant(&new.facts), new.name()));
    let mut added: Vec<&Element> = new.iter().filter(is_left).collect();
    for element in &left {
        let key = identity(element, old);
        let is_unique = left.iter().filter(|other| identity(other, old) == key).count() == 1;
        let mut same = added.iter().enumerate().filter(|(_, new_one)| {
            key.is_some()
                && discriminant(&new_one.facts) == discriminant(&element.facts)
                && identity(new_one, new) == key
        });
        match (same.next(), same.next()) {
            (Some((at, _)), None) if is_unique => {
                pairs.push((Some(element), Some(added.remove(at))));
            }
            _ => pairs.push((Some(element), None)),
        }
    }
    pairs.extend(added.into_iter().map(|element| (None, Some(element))));
    pairs
}

/// Returns the properties that an element keeps if only its name changes. Returns `None` if there
/// are too few.
fn identity(element: &Element, siblings: &[Element]) -> Option<String> {
    let names = |elements: &[Element]| {
        let mut names: Vec<String> = elements
            .iter()
            .map(|part| match &part.facts {
                Facts::Field(field) => {
                    format!("{} {} {}", part.name(), field.number, field.label as u8)
                }
                _ => part.name().to_owned(),
            })
            .collect();
        names.sort();
        (!names.is_empty()).then(|| names.join(","))
    };
    match &element.facts {
        Facts::Field(field) => Some(field.number.to_string()),
        Facts::Value { number, is_alias } => (!is_alias).then(|| number.to_string()),
        Facts::Package | Facts::Message { .. } | Facts::Service => names(&element.parts),
        Facts::Enum { .. } => {
            let numbers = element.parts.iter().map(|value| match value.facts {
                Facts::Value { number, .. } => number.to_string(),
                _ => String::new(),
            });
            Some(numbers.collect::<Vec<_>>().join(","))
        }
        Facts::Oneof => {
            let numbers = siblings.iter().filter_map(|sibling| match &sibling.facts {
                Facts::Field(field) if field.oneof.as_deref() == Some(element.name()) => {
                    Some(field.number.to_string())
                }
                _ => None,
            });
            Some(numbers.collect::<Vec<_>>().join(","))
        }
        Facts::Method(method) => {
            Some(format!("{} {} {:?}", method.request, method.response, method.kind))
        }
        Facts::Extension { extendee, field } => Some(format!("{extendee} {}", field.number)),
    }
}
