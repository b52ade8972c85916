//! The kind, presence and packing of every field, and the type of its values.

use super::features::FeatureTable;
use super::link::{ElementId, MessageDecl, Schema, TypeId};
use crate::descriptor::FieldDescriptorProto;
use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::diagnostics::{Diagnostics, broken_element, unresolved_type};
use crate::index::Column;
use crate::model::{
    EnumId, Features, FieldId, Framing, MessageId, Packing, Presence, Scalar, Utf8,
};
use crate::parallel;

/// A field, resolved but not yet named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolved {
    pub kind: Kind,
    pub cardinality: Cardinality,
}

/// The fields of all messages.
pub(super) type Fields = Column<FieldId, Resolved>;

/// The kind of a single value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar(Scalar),
    String(Utf8),
    Bytes,
    Enum(EnumId),
    Message(MessageId, Framing),
}

/// The number of values of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cardinality {
    Singular(Presence),
    Repeated(Packing),
    /// A map. The message is the entry, and the fields are its key and value.
    Map(MessageId, [FieldId; 2]),
}

impl Resolved {
    /// Returns the kind of a single value. For a map, this is the kind of the map's values.
    pub fn value_kind(self, fields: &Fields) -> Kind {
        match self.cardinality {
            Cardinality::Map(_, [_, value]) => fields[value].kind,
            Cardinality::Singular(_) | Cardinality::Repeated(_) => self.kind,
        }
    }

    /// Whether the field or oneof member can be unset.
    pub fn is_optional(self) -> bool {
        self.cardinality == Cardinality::Singular(Presence::Explicit)
    }

    /// Returns the message that a singular field holds.
    pub fn single_message(self) -> Option<(MessageId, Framing)> {
        match (self.kind, self.cardinality) {
            (Kind::Message(target, framing), Cardinality::Singular(_)) => Some((target, framing)),
            _ => None,
        }
    }
}

/// Resolves all fields. A field with an error gets a placeholder. The driver stops before another
/// stage reads it.
pub(super) fn resolve(
    schema: &Schema<'_>,
    features: &FeatureTable,
    found: &mut Diagnostics,
) -> Fields {
    for (id, message) in schema.messages.iter() {
        check_map_entry(schema, id, message, found);
    }
    let ids: Vec<FieldId> = schema.fields.ids().collect();
    let resolver = Resolver { schema, features };
    parallel::each(&ids, |id, found| resolver.field(*id, found), found).into()
}

struct Resolver<'a, 'r> {
    schema: &'a Schema<'r>,
    features: &'a FeatureTable,
}

impl Resolver<'_, '_> {
    fn field(&self, id: FieldId, found: &mut Diagnostics) -> Resolved {
        let decl = &self.schema.fields[id];
        let field = decl.proto;
        let mut features = self.features.fields[id];
        if self.schema.messages[decl.message].is_map_entry() {
            // The default of the file does not apply to the values of maps.
            features.framing = Framing::LengthPrefixed;
        }
        let mut broken = |why: &str| {
            let element = ElementId::Field(id);
            let name = self.schema.full_name(element);
            found.push(broken_element(self.schema.location(element), &name, why));
        };
        if !(1..1 << 29).contains(&field.number()) {
            let number = field.number();
            broken(&format!("its number {number} is not between 1 and 536870911"));
        }
        let is_member = field.oneof_index.is_some() && !field.proto3_optional();
        if is_member && decl.oneof.is_none() {
            broken("it belongs to a oneof that does not exist");
        }
        let kind = kind(self.schema, field, features);
        let cardinality = cardinality(self.schema, field, kind, is_member, features);
        match (kind, cardinality) {
            (_, Ok(Cardinality::Repeated(_) | Cardinality::Map(..))) if is_member => {
                broken("a oneof member must be a single value");
            }
            (Ok(Kind::Message(entry, _)), Ok(Cardinality::Singular(_)))
                if self.schema.messages[entry].is_map_entry() =>
            {
                broken("only a repeated field can have a map entry as its type");
            }
            _ => {}
        }
        if let Err(expected) = kind {
            let element = ElementId::Field(id);
            let (location, name) = (self.schema.location(element), self.schema.full_name(element));
            let type_name = field.type_name().trim_start_matches('.');
            found.push(unresolved_type(location, &name, type_name, expected));
        }
        // `check_map_entry` reports a malformed map entry.
        let cardinality = cardinality.unwrap_or(Cardinality::Repeated(Packing::Expanded));
        Resolved { kind: kind.unwrap_or(Kind::Scalar(Scalar::Bool)), cardinality }
    }
}

/// Returns the kind of a field's or extension's values.
///
/// # Errors
/// Returns the kind of type that the field should refer to, e.g. "message".
pub(super) fn kind(
    schema: &Schema<'_>,
    field: &FieldDescriptorProto,
    features: Features,
) -> Result<Kind, &'static str> {
    // The parser of another compiler may leave out the type of a field that refers to a message or
    // enum.
    let stated = field.r#type.and_then(|number| Type::try_from(number).ok());
    Ok(Kind::Scalar(match stated {
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
        Some(Type::String) => return Ok(Kind::String(features.utf8)),
        Some(Type::Bytes) => return Ok(Kind::Bytes),
        Some(Type::Group | Type::Message | Type::Enum) | None => {
            return reference(schema, stated, schema.find(field.type_name()), features);
        }
    }))
}

fn reference(
    schema: &Schema<'_>,
    stated: Option<Type>,
    target: Option<TypeId>,
    features: Features,
) -> Result<Kind, &'static str> {
    match (stated, target) {
        (Some(Type::Group | Type::Message) | None, Some(TypeId::Message(id))) => {
            // A map entry is never delimited, whatever the default of the file is.
            let is_entry = schema.messages[id].is_map_entry();
            let framing = if is_entry { Framing::LengthPrefixed } else { features.framing };
            Ok(Kind::Message(id, framing))
        }
        (Some(Type::Enum) | None, Some(TypeId::Enum(id))) => Ok(Kind::Enum(id)),
        (Some(Type::Enum), _) => Err("enum"),
        (Some(Type::Group | Type::Message), _) => Err("message"),
        _ => Err("type"),
    }
}

/// Returns the number of values of a field or extension.
///
/// # Errors
/// Returns an error if the field has a malformed map entry.
pub(super) fn cardinality(
    schema: &Schema<'_>,
    field: &FieldDescriptorProto,
    kind: Result<Kind, &'static str>,
    is_member: bool,
    features: Features,
) -> Result<Cardinality, ()> {
    let is_packable = matches!(kind, Ok(Kind::Scalar(_) | Kind::Enum(_)) | Err(_));
    let is_message = matches!(kind, Ok(Kind::Message(..)));
    Ok(match (field.label(), kind) {
        (Label::Repeated, Ok(Kind::Message(entry, _))) if schema.messages[entry].is_map_entry() => {
            Cardinality::Map(entry, schema.messages[entry].entry().ok_or(())?)
        }
        (Label::Repeated, _) => Cardinality::Repeated(match is_packable {
            true => features.packing,
            false => Packing::Expanded,
        }),
        (Label::Required | Label::Optional, _) => Cardinality::Singular(match features.presence {
            // These fields cannot have every default that a file can set.
            Presence::Implicit if is_message => Presence::Explicit,
            _ if is_member => Presence::Explicit,
            presence => presence,
        }),
    })
}

/// Reports a map entry without a key and a value. Only a descriptor that protoc did not make can
/// have one.
fn check_map_entry(
    schema: &Schema<'_>,
    id: MessageId,
    message: &MessageDecl<'_>,
    found: &mut Diagnostics,
) {
    let is_well_formed = || {
        let [key, value] = &message.proto.field[..] else { return false };
        let is_key = !matches!(
            key.r#type(),
            Type::Double | Type::Float | Type::Bytes | Type::Message | Type::Group | Type::Enum
        );
        let is_single = key.label() != Label::Repeated && value.label() != Label::Repeated;
        let are_numbered = key.number() == 1 && value.number() == 2;
        is_key && is_single && are_numbered && message.proto.nested_type.is_empty()
    };
    if message.is_map_entry() && !is_well_formed() {
        let location = schema.location(ElementId::Message(id));
        let why = "a map entry must have a key (1) and a value (2)";
        found.push(broken_element(location, &message.at.full_name, why));
    }
}
