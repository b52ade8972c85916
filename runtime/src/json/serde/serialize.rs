//! `serde::Serialize`.

use prost::Message;
use serde::{Serialize as _, Serializer};

use super::JsonDefaults;
use crate::json::print::PrintOptions;
use crate::schema::Type;
use crate::table::{Tabled, TabledEnum};
use crate::wire::Late;

/// Serializes a message. Generated code calls it.
///
/// `Any` messages and extensions are looked up in the process-wide registry.
pub fn json_serialize<M, S>(
    message: &M,
    defaults: JsonDefaults,
    serializer: S,
) -> Result<S::Ok, S::Error>
where
    M: Message + Tabled,
    S: Serializer,
{
    serialize(
        Type::of_table(M::table::<Late>()),
        &crate::encode_deterministic(message),
        defaults,
        serializer,
    )
}

fn serialize<S: Serializer>(
    ty: Type<'_>,
    records: &[u8],
    defaults: JsonDefaults,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let options = PrintOptions::of_defaults(defaults);
    options.with_node(ty, records, true, |node| node.serialize_root(serializer))
}

/// Serializes an enum value by its name, or by its number. Generated code calls it.
pub fn json_serialize_enum<E, S>(
    value: &E,
    defaults: JsonDefaults,
    serializer: S,
) -> Result<S::Ok, S::Error>
where
    E: TabledEnum + Copy + Into<i32>,
    S: Serializer,
{
    let options = PrintOptions::of_defaults(defaults);
    options.enumeration(E::table::<Late>().schema(), (*value).into()).serialize(serializer)
}

/// Serializes the enum value with a proto name. Generated code calls it for enums that are not
/// `Copy`, because their number is not available from a reference.
pub fn json_serialize_enum_value<E, S>(
    proto_name: &str,
    defaults: JsonDefaults,
    serializer: S,
) -> Result<S::Ok, S::Error>
where
    E: TabledEnum,
    S: Serializer,
{
    let (options, schema) = (PrintOptions::of_defaults(defaults), E::table::<Late>().schema());
    let number = schema.named(proto_name).map_or(0, |value| value.number);
    options.enumeration(schema, number).serialize(serializer)
}
