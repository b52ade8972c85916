//! Parsing JSON.
//!
//! The parser writes the records of the encoded message while it reads the text, and the message
//! decodes the records. The parser is not generic, so a program has it once for all messages.
//!
//! `scanner`, `string`, `number` and `skip` know JSON and no messages. `value` knows scalars and no
//! text. The other modules use both.

pub(in crate::json) mod any;
mod digits;
pub(in crate::json) mod extension;
mod field;
pub(in crate::json) mod keys;
mod list;
mod map;
pub(in crate::json) mod number;
pub(in crate::json) mod object;
mod options;
mod packed;
mod plain;
mod scalar;
mod scanner;
pub(in crate::json) mod seen;
mod skip;
mod spare;
mod string;
pub(in crate::json) mod struct_value;
#[cfg(test)]
pub(in crate::json) mod tests;
mod text;
mod type_urls;
pub(crate) mod value;
mod well_known;

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cell::OnceCell;

use prost::Message;

pub use options::ParseOptions;

use super::error::JsonError;
use super::lazy_registry::LazyRegistry;
use crate::records::RecordWriter;
use crate::registry::Registry;
use crate::schema::Type;
use crate::table::Tabled;
use keys::Keys;
use scanner::Scanner;
use seen::Seen;
use string::StringToken;
use type_urls::TypeUrls;

/// The result of a part of the parser.
type Parsed<T> = Result<T, JsonError>;

/// Parses the JSON form of a message.
///
/// ```
/// use rust_grpc::prost_types::Timestamp;
///
/// let time: Timestamp = rust_grpc::from_json("\"1970-01-01T00:01:00Z\"")?;
/// assert_eq!(time.seconds, 60);
/// # Ok::<(), rust_grpc::json::JsonError>(())
/// ```
///
/// Fields are found by their JSON names and by their proto names. A field is an error if the
/// message does not declare it, or if the text has it twice.
///
/// # Errors
/// The text is not JSON, or not the JSON form of such a message.
pub fn from_json<M: Message + Default + Tabled>(text: &str) -> Result<M, JsonError> {
    ParseOptions::new().from_json(text)
}

/// The state of parsing a text: the position, and the records written so far.
struct Parser<'t, 'o> {
    scan: Scanner<'t>,
    out: RecordWriter,
    options: &'o ParseOptions<'o>,
    registry: LazyRegistry<'o>,
    /// The number of levels of messages and entries that may still be entered.
    levels: u32,
    /// The greatest sum of the bytes of `out` and `keys`. The bytes of `type_urls` are subtracted
    /// from it.
    limit: usize,
    seen: Seen,
    keys: Keys,
    type_urls: TypeUrls,
}

impl<'t, 'o> Parser<'t, 'o> {
    /// Returns a parser that allocates at most `limit` bytes.
    fn new(
        text: &'t str,
        options: &'o ParseOptions<'o>,
        process_wide: &'o OnceCell<Registry>,
        levels: u32,
        limit: usize,
    ) -> Self {
        // Most texts are longer than their records, so the buffer rarely grows. The 32 bytes are
        // for a short string, which is copied as whole blocks. Half of the limit is for the keys of
        // maps.
        let most = if limit == usize::MAX { limit } else { limit / 2 };
        let capacity = (text.len() + 32).min(most);
        let (buffer, limit) = match limit {
            usize::MAX => (spare::take(capacity), limit),
            // While a vector grows, its old and its new allocation exist together. The new one has
            // up to twice the bytes of the old one.
            _ => (Vec::with_capacity(capacity), capacity.max(limit / 3)),
        };
        Parser {
            scan: Scanner::new(text),
            out: RecordWriter::new(buffer),
            options,
            registry: LazyRegistry { given: options.registry, process_wide },
            levels,
            limit,
            seen: Seen::default(),
            keys: Keys::default(),
            type_urls: TypeUrls::default(),
        }
    }

    /// Parses the whole text as a message.
    fn whole(&mut self, ty: Type<'_>) -> Parsed<()> {
        self.scan.space();
        self.form(ty)?;
        self.scan.space();
        if self.scan.at < self.scan.text.len() {
            return Err(self.scan.expected("the end of the text"));
        }
        Ok(())
    }

    /// Parses a message that is one level deeper.
    fn message(&mut self, ty: Type<'_>) -> Parsed<()> {
        self.enter()?;
        self.form(ty)?;
        self.levels += 1;
        Ok(())
    }

    /// Returns the value of a string. The value is a copy if the string has escape sequences.
    fn text(&self, token: StringToken<'t>) -> Parsed<Cow<'t, str>> {
        self.reserve(if token.is_escaped { token.raw.len() } else { 0 })?;
        token.text()
    }

    /// Enters a level. The caller leaves the level after the value: it increments `levels`.
    #[inline]
    fn enter(&mut self) -> Parsed<()> {
        match self.levels.checked_sub(1) {
            Some(levels) => {
                self.levels = levels;
                Ok(())
            }
            None => Err(self.scan.error("the message nests too deep")),
        }
    }

    /// Checks that `bytes` more bytes can be written within the limit.
    #[inline]
    fn reserve(&self, bytes: usize) -> Parsed<()> {
        if self.out.len() + self.keys.size() + bytes > self.limit {
            return Err(self.scan.error("the message needs more memory than the limit allows"));
        }
        Ok(())
    }
}
