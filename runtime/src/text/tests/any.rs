use prost::Message;
use prost_types::{Any, Duration};

use super::*;

const URL: &str = "type.googleapis.com/google.protobuf.Duration";

#[test]
fn an_any_has_the_fields_of_its_message() {
    assert_printed(&[
        (
            "any { [type.googleapis.com/google.protobuf.Duration] { seconds: 3 } }",
            "any { [type.googleapis.com/google.protobuf.Duration] { seconds: 3 } }",
        ),
        (
            "any: < [ ty pe.go\nogle # comment ]\napis.com/\tgoogle.protobuf.Dura tion ] : <>; >",
            "any { [type.googleapis.com/google.protobuf.Duration] { } }",
        ),
        (
            "any { [a-b.c/sub_0/~!$&()*+,;=%2F/google.protobuf.Empty] {} }",
            "any { [a-b.c/sub_0/~!$&()*+,;=%2F/google.protobuf.Empty] { } }",
        ),
        (
            "any { [a/google.protobuf.Any] { [b/google.protobuf.Struct] { \
             fields { key: 'x' value { bool_value: true } } } } }",
            "any { [a/google.protobuf.Any] { [b/google.protobuf.Struct] { \
             fields { key: \"x\" value { bool_value: true } } } } }",
        ),
        (
            "any { type_url: 'a/google.protobuf.Duration' value: '\\010\\003' }",
            "any { [a/google.protobuf.Duration] { seconds: 3 } }",
        ),
        ("any { type_url: 'a' value: 'b' }", "any { type_url: \"a\" value: \"b\" }"),
        ("any {}", "any { }"),
    ]);
    assert_refused(&[
        ("any { [a/x.Y] {} }", "line 1, column 7: any: the registry has no type for `a/x.Y`"),
        (
            "any { [/x.Y] {} }",
            "line 1, column 7: any: `/x.Y` is neither a type URL nor a full name",
        ),
        (
            "any { [a/%ZZ/x.Y] {} }",
            "line 1, column 7: any: `a/%ZZ/x.Y` is neither a type URL nor a full name",
        ),
        (
            "any { [a/x.1] {} }",
            "line 1, column 7: any: `a/x.1` is neither a type URL nor a full name",
        ),
        (
            "any { [a/google.protobuf.Empty] {} [a/google.protobuf.Empty] {} }",
            "line 1, column 36: any: the `Any` is set twice",
        ),
        (
            "any { type_url: '' [a/google.protobuf.Empty] {} }",
            "line 1, column 20: any: the `Any` is set twice",
        ),
        (
            "leaf { [a/google.protobuf.Empty] {} }",
            "line 1, column 8: leaf: `acme.All.Leaf` is not a `google.protobuf.Any`",
        ),
        (
            "any { [a/google.protobuf.Duration] { nanos: x } }",
            "line 1, column 45: any.[a/google.protobuf.Duration].nanos: expected an integer, \
             found `x`",
        ),
    ]);
    assert!(parse("any { [a/google.protobuf.Empty] {} }").is_ok());
    let error = parse("any { [a/x.Y] {} }").unwrap_err();
    assert_eq!(error.reason(), "no registry is set, so the type of `a/x.Y` is unknown");
}

#[test]
fn equal_messages_have_equal_bytes_in_an_any() {
    let ours = parse_known("any { [a/google.protobuf.Duration] { nanos: 1 seconds: 0 } }");
    let expected = Any {
        type_url: "a/google.protobuf.Duration".into(),
        value: Duration { seconds: 0, nanos: 1 }.encode_to_vec(),
    };
    assert_eq!(Any::decode(&ours.unwrap()[3..]), Ok(expected));
    let text = "any { [a/google.protobuf.Duration] { nanos: 1 seconds: 2 } }";
    let sorted = "any { [a/google.protobuf.Duration] { seconds: 2 nanos: 1 } }";
    assert_eq!(parse_known(text), parse_known(sorted));
}

#[test]
fn an_any_that_cannot_be_read_is_printed_with_its_bytes() {
    let registry = Registry::new();
    let options = PrintOptions::new().single_line(true).registry(&registry);
    let print = |type_url: &str, value: &[u8]| {
        options.to_text(&Any { type_url: type_url.into(), value: value.into() })
    };
    assert_eq!(
        print(URL, &[8]),
        r#"type_url: "type.googleapis.com/google.protobuf.Duration" value: "\010""#
    );
    // A parser would read this URL as the end of the brackets, and more fields.
    let url = "a] { } int32: 1 [/google.protobuf.Empty";
    assert_eq!(print(url, &[]), r#"type_url: "a] { } int32: 1 [/google.protobuf.Empty""#);
    // The outer message is well-formed.
    let inner =
        Any { type_url: "b/google.protobuf.Struct".into(), value: alloc::vec![10, 2, 18, 9] };
    assert_eq!(
        print("a/google.protobuf.Any", &inner.encode_to_vec()),
        r#"[a/google.protobuf.Any] { type_url: "b/google.protobuf.Struct" value: "\n\002\022\t" }"#
    );
    // In a deep `Any`, the innermost levels are printed with their bytes.
    let mut any = Any::default();
    for _ in 0..200 {
        any = Any { type_url: "a/google.protobuf.Any".into(), value: any.encode_to_vec() };
    }
    let text = options.to_text(&any);
    assert_eq!(text.matches("[a/google.protobuf.Any] {").count(), 100);
    assert_eq!(text.matches("type_url").count(), 1);
}

#[test]
fn the_bytes_in_an_any_are_redacted() {
    let registry = Registry::new();
    let options = PrintOptions::new().single_line(true).redacted(true);
    let print = |options: &PrintOptions<'_>, type_url: &str, value: &[u8]| {
        options.to_text(&Any { type_url: type_url.into(), value: value.into() })
    };
    let hidden = r#"type_url: "a/x.Y" value: [REDACTED]"#;
    assert_eq!(print(&options, "a/x.Y", b"hunter2"), hidden);
    let options = options.registry(&registry);
    assert_eq!(print(&options, "a/x.Y", b"hunter2"), hidden);
    assert_eq!(print(&options, "a/x.Y", b""), r#"type_url: "a/x.Y""#);
    assert!(print(&options, URL, b"\x3ahunter2").ends_with("value: [REDACTED]"));
    assert!(print(&options, URL, &[8, 1]).ends_with("{ seconds: 1 }"));
}
