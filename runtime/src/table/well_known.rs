//! The tables of prost-types, and of the Rust types that represent wrappers.
//!
//! The texts are those that the generator writes for the .proto files of prost-types' version. They
//! omit the fields that prost-types lacks.

mod by_name;
mod compiler;
mod descriptors;
mod json_forms;
mod types;

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use super::{Table, TableSource, Tabled};

pub(crate) use by_name::well_known;

/// Implements `Tabled` and `TableSource` for messages of prost-types. Each entry has the path in
/// the crate, the full name, the types that fields refer to, and the fields.
macro_rules! message_tables {
    ($(
        $($path:ident)::+ = $full_name:literal [$($kind:ident $($type:ident)::+),*] $fields:literal;
    )*) => {$(
        impl $crate::table::Tabled for prost_types::$($path)::+ {
            const FIELDS: &'static str = $fields;
        }

        impl $crate::table::TableSource for prost_types::$($path)::+ {
            fn source<L>() -> &'static $crate::table::Table {
                static TABLE: $crate::table::Table = $crate::table::Table::new(
                    $full_name,
                    <prost_types::$($path)::+ as $crate::table::Tabled>::FIELDS,
                    &[$($crate::table::well_known::reference!($kind prost_types::$($type)::+)),*],
                );
                &TABLE
            }
        }
    )*};
}

/// Implements `TabledEnum` for enums of prost-types.
macro_rules! enum_tables {
    ($($($path:ident)::+ = $full_name:literal $values:literal;)*) => {$(
        impl $crate::table::TabledEnum for prost_types::$($path)::+ {
            fn table<L>() -> &'static $crate::table::EnumTable {
                static TABLE: $crate::table::EnumTable =
                    $crate::table::EnumTable::new($full_name, $values);
                &TABLE
            }
        }
    )*};
}

macro_rules! reference {
    (Message $type:ty) => {
        $crate::table::TableRef::Message(
            <$type as $crate::table::Tabled>::table::<$crate::wire::Late>,
        )
    };
    (Enum $type:ty) => {
        $crate::table::TableRef::Enum(
            <$type as $crate::table::TabledEnum>::table::<$crate::wire::Late>,
        )
    };
}

use {enum_tables, message_tables, reference};

/// Implements `Tabled` and `TableSource` for the Rust types that represent messages.
macro_rules! plain_types {
    ($($type:ty = $full_name:literal $fields:literal;)*) => {$(
        impl Tabled for $type {
            const FIELDS: &'static str = $fields;
        }

        impl TableSource for $type {
            fn source<L>() -> &'static Table {
                static TABLE: Table = Table::new($full_name, <$type>::FIELDS, &[]);
                &TABLE
            }
        }
    )*};
}

plain_types! {
    () = "google.protobuf.Empty" "";
    f64 = "google.protobuf.DoubleValue" "1 double value";
    f32 = "google.protobuf.FloatValue" "1 float value";
    i64 = "google.protobuf.Int64Value" "1 int64 value";
    u64 = "google.protobuf.UInt64Value" "1 uint64 value";
    i32 = "google.protobuf.Int32Value" "1 int32 value";
    u32 = "google.protobuf.UInt32Value" "1 uint32 value";
    bool = "google.protobuf.BoolValue" "1 bool value";
    String = "google.protobuf.StringValue" "1 string value";
    Vec<u8> = "google.protobuf.BytesValue" "1 bytes value";
    Bytes = "google.protobuf.BytesValue" "1 bytes value";
}
