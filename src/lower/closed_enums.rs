//! Closed enum fields whose messages drop unknown fields. A number without a name has no place
//! there.

use std::collections::BTreeMap;

use super::assemble::Assembly;
use super::link::ElementId;
use super::resolve::Kind;
use crate::diagnostics::{ClosedEnums, Diagnostics, closed_enums};
use crate::model::{Enums, FieldId};
use crate::options::RuleId;

/// Reports rules that make enum fields closed although their messages drop unknown fields. Each
/// rule gives one error.
pub(super) fn check(assembly: &Assembly<'_, '_>, found: &mut Diagnostics) {
    if assembly.options.rules_of("enums").next().is_none() {
        return;
    }
    let mut fields: BTreeMap<RuleId, Vec<FieldId>> = BTreeMap::new();
    for id in assembly.schema.fields.ids().filter(|id| drops_unnamed_numbers(assembly, *id)) {
        // The default is `i32`, so every closed field has a rule.
        if let Some(rule) = assembly.settings.field(id).enums.rule {
            fields.entry(rule).or_default().push(id);
        }
    }
    const SHOWN: usize = 3;
    let schema = assembly.schema;
    let name = |id: FieldId| schema.full_name(ElementId::Field(id));
    for (rule, fields) in fields {
        let Some((&first, others)) = fields.split_first() else { continue };
        let shown: Vec<String> = others.iter().take(SHOWN).map(|id| name(*id)).collect();
        found.push(closed_enums(&ClosedEnums {
            location: schema.location(ElementId::Field(first)),
            rule: &format!("enums={}", assembly.options.rule(rule)),
            field: &name(first),
            message: &schema.messages[schema.fields[first].message].at.full_name,
            shown: &shown,
            hidden: others.len().saturating_sub(SHOWN),
        }));
    }
}

/// Whether this run emits the field, the field is closed, and its message drops unknown fields.
fn drops_unnamed_numbers(assembly: &Assembly<'_, '_>, id: FieldId) -> bool {
    let schema = assembly.schema;
    let message = schema.fields[id].message;
    let is_emitted = assembly.declared.messages[message]
        && schema.files[schema.messages[message].at.file].emitted;
    let value = assembly.fields[id].value_kind(assembly.fields);
    is_emitted
        && matches!(value, Kind::Enum(_))
        && assembly.settings.field(id).enums.value == Enums::Closed
        && !assembly.analysis.keeps_unknown[message]
}
