//! Reading records.

use alloc::vec;

use crate::schema::Message;
use crate::unknown::{UnknownFieldsIter, UnknownValue};
use crate::wire::error::Error;

/// The records of an encoded message, in their order.
#[derive(Clone)]
pub(crate) struct Records<'a>(UnknownFieldsIter<'a>);

impl<'a> Records<'a> {
    /// Returns the records of any bytes. Malformed ones are errors when they are read.
    #[inline]
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Records(UnknownFieldsIter::new(bytes))
    }

    /// Reads the number and the value of a record. Returns `None` behind the last one.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Option<(u32, UnknownValue<'a>)>, Error> {
        self.0.try_next()
    }

    /// Returns the bytes of the records that are left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.0.rest()
    }
}

/// Whether the records of each declared field are in one run, and a field that is no list or map
/// has one record at most. Fields of messages in it are not looked at.
///
/// Every encoder writes such bytes. Concatenated messages and the bytes of an attacker can be
/// others: then the values of a field have to be brought together first.
pub(crate) fn is_canonical(message: &Message, bytes: &[u8]) -> Result<bool, Error> {
    let mut records = Records::new(bytes);
    let mut seen = vec![false; message.fields.len()];
    let mut oneofs = vec![false; message.oneofs.len()];
    let mut last = None;
    while let Some((number, _)) = records.next()? {
        let Some(index) = message.index_of(number) else { continue };
        let field = &message.fields[index];
        if last == Some(index) && field.has_many() {
            continue;
        }
        let oneof = field.oneof.map(|oneof| &mut oneofs[oneof as usize]);
        let is_oneof_set = oneof.is_some_and(|set| core::mem::replace(set, true));
        if core::mem::replace(&mut seen[index], true) || is_oneof_set {
            return Ok(false);
        }
        last = Some(index);
    }
    Ok(true)
}
