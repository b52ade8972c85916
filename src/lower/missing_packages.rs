//! The warning about packages that generated code refers to, if no known run generates them.

use std::collections::BTreeSet;

use super::calls::Call;
use super::declare::Declarations;
use super::extensions::ResolvedExtension;
use super::link::{ElementId, Schema};
use super::resolve::{Fields, Kind};
use super::settings::SettingsTable;
use crate::diagnostics::{Diagnostic, missing_packages};
use crate::index::Column;
use crate::model::{ExtensionId, MethodId, Package};

/// The elements that refer to types.
pub(super) struct Referring<'a> {
    pub fields: &'a Fields,
    pub calls: &'a Column<MethodId, Call>,
    pub extensions: &'a Column<ExtensionId, ResolvedExtension>,
}

/// Returns a warning with the packages of all types that generated code refers to. It leaves out
/// external types, the packages of this run, and the packages that rules assign to another run.
pub(super) fn report(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    referring: &Referring<'_>,
    generated: &[Package],
) -> Option<Diagnostic> {
    let Referring { fields, calls, extensions } = *referring;
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
        refer_to(fields[id].value_kind(fields), &mut refer);
    }
    for (_, extension) in extensions.iter().filter(|(id, _)| declared.constants[*id]) {
        refer(ElementId::Message(extension.extendee));
        refer_to(extension.field.kind, &mut refer);
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

/// Passes the type of a value to `refer`.
fn refer_to(kind: Kind, refer: &mut impl FnMut(ElementId)) {
    match kind {
        Kind::Message(target, _) => refer(ElementId::Message(target)),
        Kind::Enum(target) => refer(ElementId::Enum(target)),
        Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
    }
}
