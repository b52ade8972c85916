//! Fields: shapes, references, defaults.

use super::super::extern_paths::External;
use super::super::link::{join, step};
use super::super::names::path_index;
use super::super::resolve::{Cardinality, Kind};
use super::super::{
    Accessors, BytesContainer, EnumRef, Field, Literal, MapContainer, MessageRef, Name, Presence, Shape, Storage, Value, WellKnown, case,
    defaults,
};
use super::{Assembly, Ids};
use crate::descriptor::FieldDescriptorProto;
use crate::diagnostics::{Diagnostics, bad_default};

impl Assembly<'_, '_> {
    pub(super) fn field(&self, index: usize, nth: usize, ids: &Ids, found: &mut Diagnostics) -> Field {
        let decl = &self.schema.messages[index];
        let field = &decl.proto.field[nth];
        let given = &self.names.messages[index].fields[nth];
        let full_name = join(&decl.at.full_name, field.name());
        let path = decl.at.part(&[step::MESSAGE_FIELD, path_index(nth)]);
        let shape = self.shape(index, nth, &full_name, ids, found);
        let mut docs = self.docs(
            &decl.at,
            &path,
            &[&full_name],
            &format!("Field `{}`", field.name()),
            Some(given),
            Some(&self.names.messages[index].scope),
        );
        if self.facts.endless.contains(&(index, nth)) {
            docs.extend([String::new(), " Required by the schema, but a message that requires itself has no end.".into()]);
        }
        Field {
            ident: Name::new(&given.name),
            proto_name: field.name().to_owned(),
            number: u32::try_from(field.number()).unwrap_or_default(),
            docs,
            // prost leaves it out on maps.
            deprecated: field.is_deprecated()
                && (!matches!(shape, Shape::Map { .. }) || self.rules.switches.deprecated_types.on(&[&full_name])),
            redacted: self.redacted(field, &[&full_name]),
            attributes: self
                .attributes(&[&self.rules.attributes.field_attribute, &self.rules.attributes.only_field_attribute], &[&full_name]),
            accessors: accessors(&shape, &given.name),
            shape,
        }
    }

    /// Whether `Debug` hides a field that goes by these full names.
    pub(super) fn redacted(&self, field: &FieldDescriptorProto, names: &[&str]) -> bool {
        field.is_redacted() && self.rules.switches.debug_redact.on(names)
    }

    fn shape(&self, index: usize, nth: usize, full_name: &str, ids: &Ids, found: &mut Diagnostics) -> Shape {
        let resolved = self.facts.fields[index][nth];
        let value = |kind| self.value(kind, ids, &[full_name]);
        match resolved.cardinality {
            Cardinality::Singular(presence) => Shape::Singular {
                value: value(resolved.kind),
                presence,
                storage: if self.facts.is_boxed(index, nth) { Storage::Boxed } else { Storage::Inline },
                default: self.default(index, nth, full_name, found),
            },
            Cardinality::Repeated(packing) => Shape::Repeated { value: value(resolved.kind), packing },
            Cardinality::Map(entry) => {
                let [key, of] = [0, 1].map(|part| value(self.facts.fields[entry][part].kind));
                let container =
                    if self.rules.select.btree_map.select(&[full_name]) { MapContainer::BTreeMap } else { MapContainer::HashMap };
                Shape::Map { key, value: of, container }
            }
        }
    }

    /// `names` are the full names of the field, for rules.
    pub(super) fn value(&self, kind: Kind, ids: &Ids, names: &[&str]) -> Value {
        match kind {
            Kind::Scalar(scalar) => Value::Scalar(scalar),
            Kind::String(utf8) => Value::String(utf8),
            Kind::Bytes => Value::Bytes(if self.rules.select.bytes.select(names) { BytesContainer::Bytes } else { BytesContainer::Vec }),
            Kind::Enum(index) => Value::Enum(self.enum_ref(index, ids)),
            Kind::Message(index, framing) => Value::Message(self.message_ref(index, ids), framing),
        }
    }

    pub(super) fn message_ref(&self, index: usize, ids: &Ids) -> MessageRef {
        match (&self.declared.external_messages[index], ids.messages[index]) {
            (Some(External::WellKnown(well_known)), _) => MessageRef::WellKnown(well_known.clone()),
            (Some(External::Path(path)), _) => MessageRef::Extern(path.clone()),
            (None, Some(id)) => MessageRef::Local(id),
            // A map entry, which nothing but its map refers to: other uses have been refused.
            (None, None) => MessageRef::WellKnown(WellKnown::Empty),
        }
    }

    fn enum_ref(&self, index: usize, ids: &Ids) -> EnumRef {
        match (&self.declared.external_enums[index], ids.enums[index]) {
            (Some(External::WellKnown(WellKnown::Type(path))), _) => EnumRef::WellKnown(path.clone()),
            (Some(External::Path(path)), _) => EnumRef::Extern(path.clone()),
            (_, Some(id)) => EnumRef::Local(id),
            (_, None) => EnumRef::WellKnown(Vec::new()),
        }
    }

    fn default(&self, index: usize, nth: usize, full_name: &str, found: &mut Diagnostics) -> Option<Literal> {
        let decl = &self.schema.messages[index];
        let field: &FieldDescriptorProto = &decl.proto.field[nth];
        let text = field.default_value.as_deref()?;
        let literal = match self.facts.fields[index][nth].kind {
            Kind::Scalar(scalar) => defaults::scalar(scalar, text),
            Kind::String(_) => Some(Literal::String(text.to_owned())),
            Kind::Bytes => defaults::bytes(text).map(Literal::Bytes),
            Kind::Enum(target) => self.default_variant(target, text),
            Kind::Message(..) => None,
        };
        if literal.is_none() {
            let path = decl.at.part(&[step::MESSAGE_FIELD, path_index(nth)]);
            found.push(bad_default(self.schema.location(decl.at.file, &path), full_name, text));
        }
        literal
    }

    /// The variant for a value's name; a second name for a number has the variant of the first.
    fn default_variant(&self, target: usize, value_name: &str) -> Option<Literal> {
        let decl = &self.schema.enums[target];
        let number = decl.proto.value.iter().find(|value| value.name() == value_name)?.number();
        let first = decl.proto.value.iter().position(|value| value.number() == number)?;
        let named = self.names.enums[target].values.get(first).and_then(Option::as_ref);
        let ident = match named {
            Some(given) => Name::new(&given.name),
            // An enum from elsewhere has the names that prost gives.
            None => {
                let camel = case::upper_camel(decl.proto.value[first].name());
                let enum_name = case::upper_camel(decl.proto.name());
                Name::new(&if self.options.retain_enum_prefix { camel } else { case::without_enum_prefix(&enum_name, camel) })
            }
        };
        Some(Literal::Variant { number, ident })
    }
}

/// The inherent methods of a field, as prost's derive names them.
fn accessors(shape: &Shape, name: &str) -> Option<Accessors> {
    let prefixed = |prefix: &str| Name::new(&format!("{prefix}{}", case::bare(name)));
    let (read, write) = match shape {
        Shape::Singular { value: Value::Enum(_), presence: _, storage: _, default: _ } => (Name::new(name), Some(prefixed("set_"))),
        Shape::Repeated { value: Value::Enum(_), packing: _ } => (Name::new(name), Some(prefixed("push_"))),
        Shape::Map { key: _, value: Value::Enum(_), container: _ } => (prefixed("get_"), Some(prefixed("insert_"))),
        Shape::Singular { value: Value::Scalar(_) | Value::String(_) | Value::Bytes(_), presence: Presence::Explicit, .. } => {
            (Name::new(name), None)
        }
        Shape::Singular { .. } | Shape::Repeated { .. } | Shape::Map { .. } => return None,
    };
    Some(Accessors { read, write })
}

#[cfg(test)]
mod tests {
    use super::super::super::Scalar;
    use super::*;

    #[test]
    fn accessors_of_keywords_are_no_raw_identifiers() {
        let value = Value::Enum(EnumRef::WellKnown(Vec::new()));
        let map = Shape::Map { key: Value::Scalar(Scalar::Int32), value, container: MapContainer::HashMap };
        let accessors = accessors(&map, "r#type").unwrap();
        assert_eq!((accessors.read.to_string(), accessors.write.unwrap().to_string()), ("get_type".into(), "insert_type".into()));
    }
}
