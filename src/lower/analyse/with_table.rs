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

/// The uses of the tables of messages, enums and extensions. `None` means that there is no table.
#[derive(Debug)]
pub(in crate::lower) struct Tables {
    pub messages: Column<MessageId, Option<TableUse>>,
    pub enums: Column<EnumId, Option<TableUse>>,
    pub extensions: Column<ExtensionId, Option<TableUse>>,
}

/// The Cargo features and the purpose of a table.
#[derive(Debug, Clone)]
pub(in crate::lower) struct TableUse {
    /// The Cargo features that the table depends on. A table without any always exists.
    pub features: TableFeatures,
    /// The purpose for which the options of the element ask for the table. If they ask for none, it
    /// is the purpose of an element that can hold this one.
    pub purpose: TablePurpose,
}

/// A Cargo feature with which a table exists, and the purpose of the table. A table without a
/// feature always exists. It sorts before tables with a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct TableRequest<'a> {
    feature: Option<&'a str>,
    purpose: TablePurpose,
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
    let found: BTreeSet<TableRequest> = of_messages.chain(of_enums).chain(of_extensions).collect();
    // The options of an element decide on the purpose of its table, so they come first.
    let mut tables = Tables {
        messages: schema.messages.map(|(id, _)| always(requests.by_message(id))),
        enums: schema.enums.map(|(id, _)| always(requests.by_enum(id))),
        extensions: extensions.map(|(id, _)| always(requests.by_extension(id))),
    };
    for request in found {
        let reached = requests.closure(request);
        for (id, _) in reached.messages.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.messages[id], request);
        }
        for (id, _) in reached.enums.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.enums[id], request);
        }
        for (id, _) in reached.extensions.iter().filter(|(_, has_table)| **has_table) {
            add(&mut tables.extensions[id], request);
        }
    }
    tables
}

/// Returns the use of a table that an element asks for, if the table always exists.
fn always(request: Option<TableRequest<'_>>) -> Option<TableUse> {
    let TableRequest { purpose, .. } = request.filter(|request| request.feature.is_none())?;
    Some(TableUse { features: TableFeatures::default(), purpose })
}

/// Adds a request to the use of a table. A table that always exists gets no features.
fn add(table: &mut Option<TableUse>, request: TableRequest<'_>) {
    let feature = request.feature.map(Into::into);
    match table {
        None => {
            let features = feature.into_iter().collect();
            *table = Some(TableUse { features, purpose: request.purpose });
        }
        Some(known) if known.features.is_empty() => {}
        Some(known) => {
            let features = std::mem::take(&mut known.features).into_vec();
            known.features = features.into_iter().chain(feature).collect();
        }
    }
}

/// The results of other stages that tables depend on.
struct TableRequests<'a, 'r> {
    schema: &'a Schema<'r>,
    declared: &'a Declarations,
    settings: &'a SettingsTable,
    fields: &'a Fields,
    extensions: &'a Column<ExtensionId, ResolvedExtension>,
}

/// The messages, enums and extensions that have a table because of one request.
struct Reached {
    messages: Column<MessageId, bool>,
    enums: Column<EnumId, bool>,
    extensions: Column<ExtensionId, bool>,
}

impl<'a> TableRequests<'a, '_> {
    /// Returns the table that a message asks for, if any.
    fn by_message(&self, id: MessageId) -> Option<TableRequest<'a>> {
        self.declared.messages[id].then(|| request(self.settings.message(id))).flatten()
    }

    /// Returns the table that an enum asks for, if any.
    fn by_enum(&self, id: EnumId) -> Option<TableRequest<'a>> {
        self.declared.enums[id].then(|| request(self.settings.enumeration(id))).flatten()
    }

    /// Returns the table that an extension asks for, if any.
    fn by_extension(&self, id: ExtensionId) -> Option<TableRequest<'a>> {
        self.is_registered(id).then(|| request(self.settings.extension(id))).flatten()
    }

    /// Whether an extension is in a package of this tree that registers its types.
    fn is_registered(&self, id: ExtensionId) -> bool {
        let file = self.schema.extensions[id].at.file;
        let package = self.schema.files[file].proto.package();
        self.declared.extensions[id] && self.settings.package(package).register_types.value
    }

    /// Returns the elements with this request, and the types that they can hold.
    fn closure(&self, request: TableRequest<'_>) -> Reached {
        let Self { schema, fields, .. } = self;
        let mut registered: HashMap<MessageId, Vec<ExtensionId>> = HashMap::new();
        for (id, extension) in self.extensions.iter().filter(|(id, _)| self.is_registered(*id)) {
            registered.entry(extension.extendee).or_default().push(id);
        }
        let mut found = Reached {
            messages: Column::filled(false, schema.messages.len()),
            enums: schema.enums.map(|(id, _)| self.by_enum(id) == Some(request)),
            extensions: self.extensions.map(|(id, _)| self.by_extension(id) == Some(request)),
        };
        let asks = |id: &MessageId| self.by_message(*id) == Some(request);
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

/// Returns the table that the settings of an element ask for, if any.
fn request(settings: &Settings) -> Option<TableRequest<'_>> {
    let feature = settings.json_feature.value.as_deref().filter(|_| settings.json.value);
    let purposes = [
        (settings.json.value && feature.is_none(), TablePurpose::Json),
        (settings.text.value, TablePurpose::Text),
        (settings.reflect.value, TablePurpose::Reflection),
    ];
    let always = purposes.into_iter().find(|(is_asked, _)| *is_asked);
    match always {
        Some((_, purpose)) => Some(TableRequest { feature: None, purpose }),
        // JSON alone depends on features.
        None => feature.map(|_| TableRequest { feature, purpose: TablePurpose::Json }),
    }
}
