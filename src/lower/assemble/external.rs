//! The types and services that another crate has.

use super::Assembly;
use crate::lower::extern_paths::Place;
use crate::model::{External, ExternalPlace};

impl Assembly<'_, '_> {
    /// Collects them, ordered by full name.
    pub(in super::super) fn externals(&self) -> Vec<External> {
        let mut found = Vec::new();
        for (id, external) in self.declared.external_messages.iter() {
            let message = &self.schema.messages[id];
            if let Some(external) = external
                && !message.is_map_entry()
            {
                let full_name = message.at.full_name.clone();
                let place = ExternalPlace::Message(self.message_ref(id));
                found.push(External { full_name, place, rule: external.rule });
            }
        }
        for (id, external) in self.declared.external_enums.iter() {
            if let Some(external) = external {
                let full_name = self.schema.enums[id].at.full_name.clone();
                let place = ExternalPlace::Enum(self.enum_ref(id));
                found.push(External { full_name, place, rule: external.rule });
            }
        }
        for (id, external) in self.declared.external_services.iter() {
            if let Some(external) = external
                && let Place::Path(path) = &external.place
            {
                let full_name = self.schema.services[id].at.full_name.clone();
                let place = ExternalPlace::Service(path.clone());
                found.push(External { full_name, place, rule: external.rule });
            }
        }
        found.sort_by(|one, other| one.full_name.cmp(&other.full_name));
        found
    }
}
