//! Enums and their values.

use super::{
    Code, Declaration, EnumTable, FileId, Lints, Name, Openness, Order, Reserved, SettingsId,
    StdTraits, ValueId,
};

/// An enum type.
#[derive(Debug)]
pub(crate) struct Enum {
    /// e.g. `acme.weather.v1.Sky`.
    pub full_name: String,
    /// Its settings.
    pub settings: SettingsId,
    /// The file that declares it.
    pub file: FileId,
    /// Its declaration.
    pub declaration: Declaration,
    /// e.g. `Sky`.
    pub ident: Name,
    /// The module it stands in, from the root of the tree.
    pub scope: Vec<Name>,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// Whether it is to be `#[deprecated]`.
    pub deprecated: bool,
    /// Attributes asked for by rules.
    pub attributes: Vec<Code>,
    /// The traits of std that it derives, without `Default`. `Debug` may be left to the user.
    pub derives: StdTraits,
    /// The lints that it trips.
    pub lints: Lints,
    /// Whether fields of it may hold other numbers.
    pub openness: Openness,
    /// The module of the embedded descriptors that custom options are read from, if they are to be.
    pub described_in: Option<Vec<Name>>,
    /// The values with distinct numbers, in declaration order, at least one; the first is the
    /// default.
    pub values: Vec<EnumValue>,
    /// The order of the values by number.
    pub order: Order,
    /// Further names of numbers, in declaration order.
    pub aliases: Vec<Alias>,
    /// The numbers and names that no value may have.
    pub reserved: Reserved,
    /// Its table, if an option asks for one.
    pub table: Option<Box<EnumTable>>,
}

/// A further name of a number that an earlier value of the enum has.
#[derive(Debug)]
pub(crate) struct Alias {
    /// Its id. Values and aliases of one enum have consecutive ids in declaration order.
    pub id: ValueId,
    /// e.g. `SKY_OVERCAST`.
    pub proto_name: String,
    /// The index in [`Enum::values`] of the value with this number.
    pub value: usize,
    /// Its declaration.
    pub declaration: Declaration,
}

/// A value of an enum. Of several names for a number only the first becomes a variant.
#[derive(Debug)]
pub(crate) struct EnumValue {
    /// Its id. Values and aliases of one enum have consecutive ids in declaration order.
    pub id: ValueId,
    /// e.g. `Cloudy`.
    pub ident: Name,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    pub declaration: Declaration,
    /// e.g. `SKY_CLOUDY`.
    pub proto_name: String,
    /// e.g. `2`.
    pub number: i32,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// `[deprecated = true]`.
    pub deprecated: bool,
    /// Attributes asked for by rules.
    pub attributes: Vec<Code>,
}
