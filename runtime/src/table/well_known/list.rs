//! The well-known types by name.

use alloc::string::String;
use alloc::vec::Vec;

use crate::table::{Table, Tabled};

/// The well-known types: the messages of those protos that come with protoc for use as fields. The
/// messages of `descriptor.proto` are not among them, because few programs put one into an `Any`.
const WELL_KNOWN: &[fn() -> &'static Table] = &[
    <prost_types::Any as Tabled>::table,
    <prost_types::Timestamp as Tabled>::table,
    <prost_types::Duration as Tabled>::table,
    <prost_types::FieldMask as Tabled>::table,
    <prost_types::Struct as Tabled>::table,
    <prost_types::Value as Tabled>::table,
    <prost_types::ListValue as Tabled>::table,
    <() as Tabled>::table,
    <f64 as Tabled>::table,
    <f32 as Tabled>::table,
    <i64 as Tabled>::table,
    <u64 as Tabled>::table,
    <i32 as Tabled>::table,
    <u32 as Tabled>::table,
    <bool as Tabled>::table,
    <String as Tabled>::table,
    <Vec<u8> as Tabled>::table,
    <prost_types::SourceContext as Tabled>::table,
    <prost_types::Type as Tabled>::table,
    <prost_types::Field as Tabled>::table,
    <prost_types::Enum as Tabled>::table,
    <prost_types::EnumValue as Tabled>::table,
    <prost_types::Option as Tabled>::table,
    <prost_types::Api as Tabled>::table,
    <prost_types::Method as Tabled>::table,
    <prost_types::Mixin as Tabled>::table,
];

/// Returns the table of the well-known type with this full name, e.g. `google.protobuf.Timestamp`.
pub(crate) fn well_known(full_name: &str) -> Option<&'static Table> {
    if !full_name.starts_with("google.protobuf.") {
        return None;
    }
    WELL_KNOWN.iter().map(|table| table()).find(|table| table.full_name() == full_name)
}
