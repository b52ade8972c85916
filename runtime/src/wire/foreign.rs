//! Messages that have another codec.

use alloc::vec::Vec;
use core::mem::MaybeUninit;

use super::error::Error;
use super::request::Request;
use super::scope::Scope;

/// A message that has another codec, e.g. `prost_types::Timestamp`.
///
/// `interop::adapter` implements the trait for every `prost::Message`, so that the codec need not
/// know prost. The methods have names that `prost::Message` does not have.
///
/// # Safety
/// The codec trusts [`write_forwards`](Foreign::write_forwards): the function initialises all bytes
/// of `free`, except for the bytes at the end whose number it returns.
#[diagnostic::on_unimplemented(message = "the type `{Self}` does not implement `prost::Message`")]
pub unsafe trait Foreign {
    /// Returns the encoded length.
    fn foreign_len(&self) -> usize;

    /// Writes the encoded message from the start of `free`. Returns how many bytes of `free` are
    /// left at its end.
    ///
    /// # Panics
    /// Panics if the message does not fit.
    fn write_forwards(&self, free: &mut [MaybeUninit<u8>], request: Request) -> usize;

    /// Returns the encoded message, with the entries of maps in the order of their keys.
    fn to_sorted_vec(&self) -> Vec<u8>;

    /// Merges all of `bytes` into the message, which may nest `depth` levels deeper.
    ///
    /// # Errors
    /// Returns an error if `bytes` are malformed or exceed a limit of `scope`.
    fn merge_bytes(&mut self, bytes: &[u8], depth: u32, scope: &Scope<'_>) -> Result<(), Error>;

    /// Merges the group at the start of `bytes` into the message, and moves `bytes` to the position
    /// after its end-group key. `key` is the start-group key. The message around the group may nest
    /// `depth` levels deeper.
    ///
    /// # Errors
    /// Returns an error if the group is malformed or exceeds a limit of `scope`.
    fn merge_group(
        &mut self,
        key: u32,
        bytes: &mut &[u8],
        depth: u32,
        scope: &Scope<'_>,
    ) -> Result<(), Error>;
}
