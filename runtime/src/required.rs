//! The check of required fields (option `presence`).

use alloc::string::String;
use alloc::vec::Vec;
use core::{error, fmt};

use bytes::Buf;
use prost::{DecodeError, Message};

use crate::DecodeOptions;

mod missing;

pub use missing::Missing;

/// A message whose required fields can be checked: a generated message with the option `presence`.
///
/// A required field of such a message is an `Option`. Messages in it are checked, too, if they have
/// the option and come from one run of the generator.
#[diagnostic::on_unimplemented(
    message = "the required fields of `{Self}` cannot be checked",
    note = "generate the message with the option `presence=.full.name.of.the.message`"
)]
pub trait RequiredFields: Message {
    /// The full name of the message, e.g. `acme.v1.Weather`.
    #[doc(hidden)]
    const MESSAGE: &'static str;

    /// Reports the required fields that are not set.
    #[doc(hidden)]
    fn missing_required(&self, missing: &mut Missing<'_>);
}

/// The error of a message that lacks required fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRequired {
    message: &'static str,
    paths: Vec<String>,
    count: usize,
}

impl MissingRequired {
    /// Returns the full name of the message that was checked, e.g. `acme.v1.Weather`.
    pub fn message(&self) -> &'static str {
        self.message
    }

    /// Returns the paths of the first 100 fields, e.g. `station`, `gusts[2].speed` or
    /// `places["Rome"].id`.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Returns the number of fields that are missing, which can exceed the number of paths.
    pub fn count(&self) -> usize {
        self.count
    }
}

impl fmt::Display for MissingRequired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` lacks required fields: ", self.message)?;
        for (nth, path) in self.paths.iter().enumerate() {
            if nth > 0 {
                f.write_str(", ")?;
            }
            f.write_str(path)?;
        }
        match self.count - self.paths.len() {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl error::Error for MissingRequired {}

/// Checks that a message and the messages in it have all their required fields.
///
/// # Errors
/// Returns an error if a required field is not set. It has the paths of the first 100 such fields.
pub fn check_required<M: RequiredFields>(message: &M) -> Result<(), MissingRequired> {
    let mut found = missing::MissingFields::default();
    message.missing_required(&mut Missing::new(&mut found));
    match found.count {
        0 => Ok(()),
        count => Err(MissingRequired { message: M::MESSAGE, paths: found.paths, count }),
    }
}

/// Encodes a message if all its required fields are set.
///
/// # Errors
/// Returns an error if a required field is not set, like [`check_required`].
pub fn encode_checked<M: RequiredFields>(message: &M) -> Result<Vec<u8>, MissingRequired> {
    check_required(message)?;
    Ok(message.encode_to_vec())
}

/// A decoder that also checks required fields: see [`DecodeOptions::check_required`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CheckedDecode(DecodeOptions);

/// The error of a [`CheckedDecode`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CheckedDecodeError {
    /// The bytes are malformed or exceed a limit.
    Malformed(DecodeError),
    /// The message lacks required fields.
    Missing(MissingRequired),
}

impl fmt::Display for CheckedDecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::Missing(error) => error.fmt(f),
        }
    }
}

impl error::Error for CheckedDecodeError {}

impl DecodeOptions {
    /// Returns a decoder that also checks required fields, as C++ and Java do when they parse.
    pub const fn check_required(self) -> CheckedDecode {
        CheckedDecode(self)
    }
}

impl CheckedDecode {
    /// Decodes a message that takes up all of `buf`.
    ///
    /// # Errors
    /// Returns an error if the message is malformed, exceeds a limit, or lacks a required field.
    pub fn decode<M>(&self, buf: impl Buf) -> Result<M, CheckedDecodeError>
    where
        M: RequiredFields + Default,
    {
        checked(self.0.decode(buf))
    }

    /// Decodes a message with a length prefix. `buf` is then at the position after it.
    ///
    /// # Errors
    /// Returns an error if the message is malformed, longer than `buf`, exceeds a limit, or lacks a
    /// required field.
    pub fn decode_length_delimited<M>(&self, buf: impl Buf) -> Result<M, CheckedDecodeError>
    where
        M: RequiredFields + Default,
    {
        checked(self.0.decode_length_delimited(buf))
    }
}

fn checked<M: RequiredFields>(decoded: Result<M, DecodeError>) -> Result<M, CheckedDecodeError> {
    let message = decoded.map_err(CheckedDecodeError::Malformed)?;
    check_required(&message).map_err(CheckedDecodeError::Missing)?;
    Ok(message)
}
