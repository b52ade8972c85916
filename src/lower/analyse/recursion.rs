//! The message fields that need a `Box` because their type contains the message that holds the
//! field.
//!
//! prost boxes a singular field if a path of singular message fields leads from its type back to
//! the message. This module does the same. prost's graph has no groups, so a cycle through a group
//! makes a type of infinite size unless a `boxed` rule breaks it. This module also boxes the fields
//! that are still on a cycle after both.

use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::{Cardinality, Fields};
use crate::model::{FieldId, Framing, MessageId, Presence};

/// The graph of all messages. Its edges are the singular message fields.
#[derive(Debug)]
pub(super) struct Graph {
    /// The edges, by the message that holds the field.
    edges: Column<MessageId, Vec<Edge>>,
    /// The number of fields of all kinds.
    fields: usize,
}

/// A singular message field.
#[derive(Debug, Clone, Copy)]
struct Edge {
    field: FieldId,
    target: MessageId,
    framing: Framing,
    is_required: bool,
}

impl Graph {
    pub fn new(schema: &Schema<'_>, fields: &Fields) -> Self {
        let edge = |field: FieldId| {
            let (target, framing) = fields[field].single_message()?;
            let is_required =
                fields[field].cardinality == Cardinality::Singular(Presence::Required);
            Some(Edge { field, target, framing, is_required })
        };
        let edges = schema
            .messages
            .map(|(_, message)| message.fields.into_iter().filter_map(edge).collect());
        Self { edges, fields: fields.len() }
    }

    fn all(&self) -> impl Iterator<Item = (MessageId, Edge)> {
        self.edges.iter().flat_map(|(from, edges)| edges.iter().map(move |edge| (from, *edge)))
    }
}

fn is_prefixed(edge: &Edge) -> bool {
    edge.framing == Framing::LengthPrefixed
}

/// Returns, for every field, whether it is boxed because of a cycle. `by_rule` are the fields that
/// a rule boxes.
pub(super) fn boxed_fields(
    graph: &Graph,
    by_rule: &Column<FieldId, bool>,
) -> Column<FieldId, bool> {
    let by_message_fields = Components::new(graph, is_prefixed);
    let mut boxed = Column::filled(false, graph.fields);
    for (from, edge) in graph.all() {
        boxed[edge.field] = is_prefixed(&edge) && by_message_fields.same(from, edge.target);
    }
    groups_on_cycles(graph, &by_message_fields).into_iter().for_each(|field| boxed[field] = true);
    let is_unboxed = |edge: &Edge| !boxed[edge.field] && !by_rule[edge.field];
    let unboxed = Components::new(graph, is_unboxed);
    let is_cyclic =
        |(from, edge): &(MessageId, Edge)| is_unboxed(edge) && unboxed.same(*from, edge.target);
    let still_cyclic: Vec<FieldId> =
        graph.all().filter(is_cyclic).map(|(_, edge)| edge.field).collect();
    still_cyclic.into_iter().for_each(|field| boxed[field] = true);
    boxed
}

/// Returns each group with a path of length-prefixed fields from the group's message back to the
/// message that holds the group. prost's graph has no edge for the group itself.
fn groups_on_cycles(graph: &Graph, by_message_fields: &Components) -> Vec<FieldId> {
    if !graph.all().any(|(_, edge)| !is_prefixed(&edge)) {
        return Vec::new();
    }
    let by_all_fields = Components::new(graph, |_| true);
    let is_candidate = |(from, edge): &(MessageId, Edge)| {
        !is_prefixed(edge) && by_all_fields.same(*from, edge.target)
    };
    let candidates: Vec<(MessageId, Edge)> = graph.all().filter(is_candidate).collect();
    let mut found = Vec::new();
    // One pass over the graph handles one group per bit of a `u64`. A separate search for each
    // group would take quadratic time.
    for groups in candidates.chunks(u64::BITS as usize) {
        // For each component, the groups whose holder it reaches. Each group has one bit.
        let mut ways: Column<MessageId, u64> = Column::filled(0, graph.edges.len());
        for (bit, (from, _)) in groups.iter().enumerate() {
            ways[by_message_fields.of(*from)] |= 1 << bit;
        }
        for &message in &by_message_fields.targets_first {
            let prefixed = graph.edges[message].iter().filter(|edge| is_prefixed(edge));
            let further =
                prefixed.fold(0, |further, edge| further | ways[by_message_fields.of(edge.target)]);
            ways[by_message_fields.of(message)] |= further;
        }
        let leads_back = |(bit, (_, edge)): &(usize, &(MessageId, Edge))| {
            ways[by_message_fields.of(edge.target)] >> bit & 1 == 1
        };
        found.extend(groups.iter().enumerate().filter(leads_back).map(|(_, (_, edge))| edge.field));
    }
    found
}

/// Returns, for every field, whether it is a required message field on a cycle of such fields.
///
/// A message that requires itself has no finite value, so even `Default` could not construct a
/// plain struct of it. prost overflows the stack there (tokio-rs/prost#924).
pub(super) fn self_requiring_fields(graph: &Graph) -> Column<FieldId, bool> {
    let cycles = Components::new(graph, |edge| edge.is_required);
    let mut self_requiring = Column::filled(false, graph.fields);
    for (from, edge) in graph.all() {
        self_requiring[edge.field] = edge.is_required && cycles.same(from, edge.target);
    }
    self_requiring
}

/// The strongly connected components of the graph, by Tarjan's algorithm. The algorithm has its own
/// stack, because schemas can nest deeply.
struct Components {
    /// For each message, the message that represents its component.
    component: Column<MessageId, MessageId>,
    /// The messages, component by component. A component comes after the components that its edges
    /// lead to.
    targets_first: Vec<MessageId>,
}

impl Components {
    fn new(graph: &Graph, is_edge: impl Fn(&Edge) -> bool) -> Self {
        const UNSEEN: usize = usize::MAX;
        let count = graph.edges.len();
        let targets: Column<MessageId, Vec<MessageId>> = graph.edges.map(|(_, edges)| {
            edges.iter().filter(|edge| is_edge(edge)).map(|edge| edge.target).collect()
        });
        let mut order = Column::filled(UNSEEN, count);
        let mut low = Column::filled(UNSEEN, count);
        let mut component: Column<MessageId, Option<MessageId>> = Column::filled(None, count);
        let mut targets_first = Vec::with_capacity(count);
        let mut open = Vec::new();
        let mut next = 0;
        for root in graph.edges.ids() {
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
                    } else if component[target].is_none() {
                        low[node] = low[node].min(order[target]);
                    }
                    continue;
                }
                if low[node] == order[node] {
                    while let Some(member) = open.pop() {
                        component[member] = Some(node);
                        targets_first.push(member);
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
        // The loop has assigned a component to every message.
        let component = component.map(|(message, component)| component.unwrap_or(message));
        Self { component, targets_first }
    }

    /// Returns the message that represents the component of a message.
    fn of(&self, message: MessageId) -> MessageId {
        self.component[message]
    }

    /// Whether two messages are in one component, so that each reaches the other.
    fn same(&self, a: MessageId, b: MessageId) -> bool {
        self.of(a) == self.of(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Id as _;

    /// Returns a graph. Each message is a list of fields, and each field a target and a framing.
    fn graph(messages: &[&[(usize, Framing)]]) -> Graph {
        let mut fields = 0;
        let mut edge = |&(target, framing): &(usize, Framing)| {
            fields += 1;
            let (field, target) = (FieldId::new(fields - 1), MessageId::new(target));
            Edge { field, target, framing, is_required: false }
        };
        let edges = messages.iter().map(|fields| fields.iter().map(&mut edge).collect());
        let edges = edges.collect();
        Graph { edges, fields }
    }

    /// Returns the boxed fields of a graph without rules.
    fn boxed(graph: &Graph) -> Vec<bool> {
        let none = Column::filled(false, graph.fields);
        boxed_fields(graph, &none).values().copied().collect()
    }

    #[test]
    fn boxes_every_field_on_a_cycle() {
        use Framing::LengthPrefixed as Plain;
        // The edges are 0 -> 1 -> 2 -> 1 and 2 -> 3.
        let graph = graph(&[&[(1, Plain)], &[(2, Plain)], &[(1, Plain), (3, Plain)], &[]]);
        assert_eq!(boxed(&graph), [false, true, true, false]);
    }

    #[test]
    fn finds_messages_that_require_themselves() {
        use Framing::{Delimited, LengthPrefixed};
        let mut graph = graph(&[&[(0, LengthPrefixed)], &[(2, Delimited)], &[(1, Delimited)]]);
        let self_requiring =
            |graph: &Graph| self_requiring_fields(graph).values().copied().collect::<Vec<_>>();
        assert_eq!(self_requiring(&graph), [false, false, false]);
        for message in 0..3 {
            graph.edges[MessageId::new(message)][0].is_required = true;
        }
        assert_eq!(self_requiring(&graph), [true, true, true]);
        graph.edges[MessageId::new(2)][0].is_required = false;
        assert_eq!(self_requiring(&graph), [true, false, false]);
    }

    #[test]
    fn finds_paths_back_from_many_groups() {
        use Framing::{Delimited, LengthPrefixed};
        // Message 0 holds 99 groups. Every third of them holds message 0. The others hold a group
        // that holds message 0.
        let groups: Vec<_> = (1..100).map(|target| (target, Delimited)).collect();
        let back = |message: usize| {
            [(0, if message.is_multiple_of(3) { LengthPrefixed } else { Delimited })]
        };
        let backs: Vec<_> = (1..100).map(back).collect();
        let messages: Vec<&[_]> =
            std::iter::once(&groups[..]).chain(backs.iter().map(|back| &back[..])).collect();
        let graph = graph(&messages);
        let by_message_fields = Components::new(&graph, is_prefixed);
        // Field `n` of message 0 has the type of message `n + 1`.
        let expected: Vec<FieldId> =
            (0..99).filter(|field| field % 3 == 2).map(FieldId::new).collect();
        assert_eq!(groups_on_cycles(&graph, &by_message_fields), expected);
    }

    #[test]
    fn boxes_cycles_through_groups() {
        use Framing::{Delimited, LengthPrefixed};
        // prost boxes the group of `0 =group=> 1 -> 0`. It boxes no field of `0 =group=> 1 =group=>
        // 2 -> 0`.
        let one = graph(&[&[(1, Delimited)], &[(0, LengthPrefixed)]]);
        assert_eq!(boxed(&one), [true, false]);
        let two = graph(&[&[(1, Delimited)], &[(2, Delimited)], &[(0, LengthPrefixed)]]);
        assert_eq!(boxed(&two), [true, true, true]);
        // A schema that compiles with prost has a rule that boxes a field of the cycle.
        let by_rule = Column::from(vec![false, false, true]);
        assert!(boxed_fields(&two, &by_rule).values().all(|boxed| !boxed));
    }
}
