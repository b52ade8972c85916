use alloc::vec::Vec;

use super::canonical;
use crate::registry::Registry;
use crate::schema::Type;
use crate::table::{EnumTable, ExtensionTable, Table, TableRef, Tabled};

static SKY: EnumTable = EnumTable::new("acme.Sky", "#closed; 0 SKY_NONE; 1 SKY_RAIN");

static FORECAST: Table = Table::new(
    "acme.Forecast",
    "1 int32 id; 2 ?message0 day; 3 +int32 ids; 4 {string}enum1 skies; 5 uint64 number @either; \
     6 message0 odd @either; 7 ?enum1 sky; 8 {int32}message0 days; 9 ?group0 night; \
     10 int32 even @either",
    &[
        TableRef::Message(<prost_types::Duration as Tabled>::table::<crate::wire::Late>),
        TableRef::Enum(|| &SKY),
    ],
);

static GUSTS: ExtensionTable = ExtensionTable::new(
    "acme.Forecast",
    "100 ?message0 acme.gusts",
    &[TableRef::Message(<prost_types::Duration as Tabled>::table::<crate::wire::Late>)],
);

static LOWS: ExtensionTable = ExtensionTable::new("acme.Forecast", "101 +int32 acme.lows", &[]);

#[track_caller]
fn check(bytes: &[&[u8]], expected: &[&[u8]]) {
    let mut registry = Registry::new();
    registry.add_extensions(&[&GUSTS, &LOWS]).unwrap();
    let ty = Type::of_table(&FORECAST);
    let (bytes, expected) = (bytes.concat(), expected.concat());
    let actual = canonical(ty, &bytes, Some(&registry)).unwrap();
    assert_eq!(*actual, *expected);
    let again = canonical(ty, &expected, Some(&registry)).unwrap();
    assert_eq!(*again, *expected);
}

#[test]
fn bytes_of_an_encoder_are_borrowed() {
    let bytes = [8, 1, 18, 2, 8, 1, 26, 2, 1, 2, 26, 1, 3, 40, 5];
    let actual = canonical(Type::of_table(&FORECAST), &bytes, None).unwrap();
    assert!(matches!(actual, alloc::borrow::Cow::Borrowed(_)));
}

#[test]
fn the_last_record_of_a_scalar_counts() {
    check(&[&[8, 1], &[8, 2]], &[&[8, 2]]);
    // A number that the enum lacks is an unknown field, like another wire type.
    check(&[&[56, 1], &[8, 1], &[56, 9]], &[&[8, 1], &[56, 1], &[56, 9]]);
    check(&[&[8, 1], &[13, 0, 0, 0, 0]], &[&[8, 1], &[13, 0, 0, 0, 0]]);
}

#[test]
fn default_values_and_empty_lists_are_left_out() {
    check(&[&[8, 0], &[40, 0]], &[&[40, 0]]);
    check(&[&[8, 1], &[8, 0]], &[]);
    check(&[&[8, 0], &[8, 1]], &[&[8, 1]]);
    // An `int32` is the low half of the varint.
    check(&[&[8, 128, 128, 128, 128, 16]], &[]);
    // Field 7 has presence.
    check(&[&[56, 0]], &[&[56, 0]]);
    check(&[&[26, 0]], &[]);
    check(&[&[26, 0], &[26, 1, 5], &[26, 0]], &[&[26, 1, 5]]);
    // Fields 100 and 101 are extensions.
    check(&[&[162, 6, 0], &[170, 6, 0]], &[&[162, 6, 0]]);
}

#[test]
fn pieces_of_a_message_are_merged() {
    check(&[&[18, 2, 8, 1], &[8, 7], &[18, 2, 16, 2]], &[&[8, 7], &[18, 4, 8, 1, 16, 2]]);
    check(&[&[75, 8, 1, 76], &[75, 16, 2, 76]], &[&[75, 8, 1, 16, 2, 76]]);
    // Field 100 is an extension.
    let key = [162, 6];
    check(&[&key, &[2, 8, 1], &[8, 7], &key, &[2, 16, 2]], &[&[8, 7], &key, &[4, 8, 1, 16, 2]]);
}

#[test]
fn the_last_member_of_a_oneof_counts() {
    check(&[&[40, 1], &[50, 2, 8, 1]], &[&[50, 2, 8, 1]]);
    check(&[&[50, 2, 8, 1], &[40, 1], &[50, 2, 16, 1]], &[&[50, 2, 16, 1]]);
    check(&[&[50, 2, 8, 1], &[50, 2, 16, 1]], &[&[50, 4, 8, 1, 16, 1]]);
}

#[test]
fn fields_are_ordered_as_our_encoder_writes_them() {
    check(&[&[56, 1], &[8, 1]], &[&[8, 1], &[56, 1]]);
    // The fields 5, 6 and 10 are a oneof.
    check(&[&[56, 1], &[80, 1]], &[&[80, 1], &[56, 1]]);
    check(&[&[40, 1], &[56, 1], &[80, 1]], &[&[80, 1], &[56, 1]]);
}

#[test]
fn entries_are_ordered_by_their_keys() {
    let day = |key: &[u8]| [&[66, key.len() as u8 + 3, 8], key, &[18, 0]].concat();
    let minus_one = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
    check(&[&day(&[2]), &day(&minus_one), &day(&[0])], &[&day(&minus_one), &day(&[0]), &day(&[2])]);
}

#[test]
fn the_records_of_a_list_are_brought_together() {
    check(&[&[24, 1], &[96, 7], &[24, 2]], &[&[24, 1], &[24, 2], &[96, 7]]);
    check(&[&[24, 1], &[8, 7], &[26, 2, 2, 3]], &[&[8, 7], &[24, 1], &[26, 2, 2, 3]]);
}

#[test]
fn the_last_entry_of_a_key_counts() {
    let entry = |key: u8, sky: u8| [34, 5, 10, 1, key, 16, sky];
    check(
        &[&entry(b'b', 1), &entry(b'a', 0), &entry(b'b', 0)],
        &[&entry(b'a', 0), &entry(b'b', 0)],
    );
    // An entry with a number that the enum lacks is an unknown field.
    check(&[&entry(b'a', 9), &entry(b'b', 1)], &[&entry(b'b', 1), &entry(b'a', 9)]);
    // The value before the key, a value in two pieces, and a field that entries do not have.
    check(
        &[&[66, 12, 18, 2, 8, 1, 8, 5, 18, 2, 16, 2, 24, 1]],
        &[&[66, 8, 8, 5, 18, 4, 8, 1, 16, 2]],
    );
}

#[test]
fn items_of_a_message_set_are_merged() {
    static SET: Table = Table::new("acme.Set", "#message_set; ", &[]);
    let bytes = [
        &[11, 26, 2, 8, 1, 16, 9, 12][..],
        &[11, 16, 4, 26, 0, 12],
        &[8, 1],
        &[11, 16, 9, 26, 2, 16, 2, 12],
    ]
    .concat();
    let expected = [&[11, 16, 4, 26, 0, 12][..], &[11, 16, 9, 26, 4, 8, 1, 16, 2, 12], &[8, 1]];
    let actual = canonical(Type::of_table(&SET), &bytes, None).unwrap();
    assert_eq!(*actual, *expected.concat());
}

#[test]
fn malformed_bytes_are_errors() {
    for bytes in
        [&[8][..], &[8, 1, 8, 2, 18, 5, 1], &[34, 2, 10, 9], &[75, 8, 1], &[75, 84], &[0, 1], &[12]]
    {
        assert!(canonical(Type::of_table(&FORECAST), bytes, None).is_err(), "{bytes:?}");
    }
}

#[test]
fn any_bytes_are_canonical_or_an_error() {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize
    };
    let ty = Type::of_table(&FORECAST);
    let pieces: [&[u8]; 8] = [
        &[8, 1],
        &[18, 2, 8, 1],
        &[26, 2, 1, 2],
        &[34, 5, 10, 1, 65, 16, 1],
        &[40, 3],
        &[50, 2, 16, 1],
        &[56, 1],
        &[75, 8, 1, 76],
    ];
    for _ in 0..20_000 {
        let mut bytes = Vec::new();
        for _ in 0..next() % 8 {
            bytes.extend_from_slice(pieces[next() % pieces.len()]);
        }
        if !bytes.is_empty() && next() % 4 == 0 {
            let at = next() % bytes.len();
            bytes[at] = next() as u8;
        }
        if let Ok(first) = canonical(ty, &bytes, None) {
            assert_eq!(*canonical(ty, &first, None).unwrap(), *first, "{bytes:?}");
        }
    }
}
