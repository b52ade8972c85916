//! Enums.

use alloc::sync::Arc;
use core::fmt;

use super::{FileDescriptor, MessageDescriptor, last_part};
use crate::reflect::DescriptorPool;
use crate::reflect::pool::{EnumInfo, PoolData};
use crate::schema::{Enum, EnumValue};
use crate::table::EnumTable;

/// An enum type.
///
/// A clone is cheap. Two descriptors are equal if they are of one generated type, or of one enum of
/// one pool.
#[derive(Clone)]
pub struct EnumDescriptor(Handle);

#[derive(Clone)]
enum Handle {
    Table(&'static EnumTable),
    Pool(Arc<PoolData>, u32),
}

/// A value of an enum.
#[derive(Clone, PartialEq, Eq)]
pub struct EnumValueDescriptor {
    enumeration: EnumDescriptor,
    index: u32,
}

impl EnumDescriptor {
    pub(crate) fn of_table(table: &'static EnumTable) -> Self {
        EnumDescriptor(Handle::Table(table))
    }

    pub(in crate::reflect) fn in_pool(pool: &DescriptorPool, index: u32) -> Self {
        EnumDescriptor(Handle::Pool(Arc::clone(&pool.data), index))
    }

    fn schema(&self) -> &Enum {
        match &self.0 {
            Handle::Table(table) => table.schema(),
            Handle::Pool(data, index) => &data.schemas.enums[*index as usize],
        }
    }

    fn info(&self) -> Option<&EnumInfo> {
        match &self.0 {
            Handle::Table(_) => None,
            Handle::Pool(data, index) => Some(&data.enums[*index as usize]),
        }
    }

    fn pool(&self) -> Option<DescriptorPool> {
        match &self.0 {
            Handle::Table(_) => None,
            Handle::Pool(data, _) => Some(DescriptorPool { data: Arc::clone(data) }),
        }
    }

    /// Returns the full name, e.g. `acme.v1.Sky`.
    pub fn full_name(&self) -> &str {
        &self.schema().full_name
    }

    /// Returns the name, e.g. `Sky`.
    pub fn name(&self) -> &str {
        last_part(self.full_name())
    }

    /// Returns the file. Returns `None` for the descriptor of a generated type.
    pub fn file(&self) -> Option<FileDescriptor> {
        Some(FileDescriptor::in_pool(&self.pool()?, self.info()?.file))
    }

    /// Returns the message that declares the enum. Returns `None` for the descriptor of a generated
    /// type.
    pub fn parent(&self) -> Option<MessageDescriptor> {
        Some(MessageDescriptor::in_pool(&self.pool()?, self.info()?.parent?))
    }

    /// Returns the values in the order of their declaration.
    pub fn values(&self) -> impl ExactSizeIterator<Item = EnumValueDescriptor> + '_ {
        (0..self.schema().values.len() as u32).map(|index| self.at(index))
    }

    /// Returns the value with this number. If several values have it, returns the first one
    /// declared.
    pub fn value(&self, number: i32) -> Option<EnumValueDescriptor> {
        let name = &self.schema().value(number)?.name;
        self.value_by_name(name)
    }

    /// Returns the value with this name, e.g. `SKY_CLEAR`.
    pub fn value_by_name(&self, name: &str) -> Option<EnumValueDescriptor> {
        let index = self.schema().values.iter().position(|value| *value.name == *name)?;
        Some(self.at(index as u32))
    }

    /// Whether the schema declares the enum closed: fields of dynamic messages hold only the
    /// numbers of its values. In a generated message, the Rust type of the field decides which
    /// numbers the field holds.
    pub fn is_closed(&self) -> bool {
        self.schema().is_closed
    }

    /// Returns the number of the first value, which is the default value of fields.
    pub fn default_number(&self) -> i32 {
        self.schema().default_number()
    }

    /// Returns the encoded `google.protobuf.EnumOptions`. They are empty for the descriptor of a
    /// generated type.
    pub fn options(&self) -> &[u8] {
        self.info().map_or(&[], |info| &info.options)
    }

    fn at(&self, index: u32) -> EnumValueDescriptor {
        EnumValueDescriptor { enumeration: self.clone(), index }
    }
}

impl EnumValueDescriptor {
    fn schema(&self) -> &EnumValue {
        &self.enumeration.schema().values[self.index as usize]
    }

    /// Returns the enum.
    pub fn enumeration(&self) -> &EnumDescriptor {
        &self.enumeration
    }

    /// Returns the name, e.g. `SKY_CLEAR`.
    pub fn name(&self) -> &str {
        &self.schema().name
    }

    /// Returns the name in JSON. It is the name in the schema unless an option sets another one.
    pub fn json_name(&self) -> &str {
        self.schema().in_json()
    }

    /// Returns the number.
    pub fn number(&self) -> i32 {
        self.schema().number
    }

    /// Returns the encoded `google.protobuf.EnumValueOptions`. They are empty for the descriptor of
    /// a generated type.
    pub fn options(&self) -> &[u8] {
        self.enumeration.info().map_or(&[], |info| &info.values[self.index as usize])
    }
}

impl PartialEq for EnumDescriptor {
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

impl Eq for EnumDescriptor {}

impl fmt::Debug for EnumDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EnumDescriptor({})", self.full_name())
    }
}

impl fmt::Debug for EnumValueDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EnumValueDescriptor({} = {})", self.name(), self.number())
    }
}
