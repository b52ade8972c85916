//! Enums.

use super::super::link::{join, step};
use super::super::names::path_index;
use super::super::{Enum, EnumValue, Name, docs};
use super::Assembly;

impl Assembly<'_, '_> {
    pub(super) fn enumeration(&self, index: usize) -> Enum {
        let decl = &self.schema.enums[index];
        let names = &self.names.enums[index];
        Enum {
            full_name: decl.at.full_name.clone(),
            ident: Name::new(&names.ident.name),
            scope: names.scope.iter().map(|name| Name::new(name)).collect(),
            docs: docs::of(self.schema, &decl.at, &decl.at.path, &format!("Enum `{}`", decl.at.full_name), Some(&names.ident)),
            attributes: self.rules.type_attribute.of(&[&decl.at.full_name]),
            openness: self.features.enums[index].openness,
            values: (0..decl.proto.value.len()).filter_map(|nth| self.enum_value(index, nth)).collect(),
        }
    }

    fn enum_value(&self, index: usize, nth: usize) -> Option<EnumValue> {
        let decl = &self.schema.enums[index];
        let given = self.names.enums[index].values[nth].as_ref()?;
        let value = &decl.proto.value[nth];
        let path = decl.at.part(&[step::ENUM_VALUE, path_index(nth)]);
        Some(EnumValue {
            ident: Name::new(&given.name),
            proto_name: value.name().to_owned(),
            number: value.number(),
            docs: docs::of(self.schema, &decl.at, &path, &format!("Value `{}`", value.name()), Some(given)),
            deprecated: value.options.as_ref().is_some_and(|options| options.deprecated()),
            attributes: self.rules.field_attribute.of(&[&join(&decl.at.full_name, value.name())]),
        })
    }
}
