//! The traits of `derive` rules that rustc would refuse, with the fields that cause it.
//!
//! A type can derive a trait if all its fields have the trait. This module assumes that three kinds
//! of types have it, and leaves the decision to rustc:
//!
//! * types of an extern path,
//! * types with an attribute that mentions the trait,
//! * types with a `skip_derive` rule for the trait, because the user may implement it by hand.

use std::collections::BTreeMap;

mod nodes;
mod without_trait;

use self::nodes::{NodeId, Nodes, Origin, Part};
use self::without_trait::Lacking;
use super::assemble::Assembly;
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, Underivable, needs_another_trait, underivable,
};
use crate::index::Column;
use crate::options::RuleId;
use crate::traits::CHECKED;

/// Reports traits that rules derive for types that cannot have them. Each pair of rule and trait
/// gives one error.
pub(super) fn check(assembly: &Assembly<'_, '_>, found: &mut Diagnostics) {
    if assembly.options.rules_of("derive").next().is_none() {
        return;
    }
    let nodes = Nodes::new(assembly);
    for (name, needs) in CHECKED {
        let origins = nodes.origins(name);
        // The types by rule, in the order of the schema.
        let mut asked: BTreeMap<RuleId, Vec<NodeId>> = BTreeMap::new();
        for (node, origin) in origins.iter() {
            if let Origin::Rule(rule) = *origin
                && nodes.is_emitted(node)
            {
                asked.entry(rule).or_default().push(node);
            }
        }
        if asked.is_empty() {
            continue;
        }
        let lacking = Lacking::new(&nodes, name, &origins);
        for (rule, asked) in asked {
            let rule = nodes.rule(rule);
            let (without, with): (Vec<NodeId>, Vec<NodeId>) =
                asked.into_iter().partition(|node| lacking.lacks(*node));
            if let Some((&first, others)) = without.split_first() {
                found.push(report(&nodes, &lacking, &origins, (&rule, name), first, others));
            }
            for needed in *needs {
                let origins = nodes.origins(needed);
                if let Some(&node) = with.iter().find(|node| origins[**node] == Origin::None) {
                    let location = location(&nodes, node, None);
                    let holder = nodes.name(node);
                    found.push(needs_another_trait(location, &rule, &holder, name, needed));
                }
            }
        }
    }
}

fn report(
    nodes: &Nodes<'_, '_>,
    lacking: &Lacking,
    origins: &Column<NodeId, Origin>,
    (rule, name): (&str, &str),
    first: NodeId,
    others: &[NodeId],
) -> Diagnostic {
    const SHOWN: usize = 3;
    let chain = lacking.chain(first);
    let last = chain.last().copied().unwrap_or((first, None));
    // A chain can lead through every type, so only the shown ones are built.
    let shown = others.iter().take(SHOWN);
    let shown = shown.map(|&other| {
        format!("`{}` (`{}`)", nodes.name(other), path(nodes, &lacking.chain(other)))
    });
    let shown: Vec<String> = shown.collect();
    let by_hand = match origins[last.0] {
        Origin::None => Some(nodes.name(last.0)),
        Origin::Given | Origin::Rule(_) => None,
    };
    underivable(&Underivable {
        location: location(nodes, last.0, last.1),
        rule,
        name,
        holder: &nodes.name(first),
        path: &path(nodes, &chain),
        reason: lacking.reason(first),
        by_hand: by_hand.as_deref(),
        shown: &shown,
        hidden: others.len().saturating_sub(SHOWN),
    })
}

/// Returns the path to the field that causes the error, e.g. `acme.A.b -> acme.B.x`.
fn path(nodes: &Nodes<'_, '_>, chain: &[(NodeId, Option<Part>)]) -> String {
    let mut names: Vec<String> = Vec::new();
    for (position, &(node, part)) in chain.iter().enumerate() {
        let next = chain.get(position + 1);
        match part {
            // The oneof's member comes next. Its name is enough.
            Some(Part::Oneof(_)) if next.is_some_and(|(_, part)| part.is_some()) => {}
            Some(part) => names.push(nodes.schema().full_name(part.element())),
            None if position == 0 => names.push(nodes.name(node)),
            None => {}
        }
    }
    names.join(" -> ")
}

/// Returns the position of a part of a type, or of the type itself.
fn location(nodes: &Nodes<'_, '_>, node: NodeId, part: Option<Part>) -> Location {
    let element = part.map_or_else(|| nodes.element(node), Part::element);
    nodes.schema().location(element)
}
