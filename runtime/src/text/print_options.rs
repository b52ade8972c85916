//! The options of printing text format.

use alloc::string::String;

use super::print;
use crate::Registry;
use crate::readable::{self, Made, ReadBy, Readable, Reads, UnknownReads};
use crate::schema::Type;

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
    /// Returns the default options, which [`to_text`](crate::to_text) uses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Prints all fields in one line.
    pub fn single_line(self, on: bool) -> Self {
        PrintOptions { is_single_line: on, ..self }
    }

    /// Also prints unknown fields, with their numbers as names. Parsers refuse such fields.
    ///
    /// The printer guesses which unknown fields are messages, as C++ does. If the schema declares
    /// an enum closed, the option also prints numbers without a name in fields of the enum.
    pub fn unknown_fields(self, on: bool) -> Self {
        PrintOptions { prints_unknown_fields: on, ..self }
    }

    /// Prints `[REDACTED]` in place of fields with the option `debug_redact`, of unknown fields,
    /// and of the bytes in an `Any` that is not printed with its fields. Parsers refuse such a
    /// text.
    pub fn redacted(self, on: bool) -> Self {
        PrintOptions { is_redacted: on, ..self }
    }

    /// Prints an `Any` with the fields of its message if the registry has the type, and prints
    /// extensions by their names if the registry has them.
    ///
    /// The types in the registry need a field table: they are generated with `text`. Every registry
    /// has the well-known types. An `Any` with a malformed value is printed with its bytes.
    pub fn registry(self, registry: &'r Registry) -> Self {
        PrintOptions { registry: Some(registry), ..self }
    }

    /// Prints a message or a view. Returns the text as [`to_text`](crate::to_text) does.
    pub fn to_text<M: Readable>(&self, message: &M) -> Made<M, String> {
        let given;
        let unknown = match self.registry {
            _ if self.prints_unknown_fields => UnknownReads::All,
            Some(registry) => {
                given = move || registry;
                UnknownReads::Extensions(&given)
            }
            None => UnknownReads::Nothing,
        };
        let reads = Reads { unknown, has_json_fields: false };
        let ty = readable::type_of::<M>();
        M::By::made(M::By::read(message, &reads, |read| self.print_records(ty, read.bytes)))
    }

    /// Prints the binary encoding of a message of the type.
    pub(crate) fn print_records(&self, ty: Type<'_>, bytes: &[u8]) -> String {
        print::message(ty, bytes, *self)
    }
}
