//! The traits of types that have a table.

use super::{EnumTable, Paths, Table};
#[cfg(feature = "json")]
use crate::schema::Type;
use crate::wire::{Late, MessageCodec};

/// A message with a field table in its long form: a generated message with one of the options
/// `json`, `text` and `reflect`, or a type of prost-types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no field table",
    note = "generate the message with one of the options `json`, `text` and `reflect`",
    note = "if the type is from an extern path, set `json_extern=PATH=skip` or \
            `json_extern=PATH=serde`"
)]
#[doc(hidden)]
pub trait Tabled: TableSource {
    /// The text of the fields if the message is generated with `reflect`, e.g.
    /// `1 string station; 2 ?message0 day`.
    const FIELDS: &'static str = Paths::UNREFLECTED;

    /// The types in which a path of a constant can continue, by their index.
    const INNER: &'static [Paths] = Paths::NONE.inner;

    /// The fields that the compiler checks constants with paths against.
    const PATHS: Paths = Paths { fields: Self::FIELDS, inner: Self::INNER };

    /// Returns the table. The type parameter has no meaning. Because of it, a program compiles the
    /// function, and the library of messages does not. The functions of `MessageCodec` have one,
    /// too.
    fn table<L>() -> &'static Table {
        Self::source::<Late>()
    }
}

/// A message with a table in any form. A generated message returns the table of its codec.
#[doc(hidden)]
pub trait TableSource {
    /// Returns the table.
    fn source<L>() -> &'static Table;

    /// Prints the message from its typed fields. Returns `None` if an option is not the default, if
    /// the form is not an object, or if there is an error. Then the caller prints the message from
    /// its binary encoding.
    #[cfg(feature = "json")]
    fn print_json(&self, _: &crate::json::PrintOptions<'_>) -> Option<alloc::string::String> {
        None
    }
}

impl<M: MessageCodec> TableSource for M {
    fn source<L>() -> &'static Table {
        <M as MessageCodec>::table::<Late>()
    }

    #[cfg(feature = "json")]
    fn print_json(&self, options: &crate::json::PrintOptions<'_>) -> Option<alloc::string::String> {
        crate::json::direct(options, Type::of_table(Self::source::<Late>()), self)
    }
}

/// An enum with a table: a generated enum that a message with a field table can hold, or an enum
/// of prost-types.
#[diagnostic::on_unimplemented(
    message = "the enum `{Self}` has no table",
    note = "generate the enum with one of the options `json`, `text` and `reflect`",
    note = "if the enum is from an extern path, set `json_extern=PATH=skip` or \
            `json_extern=PATH=serde`"
)]
#[doc(hidden)]
pub trait TabledEnum {
    /// Returns the table. The type parameter has no meaning. Because of it, a program compiles the
    /// function, and the library of enums does not. The functions of `MessageCodec` have one, too.
    fn table<L>() -> &'static EnumTable;
}

impl<M: MessageCodec + Tabled> Tabled for alloc::boxed::Box<M> {
    const FIELDS: &'static str = M::FIELDS;
    const INNER: &'static [Paths] = M::INNER;
}
