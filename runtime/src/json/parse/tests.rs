//! Tables of texts, each with its records or its error.

mod accepted;
mod hostile;
mod refused;
mod well_known;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::ParseOptions;
use crate::json::serde::deserialize::records;
use crate::schema::Type;
use crate::table::{EnumTable, ExtensionTable, Table, TableRef, Tabled};
use crate::{DecodeOptions, Registry};

static SKY: EnumTable = EnumTable::new("acme.Sky", "0 SKY_NONE; 1 SKY_RAIN=wet; -1 SKY_ODD");

/// A message that has fields of every kind.
pub(in crate::json) static ALL: Table = Table::new(
    "acme.All",
    "1 int32 i32; 2 int64 i64; 3 uint32 u32; 4 uint64 u64; 5 sint32 s32; 6 sint64 s64; \
     7 fixed32 f32; 8 fixed64 f64; 9 sfixed32 sf32; 10 sfixed64 sf64; 11 bool flag; \
     12 float float; 13 double double; 14 string text; 15 bytes raw; 16 enum0 sky; \
     17 ?message1 inner_all; 18 group1 odd; 19 ?int32 maybe; 20 +int32 ids; 21 *int32 loose; \
     22 *string names; 23 *message1 all; 24 +enum0 skies; 25 {string}int32 counts; \
     26 {int64}message1 by_id; 27 {bool}enum0 by_flag; 28 int32 one @either; \
     29 string other @either; 30 enum2 nil @either; 31 message3 value @either; \
     32 *message3 values; 33 *bytes blobs; 34 +double doubles; 35 +bool flags; \
     36 string named=the%2Fname; 37 ?message4 any; 38 {string}message3 by_name; \
     39 ?message5 number; 40 *enum2 nils",
    &[
        TableRef::Enum(|| &SKY),
        TableRef::Message(|| &ALL),
        TableRef::Enum(
            <prost_types::NullValue as crate::table::TabledEnum>::table::<crate::wire::Late>,
        ),
        TableRef::Message(<prost_types::Value as Tabled>::table::<crate::wire::Late>),
        TableRef::Message(<prost_types::Any as Tabled>::table::<crate::wire::Late>),
        TableRef::Message(<i32 as Tabled>::table::<crate::wire::Late>),
    ],
);

static SET: Table = Table::new("acme.Set", "#message_set; ", &[]);

/// A message with more fields than a word has bits.
static WIDE: Table = Table::new(
    "acme.Wide",
    "1 bool a; 2 bool b; 3 bool c; 4 bool d; 5 bool e; 6 bool f; 7 bool g; 8 bool h; 9 bool i; \
     10 bool j; 11 bool k; 12 bool l; 13 bool m; 14 bool n; 15 bool o; 16 bool p; 17 bool q; \
     18 bool r; 19 bool s; 20 bool t; 21 bool u; 22 bool v; 23 bool w; 24 bool x; 25 bool y; \
     26 bool z; 27 bool aa; 28 bool ab; 29 bool ac; 30 bool ad; 31 bool ae; 32 bool af; \
     33 bool ag; 34 bool ah; 35 bool ai; 36 bool aj; 37 bool ak; 38 bool al; 39 bool am; \
     40 bool an; 41 bool ao; 42 bool ap; 43 bool aq; 44 bool ar; 45 bool as; 46 bool at; \
     47 bool au; 48 bool av; 49 bool aw; 50 bool ax; 51 bool ay; 52 bool az; 53 bool ba; \
     54 bool bb; 55 bool bc; 56 bool bd; 57 bool be; 58 bool bf; 59 bool bg; 60 bool bh; \
     61 bool bi; 62 bool bj; 63 bool bk; 64 bool bl; 65 bool bm; 66 *message0 bn; \
     67 bool bo @one; 68 bool bp @one",
    &[TableRef::Message(|| &WIDE)],
);

static GUSTS: ExtensionTable =
    ExtensionTable::new("acme.All", "100 ?message0 acme.gusts", &[TableRef::Message(|| &ALL)]);
static NOTES: ExtensionTable = ExtensionTable::new("acme.All", "101 *string acme.notes", &[]);
static ITEM: ExtensionTable =
    ExtensionTable::new("acme.Set", "1000 ?message0 acme.item", &[TableRef::Message(|| &ALL)]);

pub(in crate::json) fn registry() -> Registry {
    let mut registry = Registry::new();
    registry.add_extensions(&[&GUSTS, &NOTES, &ITEM]).unwrap();
    registry
}

fn parsed(table: &'static Table, text: &str) -> Result<Vec<u8>, String> {
    parsed_with(ParseOptions::new().registry(&registry()), table, text)
}

fn parsed_with(
    options: ParseOptions<'_>,
    table: &'static Table,
    text: &str,
) -> Result<Vec<u8>, String> {
    options.records(Type::of_table(table), text).map_err(|error| error.to_string())
}

/// Parses a text with serde_json.
fn parsed_by_serde(
    options: ParseOptions<'_>,
    table: &'static Table,
    text: &str,
) -> serde_json::Result<Vec<u8>> {
    let registry = registry();
    let options = options.registry(&registry);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    let records = records(Type::of_table(table), &options, &mut deserializer);
    records.and_then(|records| deserializer.end().map(|()| records))
}

#[track_caller]
fn assert_accepted(table: &'static Table, cases: &[(&str, &[u8])]) {
    for (text, records) in cases {
        let parsed = parsed(table, text);
        assert_eq!(parsed.as_deref(), Ok(*records), "{text}");
        let by_serde = parsed_by_serde(ParseOptions::new(), table, text);
        assert_eq!(by_serde.unwrap(), *records, "{text}");
    }
}

#[track_caller]
fn assert_refused(table: &'static Table, cases: &[(&str, &str)]) {
    for (text, error) in cases {
        assert_eq!(parsed(table, text), Err((*error).into()), "{text}");
        let by_serde = parsed_by_serde(ParseOptions::new(), table, text).unwrap_err();
        // serde_json has its own syntax errors, and writes the position after the text.
        let (_, what) = error.split_once(": ").unwrap();
        assert!(!by_serde.is_data() || by_serde.to_string().starts_with(what), "{by_serde}");
    }
}
