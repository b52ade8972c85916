//! Which messages and enums have a field table: those that an option asks for, and those that such
//! a message can hold, at any depth, because a table refers to the tables of the fields' types.
//!
//! A table that JSON alone asks for is there with the feature of the option `json_feature`, and so
//! are the tables that it refers to.

use std::collections::BTreeSet;

use crate::index::Column;
use crate::lower::declare::Declarations;
use crate::lower::link::Schema;
use crate::lower::resolve::{Fields, Kind};
use crate::lower::settings::SettingsTable;
use crate::model::{EnumId, MessageId, Settings, TableFeatures};

/// The features of the tables of messages and enums; `None` for those without a table.
#[derive(Debug)]
pub(in crate::lower) struct Tables {
    pub messages: Column<MessageId, Option<TableFeatures>>,
    pub enums: Column<EnumId, Option<TableFeatures>>,
}

/// Decides for every message and enum of this tree.
pub(super) fn tables(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    fields: &Fields,
) -> Tables {
    let asking = Asking { schema, declared, settings, fields };
    let messages = schema.messages.ids().filter_map(|id| asking.by_message(id));
    let enums = schema.enums.ids().filter_map(|id| asking.by_enum(id));
    // Without a feature comes first.
    let features: BTreeSet<Option<&str>> = messages.chain(enums).collect();
    let mut tables = Tables {
        messages: Column::filled(None, schema.messages.len()),
        enums: Column::filled(None, schema.enums.len()),
    };
    for feature in features {
        let with_feature = asking.closure(feature);
        for (id, _) in with_feature.messages.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.messages[id], feature);
        }
        for (id, _) in with_feature.enums.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.enums[id], feature);
        }
    }
    tables
}

/// Adds a feature to those of a table. Features of a table that is always there do not count.
fn add(features: &mut Option<TableFeatures>, feature: Option<&str>) {
    let known = match features.take() {
        None => Vec::new(),
        Some(known) if known.is_empty() => return *features = Some(known),
        Some(known) => known.into_vec(),
    };
    *features = Some(known.into_iter().chain(feature.map(Into::into)).collect());
}

/// The stages that tables depend on.
struct Asking<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    settings: &'a SettingsTable,
    fields: &'a Fields,
}

/// The messages and enums that have a table with a feature.
struct WithFeature {
    messages: Column<MessageId, bool>,
    enums: Column<EnumId, bool>,
}

impl<'a> Asking<'a, '_> {
    /// Returns the feature with which a message asks for its own table; `None` if it does not.
    fn by_message(&self, id: MessageId) -> Option<Option<&'a str>> {
        self.declared.messages[id].then(|| feature(self.settings.message(id))).flatten()
    }

    /// Returns the feature with which an enum asks for its own table; `None` if it does not.
    fn by_enum(&self, id: EnumId) -> Option<Option<&'a str>> {
        self.declared.enums[id].then(|| feature(self.settings.enumeration(id))).flatten()
    }

    /// Returns the elements that ask for a table with a feature, and what they can hold.
    fn closure(&self, feature: Option<&str>) -> WithFeature {
        let Self { schema, declared, fields, .. } = self;
        let mut messages = Column::filled(false, schema.messages.len());
        let mut enums = schema.enums.map(|(id, _)| self.by_enum(id) == Some(feature));
        let asks = |id: &MessageId| self.by_message(*id) == Some(feature);
        let mut pending: Vec<MessageId> = schema.messages.ids().filter(asks).collect();
        while let Some(message) = pending.pop() {
            if std::mem::replace(&mut messages[message], true) {
                continue;
            }
            for field in schema.messages[message].fields {
                match fields[field].value_kind(fields) {
                    Kind::Message(target, _) if declared.messages[target] => pending.push(target),
                    Kind::Enum(target) => enums[target] |= declared.enums[target],
                    Kind::Message(..) | Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
                }
            }
        }
        WithFeature { messages, enums }
    }
}

/// Returns the feature with which the settings of an element ask for its table; `None` if they do
/// not.
fn feature(settings: &Settings) -> Option<Option<&str>> {
    if settings.text.value || settings.reflect.value {
        return Some(None);
    }
    settings.json.value.then_some(settings.json_feature.value.as_deref())
}
