//! The order of elements with numbers: fields, oneof members, enum values.

use super::{Enum, EnumValue, Field, Member, Message, Oneof};

/// The order of elements by number. Elements with equal numbers stay in declaration order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Order {
    /// The declaration order. Most messages and enums have it, and it takes no memory.
    Declared,
    /// The indices of the elements in declaration order, e.g. `[0, 2, 1]`.
    Positions(Box<[u32]>),
}

/// A field, or a oneof member.
#[derive(Clone, Copy)]
pub(crate) enum Numbered<'m> {
    /// A field of the struct.
    Field(&'m Field),
    /// A member of the oneof.
    Member(&'m Oneof, &'m Member),
}

/// A field of the struct, at its position on the wire.
#[derive(Clone, Copy)]
pub(crate) enum Slot<'m> {
    /// A field that is not a oneof.
    Field(&'m Field),
    /// A oneof. At most one of its members is on the wire.
    Oneof(&'m Oneof),
}

impl Order {
    /// Sorts elements into this order. `declared` are the elements in declaration order.
    fn of<T: Copy>(&self, declared: Vec<T>) -> Vec<T> {
        match self {
            Self::Declared => declared,
            Self::Positions(positions) => {
                positions.iter().map(|position| declared[*position as usize]).collect()
            }
        }
    }

    /// Returns the index of the element with the lowest number. There must be an element.
    fn first(&self) -> usize {
        match self {
            Self::Declared => 0,
            Self::Positions(positions) => positions[0] as usize,
        }
    }
}

impl Message {
    /// Returns the fields and the oneof members. The fields come first in declaration order. Then
    /// the members follow, oneof by oneof. [`Message::order`] has indices into this list.
    pub fn numbered(&self) -> impl Iterator<Item = Numbered<'_>> {
        let fields = self.fields.iter().map(Numbered::Field);
        let oneofs = self.oneofs.iter();
        let members = oneofs
            .flat_map(|oneof| oneof.members.iter().map(|member| Numbered::Member(oneof, member)));
        fields.chain(members)
    }

    /// Returns the fields and the oneof members in ascending order of their numbers.
    pub fn by_number(&self) -> Vec<Numbered<'_>> {
        self.order.of(self.numbered().collect())
    }

    /// Returns the fields and the oneofs in the order of an encoded message: ascending by number, a
    /// oneof at the position of its lowest member.
    pub fn on_the_wire(&self) -> Vec<Slot<'_>> {
        let slot = |numbered| match numbered {
            Numbered::Field(field) => Some(Slot::Field(field)),
            Numbered::Member(oneof, member) => {
                let is_lowest = std::ptr::eq(&oneof.members[oneof.order.first()], member);
                is_lowest.then_some(Slot::Oneof(oneof))
            }
        };
        self.by_number().into_iter().filter_map(slot).collect()
    }
}

impl Enum {
    /// Returns the values in ascending order of their numbers.
    pub fn by_number(&self) -> Vec<&EnumValue> {
        self.order.of(self.values.iter().collect())
    }
}
