//! The well-known types by name.

use alloc::string::String;
use alloc::vec::Vec;

use crate::table::{Table, Tabled};

/// The messages of those .proto files that protoc includes for use as fields. The messages of
/// `descriptor.proto` are not in the list, because few programs put one into an `Any`.
const WELL_KNOWN: &[fn() -> &'static Table] = &[
    <prost_types::Any as Tabled>::table::<crate::wire::Late>,
    <prost_types::Timestamp as Tabled>::table::<crate::wire::Late>,
    <prost_types::Duration as Tabled>::table::<crate::wire::Late>,
    <prost_types::FieldMask as Tabled>::table::<crate::wire::Late>,
    <prost_types::Struct as Tabled>::table::<crate::wire::Late>,
    <prost_types::Value as Tabled>::table::<crate::wire::Late>,
    <prost_types::ListValue as Tabled>::table::<crate::wire::Late>,
    <() as Tabled>::table::<crate::wire::Late>,
    <f64 as Tabled>::table::<crate::wire::Late>,
    <f32 as Tabled>::table::<crate::wire::Late>,
    <i64 as Tabled>::table::<crate::wire::Late>,
    <u64 as Tabled>::table::<crate::wire::Late>,
    <i32 as Tabled>::table::<crate::wire::Late>,
    <u32 as Tabled>::table::<crate::wire::Late>,
    <bool as Tabled>::table::<crate::wire::Late>,
    <String as Tabled>::table::<crate::wire::Late>,
    <Vec<u8> as Tabled>::table::<crate::wire::Late>,
    <prost_types::SourceContext as Tabled>::table::<crate::wire::Late>,
    <prost_types::Type as Tabled>::table::<crate::wire::Late>,
    <prost_types::Field as Tabled>::table::<crate::wire::Late>,
    <prost_types::Enum as Tabled>::table::<crate::wire::Late>,
    <prost_types::EnumValue as Tabled>::table::<crate::wire::Late>,
    <prost_types::Option as Tabled>::table::<crate::wire::Late>,
    <prost_types::Api as Tabled>::table::<crate::wire::Late>,
    <prost_types::Method as Tabled>::table::<crate::wire::Late>,
    <prost_types::Mixin as Tabled>::table::<crate::wire::Late>,
];

/// Returns the table of the well-known type with this full name, e.g. `google.protobuf.Timestamp`.
pub(crate) fn well_known(full_name: &str) -> Option<&'static Table> {
    if !full_name.starts_with("google.protobuf.") {
        return None;
    }
    WELL_KNOWN.iter().map(|table| table()).find(|table| table.full_name() == full_name)
}
