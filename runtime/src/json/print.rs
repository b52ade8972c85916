//! Printing JSON.
//!
//! There are two printers. The first one walks the records of an encoded message. It has every
//! option, and can also print to serde's serializers. It is not generic, so a program has it once
//! for all messages. The second one, `direct`, prints a generated message with the default options,
//! and is faster.

mod any;
mod base64;
mod collections;
mod defaults;
mod direct;
mod extensions;
mod float;
mod message;
mod node;
#[allow(unsafe_code)]
mod out;
mod serializer;
mod sink;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod well_known;

use alloc::string::String;
use core::cell::{Cell, OnceCell};

use prost::DecodeError;

use super::lazy_registry::LazyRegistry;
use super::{JsonDefaults, JsonError};

pub(crate) use direct::direct;
use node::{Node, Shared, Value, Walk};
use sink::Scalar;
use text::Text;

use crate::readable::{self, ReadBy, Readable, Reads, Recorded, UnknownReads};
use crate::registry::Registry;
use crate::schema::{Enum, Type};
use crate::wire::input::RECURSION_LIMIT;

/// Prints a message or a view as JSON, in the form that other implementations of protobuf print by
/// default.
///
/// # Errors
/// The message has no JSON form: a `Timestamp` or `Duration` is out of range, a
/// `google.protobuf.Value` is not finite, a `FieldMask` has a path that JSON cannot name, or the
/// type of an `Any` is neither in the registry of [`PrintOptions`] nor in the process-wide one. Or
/// the message is a lazy view of malformed bytes.
pub fn to_json<M: Readable>(message: &M) -> Result<String, JsonError> {
    PrintOptions::new().to_json(message)
}

/// The options of printing JSON.
#[derive(Clone, Copy, Default)]
pub struct PrintOptions<'r> {
    proto_names: bool,
    emit_defaults: bool,
    enums_as_numbers: bool,
    indent: Option<u8>,
    pub(super) registry: Option<&'r Registry>,
}

impl<'r> PrintOptions<'r> {
    const DEFAULT: PrintOptions<'static> = PrintOptions {
        proto_names: false,
        emit_defaults: false,
        enums_as_numbers: false,
        indent: None,
        registry: None,
    };

    /// Returns the default options, which [`to_json`] uses.
    pub const fn new() -> Self {
        Self::DEFAULT
    }

    /// Prints fields by their proto names, e.g. `wind_speed` instead of `windSpeed`.
    pub fn proto_names(self, on: bool) -> Self {
        Self { proto_names: on, ..self }
    }

    /// Prints fields without presence, lists and maps also if they have their default values.
    pub fn emit_defaults(self, on: bool) -> Self {
        Self { emit_defaults: on, ..self }
    }

    /// Prints enum values as numbers.
    pub fn enums_as_numbers(self, on: bool) -> Self {
        Self { enums_as_numbers: on, ..self }
    }

    /// Prints each value on its own line, indented by `spaces` spaces for each level.
    pub fn indent(self, spaces: u8) -> Self {
        Self { indent: Some(spaces), ..self }
    }

    /// Sets the registry that has the types of `Any` messages, and the extensions. By default it is
    /// the process-wide one.
    pub fn registry(self, registry: &'r Registry) -> Self {
        Self { registry: Some(registry), ..self }
    }

    /// Prints a message or a view.
    ///
    /// # Errors
    /// The message has no JSON form: see [`to_json`].
    pub fn to_json<M: Readable>(&self, message: &M) -> Result<String, JsonError> {
        if let Some(text) = M::By::print_json(message, self) {
            return Ok(text);
        }
        self.read(message, |Recorded { bytes, is_canonical }| {
            self.print(readable::type_of::<M>(), bytes, is_canonical)
        })?
    }

    /// Calls a function with the records of a message or a view.
    pub(super) fn read<M: Readable, R>(
        &self,
        message: &M,
        read: impl FnOnce(Recorded<'_>) -> R,
    ) -> Result<R, DecodeError> {
        let process_wide = OnceCell::new();
        let registry = LazyRegistry { given: self.registry, process_wide: &process_wide };
        let registry = || registry.get();
        let unknown = UnknownReads::Extensions(&registry);
        M::By::read(message, &Reads { unknown, has_json_fields: true }, read)
    }

    /// Whether all options that change the text are off. The registry does not count.
    fn is_usual(&self) -> bool {
        let Self { proto_names, emit_defaults, enums_as_numbers, indent, registry: _ } = self;
        !(*proto_names || *emit_defaults || *enums_as_numbers || indent.is_some())
    }

    /// Returns the options of serde's traits.
    pub(super) const fn of_defaults(defaults: JsonDefaults) -> Self {
        PrintOptions {
            proto_names: defaults.proto_names,
            emit_defaults: defaults.emit_defaults,
            enums_as_numbers: defaults.enums_as_numbers,
            ..Self::DEFAULT
        }
    }

    /// Calls a function with the node of a message. `is_canonical` is whether our encoder wrote the
    /// records.
    pub(super) fn with_node<R>(
        &self,
        ty: Type<'_>,
        records: &[u8],
        is_canonical: bool,
        print: impl FnOnce(Node<'_>) -> R,
    ) -> R {
        let process_wide = OnceCell::new();
        let registry = LazyRegistry { given: self.registry, process_wide: &process_wide };
        let shared = Shared { options: self, registry, error: Cell::new(None) };
        let walk = Walk { shared: &shared, levels: RECURSION_LIMIT, is_canonical };
        print(walk.node(Value::Message(ty, records)))
    }

    /// Returns an enum value in the form that the options choose.
    pub(super) fn enumeration<'w>(&self, decl: &'w Enum, number: i32) -> Scalar<'w> {
        node::enumeration(decl, number, self)
    }

    /// Prints an encoded message. `is_canonical` is whether our encoder wrote the records.
    pub(crate) fn print(
        &self,
        ty: Type<'_>,
        records: &[u8],
        is_canonical: bool,
    ) -> Result<String, JsonError> {
        let mut text = Text::new(self, records.len() * 2 + 32);
        self.with_node(ty, records, is_canonical, |node| node.print(&mut text))?;
        text.out.pop_comma();
        // The records of a string field may have any bytes.
        String::from_utf8(text.out.into_bytes())
            .map_err(|_| JsonError::new("a string is not UTF-8"))
    }
}
