//! `prost::Message`, so that codecs can encode dynamic messages.

use alloc::vec::Vec;

use bytes::{Buf, BufMut};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, Message};

use super::DynamicMessage;
use crate::interop::{depth, field, signals};
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
        if let Some(depth) = signals::whole_message(tag) {
            let heap = signals::take_whole(buf);
            let bytes = buf.copy_to_bytes(buf.remaining());
            let left = self.merge_bytes(&bytes, depth, heap)?;
            if heap != NO_LIMIT {
                signals::report_spent(buf, heap - left);
            }
            return Ok(());
        }
        let record = field::record(tag, wire_type, buf)?;
        let depth = depth::remaining(context, record.len());
        self.merge_bytes(&record, depth, NO_LIMIT)?;
        Ok(())
    }

    fn clear(&mut self) {
        self.fields.clear();
        self.unknown.clear();
    }
}
