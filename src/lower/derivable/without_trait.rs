//! The types that lack a trait, and the fields that cause it.

use std::collections::VecDeque;

use super::nodes::{NodeId, Nodes, Origin, Part};
use crate::index::Column;
use crate::lower::extern_paths::RustItem;
use crate::lower::resolve::{Cardinality, Kind};
use crate::model::{FieldId, Scalar, Storage, WellKnown};

/// The types that lack a trait.
pub(super) struct Lacking {
    reasons: Column<NodeId, Option<Reason>>,
}

/// The reason why a type lacks a trait.
#[derive(Debug, Clone)]
enum Reason {
    /// A part of the type holds a Rust type without the trait. The text describes that Rust type.
    /// Without a part, the type itself is the reason.
    Holds(Option<Part>, String),
    /// A part of the type has a type that lacks the trait.
    Through(Part, NodeId),
}

/// The trait of a field's type.
enum Verdict {
    Has,
    /// The type lacks the trait. The text describes the type.
    Lacks(String),
    /// The type has the trait if this node has it.
    AsNode(NodeId),
}

/// For each type, the types that hold it, with the part that holds it.
type Holders = Column<NodeId, Vec<(NodeId, Part)>>;

impl Lacking {
    /// Finds the types that lack the trait. The types nearest to the reason come first, so that
    /// chains are short.
    pub fn new(nodes: &Nodes<'_, '_>, name: &str, origins: &Column<NodeId, Origin>) -> Self {
        let mut reasons: Column<NodeId, Option<Reason>> = nodes.filled(None);
        let mut holders: Holders = nodes.filled(Vec::new());
        let may_lack = |node: &NodeId| {
            let is_generated = nodes.assembly.declared.messages[nodes.message(*node)];
            is_generated && origins[*node] != Origin::Given
        };
        let nodes_that_may: Vec<NodeId> = nodes.ids().filter(may_lack).collect();
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
    pub fn lacks(&self, node: NodeId) -> bool {
        self.reasons[node].is_some()
    }

    /// Returns the chain from a type that lacks the trait to the reason. Each type has the part
    /// that leads to the next type.
    pub fn chain(&self, node: NodeId) -> Vec<(NodeId, Option<Part>)> {
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

    /// Returns the description of the type that the last part of the chain holds.
    pub fn reason(&self, node: NodeId) -> &str {
        let last = self.chain(node).last().map_or(node, |(node, _)| *node);
        match &self.reasons[last] {
            Some(Reason::Holds(_, what)) => what,
            Some(Reason::Through(..)) | None => "",
        }
    }
}

/// Gives a reason to each type that holds a type with a reason.
fn spread(reasons: &mut Column<NodeId, Option<Reason>>, holders: &Holders) {
    let has_reason = |node: &NodeId| reasons[*node].is_some();
    let mut pending: VecDeque<NodeId> = reasons.ids().filter(has_reason).collect();
    while let Some(node) = pending.pop_front() {
        for &(holder, part) in &holders[node] {
            if reasons[holder].is_none() {
                reasons[holder] = Some(Reason::Through(part, node));
                pending.push_back(holder);
            }
        }
    }
}

/// Returns a reason that is not a field of the schema. It is the kind of the type, or the field for
/// unknown fields.
fn of_itself(nodes: &Nodes<'_, '_>, node: NodeId, name: &str) -> Option<Reason> {
    let is_oneof = nodes.oneof(node).is_some();
    let keeps_unknown = nodes.assembly.analysis.keeps_unknown[nodes.message(node)];
    match name {
        "Default" if is_oneof => {
            Some(Reason::Holds(None, "no member that can be the default".into()))
        }
        "Copy" if keeps_unknown && !is_oneof => Some(Reason::Holds(None, "`UnknownFields`".into())),
        _ => None,
    }
}

/// Returns the parts of a type, each with its verdict on the trait.
fn parts(nodes: &Nodes<'_, '_>, node: NodeId, name: &str) -> Vec<(Part, Verdict)> {
    let schema = nodes.schema();
    let message = nodes.message(node);
    let part = |field: FieldId| (Part::Field(field), of_field(nodes, field, name));
    if let Some(oneof) = nodes.oneof(node) {
        return schema.oneofs[oneof].members.iter().map(|member| part(*member)).collect();
    }
    let oneofs = nodes.oneofs_of(message);
    let oneofs = oneofs.map(|(oneof, node)| (Part::Oneof(oneof), Verdict::AsNode(node)));
    schema.plain_fields(message).map(part).chain(oneofs).collect()
}

fn of_field(nodes: &Nodes<'_, '_>, id: FieldId, name: &str) -> Verdict {
    let assembly = nodes.assembly;
    let field = assembly.fields[id];
    let lacks = |what: &str| Verdict::Lacks(format!("a `{what}`"));
    match field.cardinality {
        Cardinality::Map(..) => {
            let is_sorted = assembly.settings.field(id).btree_map.value;
            match name {
                "Copy" => lacks(if is_sorted { "BTreeMap" } else { "HashMap" }),
                "Hash" | "PartialOrd" | "Ord" if !is_sorted => lacks("HashMap"),
                _ => of_value(nodes, field.value_kind(assembly.fields), name),
            }
        }
        Cardinality::Repeated(_) if name == "Copy" => lacks("Vec"),
        Cardinality::Singular(_)
            if name == "Copy" && assembly.analysis.storage[id] == Storage::Boxed =>
        {
            lacks("Box")
        }
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
    let target = match kind {
        Kind::Scalar(scalar) => return of_scalar(scalar),
        // The field holds the enum's number.
        Kind::Enum(_) => return Verdict::Has,
        Kind::String(_) => return unless_copy("String"),
        Kind::Bytes => return unless_copy("Vec<u8>"),
        Kind::Message(target, _) => target,
    };
    let external = nodes.assembly.declared.external_messages[target].as_ref();
    match external.map(|external| &external.item) {
        None => Verdict::AsNode(nodes.of_message(target)),
        Some(RustItem::Path(_) | RustItem::WellKnown(WellKnown::Empty)) => Verdict::Has,
        Some(RustItem::WellKnown(WellKnown::Scalar(scalar))) => of_scalar(*scalar),
        Some(RustItem::WellKnown(WellKnown::String)) => unless_copy("String"),
        Some(RustItem::WellKnown(WellKnown::Bytes)) => unless_copy("Vec<u8>"),
        Some(RustItem::WellKnown(WellKnown::Type(_))) => {
            // A type of prost-types derives the traits that prost's rules allow, and no others.
            let lacked = nodes.lacks(target);
            let has = match name {
                "Copy" => lacked.copy.is_none(),
                "Eq" | "Hash" => lacked.eq.is_none(),
                _ => false,
            };
            if has { Verdict::Has } else { lacks(&nodes.schema().messages[target].at.full_name) }
        }
    }
}
