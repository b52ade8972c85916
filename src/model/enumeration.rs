//! Enums and their values.

use super::{
    Code, Declaration, EnumTable, FileId, Lints, Name, Openness, Order, Reserved, SettingsId,
    StdTraits, ValueId,
};

/// An enum type.
#[derive(Debug)]
pub(crate) struct Enum {
    /// The full name, e.g. `acme.weather.v1.Sky`.
    pub full_name: String,
    /// The settings of the enum.
    pub settings: SettingsId,
    /// The file that declares it.
    pub file: FileId,
    /// The declaration of the enum.
    pub declaration: Declaration,
    /// The Rust name, e.g. `Sky`.
    pub ident: Name,
    /// The module of the enum, from the root of the tree.
    pub scope: Vec<Name>,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// Whether it has the attribute `#[deprecated]`.
    pub deprecated: bool,
    /// The attributes that rules add.
    pub attributes: Vec<Code>,
    /// The traits of std that it derives, except `Default`. `Debug` is missing if the user
    /// implements it.
    pub derives: StdTraits,
    /// The lints that the enum trips.
    pub lints: Lints,
    /// The numbers that fields of the enum may hold.
    pub openness: Openness,
    /// The module of the embedded descriptors with the custom options, if programs can read them.
    pub described_in: Option<Vec<Name>>,
    /// The values with distinct numbers, in declaration order. There is at least one, and the first
    /// is the default.
    pub values: Vec<EnumValue>,
    /// The order of the values by number.
    pub order: Order,
    /// Further names of the numbers, in declaration order.
    pub aliases: Vec<Alias>,
    /// The numbers and names that no value may have.
    pub reserved: Reserved,
    /// The field table, if an option asks for one.
    pub table: Option<Box<EnumTable>>,
}

/// A further name of a number that an earlier value of the enum has.
#[derive(Debug)]
pub(crate) struct Alias {
    /// The id. Values and aliases of one enum have consecutive ids in declaration order.
    pub id: ValueId,
    /// The proto name, e.g. `SKY_OVERCAST`.
    pub proto_name: String,
    /// The index in [`Enum::values`] of the value with this number.
    pub value: usize,
    /// Whether the schema has `deprecated = true`.
    pub deprecated: bool,
    /// The declaration of the alias.
    pub declaration: Declaration,
}

/// A value of an enum. If a number has several names, only the first becomes a variant.
#[derive(Debug)]
pub(crate) struct EnumValue {
    /// The id. Values and aliases of one enum have consecutive ids in declaration order.
    pub id: ValueId,
    /// The Rust name, e.g. `Cloudy`.
    pub ident: Name,
    /// The settings of the value.
    pub settings: SettingsId,
    /// The declaration of the value.
    pub declaration: Declaration,
    /// The proto name, e.g. `SKY_CLOUDY`.
    pub proto_name: String,
    /// The number, e.g. `2`.
    pub number: i32,
    /// Doc lines, never empty.
    pub docs: Vec<String>,
    /// Whether the schema has `[deprecated = true]`.
    pub deprecated: bool,
    /// The attributes that rules add.
    pub attributes: Vec<Code>,
}
