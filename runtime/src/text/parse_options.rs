//! The options of parsing text format.

use alloc::vec::Vec;

use prost::Message;

use super::{TextError, parse};
use crate::schema::Type;
use crate::table::Tabled;
use crate::wire::scope::NO_LIMIT;
use crate::{DecodeOptions, Registry};

/// The options of parsing a message in text format.
///
/// ```
/// use rust_grpc::prost_types::DescriptorProto;
/// use rust_grpc::text::ParseOptions;
///
/// let options = ParseOptions::new().recursion_limit(2).max_heap(1 << 20);
/// let message: DescriptorProto = options.from_text("nested_type { field { name: 'a' } }")?;
/// assert_eq!(message.nested_type[0].field[0].name(), "a");
///
/// let deeper = "nested_type { nested_type { field {} } }";
/// assert!(options.from_text::<DescriptorProto>(deeper).is_err());
/// # Ok::<(), rust_grpc::text::TextError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ParseOptions<'r> {
    pub(super) registry: Option<&'r Registry>,
    pub(super) decode: DecodeOptions,
}

impl<'r> ParseOptions<'r> {
    /// Returns the default options, which [`from_text`](crate::from_text) uses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the registry that has the types of `Any` messages, and the extensions. The well-known
    /// types need no registry.
    ///
    /// The types must have a field table: they are generated with `text`. A message keeps
    /// extensions if it is generated with `unknown_fields=preserve`.
    pub fn registry(self, registry: &'r Registry) -> Self {
        ParseOptions { registry: Some(registry), ..self }
    }

    /// Limits the nesting depth, as [`DecodeOptions::recursion_limit`] does. Each pair of braces
    /// counts, so the messages in an `Any` count, too.
    pub fn recursion_limit(self, levels: u32) -> Self {
        self.decode_options(self.decode.recursion_limit(levels))
    }

    /// Limits the bytes that may be allocated, as [`DecodeOptions::max_heap`] does. The parser
    /// first makes the encoded message, whose bytes count, too.
    pub fn max_heap(self, bytes: usize) -> Self {
        self.decode_options(self.decode.max_heap(bytes))
    }

    /// Sets the limits of a decode: nesting depth and memory.
    pub fn decode_options(self, decode: DecodeOptions) -> Self {
        ParseOptions { decode, ..self }
    }

    /// Parses a message.
    ///
    /// # Errors
    /// The text is malformed, does not fit the message, or exceeds a limit.
    pub fn from_text<M: Message + Tabled + Default>(&self, text: &str) -> Result<M, TextError> {
        let mut message = M::default();
        let bytes = self.records(Type::of_table(M::table::<crate::wire::Late>()), text)?;
        match self.left(&bytes).merge_slice(&mut message, &bytes) {
            Ok(()) => Ok(message),
            Err(error) => Err(TextError::of_decoding(&error)),
        }
    }

    /// Parses a message of the type into its binary encoding.
    pub(crate) fn records(&self, ty: Type<'_>, text: &str) -> Result<Vec<u8>, TextError> {
        parse::message(ty, text, self.registry, self.decode)
    }

    /// Returns the limits for decoding, after `records` have used memory.
    pub(super) fn left(&self, records: &Vec<u8>) -> DecodeOptions {
        match self.decode.limits() {
            (_, NO_LIMIT) => self.decode,
            (_, bytes) => self.decode.max_heap(bytes.saturating_sub(records.capacity())),
        }
    }
}
