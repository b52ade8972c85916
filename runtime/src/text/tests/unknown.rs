use super::*;

/// Fields that `acme.All` does not declare.
const UNKNOWN: &[u8] = &[
    0xc0, 0x3e, 5, // 1000: 5
    0xc5, 0x3e, 1, 2, 3, 4, // 1000: a fixed32
    0xc1, 0x3e, 1, 2, 3, 4, 5, 6, 7, 8, // 1000: a fixed64
    0xc2, 0x3e, 3, b'h', b'i', b'!', // 1000: a string
    0xc2, 0x3e, 2, 8, 1, // 1000: a message
    0xc3, 0x3e, 8, 7, 0xc4, 0x3e, // 1000: a group
    0xc2, 0x3e, 0, // 1000: an empty string
    8, 1, // the field int32
];

#[test]
fn unknown_fields_are_printed_by_their_numbers_on_request() {
    assert_eq!(print(UNKNOWN), "int32: 1");
    let options = PrintOptions::new().unknown_fields(true);
    assert_eq!(
        print_with(&options, UNKNOWN),
        "int32: 1 1000: 5 1000: 0x04030201 1000: 0x0807060504030201 1000: \"hi!\" \
         1000 { 1: 1 } 1000 { 1: 7 } 1000: \"\""
    );
    assert_eq!(
        print_with(&options.redacted(true), &UNKNOWN[..9]),
        "1000: [REDACTED] 1000: [REDACTED]"
    );
}

#[test]
fn records_that_a_field_cannot_hold_are_unknown_fields() {
    // The bytes have a string field as a varint, and a number that the closed enum lacks.
    let bytes = [0x70, 1, 0x88, 0x01, 1, 0x88, 0x01, 9];
    assert_eq!(print(&bytes), "closed: ONE");
    let options = PrintOptions::new().unknown_fields(true);
    assert_eq!(print_with(&options, &bytes), "closed: ONE 14: 1 17: 9");
    // The packed list has a number that the closed enum lacks.
    let bytes = [0x92, 2, 3, 1, 9, 2];
    assert_eq!(print(&bytes), "closeds: ONE closeds: TWO");
    assert_eq!(print_with(&options, &bytes), "closeds: ONE closeds: TWO 34: 9");
}

#[test]
fn only_some_levels_of_unknown_bytes_are_guessed_to_be_messages() {
    let mut bytes = alloc::vec![8, 1];
    for _ in 0..15 {
        let length = bytes.len() as u8;
        bytes.splice(0..0, [0xc2, 0x3e, length]);
    }
    let text = print_with(&PrintOptions::new().unknown_fields(true), &bytes);
    assert_eq!(text.matches('{').count(), 10);
}

#[test]
fn redacted_fields_cannot_be_parsed_back() {
    let bytes = parse("secret: 'x' secrets [{ a: 1 }, { a: 2 }] int32: 1").unwrap();
    assert_eq!(print(&bytes), "int32: 1 secret: \"x\" secrets { a: 1 } secrets { a: 2 }");
    let text = print_with(&PrintOptions::new().redacted(true), &bytes);
    assert_eq!(text, "int32: 1 secret: [REDACTED] secrets: [REDACTED]");
    assert_refused(&[
        ("secret: [REDACTED]", "line 1, column 9: secret: expected a string, found `[`"),
        ("secrets: [REDACTED]", "line 1, column 11: secrets: expected `{`, found `REDACTED`"),
    ]);
}

#[test]
fn every_encoding_of_a_message_is_printed_as_it_is_decoded() {
    let merged = |parts: &[&str]| {
        let parts: Vec<Vec<u8>> = parts.iter().map(|part| parse(part).unwrap()).collect();
        print(&parts.concat())
    };
    assert_eq!(merged(&["int64: 1 int32: 1", "int32: 2"]), "int32: 2 int64: 1");
    assert_eq!(
        merged(&["leaf { a: 1 next {} }", "leaf { a: 2 next { a: 3 } }"]),
        "leaf { a: 2 next { a: 3 } }"
    );
    assert_eq!(
        merged(&["packed: [1, 2]", "int32: 1", "packed: 3"]),
        "int32: 1 packed: 1 packed: 2 packed: 3"
    );
    assert_eq!(merged(&["left: 1", "right { a: 1 }"]), "right { a: 1 }");
    assert_eq!(merged(&["right { a: 1 }", "left: 1", "right {}"]), "right { }");
    assert_eq!(merged(&["right { a: 1 }", "right { next {} }"]), "right { a: 1 next { } }");
    assert_eq!(
        merged(&["by_bool { value: 'x' }", "by_bool { value: 'y' }"]),
        "by_bool { key: false value: \"y\" }"
    );
    // The bytes have expanded records of a packed field, and an entry in two parts.
    assert_eq!(print(&[0x98, 0x01, 5, 0x9a, 0x01, 2, 6, 7]), "packed: 5 packed: 6 packed: 7");
}

#[test]
fn malformed_records_end_their_message() {
    // The bytes have a leaf with a truncated value, and a field after the leaf.
    assert_eq!(print(&[0x92, 0x01, 3, 8, 1, 8, 0x98, 0x01, 1]), "leaf { } packed: 1");
    assert_eq!(print(&[8]), "");
    assert_eq!(print(&[0x9a, 0x01, 2, 1, 0x80]), "packed: 1");
    // The closed enum lacks the first number of the packed list. The second is truncated.
    let bytes = [8, 58, 0x92, 2, 2, 9, 0x80];
    assert_eq!(print(&bytes), "int32: 58");
    let options = PrintOptions::new().unknown_fields(true);
    assert_eq!(print_with(&options, &bytes), "int32: 58");
}
