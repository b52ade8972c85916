use super::*;

fn table<M: Tabled>() -> &'static Table {
    M::table::<crate::wire::Late>()
}

#[test]
fn times() {
    let cases: &[(&str, i64, i32)] = &[
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1970-01-01T00:00:00.5Z", 0, 500_000_000),
        ("1970-01-01T00:00:00.000000001Z", 0, 1),
        ("1969-12-31T23:59:59.999999999Z", -1, 999_999_999),
        ("1970-01-01T09:00:00+09:00", 0, 0),
        ("1969-12-31T23:30:00-00:30", 0, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("0000-12-31T23:00:00-01:00", -62_135_596_800, 0),
        ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
        ("2000-02-29T00:00:00Z", 951_782_400, 0),
        ("2100-03-01T00:00:00Z", 4_107_542_400, 0),
        ("1900-01-01T00:00:00Z", -2_208_988_800, 0),
    ];
    for (text, seconds, nanos) in cases {
        let time: prost_types::Timestamp = crate::from_json(&["\"", text, "\""].concat()).unwrap();
        assert_eq!((time.seconds, time.nanos), (*seconds, *nanos), "{text}");
    }
    for text in [
        "",
        "1970",
        "1970-01-01",
        "1970-01-01T00:00:00",
        "1970-01-01 00:00:00Z",
        "1970-01-01t00:00:00Z",
        "1970-01-01T00:00:00z",
        "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00.0000000001Z",
        "1970-01-01T00:00:00+9:00",
        "1970-01-01T00:00:00+0900",
        "1970-01-01T00:00:00+24:00",
        "1970-01-01T00:00:00+00:60",
        "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z",
        "1970-01-01T00:00:60Z",
        "1970-13-01T00:00:00Z",
        "1970-00-01T00:00:00Z",
        "1970-01-32T00:00:00Z",
        "1970-01-00T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "+970-01-01T00:00:00Z",
        "1970-01-01T00:00:00Zx",
        "1970-01-01T00:00:00,5Z",
        "10000-01-01T00:00:00Z",
        " 1970-01-01T00:00:00Z",
        "1970-01-01T00:00:0é0Z",
        "1970-01-01T00:00:00+é:00",
    ] {
        let error = parsed(table::<prost_types::Timestamp>(), &["\"", text, "\""].concat());
        let what = "line 1, column 1: the string is not a time, e.g. `2026-11-29T01:45:39.5Z`";
        assert_eq!(error, Err(what.into()), "{text}");
    }
    for text in ["0000-12-31T23:59:59Z", "9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01"] {
        let error = parsed(table::<prost_types::Timestamp>(), &["\"", text, "\""].concat());
        let what = "line 1, column 1: the time is before the year 1 or after the year 9999";
        assert_eq!(error, Err(what.into()), "{text}");
    }
}

#[test]
fn durations() {
    let cases: &[(&str, i64, i32)] = &[
        ("0s", 0, 0),
        ("-0s", 0, 0),
        ("1.5s", 1, 500_000_000),
        ("-1.5s", -1, -500_000_000),
        ("-0.000000001s", 0, -1),
        ("007s", 7, 0),
        ("315576000000.999999999s", 315_576_000_000, 999_999_999),
        ("-315576000000s", -315_576_000_000, 0),
    ];
    for (text, seconds, nanos) in cases {
        let time: prost_types::Duration = crate::from_json(&["\"", text, "\""].concat()).unwrap();
        assert_eq!((time.seconds, time.nanos), (*seconds, *nanos), "{text}");
    }
    for text in
        ["", "s", "1", "1 s", "+1s", "--1s", "1.s", ".5s", "1.0000000000s", "1e3s", "1.-5s", "1S"]
    {
        let error = parsed(table::<prost_types::Duration>(), &["\"", text, "\""].concat());
        let what = "line 1, column 1: the string is not a duration, e.g. `-1.5s`";
        assert_eq!(error, Err(what.into()), "{text}");
    }
    for text in ["315576000001s", "-315576000001s", "99999999999999999999s"] {
        let error = parsed(table::<prost_types::Duration>(), &["\"", text, "\""].concat());
        let what = "line 1, column 1: the duration exceeds 315,576,000,000 seconds";
        assert_eq!(error, Err(what.into()), "{text}");
    }
}

#[test]
fn field_masks() {
    assert_accepted(
        table::<prost_types::FieldMask>(),
        &[
            ("\"\"", b""),
            ("\"windSpeed,a.bC\"", b"\x0a\x0awind_speed\x0a\x05a.b_c"),
            ("\"a1,A\"", b"\x0a\x02a1\x0a\x02_a"),
        ],
    );
    for (text, what) in [
        ("a_b", "that is not in lowerCamelCase"),
        ("a b", "that is not in lowerCamelCase"),
        ("1a", "that is not in lowerCamelCase"),
        (".a", "that is not in lowerCamelCase"),
        ("a..b", "that is not in lowerCamelCase"),
        ("a,", "with an empty name"),
        (",a", "with an empty name"),
        ("a.", "with an empty name"),
    ] {
        let error = parsed(table::<prost_types::FieldMask>(), &["\"", text, "\""].concat());
        let error = error.unwrap_err();
        assert_eq!(error, ["line 1, column 1: the string has a path ", what].concat(), "{text}");
    }
}

#[test]
fn wrappers() {
    assert_accepted(table::<i32>(), &[("1", b"\x08\x01"), ("\"1\"", b"\x08\x01"), ("0", b"")]);
    assert_accepted(table::<u64>(), &[("\"1\"", b"\x08\x01")]);
    assert_accepted(table::<bool>(), &[("true", b"\x08\x01")]);
    assert_accepted(table::<String>(), &[("\"a\"", b"\x0a\x01a")]);
    assert_accepted(table::<Vec<u8>>(), &[("\"AQ==\"", b"\x0a\x01\x01")]);
    assert_accepted(table::<f64>(), &[("\"Infinity\"", b"\x09\0\0\0\0\0\0\xf0\x7f")]);
    assert_accepted(&ALL, &[(r#"{"number": 0}"#, b"\xba\x02\x00")]);
    assert_refused(
        table::<i32>(),
        &[
            ("{\"value\":1}", "line 1, column 1: expected a number, found an object"),
            ("null", "line 1, column 1: expected a number, found `null`"),
        ],
    );
}

#[test]
fn any_json() {
    assert_accepted(
        table::<prost_types::Value>(),
        &[
            ("null", b"\x08\x00"),
            ("1", b"\x11\0\0\0\0\0\0\xf0\x3f"),
            ("\"a\"", b"\x1a\x01a"),
            ("false", b"\x20\x00"),
            ("{}", b"\x2a\x00"),
            ("[]", b"\x32\x00"),
            ("{\"a\":[null]}", b"\x2a\x0d\x0a\x0b\x0a\x01a\x12\x06\x32\x04\x0a\x02\x08\x00"),
        ],
    );
    assert_accepted(table::<prost_types::Struct>(), &[("{}", b"")]);
    assert_accepted(table::<prost_types::ListValue>(), &[("[{}]", b"\x0a\x02\x2a\x00")]);
    assert_refused(
        table::<prost_types::Value>(),
        &[
            ("NaN", "line 1, column 1: expected a value, found `NaN`"),
            (
                "{\"a\":[1,[1e999]]}",
                "line 1, column 10: [\"a\"][1][0]: the number is out of range of `double`",
            ),
        ],
    );
    assert_refused(
        table::<prost_types::Struct>(),
        &[("[]", "line 1, column 1: expected an object, found a list")],
    );
    assert_accepted(table::<()>(), &[("{}", b"")]);
    assert_refused(
        table::<()>(),
        &[("{\"a\":1}", "line 1, column 2: `google.protobuf.Empty` has no field `a`")],
    );
}

#[test]
fn any_messages() {
    const URL: &str = "type.googleapis.com/google.protobuf.";
    let any = table::<prost_types::Any>();
    let accepted = |text: &str, name: &str, value: &[u8]| {
        let bytes = parsed(any, &text.replace("URL/", URL)).unwrap();
        let parsed: prost_types::Any = prost::Message::decode(&bytes[..]).unwrap();
        assert_eq!((parsed.type_url, &parsed.value[..]), ([URL, name].concat(), value), "{text}");
        let text = text.replace("URL/", URL);
        assert_eq!(parsed_by_serde(ParseOptions::new(), any, &text).unwrap(), bytes, "{text}");
    };
    accepted(r#"{"@type":"URL/SourceContext","fileName":"a"}"#, "SourceContext", b"\x0a\x01a");
    accepted(r#"{"fileName":"a","@type":"URL/SourceContext"}"#, "SourceContext", b"\x0a\x01a");
    accepted(r#"{"@type":"URL/Int32Value","value":1}"#, "Int32Value", b"\x08\x01");
    accepted(r#"{"value":"1s","@type":"URL/Duration"}"#, "Duration", b"\x08\x01");
    accepted(r#"{"@type":"URL/Value","value":null}"#, "Value", b"\x08\x00");
    accepted(r#"{"@type":"URL/Empty"}"#, "Empty", b"");
    accepted(r#"{"@type":"URL/Empty","value":{}}"#, "Empty", b"");
    let nested = r#"{"@type":"URL/Any","value":{"value":{},"@\u0074ype":"URL/Struct"}}"#;
    accepted(nested, "Any", b"\x0a\x2atype.googleapis.com/google.protobuf.Struct");
    assert_accepted(any, &[("{}", b"")]);
    for (text, what) in [
        (r#"{"a":1}"#, "line 1, column 1: the `Any` has no `@type`"),
        (r#"{"@type":1}"#, "line 1, column 10: expected a type URL in a string, found `1`"),
        (
            r#"{"@type":"","value":""}"#,
            "line 1, column 10: `` is not a type URL, e.g. `type.googleapis.com/acme.v1.Day`",
        ),
        (
            r#"{"@type":"google.protobuf.Empty"}"#,
            "line 1, column 10: `google.protobuf.Empty` is not a type URL, e.g. \
          `type.googleapis.com/acme.v1.Day`",
        ),
        (
            r#"{"@type":"a/b.C"}"#,
            "line 1, column 10: the type of the `Any` is not in the registry: `a/b.C` \
             (`Registry::add_all` adds types)",
        ),
        (
            r#"{"@type":"a/google.protobuf.Duration"}"#,
            "line 1, column 1: the `Any` of a `google.protobuf.Duration` has no `value`",
        ),
        (
            r#"{"@type":"a/google.protobuf.Duration","value":"1s","a":1}"#,
            "line 1, column 52: `google.protobuf.Any` has no field `a`",
        ),
        (
            r#"{"@type":"a/google.protobuf.Duration","value":"1s","value":"1s"}"#,
            "line 1, column 52: the object already has this field",
        ),
        (
            r#"{"@type":"a/google.protobuf.Duration","value":"1"}"#,
            "line 1, column 47: value: the string is not a duration, e.g. `-1.5s`",
        ),
        (
            r#"{"@type":"a/google.protobuf.SourceContext","@type":"a"}"#,
            "line 1, column 44: the object already has this field",
        ),
        (
            r#"{"@type":"a/google.protobuf.SourceContext","fileName":1}"#,
            "line 1, column 55: fileName: expected a string, found `1`",
        ),
    ] {
        assert_eq!(parsed(any, text), Err(what.into()), "{text}");
        let error = parsed_by_serde(ParseOptions::new(), any, text).unwrap_err().to_string();
        let (_, what) = what.split_once(": ").unwrap();
        assert!(error.starts_with(what), "{error}");
    }
}
