//! Warns of packages that generated code refers to and that no run is known to generate.

use std::collections::BTreeSet;

use super::calls::Call;
use super::declare::Declarations;
use super::link::{ElementId, Schema};
use super::resolve::{Fields, Kind};
use super::settings::SettingsTable;
use crate::diagnostics::{Diagnostic, missing_packages};
use crate::index::Column;
use crate::model::{MethodId, Package};

/// Returns a warning that names the packages of all types that generated code refers to, except
/// those that are external, that this run generates, or that rules say another run generates.
pub(super) fn report(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    fields: &Fields,
    calls: &Column<MethodId, Call>,
    generated: &[Package],
) -> Option<Diagnostic> {
    let mut missing = BTreeSet::new();
    let mut refer = |element: ElementId| {
        let is_generated = match element {
            ElementId::Message(id) => declared.messages[id],
            ElementId::Enum(id) => declared.enums[id],
            _ => false,
        };
        let file = &schema.files[schema.declared(element).file];
        if is_generated && !file.emitted {
            missing.insert(file.proto.package());
        }
    };
    for (id, field) in schema.fields.iter() {
        let message = &schema.messages[field.message];
        if !schema.files[message.at.file].emitted || !declared.messages[field.message] {
            continue;
        }
        match fields[id].value_kind(fields) {
            Kind::Message(target, _) => refer(ElementId::Message(target)),
            Kind::Enum(target) => refer(ElementId::Enum(target)),
            Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
        }
    }
    for (id, call) in calls.iter() {
        if schema.files[schema.declared(ElementId::Method(id)).file].emitted {
            refer(ElementId::Message(call.request));
            refer(ElementId::Message(call.response));
        }
    }
    let is_generated = |name: &str| generated.iter().any(|package| package.full_name == name);
    let is_separate = |name: &str| {
        let settings = settings.packages.get(name).map(|id| &settings.all[*id]);
        settings.is_some_and(|settings| settings.generated_separately.value)
    };
    missing.retain(|name| !is_generated(name) && !is_separate(name));
    let missing: Vec<&str> = missing.into_iter().collect();
    (!missing.is_empty()).then(|| missing_packages(&missing))
}
