//! Options, which a pool keeps encoded.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use crate::records::Records;
use crate::unknown::UnknownValue;

/// The encoded options of an element.
#[derive(Debug, Default, Clone)]
pub(in crate::reflect) struct Options<'a>(Cow<'a, [u8]>);

impl<'a> Options<'a> {
    /// Adds a piece of the options. Pieces are merged by concatenation.
    pub(super) fn add(&mut self, piece: &'a [u8]) {
        if self.0.is_empty() {
            self.0 = Cow::Borrowed(piece);
        } else {
            self.0.to_mut().extend_from_slice(piece);
        }
    }

    /// Returns the encoded options.
    pub(in crate::reflect) fn to_bytes(&self) -> Box<[u8]> {
        (*self.0).into()
    }

    /// Returns the value of a `bool` or enum option.
    pub(in crate::reflect) fn number(&self, number: u32) -> Option<u64> {
        last_number(&self.0, number)
    }

    /// Whether a `bool` option is set and true.
    pub(in crate::reflect) fn is_set(&self, number: u32) -> bool {
        self.number(number).is_some_and(|value| value != 0)
    }

    /// Calls `read` for each piece of a message option.
    pub(in crate::reflect) fn each_message(&self, number: u32, mut read: impl FnMut(&[u8])) {
        let mut records = Records::new(&self.0);
        // No reader can use malformed options, so the loop ends at the error without reporting it.
        while let Ok(Some((other, value))) = records.next() {
            if let UnknownValue::LengthDelimited(bytes) = value
                && other == number
            {
                read(bytes);
            }
        }
    }
}

/// Returns the last value of the varint field with this number in an encoded message.
pub(in crate::reflect) fn last_number(bytes: &[u8], number: u32) -> Option<u64> {
    let mut records = Records::new(bytes);
    let mut last = None;
    while let Ok(Some((other, value))) = records.next() {
        if let UnknownValue::Varint(value) = value
            && other == number
        {
            last = Some(value);
        }
    }
    last
}
