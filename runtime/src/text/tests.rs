//! Tests of printing and parsing, with hand-written tables.

use alloc::string::String;
use alloc::vec::Vec;

use once_cell::race::OnceBox;

use super::{ParseOptions, PrintOptions, TextError, print};
use crate::Registry;
use crate::schema::Type;
use crate::table::{EnumTable, ExtensionTable, Table, TableRef, Tabled};

mod any;
mod corpus;
#[cfg(feature = "reflect")]
mod dynamic;
mod errors;
mod extensions;
mod fields;
mod hostile;
mod unknown;
mod values;

static OPEN: EnumTable = EnumTable::new("acme.Open", "0 NONE; 1 RAIN; 1 WET; -1 ODD");
static CLOSED: EnumTable = EnumTable::new("acme.Closed", "#closed; 1 ONE; 2 TWO");

static LEAF: Table =
    Table::new("acme.All.Leaf", "1 ?int32 a; 2 ?message0 next", &[TableRef::Message(|| &LEAF)]);

static ALL: Table = Table::new(
    "acme.All",
    "#reserved gone older; 1 int32 int32; 2 int64 int64; 3 uint32 uint32; 4 uint64 uint64; \
     5 sint32 sint32; 6 sint64 sint64; 7 fixed32 fixed32; 8 fixed64 fixed64; \
     9 sfixed32 sfixed32; 10 sfixed64 sfixed64; 11 bool bool; 12 float float; 13 double double; \
     14 string string; 15 bytes bytes; 16 enum1 open; 17 ?enum2 closed; 18 ?message0 leaf; \
     19 +int32 packed; 20 *string strings; 21 *message0 leaves; 22 {string}message0 by_name; \
     23 {int32}enum2 by_number; 24 {bool}bytes by_bool; 25 ?group0 leaf_group; 26 ?group3 grp; \
     27 *group4 manywords; 28 int32 left @either; 29 message0 right @either; \
     30 ?message5 any; 31 ?string secret #redact; 32 *message0 secrets #redact; \
     33 +double doubles; 34 *enum2 closeds; 35 ?message6 all; 36 ?message7 set",
    &[
        TableRef::Message(|| &LEAF),
        TableRef::Enum(|| &OPEN),
        TableRef::Enum(|| &CLOSED),
        TableRef::Message(|| &GRP),
        TableRef::Message(|| &MANY_WORDS),
        TableRef::Message(<prost_types::Any as Tabled>::table::<crate::wire::Late>),
        TableRef::Message(|| &ALL),
        TableRef::Message(|| &SET),
    ],
);
static GRP: Table = Table::new("acme.All.Grp", "1 ?int32 a", &[]);
static MANY_WORDS: Table = Table::new("acme.All.ManyWords", "1 ?int32 a", &[]);
static SET: Table = Table::new("acme.Set", "#message_set", &[]);

static GUSTS: ExtensionTable = ExtensionTable::new("acme.All", "100 ?int32 acme.gusts", &[]);
static NOTES: ExtensionTable = ExtensionTable::new("acme.All", "101 *string acme.notes", &[]);
static LEAF_EXT: ExtensionTable =
    ExtensionTable::new("acme.All", "102 ?message0 acme.leaf", &[TableRef::Message(|| &LEAF)]);
static GROUP_EXT: ExtensionTable =
    ExtensionTable::new("acme.All", "103 ?group0 acme.grp", &[TableRef::Message(|| &GRP)]);
static ITEM: ExtensionTable =
    ExtensionTable::new("acme.Set", "1000 ?message0 acme.item", &[TableRef::Message(|| &LEAF)]);

static OWN_ITEM: ExtensionTable = ExtensionTable::new(
    "acme.Set",
    "1001 ?message0 acme.All.Grp.message_set_extension",
    &[TableRef::Message(|| &GRP)],
);

/// Returns the registry with the extensions.
fn registry() -> &'static Registry {
    static REGISTRY: OnceBox<Registry> = OnceBox::new();
    REGISTRY.get_or_init(|| {
        let mut registry = Registry::new();
        let extensions = [&GUSTS, &NOTES, &LEAF_EXT, &GROUP_EXT, &ITEM, &OWN_ITEM];
        registry.add_extensions(&extensions).unwrap();
        registry.into()
    })
}

fn parse(text: &str) -> Result<Vec<u8>, TextError> {
    ParseOptions::new().records(Type::of_table(&ALL), text)
}

fn parse_known(text: &str) -> Result<Vec<u8>, TextError> {
    ParseOptions::new().registry(registry()).records(Type::of_table(&ALL), text)
}

fn print(bytes: &[u8]) -> String {
    print_with(&PrintOptions::new(), bytes)
}

fn print_with(options: &PrintOptions, bytes: &[u8]) -> String {
    print::message(Type::of_table(&ALL), bytes, options.single_line(true))
}

/// Parses each text, prints the message in one line, and compares.
fn assert_printed(cases: &[(&str, &str)]) {
    let options = PrintOptions::new().registry(registry());
    for (text, expected) in cases {
        let bytes = parse_known(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(print_with(&options, &bytes), *expected, "{text}");
        let again = parse_known(expected).unwrap_or_else(|error| panic!("{expected}: {error}"));
        assert_eq!(print_with(&options, &again), *expected, "{text}");
    }
}

/// Parses each text and compares the error.
fn assert_refused(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        match parse_known(text) {
            Err(error) => assert_eq!(alloc::format!("{error}"), *expected, "{text}"),
            Ok(bytes) => panic!("{text} is accepted as {}", print(&bytes)),
        }
    }
}
