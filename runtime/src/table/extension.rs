//! The tables of extensions.

use alloc::boxed::Box;

use once_cell::race::OnceBox;

use super::{TableRef, parse};
use crate::schema::Field;

/// The table of an extension: a field that is declared outside the message that it extends.
pub struct ExtensionTable {
    extendee: &'static str,
    field: &'static str,
    types: &'static [TableRef],
    schema: OnceBox<Field>,
}

impl ExtensionTable {
    /// Creates the table of an extension.
    ///
    /// `extendee` is the full name of the extended message. `field` is the field as in the table of
    /// a message, but with its full name, e.g. `100 ?message0 acme.v1.gusts`. `types` are the types
    /// that the field refers to by index.
    pub const fn new(
        extendee: &'static str,
        field: &'static str,
        types: &'static [TableRef],
    ) -> Self {
        ExtensionTable { extendee, field, types, schema: OnceBox::new() }
    }

    /// Returns the full name of the extended message, e.g. `acme.v1.Forecast`.
    pub fn extendee(&self) -> &'static str {
        self.extendee
    }

    /// Returns the field number, or the type id of an extension of a message set.
    pub fn number(&'static self) -> u32 {
        self.schema().number
    }

    /// Returns the full name, e.g. `acme.v1.gusts`.
    pub fn full_name(&'static self) -> &'static str {
        &self.schema().name
    }

    /// Returns the text of the field that [`ExtensionTable::new`] was given.
    pub(crate) fn text(&self) -> &'static str {
        self.field
    }

    /// Returns the schema. The first call creates it.
    pub(crate) fn schema(&'static self) -> &'static Field {
        let make = || Box::new(parse::extension(self.extendee, self.field, self.types));
        self.schema.get_or_init(make)
    }
}
