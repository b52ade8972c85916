//! The errors of decoding.

use core::fmt;

use prost::DecodeError;
use prost::bytes::BufMut;
use prost::encoding::{self, DecodeContext, WireType};

/// Why decoding failed: one pointer, so that a `Result` of it travels in registers.
///
/// It is prost's own error, equal to the one that prost reports for the same mistake, but for a
/// value that reaches behind the end of the message or record it is in: prost reads on there,
/// before it notices. Its kinds are private to prost, so each constructor makes prost fail in the
/// way that is meant. They run only once decoding has failed, hence `cold`.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(DecodeError);

impl Error {
    /// A varint that is cut off, longer than ten bytes, or wider than 64 bits; also an input that
    /// ends where a key should be.
    #[cold]
    #[inline(never)]
    pub(crate) fn varint() -> Self {
        Error::provoked(encoding::decode_varint(&mut &[][..]).map(drop))
    }

    /// A length or a fixed-width value that reaches behind the end.
    #[cold]
    #[inline(never)]
    pub(crate) fn underflow() -> Self {
        let (wire, context) = (WireType::LengthDelimited, DecodeContext::default());
        Error::provoked(encoding::skip_field(wire, 1, &mut &[1][..], context))
    }

    /// Messages, groups and map entries nested deeper than the limit.
    #[cold]
    #[inline(never)]
    pub(crate) fn recursion() -> Self {
        // One group more than prost's limit of 100. All of them end, so that a prost without a
        // limit accepts them.
        const GROUPS: [[u8; 101]; 2] = [[0x0b; 101], [0x0c; 101]];
        let (wire, context) = (WireType::StartGroup, DecodeContext::default());
        match encoding::skip_field(wire, 1, &mut &GROUPS.as_flattened()[1..], context) {
            Err(error) => Error(error),
            Ok(()) => Error::new("recursion limit reached"),
        }
    }

    /// An end-group key where no group, or a group of another number, is open.
    #[cold]
    #[inline(never)]
    pub(crate) fn end_group() -> Self {
        let (wire, context) = (WireType::EndGroup, DecodeContext::default());
        Error::provoked(encoding::skip_field(wire, 1, &mut &[][..], context))
    }

    /// A string that is not UTF-8.
    #[cold]
    #[inline(never)]
    pub(crate) fn utf8() -> Self {
        let (wire, context) = (WireType::LengthDelimited, DecodeContext::default());
        let mut value = Default::default();
        Error::provoked(encoding::string::merge(wire, &mut value, &mut &[1, 0xff][..], context))
    }

    /// A key that does not fit 32 bits.
    #[cold]
    #[inline(never)]
    pub(crate) fn key(key: u64) -> Self {
        let mut bytes = [0; 10];
        let mut unwritten = &mut bytes[..];
        encoding::encode_varint(key, &mut unwritten);
        let length = 10 - unwritten.remaining_mut();
        Error::provoked(encoding::decode_key(&mut &bytes[..length]).map(drop))
    }

    /// A key of more than five bytes whose value fits 32 bits. prost accepts it.
    #[cold]
    #[inline(never)]
    pub(crate) fn long_key() -> Self {
        Error::new("invalid key: more than five bytes")
    }

    /// The field number 0.
    #[cold]
    #[inline(never)]
    pub(crate) fn number_zero() -> Self {
        Error::provoked(encoding::decode_key(&mut &[0][..]).map(drop))
    }

    /// A wire type that does not exist: 6 or 7.
    #[cold]
    #[inline(never)]
    pub(crate) fn no_such_wire_type(key: u32) -> Self {
        Error::provoked(WireType::try_from(u64::from(key & 7)).map(drop))
    }

    /// More memory asked for than is allowed. prost has no error for that.
    #[cold]
    #[inline(never)]
    pub(crate) fn heap() -> Self {
        Error::new("heap limit reached")
    }

    /// An error that prost does not make.
    fn new(description: &'static str) -> Self {
        // Nothing else makes one with a text. It is for those who implement what prost does, which
        // is what this does.
        #[allow(deprecated)]
        Error(DecodeError::new(description))
    }

    /// A field whose wire type is not the one its declaration asks for. Both arguments are keys.
    #[cold]
    #[inline(never)]
    pub(crate) fn wire_type(actual: u32, expected: u32) -> Self {
        let wire_type = |key: u32| WireType::try_from(u64::from(key & 7));
        Error::provoked(
            wire_type(actual)
                .and_then(|actual| encoding::check_wire_type(wire_type(expected)?, actual)),
        )
    }

    /// Adds a step to the path of fields, the innermost first.
    pub(crate) fn push(&mut self, message: &'static str, field: &'static str) {
        self.0.push(message, field);
    }

    /// Takes the error out of a result that is one. Were a later prost to accept the bytes above,
    /// its plain "invalid varint" would stand in: decoding fails all the same.
    fn provoked(result: Result<(), DecodeError>) -> Self {
        match result {
            Err(error) => Error(error),
            Ok(()) => Error::varint(),
        }
    }
}

impl From<Error> for DecodeError {
    #[inline]
    fn from(error: Error) -> Self {
        error.0
    }
}

impl From<DecodeError> for Error {
    #[inline]
    fn from(error: DecodeError) -> Self {
        Error(error)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl core::error::Error for Error {}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn texts_are_prosts() {
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
        ];
        for (error, text) in cases {
            assert_eq!(
                error.to_string(),
                alloc::format!("failed to decode Protobuf message: {text}")
            );
        }
    }

    #[test]
    fn is_one_pointer() {
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }
}
