//! `serde::Serialize`.

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use super::JsonDefaults;
use crate::json::print::PrintOptions;
use crate::readable::{Readable, Recorded, type_of};
use crate::schema::Type;
use crate::table::TabledEnum;
use crate::view::{MessageView, OwnedView, Viewed};
use crate::wire::Late;

/// Serializes a message or a view. Generated code calls it.
///
/// `Any` messages and extensions are looked up in the process-wide registry.
pub fn json_serialize<M, S>(
    message: &M,
    defaults: JsonDefaults,
    serializer: S,
) -> Result<S::Ok, S::Error>
where
    M: Readable,
    S: Serializer,
{
    let options = PrintOptions::of_defaults(defaults);
    let read = |records: Recorded<'_>| serialize(type_of::<M>(), records, &options, serializer);
    options.read(message, read).map_err(S::Error::custom)?
}

fn serialize<S: Serializer>(
    ty: Type<'_>,
    Recorded { bytes, is_canonical }: Recorded<'_>,
    options: &PrintOptions<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    options.with_node(ty, bytes, is_canonical, |node| node.serialize_root(serializer))
}

/// An owned view is serialized as the view in it.
impl<V: Viewed> Serialize for OwnedView<V>
where
    for<'a> <V::Static as MessageView>::View<'a>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
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
