//! Messages.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use super::{EnumDescriptor, FieldDescriptor, FileDescriptor, OneofDescriptor, last_part};
use crate::reflect::DescriptorPool;
use crate::reflect::pool::{MessageInfo, PoolData};
use crate::schema::{EnumLink, Message, MessageLink, Type};
use crate::table::Table;

/// A message type.
///
/// A clone is cheap. Two descriptors are equal if they are of one generated type, or of one message
/// of one pool.
#[derive(Clone)]
pub struct MessageDescriptor(Handle);

#[derive(Clone)]
enum Handle {
    Table(&'static Table),
    Pool(Arc<PoolData>, u32),
}

impl MessageDescriptor {
    /// Returns the descriptor of a generated message.
    pub(crate) fn of_table(table: &'static Table) -> Self {
        MessageDescriptor(Handle::Table(table))
    }

    pub(in crate::reflect) fn in_pool(pool: &DescriptorPool, index: u32) -> Self {
        MessageDescriptor(Handle::Pool(Arc::clone(&pool.data), index))
    }

    /// Returns the type as the interpreters read it.
    pub(crate) fn ty(&self) -> Type<'_> {
        match &self.0 {
            Handle::Table(table) => Type::of_table(table),
            Handle::Pool(data, index) => Type::in_pool(&data.schemas, *index as usize),
        }
    }

    pub(in crate::reflect) fn schema(&self) -> &Message {
        self.ty().message()
    }

    /// Returns the message that a field of this message links to.
    pub(in crate::reflect) fn linked(&self, link: &MessageLink) -> Self {
        match (link, &self.0) {
            (MessageLink::Table(table), _) => MessageDescriptor::of_table(table.table()),
            (MessageLink::Pool(index), Handle::Pool(data, _)) => {
                MessageDescriptor(Handle::Pool(Arc::clone(data), *index))
            }
            (MessageLink::Pool(_), Handle::Table(_)) => {
                unreachable!("tables do not link to pools")
            }
        }
    }

    /// Whether a field of this message links to `other`.
    pub(in crate::reflect) fn links_to(&self, link: &MessageLink, other: &Self) -> bool {
        match (link, &self.0, &other.0) {
            // A table is a promoted constant, which can have several addresses.
            (MessageLink::Table(table), _, Handle::Table(other)) => {
                table.table().full_name() == other.full_name()
            }
            (MessageLink::Pool(index), Handle::Pool(data, _), Handle::Pool(other, at)) => {
                index == at && Arc::ptr_eq(data, other)
            }
            _ => false,
        }
    }

    /// Returns the enum that a field of this message links to.
    pub(in crate::reflect) fn linked_enum(&self, link: &EnumLink) -> EnumDescriptor {
        match (link, &self.0) {
            (EnumLink::Table(table), _) => EnumDescriptor::of_table(table.table()),
            (EnumLink::Pool(index), Handle::Pool(data, _)) => {
                let pool = DescriptorPool { data: Arc::clone(data) };
                EnumDescriptor::in_pool(&pool, *index)
            }
            (EnumLink::Pool(_), Handle::Table(_)) => unreachable!("tables do not link to pools"),
        }
    }

    /// Returns the contents of the pool. The caller knows that the message has one.
    pub(super) fn data(&self) -> &PoolData {
        match &self.0 {
            Handle::Table(_) => unreachable!("extensions in a table have no descriptor"),
            Handle::Pool(data, _) => data,
        }
    }

    pub(in crate::reflect) fn info(&self) -> Option<&MessageInfo> {
        match &self.0 {
            Handle::Table(_) => None,
            Handle::Pool(data, index) => Some(&data.messages[*index as usize]),
        }
    }

    /// Returns the pool. Returns `None` for the descriptor of a generated type.
    pub fn pool(&self) -> Option<DescriptorPool> {
        match &self.0 {
            Handle::Table(_) => None,
            Handle::Pool(data, _) => Some(DescriptorPool { data: Arc::clone(data) }),
        }
    }

    /// Returns the full name, e.g. `acme.v1.Forecast`.
    pub fn full_name(&self) -> &str {
        &self.schema().full_name
    }

    /// Returns the name, e.g. `Forecast`.
    pub fn name(&self) -> &str {
        last_part(self.full_name())
    }

    /// Returns the file. Returns `None` for the descriptor of a generated type.
    pub fn file(&self) -> Option<FileDescriptor> {
        Some(FileDescriptor::in_pool(&self.pool()?, self.info()?.file))
    }

    /// Returns the message that declares this one. Returns `None` for the descriptor of a generated
    /// type.
    pub fn parent(&self) -> Option<MessageDescriptor> {
        Some(MessageDescriptor::in_pool(&self.pool()?, self.info()?.parent?))
    }

    /// Returns the fields, ascending by number.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = FieldDescriptor> + '_ {
        let fields = (0..).zip(&self.schema().fields).filter(|(_, field)| !field.is_json_only);
        let indexes: Vec<u32> = fields.map(|(index, _)| index).collect();
        indexes.into_iter().map(|index| FieldDescriptor::of(self, index))
    }

    /// Returns the field with this number. Extensions are not included.
    pub fn field(&self, number: u32) -> Option<FieldDescriptor> {
        let index = self.schema().index_beside_json(number)?;
        Some(FieldDescriptor::of(self, index as u32))
    }

    /// Returns the field with this proto name, e.g. `wind_speed`.
    pub fn field_by_name(&self, name: &str) -> Option<FieldDescriptor> {
        let index = self.schema().index_of_proto(name)?;
        self.known_field(index)
    }

    /// Returns the field with this JSON name, e.g. `windSpeed`.
    pub fn field_by_json_name(&self, name: &str) -> Option<FieldDescriptor> {
        let index = self.schema().index_of_json(name, usize::MAX)?;
        self.known_field(index).filter(|field| field.json_name() == name)
    }

    /// Returns the field with this index. Returns `None` if only JSON has the field.
    fn known_field(&self, index: usize) -> Option<FieldDescriptor> {
        let is_known = !self.schema().fields[index].is_json_only;
        is_known.then(|| FieldDescriptor::of(self, index as u32))
    }

    /// Returns the extension of the pool with this number. Returns `None` for the descriptor of a
    /// generated type, which has no pool.
    pub fn extension(&self, number: u32) -> Option<FieldDescriptor> {
        let Handle::Pool(data, index) = &self.0 else { return None };
        let extension = data.extensions_by_number.get(&(*index, number))?;
        let pool = DescriptorPool { data: Arc::clone(data) };
        Some(FieldDescriptor::extension_in_pool(&pool, *extension))
    }

    /// Returns the oneofs. The synthetic oneof of an `optional` field is not included.
    pub fn oneofs(&self) -> impl ExactSizeIterator<Item = OneofDescriptor> + '_ {
        (0..self.schema().oneofs.len() as u32).map(|index| OneofDescriptor::of(self, index))
    }

    /// Whether the message is the entry of a map.
    pub fn is_map_entry(&self) -> bool {
        self.info().is_some_and(|info| info.is_map_entry)
    }

    /// Whether the message has `option message_set_wire_format = true`.
    pub fn is_message_set(&self) -> bool {
        self.schema().is_message_set
    }

    /// Returns the ranges of numbers that extensions can have. There are none for the descriptor of
    /// a generated type.
    pub fn extension_ranges(&self) -> impl Iterator<Item = core::ops::Range<u32>> + '_ {
        let ranges = self.info().map_or(&[][..], |info| &info.extension_ranges);
        ranges.iter().map(|(start, end)| (*start).max(0) as u32..(*end).max(0) as u32)
    }

    /// Returns the encoded `google.protobuf.MessageOptions`. They are empty for the descriptor of a
    /// generated type, whose options [`options::message`](crate::options::message) reads.
    pub fn options(&self) -> &[u8] {
        self.info().map_or(&[], |info| &info.options)
    }
}

impl PartialEq for MessageDescriptor {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Handle::Table(a), Handle::Table(b)) => core::ptr::eq(*a, *b),
            (Handle::Pool(a, index_a), Handle::Pool(b, index_b)) => {
                index_a == index_b && Arc::ptr_eq(a, b)
            }
            _ => false,
        }
    }
}

impl Eq for MessageDescriptor {}

impl fmt::Debug for MessageDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageDescriptor({})", self.full_name())
    }
}
