//! Encoding with a limit of the nesting depth.

use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use prost::Message;

use crate::interop::signals::RequestingBuffer;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::request::Request;

/// Encodes a message in which messages, groups and map entries nest at most 100 levels deep.
/// Decoders accept that depth by default. The methods of `prost::Message` encode any depth, and
/// overflow the stack if the message is too deep.
///
/// Levels are counted in messages with this crate's codec that were generated in one run. Only
/// these messages cannot overflow the stack. Any other message in them, or one of an `extern_path`,
/// counts as one level, whatever it contains. Levels above the first counted message are not
/// counted. The lengths of other messages are computed first, at every depth.
///
/// The value of a map entry counts as a level even if it is the default and takes no bytes. So an
/// entry at the limit exceeds the limit with its value.
///
/// ```
/// # let message = rust_grpc::prost_types::Timestamp { seconds: 1, nanos: 2 };
/// let bytes: Vec<u8> = rust_grpc::try_encode(&message)?;
/// assert_eq!(bytes, [8, 1, 16, 2]);
/// # Ok::<(), rust_grpc::TooDeep>(())
/// ```
///
/// # Errors
/// Returns [`TooDeep`] if the message is deeper.
pub fn try_encode<M: Message>(message: &M) -> Result<Vec<u8>, TooDeep> {
    let request = Request { levels: RECURSION_LIMIT as usize, ..Request::NONE };
    let mut buf = RequestingBuffer::new(Vec::new(), request);
    message.encode_raw(&mut buf);
    if buf.was_too_deep() { Err(TooDeep(())) } else { Ok(buf.into_inner()) }
}

/// The error of [`try_encode`] for a message that is too deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDeep(());

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "messages nest more than {RECURSION_LIMIT} deep")
    }
}

impl Error for TooDeep {}
