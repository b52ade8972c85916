//! Oneofs.

use core::fmt;

use super::{FieldDescriptor, MessageDescriptor};

/// A oneof of a message.
#[derive(Clone, PartialEq, Eq)]
pub struct OneofDescriptor {
    message: MessageDescriptor,
    index: u32,
}

impl OneofDescriptor {
    pub(super) fn of(message: &MessageDescriptor, index: u32) -> Self {
        OneofDescriptor { message: message.clone(), index }
    }

    /// Returns the message.
    pub fn message(&self) -> &MessageDescriptor {
        &self.message
    }

    /// Returns the name, e.g. `payload`.
    pub fn name(&self) -> &str {
        &self.message.schema().oneofs[self.index as usize].name
    }

    /// Returns the members, ascending by number.
    pub fn fields(&self) -> impl Iterator<Item = FieldDescriptor> + '_ {
        let fields = (0..).zip(&self.message.schema().fields);
        let members =
            fields.filter(|(_, field)| field.oneof == Some(self.index) && !field.is_json_only);
        members.map(|(index, _)| FieldDescriptor::of(&self.message, index))
    }

    /// Returns the encoded `google.protobuf.OneofOptions`. They are empty for the descriptor of a
    /// generated type, whose options [`options::oneof`](crate::options::oneof) reads.
    pub fn options(&self) -> &[u8] {
        self.message.info().map_or(&[], |info| &info.oneofs[self.index as usize])
    }
}

impl fmt::Debug for OneofDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OneofDescriptor({}, {})", self.message.full_name(), self.name())
    }
}
