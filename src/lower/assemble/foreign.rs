//! The types and services of the schema that other crates have.

use std::collections::BTreeMap;

use super::Assembly;
use crate::lower::extern_paths::{External, RustItem};
use crate::lower::link::{Declared, ElementId};
use crate::model::{
    EnumId, Foreign, ForeignEnum, ForeignMessage, ForeignService, MessageId, RuleId, ServiceId,
    WellKnown,
};

impl Assembly<'_, '_> {
    /// Returns the messages that other crates have.
    pub(in crate::lower) fn foreign_messages(&self) -> BTreeMap<MessageId, ForeignMessage> {
        let external = self.declared.external_messages.iter();
        let foreign = external.filter_map(|(id, external)| {
            let (rule, message) = (external.as_ref()?.rule, &self.schema.messages[id]);
            // A map entry has no Rust type.
            let has_type = !message.is_map_entry();
            let item = has_item(external.as_ref()?).then(|| self.message_ref(id));
            let element = ElementId::Message(id);
            has_type.then(|| (id, self.foreign(element, &message.at, item, rule)))
        });
        foreign.collect()
    }

    /// Returns the enums that other crates have.
    pub(in crate::lower) fn foreign_enums(&self) -> BTreeMap<EnumId, ForeignEnum> {
        let external = self.declared.external_enums.iter();
        let foreign = external.filter_map(|(id, external)| {
            let (rule, decl) = (external.as_ref()?.rule, &self.schema.enums[id]);
            // The stage `link` reports an enum without values.
            let first = self.schema.values[decl.values.get(0)?].proto;
            let item = has_item(external.as_ref()?).then(|| self.enum_ref(id));
            let foreign = ForeignEnum {
                foreign: self.foreign(ElementId::Enum(id), &decl.at, item, rule),
                openness: self.features.enums[id].openness,
                first_number: first.number(),
                first_name: first.name().into(),
            };
            Some((id, foreign))
        });
        foreign.collect()
    }

    /// Returns the services whose stubs other crates have.
    pub(in crate::lower) fn foreign_services(&self) -> BTreeMap<ServiceId, ForeignService> {
        let external = self.declared.external_services.iter();
        let foreign = external.filter_map(|(id, external)| {
            let (rule, at) = (external.as_ref()?.rule, &self.schema.services[id].at);
            Some((id, self.foreign(ElementId::Service(id), at, None, rule)))
        });
        foreign.collect()
    }

    fn foreign<Item>(
        &self,
        element: ElementId,
        at: &Declared,
        item: Option<Item>,
        rule: Option<RuleId>,
    ) -> Foreign<Item> {
        Foreign {
            full_name: at.full_name.as_str().into(),
            file: at.file,
            declaration: self.declaration(element),
            item,
            rule,
        }
    }
}

/// Whether an external type has a Rust item. The stage `declare` gives an empty path to a type that
/// prost-types lacks if no generated code refers to it.
fn has_item(external: &External) -> bool {
    match &external.item {
        RustItem::WellKnown(WellKnown::Type(path)) => !path.is_empty(),
        RustItem::WellKnown(_) | RustItem::Path(_) => true,
    }
}
