//! Which message fields need a `Box` because their type contains the message they are in.
//!
//! prost boxes a singular field if its type leads back to the message, along singular message fields, and so do we.
//! Its graph leaves groups out, which makes types of infinite size, unless `boxed` rules help; what is still cyclic after both
//! is boxed, too.

use std::collections::{BTreeSet, HashSet};

use super::resolve::{Cardinality, FieldDecl, Kind};
use super::{Framing, Presence};

/// For every message and field whether it is boxed because of a cycle. `by_rule` are the fields that are boxed for another reason.
pub(super) fn boxed_fields(messages: &[Vec<FieldDecl>], by_rule: &[Vec<bool>]) -> Vec<Vec<bool>> {
    let by_message_fields = Components::new(messages, |_, _, field| edge(field).filter(|(_, framing)| *framing == Framing::LengthPrefixed));
    let mut boxed: Vec<Vec<bool>> = Vec::with_capacity(messages.len());
    for (index, fields) in messages.iter().enumerate() {
        let on_cycle = |field: &FieldDecl| match edge(field) {
            Some((target, Framing::LengthPrefixed)) => by_message_fields.same(index, target),
            // The group itself is no edge of prost's graph, so its way back is searched for.
            Some((target, Framing::Delimited)) => leads_to(messages, target, index),
            None => false,
        };
        boxed.push(fields.iter().map(on_cycle).collect());
    }
    let unboxed_edge =
        |message: usize, nth: usize, field: &FieldDecl| edge(field).filter(|_| !boxed[message][nth] && !by_rule[message][nth]);
    let unboxed = Components::new(messages, unboxed_edge);
    let still_cyclic: Vec<(usize, usize)> = (0..messages.len())
        .flat_map(|message| (0..messages[message].len()).map(move |nth| (message, nth)))
        .filter(|&(message, nth)| {
            unboxed_edge(message, nth, &messages[message][nth]).is_some_and(|(target, _)| unboxed.same(message, target))
        })
        .collect();
    for (message, nth) in still_cyclic {
        boxed[message][nth] = true;
    }
    boxed
}

/// Required message fields on a cycle of such fields: a message that requires itself has no finite value, so a plain struct
/// of it could not even be made by `Default`. prost's runs out of stack (tokio-rs/prost#924).
pub(super) fn endless_fields(messages: &[Vec<FieldDecl>]) -> BTreeSet<(usize, usize)> {
    let required = |field: &FieldDecl| edge(field).filter(|_| field.cardinality == Cardinality::Singular(Presence::Required));
    let cycles = Components::new(messages, |_, _, field| required(field));
    let fields = messages.iter().enumerate().flat_map(|(message, fields)| (0..fields.len()).map(move |nth| (message, nth)));
    let on_cycle =
        |&(message, nth): &(usize, usize)| required(&messages[message][nth]).is_some_and(|(target, _)| cycles.same(message, target));
    fields.filter(on_cycle).collect()
}

/// The message a singular field holds.
pub(super) fn edge(field: &FieldDecl) -> Option<(usize, Framing)> {
    match (field.kind, field.cardinality) {
        (Kind::Message(target, framing), Cardinality::Singular(_)) => Some((target, framing)),
        _ => None,
    }
}

/// Whether a path of singular, length-prefixed message fields leads from one message to another.
fn leads_to(messages: &[Vec<FieldDecl>], from: usize, to: usize) -> bool {
    // A set, because most searches end soon: a flag for each message would cost more than they do.
    let mut seen = HashSet::new();
    let mut pending = vec![from];
    while let Some(message) = pending.pop() {
        if message == to {
            return true;
        }
        if seen.insert(message) {
            let edges = messages[message].iter().filter_map(edge).filter(|(_, framing)| *framing == Framing::LengthPrefixed);
            pending.extend(edges.map(|(target, _)| target));
        }
    }
    false
}

/// Strongly connected components, by Tarjan's algorithm with a stack of its own: schemas can be deep.
struct Components(Vec<usize>);

impl Components {
    fn new(messages: &[Vec<FieldDecl>], edge: impl Fn(usize, usize, &FieldDecl) -> Option<(usize, Framing)>) -> Self {
        const UNSEEN: usize = usize::MAX;
        let targets: Vec<Vec<usize>> = messages
            .iter()
            .enumerate()
            .map(|(message, fields)| {
                fields.iter().enumerate().filter_map(|(nth, field)| edge(message, nth, field)).map(|(t, _)| t).collect()
            })
            .collect();
        let mut order = vec![UNSEEN; messages.len()];
        let mut low = vec![UNSEEN; messages.len()];
        let mut component = vec![UNSEEN; messages.len()];
        let mut open = Vec::new();
        let mut next = 0;
        for root in 0..messages.len() {
            let mut walk = if order[root] == UNSEEN { vec![(root, 0)] } else { Vec::new() };
            while let Some((node, child)) = walk.pop() {
                if child == 0 {
                    order[node] = next;
                    low[node] = next;
                    next += 1;
                    open.push(node);
                }
                if let Some(&target) = targets[node].get(child) {
                    walk.push((node, child + 1));
                    if order[target] == UNSEEN {
                        walk.push((target, 0));
                    } else if component[target] == UNSEEN {
                        low[node] = low[node].min(order[target]);
                    }
                    continue;
                }
                if low[node] == order[node] {
                    while let Some(member) = open.pop() {
                        component[member] = node;
                        if member == node {
                            break;
                        }
                    }
                }
                if let Some(&(parent, _)) = walk.last() {
                    low[parent] = low[parent].min(low[node]);
                }
            }
        }
        Self(component)
    }

    /// Whether two messages reach each other. A message reaches itself.
    fn same(&self, a: usize, b: usize) -> bool {
        self.0[a] == self.0[b]
    }
}

#[cfg(test)]
mod tests {
    use super::super::Packing;
    use super::*;

    fn fields(targets: &[(usize, Framing)]) -> Vec<FieldDecl> {
        let field = |&(target, framing)| FieldDecl {
            kind: Kind::Message(target, framing),
            cardinality: Cardinality::Singular(Presence::Explicit),
            oneof: None,
        };
        targets.iter().map(field).collect()
    }

    /// Without rules.
    fn boxed(messages: &[Vec<FieldDecl>]) -> Vec<Vec<bool>> {
        let none: Vec<Vec<bool>> = messages.iter().map(|fields| vec![false; fields.len()]).collect();
        boxed_fields(messages, &none)
    }

    #[test]
    fn boxes_every_field_on_a_cycle() {
        use Framing::LengthPrefixed as Plain;
        // 0 -> 1 -> 2 -> 1, 2 -> 3, 3 -> 3 repeated
        let mut messages = vec![fields(&[(1, Plain)]), fields(&[(2, Plain)]), fields(&[(1, Plain), (3, Plain)]), fields(&[(3, Plain)])];
        messages[3][0].cardinality = Cardinality::Repeated(Packing::Expanded);
        assert_eq!(boxed(&messages), [vec![false], vec![true], vec![true, false], vec![false]]);
    }

    #[test]
    fn finds_what_requires_itself() {
        let mut messages =
            vec![fields(&[(0, Framing::LengthPrefixed)]), fields(&[(2, Framing::Delimited)]), fields(&[(1, Framing::Delimited)])];
        assert!(endless_fields(&messages).is_empty());
        for message in &mut messages {
            message[0].cardinality = Cardinality::Singular(Presence::Required);
        }
        assert_eq!(endless_fields(&messages), BTreeSet::from([(0, 0), (1, 0), (2, 0)]));
        messages[2][0].cardinality = Cardinality::Repeated(Packing::Expanded);
        assert_eq!(endless_fields(&messages), BTreeSet::from([(0, 0)]));
    }

    #[test]
    fn boxes_cycles_through_groups() {
        use Framing::{Delimited, LengthPrefixed};
        // prost boxes the group of `0 =group=> 1 -> 0`, and nothing of `0 =group=> 1 =group=> 2 -> 0`.
        let one = [fields(&[(1, Delimited)]), fields(&[(0, LengthPrefixed)])];
        assert_eq!(boxed(&one), [vec![true], vec![false]]);
        let two = [fields(&[(1, Delimited)]), fields(&[(2, Delimited)]), fields(&[(0, LengthPrefixed)])];
        assert_eq!(boxed(&two), [vec![true], vec![true], vec![true]]);
        // Who came from prost has told it what to box.
        assert_eq!(boxed_fields(&two, &[vec![false], vec![false], vec![true]]), [vec![false], vec![false], vec![false]]);
    }
}
