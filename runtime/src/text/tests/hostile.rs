//! Generated and hostile texts and bytes.

use super::*;

/// Pseudo-random numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

const WORDS: &[&str] = &[
    "int32",
    "leaf",
    "next",
    "a",
    "packed",
    "by_name",
    "key",
    "value",
    "any",
    "Grp",
    "gone",
    "open",
    "strings",
    "left",
    "right",
    "float",
    "all",
    "set",
    "[acme.gusts]",
    "[acme.item]",
    "[acme.leaf]",
    "[a/google.protobuf.Any]",
    "[a/google.protobuf.Struct]",
    "fields",
    "type_url",
    ":",
    ": ",
    "{",
    "}",
    "<",
    ">",
    "[",
    "]",
    ",",
    ";",
    "-",
    "1",
    "0x7f",
    "1.5f",
    "1e9",
    "inf",
    "'x'",
    "\"\\n\"",
    "'\\xff'",
    "# c\n",
    "\n",
    "RAIN",
    "true",
    "ü",
    "\0",
    "'",
    "\\",
    "/",
    "%",
];

#[test]
fn no_text_makes_the_parser_panic() {
    let mut random = Random(7);
    let options = PrintOptions::new().registry(registry());
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..random.below(30) {
            text.push_str(WORDS[random.below(WORDS.len())]);
            text.push_str(if random.below(2) == 0 { " " } else { "" });
        }
        // An accepted text is printed, and the print is accepted as equal.
        if let Ok(bytes) = parse_known(&text) {
            let printed = print_with(&options, &bytes);
            let again = parse_known(&printed).unwrap_or_else(|error| panic!("{printed}: {error}"));
            assert_eq!(print_with(&options, &again), printed, "{text}");
        }
    }
}

#[test]
fn no_bytes_make_the_printer_panic() {
    let mut random = Random(11);
    let options = PrintOptions::new().registry(registry()).unknown_fields(true);
    let seed = parse_known(
        "leaf { a: 1 next {} } packed: [1, 2] by_name { key: 'a' value {} } Grp { a: 1 } \
         any { [a/google.protobuf.Any] { [a/google.protobuf.Struct] { fields { key: 'x' } } } } \
         set { [acme.item] { a: 1 } } [acme.leaf] { a: 1 } float: 1 double: 1 left: 1",
    )
    .unwrap();
    for _ in 0..20_000 {
        let mut bytes = seed.clone();
        for _ in 0..random.below(4) + 1 {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
        }
        bytes.truncate(random.below(bytes.len()) + 1);
        print_with(&options, &bytes);
        print_with(&PrintOptions::new(), &bytes);
    }
}

#[test]
fn long_numbers_take_no_longer_than_other_texts() {
    let digits = "9".repeat(1 << 20);
    assert_eq!(print(&parse(&alloc::format!("double: {digits}")).unwrap()), "double: inf");
    assert_eq!(print(&parse(&alloc::format!("double: 0.{digits}")).unwrap()), "double: 1");
    assert_eq!(print(&parse("double: 1e999999999").unwrap()), "double: inf");
    assert!(parse(&alloc::format!("int32: {digits}")).is_err());
    assert!(parse(&alloc::format!("int32: 0x{digits}")).is_err());
}

#[test]
fn records_are_not_much_longer_than_the_text() {
    for text in ["packed: -1 ", "by_number {} ", "leaves {} ", "strings: '' ", "closeds: TWO "] {
        let text = text.repeat(1000);
        assert!(parse(&text).unwrap().len() <= 2 * text.len());
    }
}
