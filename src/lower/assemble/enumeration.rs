//! Enums.

use std::collections::HashMap;

use super::{Assembly, codes, exact, names, reserved, table};
use crate::code::Name;
use crate::lower::analyse::{TableUse, derived_by_enum};
use crate::lower::link::ElementId;
use crate::lower::{lints, order};
use crate::model::{Alias, Enum, EnumId, EnumTable, EnumValue, ValueId};

impl Assembly<'_, '_> {
    pub(super) fn enumeration(&self, id: EnumId) -> Enum {
        let decl = &self.schema.enums[id];
        let names = &self.names.enums[id];
        let ident = Name::new(&names.ident.name);
        let settings = self.settings.enumeration(id);
        let derives = derived_by_enum(&settings.skipped(), !settings.skip_debug.value);
        let element = ElementId::Enum(id);
        let of_kind = [&settings.enum_attribute, &settings.only_enum_attribute];
        let values = decl.values.into_iter().filter_map(|value| self.enum_value(value));
        let values: Vec<EnumValue> = exact(values);
        let mut enumeration = Enum {
            full_name: decl.at.full_name.clone(),
            settings: self.settings.enums[id],
            file: decl.at.file,
            declaration: self.declaration(element),
            lints: lints::enumeration(&ident, &values),
            ident,
            scope: self::names(&names.scope),
            docs: self.docs.of(element, Some(&names.ident), Some(&names.scope)),
            attributes: self.type_attributes(settings, of_kind, derives.present(false, true)),
            deprecated: decl.proto.is_deprecated() && settings.deprecated_types.value,
            derives,
            openness: self.features.enums[id].openness,
            described_in: self.described_in(decl.at.file, settings),
            order: order::by_number(values.iter().map(|value| value.number)),
            values,
            aliases: self.aliases(id),
            reserved: reserved::in_enum(decl.proto),
            table: None,
        };
        let json_name = |value| self.schema.values[value].proto.json_name();
        let table_use = self.analysis.tables.enums[id].clone();
        let text = || table::of_enum(&enumeration, json_name);
        enumeration.table = table_use
            .map(|TableUse { features, purpose }| EnumTable { text: text(), features, purpose })
            .map(Box::new);
        enumeration
    }

    fn aliases(&self, id: EnumId) -> Vec<Alias> {
        let values = self.schema.enums[id].values.into_iter();
        let (aliases, variants): (Vec<ValueId>, Vec<_>) =
            values.partition(|value| self.schema.values[*value].is_alias);
        if aliases.is_empty() {
            return Vec::new();
        }
        // An enum can have as many aliases as variants. A search for each alias would take
        // quadratic time.
        let by_number: HashMap<i32, usize> = variants
            .iter()
            .enumerate()
            .map(|(place, value)| (self.schema.values[*value].proto.number(), place))
            .collect();
        let alias = |id: ValueId| {
            let proto = self.schema.values[id].proto;
            Some(Alias {
                id,
                proto_name: proto.name().to_owned(),
                value: *by_number.get(&proto.number())?,
                deprecated: proto.is_deprecated(),
                declaration: self.declaration(ElementId::Value(id)),
            })
        };
        aliases.into_iter().filter_map(alias).collect()
    }

    fn enum_value(&self, id: ValueId) -> Option<EnumValue> {
        let value = &self.schema.values[id];
        let named = self.names.values[id].as_ref()?;
        let settings = self.settings.value(id);
        let scope = &self.names.enums[value.enumeration].scope;
        Some(EnumValue {
            id,
            ident: Name::new(&named.name),
            settings: self.settings.values[id],
            declaration: self.declaration(ElementId::Value(id)),
            proto_name: value.proto.name().to_owned(),
            number: value.proto.number(),
            docs: self.docs.of(ElementId::Value(id), Some(named), Some(scope)),
            deprecated: value.proto.is_deprecated(),
            attributes: codes([&settings.field_attribute, &settings.enum_value_attribute]),
        })
    }
}
