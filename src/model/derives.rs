//! Which types can be `Copy`, and which `Eq` and `Hash`: prost's rules. Types from elsewhere are judged by their proto
//! definition, as prost does; where that is wrong, `skip_copy` and `skip_eq` say so.

use std::collections::BTreeSet;

use super::resolve::{Cardinality, FieldDecl, Kind};
use super::{Derives, Framing, Scalar};

/// What decides, message by message, in the schema's order.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub fields: &'a [Vec<FieldDecl>],
    /// Fields (message, field) that the schema requires, but that are optional in Rust.
    pub endless: &'a BTreeSet<(usize, usize)>,
    /// Fields in a `Box` because of a cycle.
    pub recursive: &'a [Vec<bool>],
    /// Fields in a `Box` because of a rule.
    pub by_rule: &'a [Vec<bool>],
    /// Messages that keep unknown fields, which are on the heap.
    pub keeps_unknown: &'a [bool],
    /// What rules leave to each message.
    pub allowed: &'a [Allowed],
}

impl Facts<'_> {
    /// Whether a field is in a `Box`.
    pub fn is_boxed(&self, message: usize, nth: usize) -> bool {
        self.recursive[message][nth] || self.by_rule[message][nth]
    }
}

/// What rules leave to a message and to its oneofs.
#[derive(Debug)]
pub(super) struct Allowed {
    pub message: Derives,
    /// By index.
    pub oneofs: Vec<Derives>,
}

/// The derives of every message.
pub(super) fn of_messages(facts: &Facts<'_>) -> Vec<Derives> {
    let count = facts.fields.len();
    let mut known: Vec<Option<Derives>> = vec![None; count];
    for root in 0..count {
        // Depth first without recursion; fields on a cycle end the walk, so there is none to run into, and groups, which decide by
        // themselves: rules may have boxed what makes a cycle through them.
        let mut walk = vec![root];
        while let Some(&message) = walk.last() {
            if known[message].is_some() {
                walk.pop();
                continue;
            }
            let needs = |nth: usize, field: &FieldDecl| match (field.kind, field.cardinality) {
                (Kind::Message(target, Framing::LengthPrefixed), Cardinality::Singular(_))
                    if !facts.recursive[message][nth] && known[target].is_none() =>
                {
                    Some(target)
                }
                _ => None,
            };
            let pending: Vec<usize> = facts.fields[message].iter().enumerate().filter_map(|(nth, field)| needs(nth, field)).collect();
            if !pending.is_empty() {
                walk.extend(pending);
                continue;
            }
            walk.pop();
            let allowed = &facts.allowed[message];
            let mut derives = allowed.oneofs.iter().copied().fold(allowed.message, both);
            derives.copy &= !facts.keeps_unknown[message];
            for (nth, field) in facts.fields[message].iter().enumerate() {
                derives = both(derives, of_field(facts, message, nth, field, |target| known[target]));
            }
            known[message] = Some(derives);
        }
    }
    known.into_iter().map(|derives| derives.unwrap_or(NEITHER)).collect()
}

/// The derives of a oneof with these members.
pub(super) fn of_oneof(facts: &Facts<'_>, messages: &[Derives], message: usize, oneof: usize, members: &[usize]) -> Derives {
    let member = |&nth: &usize| of_field(facts, message, nth, &facts.fields[message][nth], |target| Some(messages[target]));
    members.iter().map(member).fold(facts.allowed[message].oneofs[oneof], both)
}

const NEITHER: Derives = Derives { copy: false, eq: false };

fn both(a: Derives, b: Derives) -> Derives {
    Derives { copy: a.copy && b.copy, eq: a.eq && b.eq }
}

fn of_field(facts: &Facts<'_>, message: usize, nth: usize, field: &FieldDecl, of_message: impl Fn(usize) -> Option<Derives>) -> Derives {
    let single = !matches!(field.cardinality, Cardinality::Repeated(_));
    match (field.kind, field.cardinality) {
        (_, Cardinality::Map(_)) | (Kind::Message(_, Framing::Delimited), _) => NEITHER,
        (Kind::Message(..), Cardinality::Repeated(_)) => NEITHER,
        (Kind::Message(..), Cardinality::Singular(_)) if facts.recursive[message][nth] => NEITHER,
        (Kind::Message(target, Framing::LengthPrefixed), Cardinality::Singular(_)) => {
            let inner = of_message(target).unwrap_or(NEITHER);
            Derives { copy: inner.copy && !facts.by_rule[message][nth], eq: inner.eq }
        }
        (Kind::Scalar(Scalar::Float | Scalar::Double), _) => Derives { copy: single, eq: false },
        (Kind::Scalar(_) | Kind::Enum(_), _) => Derives { copy: single, eq: true },
        (Kind::String(_) | Kind::Bytes, _) => Derives { copy: false, eq: true },
    }
}
