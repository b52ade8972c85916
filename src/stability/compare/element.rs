//! The changes of one element.

use std::collections::HashMap;

use super::pairs::Pair;
use super::{Finding, field};
use crate::stability::element::{Element, Facts, MethodFacts, ReservedFacts};

/// The new full names of types and oneofs that have another name, and the values of enums.
pub(super) struct Names<'e> {
    renamed: HashMap<String, String>,
    /// The old version and the new version of each enum in both, by new full name.
    enums: HashMap<&'e str, [&'e Element; 2]>,
}

impl<'e> Names<'e> {
    pub fn of(pairs: &[Pair<'e>]) -> Self {
        let renamed = pairs.iter().filter_map(|pair| {
            let (old, new) = (pair.old?, pair.new?);
            let is_named = matches!(old.facts, Facts::Message { .. } | Facts::Enum { .. })
                || matches!(old.facts, Facts::Oneof);
            (is_named && old.full_name != new.full_name)
                .then(|| (old.full_name.clone(), new.full_name.clone()))
        });
        let enums = pairs.iter().filter_map(|pair| {
            // An enum in one version stands for both.
            let (old, new) = (pair.old.or(pair.new)?, pair.new.or(pair.old)?);
            let is_enum = matches!(new.facts, Facts::Enum { .. });
            is_enum.then_some((new.full_name.as_str(), [old, new]))
        });
        Self { renamed: renamed.collect(), enums: enums.collect() }
    }

    /// Whether the new version of an enum has all values of the old version of another enum.
    pub fn has_all_values(&self, old: &str, new: &str) -> bool {
        let (Some([old, _]), Some([_, new])) = (self.enums.get(old), self.enums.get(new)) else {
            return false;
        };
        let is_same =
            |one: &Element, other: &Element| one.name() == other.name() && one.facts == other.facts;
        old.parts.iter().all(|value| new.parts.iter().any(|other| is_same(value, other)))
    }

    /// Returns a text of the old version with the new names.
    pub fn translated(&self, text: &str) -> String {
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let mut result = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(is_name) {
            let end = rest[start..].find(|c| !is_name(c)).map_or(rest.len(), |more| start + more);
            let name = &rest[start..end];
            result.push_str(&rest[..start]);
            result.push_str(self.renamed.get(name).map_or(name, String::as_str));
            rest = &rest[end..];
        }
        result + rest
    }
}

/// Returns the changes of a pair.
pub(super) fn findings(pair: &Pair<'_>, names: &Names<'_>) -> Vec<Finding> {
    let mut found = match (pair.old, pair.new) {
        (None, Some(new)) => added(pair, new).into_iter().collect(),
        (Some(old), None) => vec![Finding::new(removed(pair, old), "is removed")],
        (Some(old), Some(new)) => changed(old, new, pair, names),
        (None, None) => Vec::new(),
    };
    if let (Some(old), Some(new)) = (pair.old, pair.new)
        && old.deprecated != new.deprecated
    {
        let detail = if new.deprecated { "is deprecated" } else { "is no longer deprecated" };
        let is_alias = matches!(new.facts, Facts::Value { is_alias: true, .. });
        let id = match new.deprecated {
            _ if is_alias => "enum-alias-deprecated",
            true => "deprecated",
            false => "undeprecated",
        };
        found.push(Finding::new(id, detail));
    }
    found
}

fn added(pair: &Pair<'_>, new: &Element) -> Option<Finding> {
    let (id, detail) = match &new.facts {
        Facts::Package => ("package-added", "is new"),
        Facts::Message { .. } => ("message-added", "is new"),
        Facts::Field(field) if field.required() => ("required-field-added", "is new and required"),
        Facts::Field(field) => match &field.oneof {
            // The rule of the oneof covers the members of a new oneof.
            Some(oneof) if !has_oneof(pair.around.map(|(old, _)| old), oneof, pair) => return None,
            Some(_) => ("oneof-member-added", "is new"),
            None => ("field-added", "is new"),
        },
        Facts::Extension { .. } => ("extension-added", "is new"),
        Facts::Oneof => ("oneof-added", "is new"),
        Facts::Enum { .. } => ("enum-added", "is new"),
        Facts::Value { .. } => ("enum-value-added", "is new"),
        Facts::Service => ("service-added", "is new"),
        Facts::Method(_) => ("method-added", "is new"),
    };
    Some(Finding::new(id, detail))
}

/// Whether the old message has a oneof, or members of a oneof that got this name.
fn has_oneof(old: Option<&Element>, name: &str, pair: &Pair<'_>) -> bool {
    let Some((old, new)) = old.zip(pair.around.map(|(_, new)| new)) else { return false };
    let is_oneof = |part: &&Element| matches!(part.facts, Facts::Oneof);
    if old.parts.iter().filter(is_oneof).any(|oneof| oneof.name() == name) {
        return true;
    }
    // A member of the oneof has been in a oneof before.
    let members = new.parts.iter().filter(|part| super::oneof(part) == Some(name));
    members
        .filter_map(|member| old.parts.iter().find(|part| part.name() == member.name()))
        .any(|part| super::oneof(part).is_some())
}

fn removed(pair: &Pair<'_>, old: &Element) -> &'static str {
    let empty = ReservedFacts::default();
    let reserved = match pair.around.map(|(_, new)| &new.facts) {
        Some(Facts::Message { reserved, .. } | Facts::Enum { reserved, .. }) => reserved,
        _ => &empty,
    };
    match &old.facts {
        Facts::Package => "package-removed",
        Facts::Message { .. } => "message-removed",
        Facts::Field(field) if field.required() => "required-field-removed",
        Facts::Field(field) if !reserved.has_number(field.number) => "field-removed-number-free",
        Facts::Field(_) if !reserved.has_name(old.name()) => "field-removed-name-free",
        Facts::Field(_) => "field-removed",
        Facts::Extension { .. } => "extension-removed",
        Facts::Oneof => "oneof-removed",
        Facts::Enum { .. } => "enum-removed",
        Facts::Value { number, .. } if has_value(pair, *number) => "enum-value-name-removed",
        Facts::Value { number, .. } if !reserved.has_number(*number) => {
            "enum-value-removed-number-free"
        }
        Facts::Value { .. } if !reserved.has_name(old.name()) => "enum-value-removed-name-free",
        Facts::Value { .. } => "enum-value-removed",
        Facts::Service => "service-removed",
        Facts::Method(_) => "method-removed",
    }
}

/// Whether the new version of the enum around a pair has a value with a number.
fn has_value(pair: &Pair<'_>, number: i32) -> bool {
    let is_same =
        |value: &Element| matches!(value.facts, Facts::Value { number: n, .. } if n == number);
    pair.around.is_some_and(|(_, new)| new.parts.iter().any(is_same))
}

fn changed(old: &Element, new: &Element, pair: &Pair<'_>, names: &Names<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let is_renamed = old.name() != new.name();
    let mut renamed = |id| {
        let detail = format!("was `{}`", old.name());
        found.extend(is_renamed.then(|| Finding::new(id, detail)));
    };
    match (&old.facts, &new.facts) {
        (Facts::Package, Facts::Package) => renamed("package-renamed"),
        (
            Facts::Message { is_message_set, reserved, extension_ranges },
            Facts::Message {
                is_message_set: new_set,
                reserved: new_reserved,
                extension_ranges: new_ranges,
            },
        ) => {
            renamed("message-renamed");
            if is_message_set != new_set {
                found.push(Finding::new(
                    "message-set-changed",
                    "`message_set_wire_format` has changed",
                ));
            }
            found.extend(freed(reserved, new_reserved));
            let lost = uncovered(extension_ranges, new_ranges);
            found.extend(lost.map(|(first, last)| {
                let detail = format!("the extension range loses {}", range(first, last));
                Finding::new("extension-range-removed", detail)
            }));
        }
        (Facts::Field(before), Facts::Field(after)) => {
            found.extend(field::findings(
                &field::Side { element: old, facts: before },
                &field::Side { element: new, facts: after },
                pair.around,
                names,
            ));
        }
        (
            Facts::Extension { extendee, field: before },
            Facts::Extension { extendee: new_extendee, field: after },
        ) => {
            if names.translated(extendee) != *new_extendee {
                let detail = format!("extends `{new_extendee}` instead of `{extendee}`");
                found.push(Finding::new("extension-extendee-changed", detail));
            }
            found.extend(field::findings(
                &field::Side { element: old, facts: before },
                &field::Side { element: new, facts: after },
                None,
                names,
            ));
        }
        (Facts::Oneof, Facts::Oneof) => renamed("oneof-renamed"),
        (
            Facts::Enum { is_closed, reserved, default },
            Facts::Enum { is_closed: now_closed, reserved: new_reserved, default: new_default },
        ) => {
            renamed("enum-renamed");
            if is_closed != now_closed {
                let detail = if *now_closed { "is closed now" } else { "is open now" };
                found.push(Finding::new("enum-openness-changed", detail));
            }
            if default != new_default {
                let detail = format!("the first value is {new_default} instead of {default}");
                found.push(Finding::new("enum-default-changed", detail));
            }
            found.extend(freed(reserved, new_reserved));
        }
        (
            Facts::Value { number, is_alias },
            Facts::Value { number: now, is_alias: is_alias_now },
        ) => {
            renamed("enum-value-renamed");
            if is_alias != is_alias_now {
                // The first name of a number has the variant.
                let detail = match is_alias_now {
                    true => "is an alias now",
                    false => "is the first name of its number now",
                };
                let json = Some(false);
                found.push(Finding { json, ..Finding::new("enum-value-renamed", detail) });
            }
            if number != now {
                let detail = format!("the number {number} is now {now}");
                found.push(Finding::new("enum-value-renumbered", detail));
            }
        }
        (Facts::Service, Facts::Service) => renamed("service-renamed"),
        (Facts::Method(before), Facts::Method(after)) => {
            renamed("method-renamed");
            method(before, after, names, &mut found);
        }
        _ => {}
    }
    found
}

fn method(old: &MethodFacts, new: &MethodFacts, names: &Names<'_>, found: &mut Vec<Finding>) {
    let messages =
        [("request", &old.request, &new.request), ("response", &old.response, &new.response)];
    for (what, before, after) in messages {
        if names.translated(before) != *after {
            let detail = format!("the {what} `{before}` is now `{after}`");
            found.push(Finding::new("method-type-changed", detail));
        }
    }
    if old.kind != new.kind {
        let detail = format!("{} is now {}", old.kind_text(), new.kind_text());
        found.push(Finding::new("method-streaming-changed", detail));
    }
    if old.idempotency != new.idempotency {
        let detail = format!("`{}` is now `{}`", old.idempotency, new.idempotency);
        found.push(Finding::new("method-idempotency-changed", detail));
    }
}

/// Returns the numbers and names that are no longer reserved.
fn freed(old: &ReservedFacts, new: &ReservedFacts) -> Option<Finding> {
    let numbers = uncovered(&old.numbers, &new.numbers).map(|(first, last)| range(first, last));
    let names = old.names.iter().filter(|name| !new.has_name(name)).map(|name| format!("{name:?}"));
    let all: Vec<String> = numbers.chain(names).collect();
    let detail = format!("no longer reserves {}", all.join(", "));
    (!all.is_empty()).then(|| Finding::new("reserved-removed", detail))
}

/// Returns the parts of ranges that other ranges do not cover.
fn uncovered(old: &[(i32, i32)], new: &[(i32, i32)]) -> impl Iterator<Item = (i32, i32)> + use<> {
    let mut left: Vec<(i64, i64)> =
        old.iter().map(|(first, last)| (i64::from(*first), i64::from(*last))).collect();
    for (first, last) in new.iter().map(|(first, last)| (i64::from(*first), i64::from(*last))) {
        let cut = |(low, high): (i64, i64)| {
            let parts = [(low, high.min(first - 1)), (low.max(last + 1), high)];
            let is_disjoint = high < first || low > last;
            if is_disjoint { vec![(low, high)] } else { parts.to_vec() }
        };
        left = left.into_iter().flat_map(cut).filter(|(low, high)| low <= high).collect();
    }
    let number = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    left.into_iter().map(move |(low, high)| (number(low), number(high)))
}

fn range(first: i32, last: i32) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first} to {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_are_left() {
        for (old, new, expected) in [
            (&[(1, 9)][..], &[(1, 9)][..], &[][..]),
            (&[(1, 9)], &[], &[(1, 9)]),
            (&[(1, 9)], &[(3, 4), (9, 20)], &[(1, 2), (5, 8)]),
            (&[(1, 2), (5, i32::MAX)], &[(1, i32::MAX)], &[]),
        ] {
            assert_eq!(uncovered(old, new).collect::<Vec<_>>(), expected, "{old:?} {new:?}");
        }
    }
}
