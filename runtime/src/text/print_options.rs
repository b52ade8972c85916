//! The options of printing.

use alloc::string::String;

use prost::Message;

use super::print;
use crate::Registry;
use crate::schema::Type;
use crate::table::Tabled;

/// The options of printing a message in text format.
///
/// ```
/// use rust_grpc::prost_types::{Any, Duration};
/// use rust_grpc::text::PrintOptions;
/// use rust_grpc::{AnyMessage, Registry};
///
/// let any = Any::pack(&Duration { seconds: 3, nanos: 0 });
/// let registry = Registry::new();
/// let options = PrintOptions::new().single_line(true).registry(&registry);
/// let text = "[type.googleapis.com/google.protobuf.Duration] { seconds: 3 }";
/// assert_eq!(options.to_text(&any), text);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct PrintOptions<'r> {
    pub(super) is_single_line: bool,
    pub(super) prints_unknown_fields: bool,
    pub(super) is_redacted: bool,
    pub(super) registry: Option<&'r Registry>,
}

impl<'r> PrintOptions<'r> {
    /// Returns the options of [`to_text`](crate::to_text).
    pub fn new() -> Self {
        Self::default()
    }

    /// Prints all fields in one line.
    pub fn single_line(self, on: bool) -> Self {
        PrintOptions { is_single_line: on, ..self }
    }

    /// Prints unknown fields, too, by their numbers. Parsers refuse such fields.
    ///
    /// The printer guesses which of them are messages, as C++ does. It also prints numbers without
    /// a name of fields whose enum the schema declares closed.
    pub fn unknown_fields(self, on: bool) -> Self {
        PrintOptions { prints_unknown_fields: on, ..self }
    }

    /// Prints `[REDACTED]` in place of fields with the option `debug_redact`, of unknown fields,
    /// and of the bytes in an `Any` that is not printed with its fields. Parsers refuse that.
    pub fn redacted(self, on: bool) -> Self {
        PrintOptions { is_redacted: on, ..self }
    }

    /// Prints a message in an `Any` with its fields if the registry has its type, and prints
    /// extensions that the registry has by their names.
    ///
    /// The registry needs types with a field table: those that are generated with `text`, and the
    /// well-known types, which every registry has. An `Any` whose value is malformed is printed
    /// with its bytes.
    pub fn registry(self, registry: &'r Registry) -> Self {
        PrintOptions { registry: Some(registry), ..self }
    }

    /// Prints a message.
    pub fn to_text<M: Message + Tabled>(&self, message: &M) -> String {
        self.print_records(
            Type::of_table(M::table::<crate::wire::Late>()),
            &message.encode_to_vec(),
        )
    }

    /// Prints the binary encoding of a message of the type.
    pub(crate) fn print_records(&self, ty: Type<'_>, bytes: &[u8]) -> String {
        print::message(ty, bytes, *self)
    }
}
