//! The order of numbered elements: fields, members of oneofs, values of enums.

use super::{Enum, EnumValue, Field, Member, Message, Oneof};

/// The order of numbered elements by number. Elements with one number stay in the order of
/// declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Order {
    /// The order of declaration. Most messages and enums have it, and it takes no memory.
    Declared,
    /// The positions of the elements in the order of declaration, e.g. `[0, 2, 1]`.
    Positions(Box<[u32]>),
}

/// A field, or a member of a oneof.
#[derive(Clone, Copy)]
pub(crate) enum Numbered<'m> {
    /// A field of the struct.
    Field(&'m Field),
    /// A member of the oneof.
    Member(&'m Oneof, &'m Member),
}

/// A field of the struct, as it stands on the wire.
#[derive(Clone, Copy)]
pub(crate) enum Slot<'m> {
    /// A field that is not a oneof.
    Field(&'m Field),
    /// A oneof: one of its members.
    Oneof(&'m Oneof),
}

impl Order {
    /// Returns the elements in this order. `declared` are the elements in the order of declaration.
    fn of<T: Copy>(&self, declared: Vec<T>) -> Vec<T> {
        match self {
            Self::Declared => declared,
            Self::Positions(positions) => {
                positions.iter().map(|position| declared[*position as usize]).collect()
            }
        }
    }

    /// Returns the position of the element with the lowest number. There has to be an element.
    fn first(&self) -> usize {
        match self {
            Self::Declared => 0,
            Self::Positions(positions) => positions[0] as usize,
        }
    }
}

impl Message {
    /// The fields and the members of oneofs in the order of declaration. [`Message::order`] has
    /// positions in this list: the fields come first, then the members of one oneof after the
    /// other.
    pub fn numbered(&self) -> impl Iterator<Item = Numbered<'_>> {
        let fields = self.fields.iter().map(Numbered::Field);
        let oneofs = self.oneofs.iter();
        let members = oneofs
            .flat_map(|oneof| oneof.members.iter().map(|member| Numbered::Member(oneof, member)));
        fields.chain(members)
    }

    /// The fields and the members of oneofs, ascending by number.
    pub fn by_number(&self) -> Vec<Numbered<'_>> {
        self.order.of(self.numbered().collect())
    }

    /// The fields and the oneofs in the order on the wire: ascending by number, a oneof at the
    /// place of its lowest member. Encoded messages have this order.
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
    /// The values, ascending by number.
    pub fn by_number(&self) -> Vec<&EnumValue> {
        self.order.of(self.values.iter().collect())
    }
}
