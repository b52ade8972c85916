//! What every field is: kind, presence, packing, and the type it refers to.

use std::collections::BTreeMap;

use super::features::{FeatureTable, Features, FieldPresence};
use super::link::{MessageDecl, Schema, TypeIndex, join, step};
use super::{Framing, Packing, Presence, Scalar, Utf8};
use crate::descriptor::FieldDescriptorProto;
use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::diagnostics::{Diagnostics, Location, broken_element, unresolved_type};
use crate::parallel;

/// A field, resolved but not yet named.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldDecl {
    pub kind: Kind,
    pub cardinality: Cardinality,
    /// Index of the real oneof it belongs to.
    pub oneof: Option<usize>,
}

/// What a single value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar(Scalar),
    String(Utf8),
    Bytes,
    /// Index into [`Schema::enums`].
    Enum(usize),
    /// Index into [`Schema::messages`].
    Message(usize, Framing),
}

/// How many values there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cardinality {
    Singular(Presence),
    Repeated(Packing),
    /// Index into [`Schema::messages`] of the map entry.
    Map(usize),
}

impl FieldDecl {
    /// What a single value of it is; the values of a map are those of its entry's second field. `messages` are the fields of all.
    pub fn value_kind(&self, messages: &[Vec<FieldDecl>]) -> Kind {
        match self.cardinality {
            Cardinality::Map(entry) => messages[entry][1].kind,
            Cardinality::Singular(_) | Cardinality::Repeated(_) => self.kind,
        }
    }
}

/// The real oneofs of a message with these fields, in their order, each with the indices of its
/// members.
pub(super) fn real_oneofs(fields: &[FieldDecl]) -> BTreeMap<usize, Vec<usize>> {
    let mut oneofs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (nth, field) in fields.iter().enumerate() {
        if let Some(oneof) = field.oneof {
            oneofs.entry(oneof).or_default().push(nth);
        }
    }
    oneofs
}

/// Resolves the fields of all messages, in the schema's order. Where something is wrong, that is said and a
/// placeholder stands in: the driver stops before anybody looks at it.
pub(super) fn resolve(schema: &Schema<'_>, features: &FeatureTable, found: &mut Diagnostics) -> Vec<Vec<FieldDecl>> {
    let messages: Vec<usize> = (0..schema.messages.len()).collect();
    let resolve_message = |&index: &usize, found: &mut Diagnostics| {
        let message = &schema.messages[index];
        check_map_entry(schema, message, found);
        let fields = message.proto.field.iter().enumerate();
        fields.map(|(nth, field)| resolve_field(schema, message, nth, field, features.messages[index], found)).collect()
    };
    parallel::each(&messages, resolve_message, found)
}

fn resolve_field(
    schema: &Schema<'_>,
    message: &MessageDecl<'_>,
    nth: usize,
    field: &FieldDescriptorProto,
    inherited: Features,
    found: &mut Diagnostics,
) -> FieldDecl {
    let name = join(&message.at.full_name, field.name());
    let nth = i32::try_from(nth).unwrap_or(i32::MAX);
    let location = || schema.location(message.at.file, &message.at.part(&[step::MESSAGE_FIELD, nth]));
    let features = inherited.overridden(field.feature_set().as_ref());
    if !(1..1 << 29).contains(&field.number()) {
        found.push(broken_element(location(), &name, &format!("its number {} is not between 1 and 536870911", field.number())));
    }
    let kind = resolve_kind(schema, field, &name, features, &location, found);
    let oneof = match field.oneof_index {
        // A synthetic oneof only carries the presence of a proto3 `optional` field.
        Some(index) if !field.proto3_optional() => match usize::try_from(index) {
            Ok(index) if index < message.proto.oneof_decl.len() => Some(index),
            _ => {
                found.push(broken_element(location(), &name, "it belongs to a oneof that is not there"));
                None
            }
        },
        _ => None,
    };
    let cardinality = cardinality(schema, field, kind, oneof, features);
    match (kind, cardinality) {
        (_, Cardinality::Repeated(_) | Cardinality::Map(_)) if oneof.is_some() => {
            found.push(broken_element(location(), &name, "a member of a oneof is a single value"));
        }
        (Kind::Message(entry, _), Cardinality::Singular(_)) if schema.messages[entry].is_map_entry() => {
            found.push(broken_element(location(), &name, "only a repeated field can have the entries of a map"));
        }
        _ => {}
    }
    FieldDecl { kind, cardinality, oneof }
}

fn resolve_kind(
    schema: &Schema<'_>,
    field: &FieldDescriptorProto,
    name: &str,
    features: Features,
    location: &dyn Fn() -> Location,
    found: &mut Diagnostics,
) -> Kind {
    let mut refer = |expected: &str| {
        found.push(unresolved_type(location(), name, field.type_name().trim_start_matches('.'), expected));
        Kind::Scalar(Scalar::Bool)
    };
    // A parser that does not resolve names may leave the type out.
    let stated = field.r#type.and_then(|number| Type::try_from(number).ok());
    let scalar = match stated {
        Some(Type::Double) => Scalar::Double,
        Some(Type::Float) => Scalar::Float,
        Some(Type::Int64) => Scalar::Int64,
        Some(Type::Uint64) => Scalar::Uint64,
        Some(Type::Int32) => Scalar::Int32,
        Some(Type::Fixed64) => Scalar::Fixed64,
        Some(Type::Fixed32) => Scalar::Fixed32,
        Some(Type::Bool) => Scalar::Bool,
        Some(Type::Uint32) => Scalar::Uint32,
        Some(Type::Sfixed32) => Scalar::Sfixed32,
        Some(Type::Sfixed64) => Scalar::Sfixed64,
        Some(Type::Sint32) => Scalar::Sint32,
        Some(Type::Sint64) => Scalar::Sint64,
        Some(Type::String) => return Kind::String(features.utf8),
        Some(Type::Bytes) => return Kind::Bytes,
        Some(Type::Group | Type::Message | Type::Enum) | None => {
            let target = schema.find(field.type_name());
            return match (stated, target) {
                (Some(Type::Group), Some(TypeIndex::Message(index))) => Kind::Message(index, Framing::Delimited),
                (Some(Type::Message) | None, Some(TypeIndex::Message(index))) => {
                    // Maps are never delimited, whatever their file's default says.
                    let framing = if schema.messages[index].is_map_entry() { Framing::LengthPrefixed } else { features.framing };
                    Kind::Message(index, framing)
                }
                (Some(Type::Enum) | None, Some(TypeIndex::Enum(index))) => Kind::Enum(index),
                (Some(Type::Enum), _) => refer("enum"),
                (Some(Type::Group | Type::Message), _) => refer("message"),
                _ => refer("type"),
            };
        }
    };
    Kind::Scalar(scalar)
}

fn cardinality(schema: &Schema<'_>, field: &FieldDescriptorProto, kind: Kind, oneof: Option<usize>, features: Features) -> Cardinality {
    let packable = matches!(kind, Kind::Scalar(_) | Kind::Enum(_));
    match (field.label(), kind) {
        (Label::Repeated, Kind::Message(entry, _)) if schema.messages[entry].is_map_entry() => Cardinality::Map(entry),
        (Label::Repeated, _) => Cardinality::Repeated(match field.packed() {
            _ if !packable => Packing::Expanded,
            Some(true) => Packing::Packed,
            Some(false) => Packing::Expanded,
            None => features.packing,
        }),
        (Label::Required, _) => Cardinality::Singular(Presence::Required),
        (Label::Optional, _) => Cardinality::Singular(match features.presence {
            FieldPresence::LegacyRequired => Presence::Required,
            FieldPresence::Implicit if !field.proto3_optional() && oneof.is_none() && !matches!(kind, Kind::Message(..)) => {
                Presence::Implicit
            }
            FieldPresence::Implicit | FieldPresence::Explicit => Presence::Explicit,
        }),
    }
}

/// protoc makes map entries with a key and a value; descriptors from elsewhere may say anything.
fn check_map_entry(schema: &Schema<'_>, message: &MessageDecl<'_>, found: &mut Diagnostics) {
    let well_formed = || {
        let [key, value] = &message.proto.field[..] else { return false };
        let keyed = !matches!(key.r#type(), Type::Double | Type::Float | Type::Bytes | Type::Message | Type::Group | Type::Enum);
        let single = key.label() != Label::Repeated && value.label() != Label::Repeated;
        keyed && single && key.number() == 1 && value.number() == 2 && message.proto.nested_type.is_empty()
    };
    if message.is_map_entry() && !well_formed() {
        let location = schema.location(message.at.file, &message.at.path);
        found.push(broken_element(location, &message.at.full_name, "a map entry has a key (1) and a value (2)"));
    }
}
