//! Fields: shapes, references, defaults.

use super::{Assembly, codes};
use crate::code::Name;
use crate::lower::defaults::Default;
use crate::lower::json_name::json_name;
use crate::lower::link::ElementId;
use crate::lower::resolve::{Cardinality, Kind};
use crate::model::{
    Accessors, BytesContainer, EnumRef, Enums, Field, FieldId, Literal, MapContainer, Presence,
    PresenceMethods, Shape, Value,
};

impl Assembly<'_, '_> {
    pub(super) fn field(&self, id: FieldId) -> Field {
        let field = &self.schema.fields[id];
        let names = &self.names.fields[id];
        let settings = self.settings.field(id);
        let scope = &self.names.messages[field.message].scope;
        let mut docs = self.docs.of(ElementId::Field(id), Some(&names.ident), Some(scope));
        if self.analysis.self_requiring[id] {
            let why = " The schema requires this field, but a message cannot require itself.";
            docs.extend([String::new(), why.into()]);
        }
        let shape = self.shape(id);
        // prost does not mark map fields as deprecated.
        let may_be_deprecated =
            !matches!(shape, Shape::Map { .. }) || settings.deprecated_types.value;
        Field {
            ident: Name::new(&names.ident.name),
            id,
            settings: self.settings.fields[id],
            declaration: self.declaration(ElementId::Field(id)),
            proto_name: field.proto.name().to_owned(),
            json_name: json_name(field.proto.name(), field.proto.json_name.as_deref()),
            number: u32::try_from(field.proto.number()).unwrap_or_default(),
            docs,
            deprecated: field.proto.is_deprecated() && may_be_deprecated,
            redacted: field.proto.is_redacted() && settings.debug_redact.value,
            attributes: codes([&settings.field_attribute, &settings.only_field_attribute]),
            accessors: names.accessors.as_ref().map(|(read, write)| Accessors {
                read: Name::new(read),
                write: write.as_deref().map(Name::new),
            }),
            shape,
            declared_presence: self.declared_presence(id),
            presence_methods: self.presence_methods(id),
            view_default: names.view_default.as_deref().map(Name::new),
            view_constant: names.view_constant.as_deref().map(Name::new),
        }
    }

    /// Returns the names of the presence methods of a field.
    pub(super) fn presence_methods(&self, id: FieldId) -> Option<Box<PresenceMethods>> {
        let name = self.names.fields[id].presence.as_deref()?;
        let prefixed = |prefix: &str| Name::new(&format!("{prefix}{name}"));
        Some(Box::new(PresenceMethods {
            has: prefixed("has_"),
            clear: prefixed("clear_"),
            take: prefixed("take_"),
            default: self.defaults.contains_key(&id).then(|| prefixed("default_")),
        }))
    }

    /// Returns the presence that the schema declares, also of a required field that is optional in
    /// Rust.
    fn declared_presence(&self, id: FieldId) -> Option<Presence> {
        let is_optional = self.analysis.self_requiring[id] || self.analysis.optional[id];
        match self.fields[id].cardinality {
            Cardinality::Singular(_) if is_optional => Some(Presence::Required),
            Cardinality::Singular(presence) => Some(presence),
            Cardinality::Repeated(_) | Cardinality::Map(..) => None,
        }
    }

    fn shape(&self, id: FieldId) -> Shape {
        let resolved = self.fields[id];
        let value = |kind| self.value(id, kind);
        match resolved.cardinality {
            Cardinality::Singular(presence) => Shape::Singular {
                value: value(resolved.kind),
                presence,
                storage: self.analysis.storage[id],
                default: self.defaults.get(&id).map(|default| self.literal(default)),
            },
            Cardinality::Repeated(packing) => {
                Shape::Repeated { value: value(resolved.kind), packing }
            }
            Cardinality::Map(_, entry) => {
                let [key, value] = entry.map(|part| value(self.fields[part].kind));
                let container = match self.settings.field(id).btree_map.value {
                    true => MapContainer::BTreeMap,
                    false => MapContainer::HashMap,
                };
                Shape::Map { key, value, container }
            }
        }
    }

    /// Returns a value of a field: that of the field itself, or the key or value of its map.
    pub(super) fn value(&self, field: FieldId, kind: Kind) -> Value {
        let settings = self.settings.field(field);
        let container = match settings.bytes.value {
            true => BytesContainer::Bytes,
            false => BytesContainer::Vec,
        };
        self.value_in(kind, container, settings.enums.value)
    }

    /// Returns a value of a kind, with the Rust types of `bytes` and of enums.
    pub(super) fn value_in(&self, kind: Kind, container: BytesContainer, enums: Enums) -> Value {
        match kind {
            Kind::Scalar(scalar) => Value::Scalar(scalar),
            Kind::String(utf8) => Value::String(utf8),
            Kind::Bytes => Value::Bytes(container),
            Kind::Enum(id) => Value::Enum(self.enum_ref(id), enums),
            Kind::Message(id, framing) => Value::Message(self.message_ref(id), framing),
        }
    }

    /// Returns the literal of a default.
    pub(super) fn literal(&self, default: &Default) -> Literal {
        match default {
            Default::Literal(literal) => literal.clone(),
            Default::Value(value) => {
                let named = self.names.values[*value].as_ref();
                let ident = Name::new(named.map_or("", |named| &named.name));
                let decl = &self.schema.values[*value];
                let may_be_deprecated = match self.enum_ref(decl.enumeration) {
                    EnumRef::Local(_) => decl.proto.is_deprecated(),
                    EnumRef::WellKnown(..) => false,
                    EnumRef::Extern(..) => true,
                };
                Literal::Variant { number: decl.proto.number(), ident, may_be_deprecated }
            }
        }
    }
}
