//! Derives of serde's traits for types whose traits the option `json` implements.

use std::collections::BTreeMap;

use super::assemble::Assembly;
use super::link::ElementId;
use crate::diagnostics::{DerivedSerde, Diagnostics, derived_serde};
use crate::model::{Listed, Settings};
use crate::options::RuleId;
use crate::traits::Attributes;

/// Reports rules that derive serde's traits for a message or enum with JSON. Each rule gives one
/// error.
pub(super) fn check(assembly: &Assembly<'_, '_>, found: &mut Diagnostics) {
    if !assembly.options.is_on("json") {
        return;
    }
    let mut types: BTreeMap<(RuleId, String), Vec<ElementId>> = BTreeMap::new();
    for (element, settings) in with_json(assembly) {
        for (rule, name) in derived(element, settings) {
            types.entry((rule, name.to_owned())).or_default().push(element);
        }
    }
    const SHOWN: usize = 3;
    let schema = assembly.schema;
    for ((rule, name), types) in types {
        let Some((&first, others)) = types.split_first() else { continue };
        let shown = others.iter().take(SHOWN).map(|other| schema.full_name(*other));
        let rule = assembly.options.rule(rule);
        found.push(derived_serde(&DerivedSerde {
            location: schema.location(first),
            rule: &format!("{}={rule}", rule.option.key),
            name: &name,
            of: &schema.full_name(first),
            shown: &shown.collect::<Vec<String>>(),
            hidden: others.len().saturating_sub(SHOWN),
        }));
    }
}

/// Returns the messages and enums of this run with JSON, and their settings.
fn with_json<'a>(assembly: &'a Assembly<'_, '_>) -> Vec<(ElementId, &'a Settings)> {
    let (schema, declared) = (assembly.schema, assembly.declared);
    let is_emitted = |element| schema.files[schema.declared(element).file].emitted;
    let messages = schema.messages.ids().filter(|id| declared.messages[*id]);
    let messages = messages.map(|id| (ElementId::Message(id), assembly.settings.message(id)));
    let enums = schema.enums.ids().filter(|id| declared.enums[*id]);
    let enums = enums.map(|id| (ElementId::Enum(id), assembly.settings.enumeration(id)));
    let types = messages.chain(enums);
    types.filter(|(element, settings)| settings.json.value && is_emitted(*element)).collect()
}

/// Returns the derives of serde's traits in the settings of a type, each with its rule.
fn derived(element: ElementId, settings: &Settings) -> Vec<(RuleId, &str)> {
    let of_kind: [&[Listed<Attributes>]; 2] = match element {
        ElementId::Enum(_) => [&settings.enum_attribute, &settings.only_enum_attribute],
        _ => [&settings.message_attribute, &[]],
    };
    let attributes = settings.type_attribute.iter().chain(of_kind.into_iter().flatten());
    let by_attributes = attributes.flat_map(|listed| {
        let derived = listed.value.about_derives.derived.iter();
        derived.map(move |name| (listed.rule, name.as_str()))
    });
    let by_rules = settings
        .derive
        .iter()
        .flat_map(|listed| listed.value.names().map(move |name| (listed.rule, name)));
    by_rules.chain(by_attributes).filter(|(_, name)| is_of_serde(name)).collect()
}

/// Whether a derive implements one of serde's traits, e.g. `serde::Serialize` or
/// `serde_repr::Deserialize_repr`.
fn is_of_serde(name: &str) -> bool {
    let (path, last) = name.rsplit_once("::").unwrap_or(("serde", name));
    path.starts_with("serde") && (last.starts_with("Serialize") || last.starts_with("Deserialize"))
}
