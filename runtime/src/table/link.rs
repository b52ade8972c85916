//! References from the schema of a generated type to the schema of another type.

use alloc::boxed::Box;

use once_cell::race::OnceRef;

use super::{EnumTable, Table};
use crate::schema::{Enum, Message};

/// A reference to a message.
pub(crate) struct MessageSlot {
    table: fn() -> &'static Table,
    schema: OnceRef<'static, Message>,
}

/// A reference to an enum.
pub(crate) struct EnumSlot {
    table: fn() -> &'static EnumTable,
    openness: Openness,
    schema: OnceRef<'static, Enum>,
}

/// The numbers that a field of an enum holds.
#[derive(Clone, Copy)]
pub(crate) enum Openness {
    /// The numbers that the schema of the enum allows.
    Declared,
    /// Every number.
    Open,
    /// The numbers of the enum's values.
    Closed,
}

impl MessageSlot {
    /// Creates a reference that lives as long as the program, like the schemas of tables.
    pub(super) fn leak(table: fn() -> &'static Table) -> &'static Self {
        Box::leak(Box::new(MessageSlot { table, schema: OnceRef::new() }))
    }
}

impl EnumSlot {
    /// Creates a reference that lives as long as the program, like the schemas of tables.
    pub(super) fn leak(table: fn() -> &'static EnumTable, openness: Openness) -> &'static Self {
        Box::leak(Box::new(EnumSlot { table, openness, schema: OnceRef::new() }))
    }

    /// Whether the field holds only the numbers of the enum's values.
    #[inline]
    pub(crate) fn is_closed(&self) -> bool {
        match self.openness {
            Openness::Declared => self.schema().is_closed,
            Openness::Open => false,
            Openness::Closed => true,
        }
    }
}

macro_rules! slots {
    ($($slot:ident: $table:ident, $schema:ident;)*) => {$(
        impl $slot {
            /// Returns the table.
            pub(crate) fn table(&self) -> &'static $table {
                (self.table)()
            }

            /// Returns the schema.
            #[inline]
            pub(crate) fn schema(&self) -> &'static $schema {
                self.schema.get_or_init(|| self.table().schema())
            }
        }
    )*};
}

slots! {
    MessageSlot: Table, Message;
    EnumSlot: EnumTable, Enum;
}
