//! The options of parsing.

use alloc::vec::Vec;

use prost::Message;

use super::{TextError, parse};
use crate::schema::Type;
use crate::table::Tabled;
use crate::{DecodeOptions, Registry};

/// The options of parsing a message in text format.
///
/// ```
/// use rust_grpc::prost_types::{Any, Duration};
/// use rust_grpc::text::ParseOptions;
/// use rust_grpc::{AnyMessage, DecodeOptions, Registry};
///
/// let limits = DecodeOptions::new().recursion_limit(20).max_heap(1 << 20);
/// let options = ParseOptions::new().registry(&Registry::new()).limits(limits);
/// let any: Any = options.parse("[type.googleapis.com/google.protobuf.Duration] { seconds: 3 }")?;
/// assert_eq!(any.unpack::<Duration>()?.seconds, 3);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ParseOptions {
    pub(super) registry: Option<Registry>,
    pub(super) limits: DecodeOptions,
}

impl ParseOptions {
    /// Returns the options of [`from_text`](crate::from_text).
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the fields of a message in an `Any` if the registry has its type, and the extensions
    /// that the registry has.
    ///
    /// The registry needs types with a field table: those that are generated with `text`, and the
    /// well-known types, which every registry has. A message keeps extensions if it is generated
    /// with `unknown_fields=preserve`.
    pub fn registry(self, registry: &Registry) -> Self {
        ParseOptions { registry: Some(registry.clone()), ..self }
    }

    /// Sets the nesting depth and the memory that a message may take. The depth counts each pair
    /// of braces. The records that are made of the text are not counted: they take at most ten
    /// times the length of the text.
    pub fn limits(self, limits: DecodeOptions) -> Self {
        ParseOptions { limits, ..self }
    }

    /// Parses a message.
    ///
    /// # Errors
    /// The text is malformed, does not fit the message, or exceeds a limit.
    pub fn parse<M: Message + Tabled + Default>(&self, text: &str) -> Result<M, TextError> {
        let mut message = M::default();
        let bytes = self.records(Type::of_table(M::table::<crate::wire::Late>()), text)?;
        match self.limits.merge_slice(&mut message, &bytes) {
            Ok(()) => Ok(message),
            Err(error) => Err(TextError::of_decoding(text, &error)),
        }
    }

    /// Parses a message of the type into its binary encoding.
    pub(crate) fn records(&self, ty: Type<'_>, text: &str) -> Result<Vec<u8>, TextError> {
        let (recursion_limit, _) = self.limits.limits();
        parse::message(ty, text, self.registry.as_ref(), recursion_limit)
    }
}
