//! `serde::Deserialize`.
//!
//! A visitor for each value writes the records of the encoded message, and the message decodes the
//! records. Only the visitors are generic, over the deserializer. `put` handles the values that are
//! not lists or objects, and is not generic.
//!
//! A format that does not describe itself cannot be read, because the JSON form of a message
//! depends on its values.

mod any;
mod build;
mod key;
mod list;
mod map;
mod number;
mod object;
mod path;
mod place;
mod put;
mod scalar;
mod single;
mod skip;
mod struct_value;
mod token;
mod tree;
mod visitor;

use alloc::format;
use alloc::vec::Vec;
use core::cell::OnceCell;

use prost::Message;
use serde::de::{Deserializer, Error as _};

use super::JsonDefaults;
use crate::json::error::JsonError;
use crate::json::parse::ParseOptions;
use crate::schema::{Enum, Type};
use crate::table::{Tabled, TabledEnum};
use crate::wire::Late;
use build::Build;
use path::Path;
use place::Place;
use scalar::Scalar;
use token::Token;
use visitor::Value;

/// Deserializes a message. Generated code calls it.
///
/// `Any` messages and extensions are looked up in the process-wide registry.
pub fn json_deserialize<'de, M, D>(defaults: JsonDefaults, deserializer: D) -> Result<M, D::Error>
where
    M: Message + Default + Tabled,
    D: Deserializer<'de>,
{
    let options = ParseOptions::of_defaults(defaults);
    let records = records(Type::of_table(M::table::<Late>()), &options, deserializer)?;
    options.decode(records).map_err(D::Error::custom)
}

/// Returns the records of a value.
pub(in crate::json) fn records<'de, D: Deserializer<'de>>(
    ty: Type<'_>,
    options: &ParseOptions<'_>,
    deserializer: D,
) -> Result<Vec<u8>, D::Error> {
    let process_wide = OnceCell::new();
    let mut build = Build::new(options, &process_wide);
    let is_readable = deserializer.is_human_readable();
    let value =
        Value { build: &mut build, path: &Path::ROOT, place: Place::of(ty), is_nullable: false };
    match deserializer.deserialize_any(value) {
        Ok(_) => Ok(build.out.into_bytes()),
        Err(error) if is_readable || build.is_visited => Err(error),
        Err(error) => Err(describing(error)),
    }
}

/// Explains the error of a format that has not shown any value. Such a format most probably cannot
/// tell the type of the next value.
#[cold]
fn describing<E: serde::de::Error>(error: E) -> E {
    E::custom(format_args!(
        "messages are deserialized from ProtoJSON, which needs a self-describing format such as \
         JSON, YAML or CBOR: {error}"
    ))
}

/// Deserializes an enum value from its name or its number. Generated code calls it.
///
/// A name that the enum does not declare is always an error. The option `json_ignore_unknown` omits
/// a field with such a name, but here there is no field.
pub fn json_deserialize_enum<'de, E, D>(
    _defaults: JsonDefaults,
    deserializer: D,
) -> Result<E, D::Error>
where
    E: TryFrom<i32> + TabledEnum,
    D: Deserializer<'de>,
{
    let schema = E::table::<Late>().schema();
    let number = number(schema, deserializer)?;
    E::try_from(number).map_err(|_| D::Error::custom(no_number(schema, number)))
}

fn number<'de, D: Deserializer<'de>>(schema: &Enum, deserializer: D) -> Result<i32, D::Error> {
    let is_readable = deserializer.is_human_readable();
    let mut is_visited = false;
    let scalar = Scalar {
        receive: |token: Token<'_>| {
            is_visited = true;
            let bits = put::enumeration(schema, token, false);
            bits.map(|bits| bits.unwrap_or_default() as i32).map_err(JsonError::new)
        },
    };
    match deserializer.deserialize_any(scalar) {
        Err(error) if !is_readable && !is_visited => Err(describing(error)),
        result => result,
    }
}

#[cold]
fn no_number(schema: &Enum, number: i32) -> JsonError {
    JsonError::new(format!("the enum `{}` has no value with the number {number}", schema.full_name))
}
