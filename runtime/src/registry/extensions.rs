//! The extensions of a registry.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;

use super::{Registry, RegistryError};
use crate::schema::{Field, Type};
use crate::table::{ExtensionTable, Tabled};

/// The extensions of a registry, by number and by name.
#[derive(Clone, Default)]
pub(super) struct Extensions {
    /// The key is the full name of the extended message, and the number.
    by_number: BTreeMap<(&'static str, u32), &'static ExtensionTable>,
    by_name: BTreeMap<&'static str, &'static ExtensionTable>,
}

/// An extension of a registry.
#[derive(Clone, Copy)]
pub(crate) struct RegisteredExtension<'a> {
    /// The field. Its name is the full name of the extension.
    pub field: &'a Field,
    /// The full name of the extended message.
    pub extendee: &'a str,
    /// A type that resolves the links of the field: `scope.linked(link)`.
    pub scope: Type<'a>,
}

impl RegisteredExtension<'static> {
    fn of_table(table: &'static ExtensionTable) -> Self {
        RegisteredExtension {
            field: table.schema(),
            extendee: table.extendee(),
            // The links of tables are functions, which every type resolves.
            scope: Type::of_table(<() as Tabled>::table::<crate::wire::Late>()),
        }
    }
}

impl Registry {
    /// Adds extensions, e.g. `registry.add_extensions(acme::v1::extension_tables())`. JSON, text
    /// format and reflection then know these fields of the extended messages. Adding an extension
    /// again changes nothing.
    ///
    /// # Errors
    /// Returns an error if another extension has one of the full names, or one of the numbers in
    /// the same message. Then no extension is added.
    pub fn add_extensions(
        &mut self,
        tables: &[&'static ExtensionTable],
    ) -> Result<&mut Self, RegistryError> {
        let mut all = Arc::clone(&self.extensions);
        for table in tables {
            if !all.has(table)? {
                let all = Arc::make_mut(&mut all);
                all.by_number.insert((table.extendee(), table.number()), *table);
                all.by_name.insert(table.full_name(), *table);
            }
        }
        self.extensions = all;
        Ok(self)
    }

    /// Returns the extension of the message `extendee` (a full name) with this number.
    pub(crate) fn extension_by_number(
        &self,
        extendee: &str,
        number: u32,
    ) -> Option<RegisteredExtension<'_>> {
        if let Some(table) = self.extensions.by_number.get(&(extendee, number)) {
            return Some(RegisteredExtension::of_table(table));
        }
        #[cfg(feature = "reflect")]
        return self.extension_in_pools(extendee, number);
        #[cfg(not(feature = "reflect"))]
        None
    }

    /// Returns the extension with this full name, e.g. `acme.v1.gusts`.
    pub(crate) fn extension_by_name(&self, full_name: &str) -> Option<RegisteredExtension<'_>> {
        if let Some(table) = self.extensions.by_name.get(full_name) {
            return Some(RegisteredExtension::of_table(table));
        }
        #[cfg(feature = "reflect")]
        return self.named_extension_in_pools(full_name);
        #[cfg(not(feature = "reflect"))]
        None
    }

    /// Whether an extension with `debug_redact` extends the message with the full name `extendee`.
    #[cfg(feature = "reflect")]
    pub(crate) fn has_redacted_extension(&self, extendee: &str) -> bool {
        let of_message = self.extensions.by_number.range((extendee, 0)..=(extendee, u32::MAX));
        let mut tables = of_message.map(|(_, table)| table);
        tables.any(|table| table.schema().is_redacted) || self.pools_hide_unknown_of(extendee)
    }

    /// Whether the registry has any extension.
    pub(crate) fn has_extensions(&self) -> bool {
        #[cfg(feature = "reflect")]
        if self.pools_have_extensions() {
            return true;
        }
        !self.extensions.by_name.is_empty()
    }
}

impl Extensions {
    /// Whether the registry has this extension. Returns an error if another extension has its
    /// number or its name.
    fn has(&self, new: &'static ExtensionTable) -> Result<bool, RegistryError> {
        let by_number = self.by_number.get(&(new.extendee(), new.number()));
        let by_name = self.by_name.get(new.full_name());
        let is_same = |other: &&&'static ExtensionTable| {
            other.text() == new.text() && other.extendee() == new.extendee()
        };
        if let Some(other) = by_number.filter(|other| !is_same(other)) {
            let (extendee, number) = (new.extendee(), new.number());
            let names = (other.full_name(), new.full_name());
            return Err(RegistryError::extension_number(extendee, number, names));
        }
        if let Some(other) = by_name.filter(|other| !is_same(other)) {
            let extendees = (other.extendee(), new.extendee());
            return Err(RegistryError::extension_name(new.full_name(), extendees));
        }
        Ok(by_number.is_some())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::table::TableRef;

    static GUSTS: ExtensionTable = ExtensionTable::new(
        "acme.Forecast",
        "100 ?message0 acme.gusts",
        &[TableRef::Message(<prost_types::Duration as Tabled>::table::<crate::wire::Late>)],
    );
    static NOTES: ExtensionTable =
        ExtensionTable::new("acme.Forecast", "101 *string acme.notes", &[]);

    #[test]
    fn extensions_are_found_by_number_and_by_name() {
        let mut registry = Registry::new();
        assert!(!registry.has_extensions());
        registry.add_extensions(&[&GUSTS, &NOTES]).unwrap().add_extensions(&[&GUSTS]).unwrap();
        assert!(registry.has_extensions());
        let gusts = registry.extension_by_number("acme.Forecast", 100).unwrap();
        assert_eq!(*gusts.field.name, *"acme.gusts");
        assert_eq!(*gusts.field.json_name, *"[acme.gusts]");
        let crate::schema::Kind::Message(link) = &gusts.field.kind else { panic!("no message") };
        assert_eq!(*gusts.scope.linked(link).message().full_name, *"google.protobuf.Duration");
        let notes = registry.extension_by_name("acme.notes").unwrap();
        assert_eq!((notes.extendee, notes.field.number), ("acme.Forecast", 101));
        assert!(registry.extension_by_number("acme.Other", 100).is_none());
        assert!(registry.extension_by_name("acme.none").is_none());
    }

    #[test]
    fn one_number_or_name_of_two_extensions_is_an_error() {
        static NUMBER: ExtensionTable =
            ExtensionTable::new("acme.Forecast", "101 *string acme.remarks", &[]);
        static NAME: ExtensionTable = ExtensionTable::new("acme.Day", "7 *string acme.notes", &[]);
        let mut registry = Registry::new();
        registry.add_extensions(&[&NOTES]).unwrap();
        let errors =
            [&NUMBER, &NAME].map(|table| registry.add_extensions(&[&GUSTS, table]).unwrap_err());
        assert_eq!(
            errors.map(|error| error.to_string()),
            [
                "field 101 of `acme.Forecast` is registered as `acme.notes`, and `acme.remarks` \
                 has that number too",
                "`acme.notes` is registered as an extension of `acme.Forecast`, and an extension \
                 of `acme.Day` has that name too",
            ]
        );
        assert!(registry.extension_by_name("acme.gusts").is_none());
    }
}
