//! The options of parsing, and the functions that are generic over the message.

use alloc::vec::Vec;
use core::cell::OnceCell;

use prost::{DecodeError, Message};

use super::{Parser, spare};
use crate::DecodeOptions;
use crate::json::JsonDefaults;
use crate::json::error::JsonError;
use crate::registry::Registry;
use crate::schema::Type;
use crate::table::Tabled;

/// The options of parsing JSON.
///
/// ```
/// use rust_grpc::json::ParseOptions;
/// use rust_grpc::prost_types::SourceContext;
///
/// let options = ParseOptions::new().ignore_unknown(true).max_heap(1 << 20);
/// let source: SourceContext = options.from_json(r#"{"fileName": "a.proto", "line": 7}"#)?;
/// assert_eq!(source.file_name, "a.proto");
/// # Ok::<(), rust_grpc::json::JsonError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ParseOptions<'r> {
    pub(in crate::json) ignores_unknown: bool,
    pub(in crate::json) registry: Option<&'r Registry>,
    decode: DecodeOptions,
}

impl<'r> ParseOptions<'r> {
    /// Returns the default options, which [`from_json`](crate::from_json) uses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Skips fields that the message does not declare, and names of enum values that the enum does
    /// not declare. In a list or map, the element with such a name is left out.
    pub fn ignore_unknown(self, on: bool) -> Self {
        Self { ignores_unknown: on, ..self }
    }

    /// Sets the registry that has the types of `Any` messages, and the extensions. By default it is
    /// the process-wide one. The well-known types need no registry.
    pub fn registry(self, registry: &'r Registry) -> Self {
        Self { registry: Some(registry), ..self }
    }

    /// Returns the options of serde's traits.
    pub(in crate::json) fn of_defaults(defaults: JsonDefaults) -> Self {
        Self::new().ignore_unknown(defaults.ignore_unknown)
    }

    /// Limits the nesting depth, as [`DecodeOptions::recursion_limit`] does.
    ///
    /// Messages, and the entries of maps, count as levels, as in the binary encoding. The messages
    /// in an `Any` count, too.
    pub fn recursion_limit(self, levels: u32) -> Self {
        Self { decode: self.decode.recursion_limit(levels), ..self }
    }

    /// Limits the bytes that may be allocated, as [`DecodeOptions::max_heap`] does. The parser
    /// first makes the encoded message, whose bytes count, too.
    pub fn max_heap(self, bytes: usize) -> Self {
        Self { decode: self.decode.max_heap(bytes), ..self }
    }

    /// Sets the limits of a decode: nesting depth and memory.
    pub fn decode_options(self, decode: DecodeOptions) -> Self {
        Self { decode, ..self }
    }

    /// Parses the JSON form of a message.
    ///
    /// # Errors
    /// The text is not JSON, not the JSON form of such a message, or exceeds a limit.
    pub fn from_json<M: Message + Default + Tabled>(&self, text: &str) -> Result<M, JsonError> {
        self.decode(self.records(Type::of_table(M::table::<crate::wire::Late>()), text)?)
    }

    /// Parses the JSON form of a message from UTF-8.
    ///
    /// # Errors
    /// The bytes are not UTF-8, not JSON, not the JSON form of such a message, or exceed a limit.
    pub fn from_slice<M: Message + Default + Tabled>(&self, text: &[u8]) -> Result<M, JsonError> {
        self.decode(self.records(Type::of_table(M::table::<crate::wire::Late>()), utf8(text)?)?)
    }

    /// Returns the limit of the nesting depth.
    pub(in crate::json) fn levels(&self) -> u32 {
        self.decode.limits().0
    }

    /// Decodes the message from the records of a parsed text.
    pub(in crate::json) fn decode<M: Message + Default>(
        &self,
        records: Vec<u8>,
    ) -> Result<M, JsonError> {
        let mut message = M::default();
        let decoded = self.left(records.capacity()).merge_slice(&mut message, &records);
        spare::keep(records);
        match decoded {
            Ok(()) => Ok(message),
            Err(error) => Err(refused(error)),
        }
    }

    /// Returns the limits for decoding, after the records have used `used` bytes.
    pub(in crate::json) fn left(&self, used: usize) -> DecodeOptions {
        match self.decode.limits() {
            (_, usize::MAX) => self.decode,
            (_, bytes) => self.decode.max_heap(bytes.saturating_sub(used)),
        }
    }

    /// Parses a text, and returns the encoded message.
    pub(crate) fn records(&self, ty: Type<'_>, text: &str) -> Result<Vec<u8>, JsonError> {
        let (levels, bytes) = self.decode.limits();
        let process_wide = OnceCell::new();
        let mut parser = Parser::new(text, self, &process_wide, levels, bytes);
        match parser.whole(ty) {
            Ok(()) => Ok(parser.out.into_bytes()),
            Err(error) => Err(error.located(text.as_bytes())),
        }
    }
}

fn utf8(text: &[u8]) -> Result<&str, JsonError> {
    core::str::from_utf8(text)
        .map_err(|error| JsonError::at(error.valid_up_to(), "the text is not UTF-8").located(text))
}

#[cold]
fn refused(error: DecodeError) -> JsonError {
    error.into()
}
