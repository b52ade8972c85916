//! Enums.

use super::super::link::{join, step};
use super::super::names::path_index;
use super::super::{Enum, EnumValue, Name, traits};
use super::Assembly;

impl Assembly<'_, '_> {
    pub(super) fn enumeration(&self, index: usize) -> Enum {
        let decl = &self.schema.enums[index];
        let names = &self.names.enums[index];
        let (skipped, debug) = (self.skipped(&decl.at.full_name), !self.rules.select.skip_debug.select(&[&decl.at.full_name]));
        Enum {
            full_name: decl.at.full_name.clone(),
            ident: Name::new(&names.ident.name),
            scope: names.scope.iter().map(|name| Name::new(name)).collect(),
            docs: self.docs(
                &decl.at,
                &decl.at.path,
                &[&decl.at.full_name],
                &format!("Enum `{}`", decl.at.full_name),
                Some(&names.ident),
                Some(&names.scope),
            ),
            attributes: self.type_attributes(
                &[&self.rules.attributes.enum_attribute, &self.rules.attributes.only_enum_attribute],
                &decl.at.full_name,
                traits::of_enum(&skipped, debug),
            ),
            deprecated: decl.proto.is_deprecated() && self.rules.switches.deprecated_types.on(&[&decl.at.full_name]),
            debug,
            skipped,
            openness: self.features.enums[index].openness,
            values: (0..decl.proto.value.len()).filter_map(|nth| self.enum_value(index, nth)).collect(),
        }
    }

    fn enum_value(&self, index: usize, nth: usize) -> Option<EnumValue> {
        let decl = &self.schema.enums[index];
        let given = self.names.enums[index].values[nth].as_ref()?;
        let value = &decl.proto.value[nth];
        let path = decl.at.part(&[step::ENUM_VALUE, path_index(nth)]);
        let full_name = join(&decl.at.full_name, value.name());
        Some(EnumValue {
            ident: Name::new(&given.name),
            proto_name: value.name().to_owned(),
            number: value.number(),
            docs: self.docs(
                &decl.at,
                &path,
                &[&full_name],
                &format!("Value `{}`", value.name()),
                Some(given),
                Some(&self.names.enums[index].scope),
            ),
            deprecated: value.is_deprecated(),
            attributes: self
                .attributes(&[&self.rules.attributes.field_attribute, &self.rules.attributes.enum_value_attribute], &[&full_name]),
        })
    }
}
