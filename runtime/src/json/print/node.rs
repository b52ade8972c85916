//! A value to be printed.

use core::cell::Cell;

use super::JsonError;
use super::PrintOptions;
use super::collections::{list, map};
use super::defaults::{default_field, default_value};
use super::message::message;
use super::sink::{Scalar, Sink};
use crate::json::lazy_registry::LazyRegistry;
use crate::registry::Registry;
use crate::schema::{Enum, Field, Kind, MapKey, Type};

/// A value, with its nesting and the options.
#[derive(Clone, Copy)]
pub(in crate::json) struct Node<'w> {
    pub value: Value<'w>,
    pub walk: Walk<'w>,
}

/// A value in the records of a message.
#[derive(Clone, Copy)]
pub(in crate::json) enum Value<'w> {
    /// A scalar or an enum value.
    Scalar(Scalar<'w>),
    /// The value of a `string` field.
    String(&'w [u8]),
    /// The value of a `bytes` field.
    Bytes(&'w [u8]),
    /// A message: the records of its fields.
    Message(Type<'w>, &'w [u8]),
    /// A list: the records of the field.
    List(Type<'w>, &'w Field, &'w [u8]),
    /// A map: the records of the field.
    Map(Type<'w>, &'w Field, MapKey, &'w [u8]),
    /// The default of a field.
    DefaultField(Type<'w>, &'w Field),
    /// The default of a kind.
    Default(Type<'w>, Kind),
}

/// The data that all values of a message share.
pub(in crate::json) struct Shared<'w> {
    pub options: &'w PrintOptions<'w>,
    pub registry: LazyRegistry<'w>,
    /// The error of an inner value. It is kept here while a serde format passes on an error of its
    /// own.
    pub error: Cell<Option<JsonError>>,
}

/// The options, and the nesting of the value.
#[derive(Clone, Copy)]
pub(in crate::json) struct Walk<'w> {
    pub shared: &'w Shared<'w>,
    /// The number of levels that messages may still nest.
    pub levels: u32,
    /// Whether the records are known to be canonical at all levels.
    pub is_canonical: bool,
}

impl<'w> Walk<'w> {
    /// Returns the options.
    #[inline]
    pub(super) fn options(self) -> &'w PrintOptions<'w> {
        self.shared.options
    }

    /// Returns the registry.
    pub(super) fn registry(self) -> &'w Registry {
        self.shared.registry.get()
    }

    /// Returns the walk for a message one level deeper.
    #[inline]
    pub(super) fn inner(self) -> Result<Self, JsonError> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(Walk { levels, ..self }),
            None => Err(JsonError::new("messages nest too deep")),
        }
    }

    /// Returns the node of a value.
    #[inline]
    pub(super) fn node(self, value: Value<'w>) -> Node<'w> {
        Node { value, walk: self }
    }
}

impl Node<'_> {
    /// Prints the value.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn print<S: Sink>(self, sink: S) -> Result<S::Ok, S::Error> {
        let Node { value, walk } = self;
        match value {
            Value::Scalar(value) => sink.scalar(value),
            Value::String(text) => sink.string(text),
            Value::Bytes(bytes) => sink.bytes(bytes),
            Value::Message(ty, records) => message(walk, ty, records, sink),
            Value::List(ty, field, records) => list(walk, ty, field, records, sink),
            Value::Map(ty, field, key, records) => map(walk, ty, field, key, records, sink),
            Value::DefaultField(ty, field) => default_field(walk, ty, field, sink),
            Value::Default(ty, kind) => default_value(walk, ty, kind, sink),
        }
    }
}

/// Returns the name of an enum value. Returns the number if no value has it.
pub(super) fn enumeration<'w>(
    decl: &'w Enum,
    number: i32,
    options: &PrintOptions<'_>,
) -> Scalar<'w> {
    if decl.is_null_value() {
        return Scalar::Null;
    }
    let value = match options.enums_as_numbers {
        true => None,
        false => decl.value(number),
    };
    value.map_or(Scalar::I32(number), |value| Scalar::Name(value.in_json()))
}
