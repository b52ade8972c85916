//! The errors of prost.
//!
//! The kinds of `DecodeError` and the constructor of `EncodeError` are private to prost. So
//! [`provoke`] and [`buffer_too_small`] make prost fail in the intended way.

use alloc::boxed::Box;

use bytes::{Buf, BufMut};
use prost::encoding::{self, DecodeContext, WireType};
use prost::{DecodeError, EncodeError, Message};

use crate::wire::error::{Cause, Error, Parts};

impl From<Error> for DecodeError {
    /// Returns the error that prost reports for the same cause. There is one exception: for a value
    /// that reaches beyond the end of its message or record, prost may report another cause,
    /// because it reads on before it notices.
    #[cold]
    #[inline(never)]
    fn from(error: Error) -> Self {
        let Parts { cause, mut path } = error.into_parts();
        let mut error = provoke(cause);
        // `DecodeError::push` takes the innermost field first, and `Path::pop` returns the
        // outermost field first.
        path.reverse();
        while let Some((message, field)) = path.pop() {
            error.push(message, field);
        }
        error
    }
}

impl From<DecodeError> for Error {
    #[cold]
    #[inline(never)]
    fn from(error: DecodeError) -> Self {
        Error::foreign(Box::new(error))
    }
}

/// Returns prost's error for a cause.
fn provoke(cause: Cause) -> DecodeError {
    let result = match cause {
        Cause::Varint => encoding::decode_varint(&mut &[][..]).map(drop),
        Cause::Underflow => skip(WireType::LengthDelimited, &[1]),
        Cause::Recursion => {
            // One group more than prost's limit of 100. All of them end, so that a prost without a
            // limit accepts them.
            const GROUPS: [[u8; 101]; 2] = [[0x0b; 101], [0x0c; 101]];
            let result = skip(WireType::StartGroup, &GROUPS.as_flattened()[1..]);
            result.and_then(|()| Err(custom("recursion limit reached")))
        }
        Cause::EndGroup => skip(WireType::EndGroup, &[]),
        Cause::Utf8 => {
            let (wire, context) = (WireType::LengthDelimited, DecodeContext::default());
            encoding::string::merge(wire, &mut Default::default(), &mut &[1, 0xff][..], context)
        }
        Cause::Key(key) => {
            let mut bytes = [0; 10];
            let mut unwritten = &mut bytes[..];
            encoding::encode_varint(key, &mut unwritten);
            let length = 10 - unwritten.remaining_mut();
            encoding::decode_key(&mut &bytes[..length]).map(drop)
        }
        Cause::LongKey => Err(custom("invalid key: more than five bytes")),
        Cause::NumberZero => encoding::decode_key(&mut &[0][..]).map(drop),
        Cause::NoSuchWireType(key) => wire_type(key).map(drop),
        Cause::Heap => Err(custom("heap limit reached")),
        Cause::WireType { actual, expected } => wire_type(actual)
            .and_then(|actual| encoding::check_wire_type(wire_type(expected)?, actual)),
        Cause::Foreign(error) => match error.downcast() {
            Ok(error) => Err(*error),
            // Only this file creates the cause, from a `DecodeError`.
            Err(_) => Ok(()),
        },
    };
    // If a later prost accepts the bytes above, the decode still fails, with a general error.
    result.err().unwrap_or_else(|| custom("invalid varint"))
}

fn skip(wire_type: WireType, mut bytes: &[u8]) -> Result<(), DecodeError> {
    encoding::skip_field(wire_type, 1, &mut bytes, DecodeContext::default())
}

fn wire_type(key: u32) -> Result<WireType, DecodeError> {
    WireType::try_from(u64::from(key & 7))
}

/// Returns an error that prost does not have.
fn custom(description: &'static str) -> DecodeError {
    // No other function creates an error with a text. prost deprecates it for programs, and keeps
    // it for implementations of what prost does, such as this crate.
    #[allow(deprecated)]
    DecodeError::new(description)
}

/// Returns prost's error for a buffer that has too little capacity for `length` bytes.
#[cold]
pub(super) fn buffer_too_small(length: usize, buf: &mut impl BufMut) -> Result<(), EncodeError> {
    OfLength(length).encode(buf)
}

/// A message of a given encoded length, whose encoding fails.
pub(super) struct OfLength(pub(super) usize);

impl Message for OfLength {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        _: u32,
        _: WireType,
        _: &mut impl Buf,
        _: DecodeContext,
    ) -> Result<(), DecodeError> {
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        self.0
    }

    fn clear(&mut self) {}
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn texts_are_those_of_prost() {
        let cases = [
            (Error::varint(), "invalid varint"),
            (Error::underflow(), "buffer underflow"),
            (Error::recursion(), "recursion limit reached"),
            (Error::end_group(), "unexpected end group tag"),
            (Error::utf8(), "invalid string value: data is not UTF-8 encoded"),
            (Error::key(1 << 32), "invalid key value: 4294967296"),
            (Error::long_key(), "invalid key: more than five bytes"),
            (Error::number_zero(), "invalid tag value: 0"),
            (Error::no_such_wire_type(15), "invalid wire type value: 7"),
            (Error::wire_type(0x08, 0x12), "invalid wire type: Varint (expected LengthDelimited)"),
            (Error::heap(), "heap limit reached"),
            (custom("of another crate").into(), "of another crate"),
        ];
        for (error, text) in cases {
            assert_eq!(
                DecodeError::from(error).to_string(),
                alloc::format!("failed to decode Protobuf message: {text}")
            );
        }
    }

    #[test]
    fn a_path_is_that_of_prost() {
        let mut foreign = custom("invalid");
        foreign.push("Inner", "a");
        let mut error = Error::from(foreign.clone());
        for (message, field) in [("Middle", "b"), ("Outer", "c")] {
            error.push(message, field);
            foreign.push(message, field);
        }
        assert_eq!(DecodeError::from(error), foreign);
    }
}
