use alloc::string::ToString;

use prost_types::Struct;

use super::*;
use crate::{DecodeOptions, from_text};

#[test]
fn errors_name_line_column_and_path() {
    let text = "int32: 1\n# ü\nleaf {\n\tnext { ü: 1 }\n}";
    let error = parse(text).unwrap_err();
    assert_eq!((error.line(), error.column()), (Some(4), Some(9)));
    assert_eq!(error.path(), "leaf.next");
    assert_eq!(error.reason(), "unexpected character 'ü'");
    assert_eq!(error.to_string(), "line 4, column 9: leaf.next: unexpected character 'ü'");
}

#[test]
fn errors_of_long_texts_are_short() {
    let long = "x".repeat(1 << 20);
    let cases = [
        long.clone(),
        "leaf { ".to_string() + &"next { ".repeat(90) + "a: " + &long,
        alloc::format!("[{long}]: 1"),
        alloc::format!("any {{ [a/{long}] {{}} }}"),
        alloc::format!("open: {long}"),
        alloc::format!("int32: '{long}'"),
        alloc::format!("int32: 1{}", "0".repeat(1 << 20)),
        alloc::format!("string: '\\q{long}'"),
        "leaf { next ".repeat(1 << 17),
    ];
    for text in cases {
        let error = parse_known(&text).unwrap_err().to_string();
        assert!(error.len() < 300, "{error}");
    }
}

#[test]
fn long_paths_have_the_innermost_fields() {
    let text = "leaf { ".to_string() + &"next { ".repeat(20) + "a: x";
    let error = parse(&text).unwrap_err();
    assert_eq!(error.path(), "…next.next.next.next.next.next.next.a");
}

#[test]
fn limits_are_errors() {
    let nested =
        |levels: usize| "leaf { ".to_string() + &"next { ".repeat(levels - 1) + &"}".repeat(levels);
    assert!(parse(&nested(100)).is_ok());
    assert_eq!(parse(&nested(101)).unwrap_err().reason(), "more than 100 levels deep");
    let limits = |limits| {
        ParseOptions::new().decode_options(limits).records(Type::of_table(&ALL), &nested(3))
    };
    assert!(limits(DecodeOptions::new().recursion_limit(3)).is_ok());
    assert!(limits(DecodeOptions::new().recursion_limit(2)).is_err());
    let gone = "gone { a ".to_string() + &"{ b ".repeat(200);
    assert_eq!(parse(&gone).unwrap_err().reason(), "more than 100 levels deep");
    let any = "any { ".to_string() + &"[a/google.protobuf.Any] { ".repeat(200);
    assert_eq!(parse_known(&any).unwrap_err().reason(), "more than 100 levels deep");
}

#[test]
fn the_memory_of_a_message_is_limited() {
    let text = "fields { key: 'a' value { list_value {} } }";
    let options = ParseOptions::new().max_heap(450);
    let error = options.from_text::<Struct>(text).unwrap_err();
    assert!(error.reason().ends_with("heap limit reached"), "{error}");
    assert_eq!((error.line(), error.column()), (None, None));
    assert!(options.max_heap(1 << 20).from_text::<Struct>(text).is_ok());
    // The records count, too.
    let error = options.from_text::<Struct>(&text.repeat(10)).unwrap_err();
    assert!(error.to_string().ends_with("heap limit reached"), "{error}");
    assert_eq!(error.line(), Some(1));
    let long = alloc::format!("fields {{ key: '{}' }}", "a".repeat(1000));
    let error = options.from_text::<Struct>(&long).unwrap_err();
    assert_eq!((error.path(), error.column()), ("fields.key".into(), Some(15)));
    assert!(from_text::<Struct>(&text.repeat(3)).is_ok());
}
