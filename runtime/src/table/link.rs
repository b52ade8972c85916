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
    schema: OnceRef<'static, Enum>,
}

macro_rules! slots {
    ($($slot:ident: $table:ident, $schema:ident;)*) => {$(
        impl $slot {
            /// Creates a reference that lives as long as the program, like the schemas of tables.
            pub(super) fn leak(table: fn() -> &'static $table) -> &'static Self {
                Box::leak(Box::new($slot { table, schema: OnceRef::new() }))
            }

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
