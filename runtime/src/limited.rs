//! Encoding that does not go too deep.

use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use prost::Message;

use crate::wire::input::RECURSION_LIMIT;
use crate::wire::target::{Asking, Wish};

/// Encodes a message in which no more than 100 messages, groups and map entries are within one another: so deep as decoders go
/// by default. `prost::Message`'s methods encode anything, and overflow the stack if it is too deep for that.
///
/// Levels are counted in messages that have the codec of this crate, and only they are safe from that. Other messages in them
/// count as one level each, however deep they are; around them, they start no count. They compute lengths first, all the way down.
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
        f.write_str("messages nest more than 100 deep")
    }
}

impl Error for TooDeep {}
