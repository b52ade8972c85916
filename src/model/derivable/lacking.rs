//! Which types lack a trait, and through which field.

use std::collections::VecDeque;

use super::super::extern_paths::External;
use super::super::resolve::{Cardinality, FieldDecl, Kind};
use super::super::{Scalar, WellKnown};
use super::nodes::{Nodes, Origin, Part};

/// The types that lack a trait.
pub(super) struct Lacking {
    /// By node.
    reasons: Vec<Option<Reason>>,
}

/// Why a type lacks a trait.
#[derive(Debug, Clone)]
enum Reason {
    /// A part of the type holds a Rust type without the trait, in words. Without a part the reason
    /// is the type itself.
    Holds(Option<Part>, String),
    /// A part of the type is a type that lacks the trait.
    Through(Part, usize),
}

/// What a field's type says of the trait.
enum Verdict {
    Has,
    /// The field's type lacks the trait, in words.
    Lacks(String),
    /// The field has the trait if the type of this node has it.
    AsNode(usize),
}

impl Lacking {
    /// Finds the types that lack the trait `name`, nearest to the reason first, so that chains are
    /// short. `origins` says by node how each type comes to the trait.
    pub fn new(nodes: &Nodes<'_, '_>, name: &str, origins: &[Origin]) -> Self {
        let mut reasons: Vec<Option<Reason>> = vec![None; nodes.count()];
        let mut holders: Vec<Vec<(usize, Part)>> = vec![Vec::new(); nodes.count()];
        let may_lack = |node: usize| {
            let generated = nodes.assembly.declared.generated_message(nodes.message(node));
            generated && origins[node] != Origin::Given
        };
        let nodes_that_may: Vec<usize> = (0..nodes.count()).filter(|&node| may_lack(node)).collect();
        for &node in &nodes_that_may {
            for (part, verdict) in parts(nodes, node, name) {
                match verdict {
                    Verdict::Has => {}
                    Verdict::Lacks(what) => {
                        reasons[node].get_or_insert(Reason::Holds(Some(part), what));
                    }
                    Verdict::AsNode(target) => holders[target].push((node, part)),
                }
            }
            if reasons[node].is_none() {
                reasons[node] = of_itself(nodes, node, name);
            }
        }
        spread(&mut reasons, &holders);
        for &node in &nodes_that_may {
            if reasons[node].is_none() && origins[node] == Origin::None {
                let what = format!("`{}`, for which no rule derives it", nodes.name(node));
                reasons[node] = Some(Reason::Holds(None, what));
            }
        }
        spread(&mut reasons, &holders);
        Self { reasons }
    }

    /// Whether a type lacks the trait.
    pub fn lacks(&self, node: usize) -> bool {
        self.reasons[node].is_some()
    }

    /// The types from one that lacks the trait to the reason, each with the part that leads on.
    pub fn chain(&self, node: usize) -> Vec<(usize, Option<Part>)> {
        let (mut chain, mut node) = (Vec::new(), node);
        loop {
            match &self.reasons[node] {
                Some(Reason::Through(part, target)) => {
                    chain.push((node, Some(*part)));
                    node = *target;
                }
                Some(Reason::Holds(part, _)) => {
                    chain.push((node, *part));
                    return chain;
                }
                None => return chain,
            }
        }
    }

    /// What the last part of the chain holds, in words.
    pub fn reason(&self, node: usize) -> &str {
        let last = self.chain(node).last().map_or(node, |(node, _)| *node);
        match &self.reasons[last] {
            Some(Reason::Holds(_, what)) => what,
            Some(Reason::Through(..)) | None => "",
        }
    }
}

/// Gives a reason to each type that holds one with a reason.
fn spread(reasons: &mut [Option<Reason>], holders: &[Vec<(usize, Part)>]) {
    let mut pending: VecDeque<usize> = (0..reasons.len()).filter(|&node| reasons[node].is_some()).collect();
    while let Some(node) = pending.pop_front() {
        for &(holder, part) in &holders[node] {
            if reasons[holder].is_none() {
                reasons[holder] = Some(Reason::Through(part, node));
                pending.push_back(holder);
            }
        }
    }
}

/// The reason that is no field: what a type is, or what it has besides the fields of the schema.
fn of_itself(nodes: &Nodes<'_, '_>, node: usize, name: &str) -> Option<Reason> {
    let keeps_unknown = nodes.oneof(node).is_none() && nodes.assembly.facts.keeps_unknown[nodes.message(node)];
    match name {
        "Default" if nodes.oneof(node).is_some() => Some(Reason::Holds(None, "no member that can be the default".into())),
        "Copy" if keeps_unknown => Some(Reason::Holds(None, "`UnknownFields`".into())),
        _ => None,
    }
}

/// The parts of a type, and what each says of a trait.
fn parts(nodes: &Nodes<'_, '_>, node: usize, name: &str) -> Vec<(Part, Verdict)> {
    let message = nodes.message(node);
    let fields = nodes.assembly.facts.fields[message].iter().enumerate();
    let own = fields.filter(|(_, field)| field.oneof == nodes.oneof(node));
    let own = own.map(|(nth, field)| (Part::Field(nth), of_field(nodes, message, nth, field, name)));
    let oneofs = nodes.oneofs_of(message).filter(|_| nodes.oneof(node).is_none());
    let oneofs = oneofs.filter_map(|oneof| Some((Part::Oneof(nodes.oneof(oneof)?), Verdict::AsNode(oneof))));
    own.chain(oneofs).collect()
}

fn of_field(nodes: &Nodes<'_, '_>, message: usize, nth: usize, field: &FieldDecl, name: &str) -> Verdict {
    let facts = &nodes.assembly.facts;
    let lacks = |what: &str| Verdict::Lacks(format!("a `{what}`"));
    match field.cardinality {
        Cardinality::Map(_) => {
            let full_name = nodes.part_name(nodes.of_message(message), Part::Field(nth));
            let sorted = nodes.assembly.rules.select.btree_map.select(&[&full_name]);
            match name {
                "Copy" => lacks(if sorted { "BTreeMap" } else { "HashMap" }),
                "Hash" | "PartialOrd" | "Ord" if !sorted => lacks("HashMap"),
                _ => of_value(nodes, field.value_kind(facts.fields), name),
            }
        }
        Cardinality::Repeated(_) if name == "Copy" => lacks("Vec"),
        Cardinality::Singular(_) if name == "Copy" && facts.is_boxed(message, nth) => lacks("Box"),
        Cardinality::Repeated(_) | Cardinality::Singular(_) => of_value(nodes, field.kind, name),
    }
}

fn of_value(nodes: &Nodes<'_, '_>, kind: Kind, name: &str) -> Verdict {
    let lacks = |what: &str| Verdict::Lacks(format!("a `{what}`"));
    let of_scalar = |scalar: Scalar| match (scalar, name) {
        (Scalar::Float, "Eq" | "Hash" | "Ord") => lacks("float"),
        (Scalar::Double, "Eq" | "Hash" | "Ord") => lacks("double"),
        _ => Verdict::Has,
    };
    let unless_copy = |what: &str| if name == "Copy" { lacks(what) } else { Verdict::Has };
    match kind {
        Kind::Scalar(scalar) => of_scalar(scalar),
        // The number of an enum.
        Kind::Enum(_) => Verdict::Has,
        Kind::String(_) => unless_copy("String"),
        Kind::Bytes => unless_copy("Vec<u8>"),
        Kind::Message(target, _) => match &nodes.assembly.declared.external_messages[target] {
            None => Verdict::AsNode(nodes.of_message(target)),
            Some(External::Path(_) | External::WellKnown(WellKnown::Empty)) => Verdict::Has,
            Some(External::WellKnown(WellKnown::Scalar(scalar))) => of_scalar(*scalar),
            Some(External::WellKnown(WellKnown::String)) => unless_copy("String"),
            Some(External::WellKnown(WellKnown::Bytes)) => unless_copy("Vec<u8>"),
            Some(External::WellKnown(WellKnown::Type(_))) => {
                // The types of prost-types derive what prost's rules allow, and nothing else.
                let derives = nodes.derives(target);
                let has = match name {
                    "Copy" => derives.copy,
                    "Eq" | "Hash" => derives.eq,
                    _ => false,
                };
                if has { Verdict::Has } else { lacks(&nodes.schema().messages[target].at.full_name) }
            }
        },
    }
}
