//! `prost::Message`, so that codecs encode dynamic messages.

use alloc::vec::Vec;

use bytes::{Buf, BufMut};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, Message};

use super::DynamicMessage;
use crate::interop::{budget, field, foreign, whole};
use crate::wire::scope::NO_LIMIT;

impl Message for DynamicMessage {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        buf.put_slice(&DynamicMessage::encode_to_vec(self));
    }

    fn encode_to_vec(&self) -> Vec<u8> {
        DynamicMessage::encode_to_vec(self)
    }

    fn encoded_len(&self) -> usize {
        DynamicMessage::encode_to_vec(self).len()
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire_type: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        if let Some(depth) = foreign::whole_message(tag) {
            let heap = whole::take(buf);
            let bytes = buf.copy_to_bytes(buf.remaining());
            let left = self.merge_bytes(&bytes, depth, heap)?;
            if heap != NO_LIMIT {
                whole::spend(buf, heap - left);
            }
            return Ok(());
        }
        let record = field::record(tag, wire_type, buf)?;
        let depth = budget::of(context, record.len());
        self.merge_bytes(&record, depth, NO_LIMIT)?;
        Ok(())
    }

    fn clear(&mut self) {
        self.fields.clear();
        self.unknown.clear();
    }
}
