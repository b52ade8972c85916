//! Which traits of `derive` rules rustc would refuse, and the fields that are the reason.
//!
//! A type can derive a trait if all its fields have it. Three kinds of types are taken to have it,
//! and rustc judges them: types of an extern path, types whose attributes mention the trait, and
//! types for which `skip_derive` says that it is implemented by hand.

use std::collections::BTreeMap;

mod lacking;
mod nodes;

use self::lacking::Lacking;
use self::nodes::{Nodes, Origin, Part};
use super::assemble::Assembly;
use super::link::step;
use super::names::path_index;
use super::traits::CHECKED;
use crate::diagnostics::{Diagnostics, Location, Underivable, needs_another_trait, underivable};

/// Reports traits that rules derive for types that cannot have them: one error for each rule and
/// trait.
pub(super) fn check(assembly: &Assembly<'_, '_>, found: &mut Diagnostics) {
    if assembly.rules.derivings.derive.is_empty() {
        return;
    }
    let nodes = Nodes::new(assembly);
    for (name, needs) in CHECKED {
        let origins = nodes.origins(name);
        // By rule, in the order of the schema.
        let mut asked: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, origin) in origins.iter().enumerate() {
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
            let (without, with): (Vec<usize>, Vec<usize>) = asked.into_iter().partition(|&node| lacking.lacks(node));
            if let Some((&first, others)) = without.split_first() {
                found.push(report(&nodes, &lacking, &origins, (&rule, name), first, others));
            }
            for needed in *needs {
                let origins = nodes.origins(needed);
                if let Some(&node) = with.iter().find(|&&node| matches!(origins[node], Origin::None)) {
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
    origins: &[Origin],
    (rule, name): (&str, &str),
    first: usize,
    others: &[usize],
) -> crate::Diagnostic {
    const SHOWN: usize = 3;
    let chain = lacking.chain(first);
    let last = chain.last().copied().unwrap_or((first, None));
    let others: Vec<String> =
        others.iter().map(|&other| format!("`{}` (`{}`)", nodes.name(other), path(nodes, &lacking.chain(other)))).collect();
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
        shown: &others[..others.len().min(SHOWN)],
        hidden: others.len().saturating_sub(SHOWN),
    })
}

/// The way to the field that is the reason, e.g. `acme.A.b -> acme.B.x`.
fn path(nodes: &Nodes<'_, '_>, chain: &[(usize, Option<Part>)]) -> String {
    let mut names: Vec<String> = Vec::new();
    for (position, &(node, part)) in chain.iter().enumerate() {
        let next = chain.get(position + 1);
        match part {
            // The member comes next, and its name says more.
            Some(Part::Oneof(_)) if next.is_some_and(|(_, part)| part.is_some()) => {}
            Some(part) => names.push(nodes.part_name(node, part)),
            None if position == 0 => names.push(nodes.name(node)),
            None => {}
        }
    }
    names.join(" -> ")
}

/// Where a part of a type stands, or the type itself.
fn location(nodes: &Nodes<'_, '_>, node: usize, part: Option<Part>) -> Location {
    let at = nodes.declared(node);
    let steps = match (part, nodes.oneof(node)) {
        (Some(Part::Field(nth)), _) => vec![step::MESSAGE_FIELD, path_index(nth)],
        (Some(Part::Oneof(oneof)), _) | (None, Some(oneof)) => {
            vec![step::MESSAGE_ONEOF, path_index(oneof)]
        }
        (None, None) => Vec::new(),
    };
    nodes.schema().location(at.file, &at.part(&steps))
}
