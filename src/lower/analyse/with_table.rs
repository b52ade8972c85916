//! The messages, enums and extensions that have a field table.
//!
//! An option can ask for the table of a message. Then the types that the message can hold at any
//! depth have tables too, because a table refers to the tables of the fields' types.
//!
//! An extension in a package with registered types has a table if its extendee has one, or if an
//! option asks for it.
//!
//! A table that only the option `json` asks for exists with the Cargo feature of the option
//! `json_feature`. The tables that it refers to exist with this feature too.

use std::collections::{BTreeSet, HashMap};

use crate::index::Column;
use crate::lower::declare::Declarations;
use crate::lower::extensions::ResolvedExtension;
use crate::lower::link::Schema;
use crate::lower::resolve::{Fields, Kind};
use crate::lower::settings::SettingsTable;
use crate::model::{EnumId, ExtensionId, MessageId, Settings, TableFeatures, TablePurpose};

/// The Cargo features of the tables of messages, enums and extensions. `None` means that there is
/// no table.
#[derive(Debug)]
pub(in crate::lower) struct Tables {
    pub messages: Column<MessageId, Option<TableFeatures>>,
    pub enums: Column<EnumId, Option<TableFeatures>>,
    pub extensions: Column<ExtensionId, Option<TableFeatures>>,
    /// The first purpose for which an element asks for a table that is always there.
    pub purpose: Option<TablePurpose>,
}

impl Tables {
    /// The purpose of the table of an element with these settings. The table may be there for
    /// another element only, which can hold this one.
    pub fn purpose(&self, settings: &Settings, features: &TableFeatures) -> TablePurpose {
        match features.is_empty() {
            true => always(settings).or(self.purpose).unwrap_or(TablePurpose::Json),
            // JSON alone depends on features.
            false => TablePurpose::Json,
        }
    }
}

/// Finds the tables of all messages, enums and extensions of this tree.
pub(super) fn tables(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    fields: &Fields,
    extensions: &Column<ExtensionId, ResolvedExtension>,
) -> Tables {
    let requests = TableRequests { schema, declared, settings, fields, extensions };
    let of_messages = schema.messages.ids().filter_map(|id| requests.by_message(id));
    let of_enums = schema.enums.ids().filter_map(|id| requests.by_enum(id));
    let of_extensions = extensions.ids().filter_map(|id| requests.by_extension(id));
    // `None`, a table without a feature, sorts first.
    let features: BTreeSet<Option<&str>> =
        of_messages.chain(of_enums).chain(of_extensions).collect();
    let of_messages = schema.messages.ids().filter(|id| declared.messages[*id]);
    let of_enums = schema.enums.ids().filter(|id| declared.enums[*id]);
    let of_extensions = extensions.ids().filter(|id| requests.is_registered(*id));
    let purposes = of_messages
        .filter_map(|id| always(settings.message(id)))
        .chain(of_enums.filter_map(|id| always(settings.enumeration(id))))
        .chain(of_extensions.filter_map(|id| always(settings.extension(id))));
    let mut tables = Tables {
        purpose: purposes.min(),
        messages: Column::filled(None, schema.messages.len()),
        enums: Column::filled(None, schema.enums.len()),
        extensions: Column::filled(None, extensions.len()),
    };
    for feature in features {
        let with_feature = requests.closure(feature);
        for (id, _) in with_feature.messages.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.messages[id], feature);
        }
        for (id, _) in with_feature.enums.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.enums[id], feature);
        }
        for (id, _) in with_feature.extensions.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.extensions[id], feature);
        }
    }
    tables
}

/// Adds a Cargo feature to those of a table. A table that always exists gets no features.
fn add(features: &mut Option<TableFeatures>, feature: Option<&str>) {
    let known = match features.take() {
        None => Vec::new(),
        Some(known) if known.is_empty() => return *features = Some(known),
        Some(known) => known.into_vec(),
    };
    *features = Some(known.into_iter().chain(feature.map(Into::into)).collect());
}

/// The results of other stages that tables depend on.
struct TableRequests<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    settings: &'a SettingsTable,
    fields: &'a Fields,
    extensions: &'a Column<ExtensionId, ResolvedExtension>,
}

/// The messages, enums and extensions that have a table with one Cargo feature.
struct WithFeature {
    messages: Column<MessageId, bool>,
    enums: Column<EnumId, bool>,
    extensions: Column<ExtensionId, bool>,
}

impl<'a> TableRequests<'a, '_> {
    /// Returns the Cargo feature of the table that a message asks for. Returns `None` if the
    /// message asks for no table.
    fn by_message(&self, id: MessageId) -> Option<Option<&'a str>> {
        self.declared.messages[id].then(|| feature(self.settings.message(id))).flatten()
    }

    /// Returns the Cargo feature of the table that an enum asks for. Returns `None` if the enum
    /// asks for no table.
    fn by_enum(&self, id: EnumId) -> Option<Option<&'a str>> {
        self.declared.enums[id].then(|| feature(self.settings.enumeration(id))).flatten()
    }

    /// Returns the Cargo feature of the table that an extension asks for. Returns `None` if the
    /// extension asks for no table.
    fn by_extension(&self, id: ExtensionId) -> Option<Option<&'a str>> {
        self.is_registered(id).then(|| feature(self.settings.extension(id))).flatten()
    }

    /// Whether an extension is in a package of this tree that registers its types.
    fn is_registered(&self, id: ExtensionId) -> bool {
        let file = self.schema.extensions[id].at.file;
        let package = self.schema.files[file].proto.package();
        self.declared.extensions[id] && self.settings.package(package).register_types.value
    }

    /// Returns the elements that ask for a table with this Cargo feature, and the types that they
    /// can hold.
    fn closure(&self, feature: Option<&str>) -> WithFeature {
        let Self { schema, fields, .. } = self;
        let mut registered: HashMap<MessageId, Vec<ExtensionId>> = HashMap::new();
        for (id, extension) in self.extensions.iter().filter(|(id, _)| self.is_registered(*id)) {
            registered.entry(extension.extendee).or_default().push(id);
        }
        let mut found = WithFeature {
            messages: Column::filled(false, schema.messages.len()),
            enums: schema.enums.map(|(id, _)| self.by_enum(id) == Some(feature)),
            extensions: self.extensions.map(|(id, _)| self.by_extension(id) == Some(feature)),
        };
        let asks = |id: &MessageId| self.by_message(*id) == Some(feature);
        let mut pending: Vec<MessageId> = schema.messages.ids().filter(asks).collect();
        for (id, _) in found.extensions.iter().filter(|(_, asks)| **asks) {
            self.reach(self.extensions[id].field.kind, &mut found.enums, &mut pending);
        }
        while let Some(message) = pending.pop() {
            if std::mem::replace(&mut found.messages[message], true) {
                continue;
            }
            for field in schema.messages[message].fields {
                self.reach(fields[field].value_kind(fields), &mut found.enums, &mut pending);
            }
            for extension in registered.get(&message).into_iter().flatten() {
                found.extensions[*extension] = true;
                let kind = self.extensions[*extension].field.kind;
                self.reach(kind, &mut found.enums, &mut pending);
            }
        }
        found
    }

    /// Adds the type of a value to the types with a table. A type of another crate is left out: its
    /// crate has the table.
    fn reach(&self, kind: Kind, enums: &mut Column<EnumId, bool>, pending: &mut Vec<MessageId>) {
        match kind {
            Kind::Message(target, _) if self.declared.messages[target] => pending.push(target),
            Kind::Enum(target) => enums[target] |= self.declared.enums[target],
            Kind::Message(..) | Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
        }
    }
}

/// Returns the Cargo feature of the table that the settings of an element ask for. Returns `None`
/// if they ask for no table.
fn feature(settings: &Settings) -> Option<Option<&str>> {
    if settings.text.value || settings.reflect.value {
        return Some(None);
    }
    settings.json.value.then_some(settings.json_feature.value.as_deref())
}

/// Returns the first purpose for which the settings of an element ask for a table that is always
/// there.
fn always(settings: &Settings) -> Option<TablePurpose> {
    let json = settings.json.value && settings.json_feature.value.is_none();
    let purposes = [
        (json, TablePurpose::Json),
        (settings.text.value, TablePurpose::Text),
        (settings.reflect.value, TablePurpose::Reflection),
    ];
    purposes.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, purpose)| purpose)
}
