//! Protobuf's text format (feature `text`).
//!
//! Text format is for people and for configuration files. The printer writes the same text as C++,
//! and the parser reads the whole language of the
//! [specification](https://protobuf.dev/reference/protobuf/textformat-spec/).
//!
//! ```
//! use rust_grpc::prost_types::Duration;
//! use rust_grpc::text::{self, PrintOptions};
//!
//! let message = Duration { seconds: 3, nanos: 500 };
//! assert_eq!(rust_grpc::to_text(&message), "seconds: 3\nnanos: 500\n");
//! assert_eq!(PrintOptions::new().single_line(true).to_text(&message), "seconds: 3 nanos: 500");
//! assert_eq!(rust_grpc::from_text::<Duration>("seconds: 3, nanos: 500"), Ok(message));
//!
//! let error: text::TextError = rust_grpc::from_text::<Duration>("seconds: 1.5").unwrap_err();
//! assert_eq!(error.to_string(), "line 1, column 10: seconds: expected an integer, found `1.5`");
//! ```
//!
//! Printer and parser use the binary encoding. The printer encodes the message and reads the
//! records. The parser writes records, and the message decodes them. So text format needs no
//! generated code besides the field tables.

use alloc::string::String;

use prost::Message;

use crate::readable::{Made, Readable};
use crate::table::Tabled;

mod bracketed;
#[cfg(feature = "reflect")]
mod dynamic;
mod enum_number;
mod error;
mod known;
mod names;
mod parse;
mod parse_options;
mod print;
mod print_options;
#[cfg(test)]
mod tests;

pub use error::TextError;
pub use parse_options::ParseOptions;
pub use print_options::PrintOptions;

/// Prints a message or a view in protobuf's text format, one line for each field.
///
/// Returns the text as a `String`. For a lazy view, it returns a `Result` of the text, because the
/// messages in a lazy view have not been checked.
///
/// [`text::PrintOptions`](PrintOptions) set other ways of printing.
///
/// ```
/// let file = rust_grpc::prost_types::FileDescriptorProto {
///     name: Some("forecast.proto".into()),
///     dependency: vec!["station.proto".into()],
///     ..Default::default()
/// };
/// let text = "name: \"forecast.proto\"\ndependency: \"station.proto\"\n";
/// assert_eq!(rust_grpc::to_text(&file), text);
/// ```
pub fn to_text<M: Readable>(message: &M) -> Made<M, String> {
    PrintOptions::new().to_text(message)
}

/// Parses a message in protobuf's text format.
///
/// [`text::ParseOptions`](ParseOptions) set other limits, and a registry with the types of `Any`
/// messages and the extensions.
///
/// ```
/// use rust_grpc::prost_types::Struct;
///
/// let text = "fields { key: 'wind' value { number_value: 4.5 } } # a comment";
/// let message: Struct = rust_grpc::from_text(text)?;
/// assert_eq!(message.fields["wind"], 4.5.into());
/// # Ok::<(), rust_grpc::text::TextError>(())
/// ```
///
/// # Errors
/// The text is malformed, does not fit the message, or nests more than 100 levels deep.
pub fn from_text<M: Message + Tabled + Default>(text: &str) -> Result<M, TextError> {
    ParseOptions::new().from_text(text)
}
