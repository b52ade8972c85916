//! Encoding that does not go too deep.

use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use prost::Message;

use crate::wire::input::RECURSION_LIMIT;
use crate::wire::target::{Asking, Wish};

/// Encodes a message in which no more than 100 messages, groups and map entries are within one
/// another: so deep as decoders go by default. `prost::Message`'s methods encode anything, and
/// overflow the stack if it is too deep for that.
///
/// Levels are counted in messages of this crate's codec that were generated in the same run, and
/// only they are safe from that. Other messages in them, and those behind an `extern_path`,
/// whoever's codec they have, count as one level each, however deep they are; around them, they
/// start no count. Their lengths are computed first, all the way down.
///
/// What a map holds counts even if it is default and takes no bytes: an entry at the limit is
/// refused for its value.
///
/// ```
/// # let message = rust_grpc::prost_types::Timestamp { seconds: 1, nanos: 2 };
/// let bytes: Vec<u8> = rust_grpc::try_encode(&message)?;
/// assert_eq!(bytes, [8, 1, 16, 2]);
/// # Ok::<(), rust_grpc::TooDeep>(())
/// ```
///
/// # Errors
/// It is deeper than that.
pub fn try_encode<M: Message>(message: &M) -> Result<Vec<u8>, TooDeep> {
    let mut buf = Asking::new(Vec::new(), Wish { levels: RECURSION_LIMIT as usize, ..Wish::NONE });
    message.encode_raw(&mut buf);
    if buf.was_too_deep() { Err(TooDeep(())) } else { Ok(buf.into_inner()) }
}

/// Why [`try_encode`] has not encoded a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDeep(());

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "messages nest more than {RECURSION_LIMIT} deep")
    }
}

impl Error for TooDeep {}
