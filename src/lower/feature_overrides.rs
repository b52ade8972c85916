//! The features that `edition_feature` rules override.
//!
//! The stage `features` comes before `settings`, because the settings of an element depend on its
//! type. So this stage applies the rules to the features and to the fields.

use super::declare::Declarations;
use super::defaults::Defaults;
use super::features::{FeatureTable, overridden};
use super::link::{ElementId, Schema};
use super::resolve::{self, Cardinality, Fields, Kind};
use super::settings::SettingsTable;
use crate::diagnostics::{Diagnostics, implicit_with_default, implicit_without_zero};
use crate::model::{Features, FieldId, Presence, Settings};
use crate::options::Options;

/// Applies the `edition_feature` rules of all elements.
pub(super) fn apply(
    schema: &Schema<'_>,
    options: &Options,
    declared: &Declarations,
    settings: &SettingsTable,
    defaults: &Defaults,
    (features, fields): (&mut FeatureTable, &mut Fields),
    found: &mut Diagnostics,
) {
    if options.rules_of("edition_feature").next().is_none() {
        return;
    }
    for id in schema.messages.ids() {
        override_by(settings.message(id), &mut features.messages[id]);
    }
    for id in schema.enums.ids() {
        override_by(settings.enumeration(id), &mut features.enums[id]);
    }
    for (id, field) in schema.fields.iter() {
        let of_field = settings.field(id);
        if of_field.edition_feature.is_empty() {
            continue;
        }
        // The strings of a map are in the fields of its entries. No rule can name these.
        let entry = match fields[id].cardinality {
            Cardinality::Map(_, entry) => Some(entry),
            Cardinality::Singular(_) | Cardinality::Repeated(_) => None,
        };
        for id in entry.into_iter().flatten().chain([id]) {
            override_by(of_field, &mut features.fields[id]);
            update(schema, features.fields[id], id, fields);
        }
        if declared.messages[field.message] {
            check(schema, defaults, fields, id, found);
        }
    }
}

/// Overrides the features that the rules of an element set.
fn override_by(settings: &Settings, features: &mut Features) {
    for rule in settings.edition_features() {
        *features = overridden(*features, Some(&rule.set));
    }
}

/// Resolves a field again, with its new features.
fn update(schema: &Schema<'_>, features: Features, id: FieldId, fields: &mut Fields) {
    let decl = &schema.fields[id];
    let field = &mut fields[id];
    if let Kind::String(utf8) = &mut field.kind {
        *utf8 = features.utf8;
    }
    if let Cardinality::Singular(_) = field.cardinality {
        let is_member = decl.oneof.is_some();
        let cardinality =
            resolve::cardinality(schema, decl.proto, Ok(field.kind), is_member, features);
        // Only a map field can have a malformed entry.
        field.cardinality = cardinality.unwrap_or(field.cardinality);
    }
}

/// Reports fields that cannot have implicit presence. Such a field reads as zero when it is unset.
fn check(
    schema: &Schema<'_>,
    defaults: &Defaults,
    fields: &Fields,
    id: FieldId,
    found: &mut Diagnostics,
) {
    let field = fields[id];
    if field.cardinality != Cardinality::Singular(Presence::Implicit) {
        return;
    }
    let element = ElementId::Field(id);
    let (location, name) = (|| schema.location(element), || schema.full_name(element));
    if defaults.contains_key(&id) {
        found.push(implicit_with_default(location(), &name()));
    } else if let Kind::Enum(target) = field.kind {
        let enumeration = &schema.enums[target];
        let first = enumeration.values.into_iter().next();
        if first.is_some_and(|first| schema.values[first].proto.number() != 0) {
            let of_type = &enumeration.at.full_name;
            found.push(implicit_without_zero(location(), &name(), of_type));
        }
    }
}
