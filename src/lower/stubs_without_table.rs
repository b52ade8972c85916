//! Stubs that speak JSON although a message of theirs has no field table.

use std::collections::BTreeMap;

use super::assemble::Assembly;
use super::link::ElementId;
use crate::diagnostics::{Diagnostics, WithoutTable, without_table};
use crate::model::{JsonExtern, MessageId, MethodId};
use crate::options::RuleId;

/// Reports methods of services with `grpc_json` whose messages have no field table. Each rule gives
/// one error.
pub(super) fn check(assembly: &Assembly<'_, '_>, found: &mut Diagnostics) {
    let mut lacking: BTreeMap<RuleId, Vec<(MethodId, MessageId)>> = BTreeMap::new();
    let schema = assembly.schema;
    for (id, method) in schema.methods.iter() {
        let service = assembly.settings.service(method.service);
        let is_emitted = assembly.declared.services[method.service]
            && schema.files[schema.services[method.service].at.file].emitted;
        // The option is off by default, so a service with the option has a rule.
        let (true, true, Some(rule)) =
            (is_emitted, service.grpc_json.value, service.grpc_json.rule)
        else {
            continue;
        };
        let call = assembly.calls[id];
        let messages = [call.request, call.response];
        let lacks = messages.into_iter().filter(|message| is_without_table(assembly, *message));
        lacking.entry(rule).or_default().extend(lacks.map(|message| (id, message)));
    }
    const SHOWN: usize = 3;
    for (rule, lacking) in lacking {
        let Some((&(method, first), others)) = lacking.split_first() else { continue };
        let name = |id: MessageId| schema.messages[id].at.full_name.clone();
        let mut names: Vec<String> = others.iter().map(|(_, id)| name(*id)).collect();
        names.sort();
        names.dedup();
        names.retain(|other| *other != name(first));
        found.push(without_table(&WithoutTable {
            location: schema.location(ElementId::Method(method)),
            rule: &format!("grpc_json={}", assembly.options.rule(rule)),
            method: &schema.full_name(ElementId::Method(method)),
            message: &name(first),
            is_external: assembly.declared.external_messages[first].is_some(),
            shown: &names[..names.len().min(SHOWN)],
            hidden: names.len().saturating_sub(SHOWN),
        }));
    }
}

/// Whether a message has no field table. A type of another crate has a table unless a rule denies
/// it.
fn is_without_table(assembly: &Assembly<'_, '_>, id: MessageId) -> bool {
    match assembly.declared.external_messages[id] {
        Some(_) => assembly.settings.message(id).json_extern.value != JsonExtern::Table,
        None => assembly.analysis.tables.messages[id].is_none(),
    }
}
