//! Messages of interceptors, encoded and decoded in the format of their call.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;

use bytes::{BufMut, Bytes};
use tonic::Status;

use crate::messages::{AnyMessage, MessageType};
use crate::stub::Format;
use crate::stub::frame::HEADER;

/// Encodes a message, with the five bytes before it.
pub fn framed(
    message: &dyn AnyMessage,
    message_type: MessageType,
    format: Format,
) -> Result<Bytes, Status> {
    let encoded = encode(message, message_type, format)?;
    let Ok(length) = u32::try_from(encoded.len()) else {
        return Err(Status::resource_exhausted("the message of an interceptor exceeds 4 GB"));
    };
    let mut frame = Vec::with_capacity(HEADER + encoded.len());
    frame.put_u8(0);
    frame.put_u32(length);
    frame.extend_from_slice(&encoded);
    Ok(frame.into())
}

/// Encodes a message.
fn encode(
    message: &dyn AnyMessage,
    message_type: MessageType,
    format: Format,
) -> Result<Vec<u8>, Status> {
    match format {
        Format::Binary => {
            let _ = message_type;
            Ok(message.encode())
        }
        #[cfg(feature = "json")]
        Format::Json => {
            let table = message_type.table.ok_or_else(|| without_table(message_type))?;
            let text = (table.print_json)(message);
            Ok(text.ok_or_else(|| without_table(message_type))??.into_bytes())
        }
    }
}

/// Decodes a message.
pub fn decode(
    encoded: &[u8],
    message_type: MessageType,
    format: Format,
) -> Result<Box<dyn AnyMessage>, Status> {
    match format {
        Format::Binary => {
            (message_type.decode)(encoded).map_err(|error| Status::internal(error.to_string()))
        }
        #[cfg(feature = "json")]
        Format::Json => {
            let table = message_type.table.ok_or_else(|| without_table(message_type))?;
            (table.parse_json)(encoded)
        }
    }
}

#[cfg(feature = "json")]
fn without_table(message_type: MessageType) -> Status {
    Status::internal(alloc::format!("`{}` has no JSON form", message_type.name))
}
