//! Foreign types.

use std::collections::BTreeMap;

use super::Assembly;
use crate::model::{EnumId, ForeignEnum, ForeignMessage, MessageId};

impl Assembly<'_, '_> {
    /// The messages that other crates have.
    pub(in crate::lower) fn foreign_messages(&self) -> BTreeMap<MessageId, ForeignMessage> {
        let external = self.declared.external_messages.iter().filter(|(_, place)| place.is_some());
        // A map entry has no Rust type anywhere.
        let types = external.filter(|(id, _)| !self.schema.messages[*id].is_map_entry());
        let foreign = types.map(|(id, _)| {
            let full_name = self.schema.messages[id].at.full_name.as_str().into();
            (id, ForeignMessage { full_name })
        });
        foreign.collect()
    }

    /// The enums that other crates have.
    pub(in crate::lower) fn foreign_enums(&self) -> BTreeMap<EnumId, ForeignEnum> {
        let external = self.declared.external_enums.iter().filter(|(_, place)| place.is_some());
        let foreign = external.filter_map(|(id, _)| {
            let decl = &self.schema.enums[id];
            // The stage `link` reports an enum without values.
            let first = self.schema.values[decl.values.get(0)?].proto;
            let foreign = ForeignEnum {
                full_name: decl.at.full_name.as_str().into(),
                openness: self.features.enums[id].openness,
                first_number: first.number(),
                first_name: first.name().into(),
            };
            Some((id, foreign))
        });
        foreign.collect()
    }
}
