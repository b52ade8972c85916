//! The types that have a table.

use super::{EnumTable, Table};
#[cfg(feature = "json")]
use crate::schema::Type;
#[cfg(feature = "json")]
use crate::wire::Late;
use crate::wire::MessageCodec;

/// A message with a field table: a generated message with one of the options `json`, `text` and
/// `reflect`, or a type of prost-types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no field table",
    note = "generate the message with one of the options `json`, `text` and `reflect`",
    note = "if the type is from an extern path, set `json_extern=PATH=skip` or `json_extern=PATH=serde`"
)]
pub trait Tabled {
    /// Returns the table. The type parameter stands for nothing, as that of `MessageCodec`'s
    /// functions: a program compiles the function, and not the library of messages.
    fn table<L>() -> &'static Table;

    /// Prints the message from its typed fields. Returns `None` if that cannot be done, and its
    /// binary encoding has to be printed instead.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    fn print_json(&self, _: &crate::json::PrintOptions<'_>) -> Option<alloc::string::String> {
        None
    }
}

/// A generated message with a field table.
pub trait GeneratedTable: MessageCodec {
    /// Returns the table, for [`Tabled::table`].
    fn table<L>() -> &'static Table;
}

impl<M: GeneratedTable> Tabled for M {
    fn table<L>() -> &'static Table {
        <M as GeneratedTable>::table::<L>()
    }

    #[cfg(feature = "json")]
    fn print_json(&self, options: &crate::json::PrintOptions<'_>) -> Option<alloc::string::String> {
        let table = <M as GeneratedTable>::table::<Late>();
        crate::json::direct(options, Type::of_table(table), self)
    }
}

/// An enum with a table: a generated enum that a message with a field table can hold, or an enum
/// of prost-types.
#[diagnostic::on_unimplemented(
    message = "the enum `{Self}` has no table",
    note = "generate the enum with one of the options `json`, `text` and `reflect`",
    note = "if the enum is from an extern path, set `json_extern=PATH=skip` or `json_extern=PATH=serde`"
)]
pub trait TabledEnum {
    /// Returns the table. The type parameter stands for nothing, as that of `MessageCodec`'s
    /// functions: a program compiles the function, and not the library of messages.
    fn table<L>() -> &'static EnumTable;
}

impl<M: GeneratedTable> GeneratedTable for alloc::boxed::Box<M> {
    fn table<L>() -> &'static Table {
        <M as GeneratedTable>::table::<L>()
    }
}
