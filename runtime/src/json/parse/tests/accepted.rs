use super::*;

#[test]
fn numbers() {
    assert_accepted(
        &ALL,
        &[
            ("{}", b""),
            (" {\r\n\t} ", b""),
            (r#"{"i32": 1}"#, b"\x08\x01"),
            (r#"{"i32": "1"}"#, b"\x08\x01"),
            (r#"{"i32": "\u0031"}"#, b"\x08\x01"),
            (r#"{"i32": 1.0, "u32": 1e2}"#, b"\x08\x01\x18\x64"),
            (r#"{"i32": 1.5e1, "u32": 20E-1}"#, b"\x08\x0f\x18\x02"),
            (r#"{"i32": "1.5e+1"}"#, b"\x08\x0f"),
            (r#"{"i32": 0, "i64": -0, "u32": -0, "u64": -0.0, "s32": 0e999999999999999999}"#, b""),
            (r#"{"maybe": 0}"#, b"\x98\x01\x00"),
            (r#"{"i32": -1}"#, b"\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
            (r#"{"i32": -2147483648}"#, b"\x08\x80\x80\x80\x80\xf8\xff\xff\xff\xff\x01"),
            (r#"{"i64": "-9223372036854775808"}"#, b"\x10\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"),
            (r#"{"u32": 4294967295}"#, b"\x18\xff\xff\xff\xff\x0f"),
            (r#"{"u64": 18446744073709551615}"#, b"\x20\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
            (
                r#"{"u64": "18446744073709551615.0"}"#,
                b"\x20\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
            ),
            (r#"{"u64": 0.00000000000000000001e21}"#, b"\x20\x0a"),
            (r#"{"s32": -1, "s64": "-2"}"#, b"\x28\x01\x30\x03"),
            (r#"{"f32": 1, "sf32": -1}"#, b"\x3d\x01\0\0\0\x4d\xff\xff\xff\xff"),
            (
                r#"{"f64": 1, "sf64": -1}"#,
                b"\x41\x01\0\0\0\0\0\0\0\x51\xff\xff\xff\xff\xff\xff\xff\xff",
            ),
            (r#"{"flag": true}"#, b"\x58\x01"),
            (r#"{"flag": false}"#, b""),
        ],
    );
}

#[test]
fn floats() {
    let double = |text: &str| {
        let records = parsed(&ALL, &["{\"double\":", text, "}"].concat()).unwrap();
        f64::from_le_bytes(*records.last_chunk().unwrap())
    };
    for text in ["1", "-0.0", "1.5", "1e300", "0.1", "123456789012345678", "1e-400", "2.5e-324"] {
        let expected: f64 = text.parse().unwrap();
        if expected.to_bits() != 0 {
            assert_eq!(double(text).to_bits(), expected.to_bits(), "{text}");
            assert_eq!(
                double(&["\"", text, "\""].concat()).to_bits(),
                expected.to_bits(),
                "{text}"
            );
        }
    }
    assert_eq!(double("1.7976931348623157e308"), f64::MAX);
    assert_eq!(double("\"-Infinity\""), f64::NEG_INFINITY);
    assert!(double("\"NaN\"").is_nan());
    assert_accepted(
        &ALL,
        &[
            (r#"{"double": 0, "float": "0.0"}"#, b""),
            (r#"{"float": 3.4028235e38}"#, b"\x65\xff\xff\x7f\x7f"),
            (r#"{"float": "Infinity"}"#, b"\x65\0\0\x80\x7f"),
            (r#"{"float": 1.401298464324817e-45}"#, b"\x65\x01\0\0\0"),
            (r#"{"float": 16777217}"#, b"\x65\0\0\x80\x4b"),
            (r#"{"doubles": [1, -1]}"#, b"\x92\x02\x10\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\xf0\xbf"),
        ],
    );
}

#[test]
fn strings_and_bytes() {
    assert_accepted(
        &ALL,
        &[
            (r#"{"text": "héllo", "raw": ""}"#, b"\x72\x06h\xc3\xa9llo"),
            (
                r#"{"text": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00!"}"#,
                b"\x72\x0f\"\\/\x08\x0c\n\r\t\xc3\xa9\xf0\x9f\x98\x80!",
            ),
            (r#"{"text": "", "names": ["", "a"]}"#, b"\xb2\x01\x00\xb2\x01\x01a"),
            (r#"{"raw": "AQI="}"#, b"\x7a\x02\x01\x02"),
            (r#"{"raw": "AQI"}"#, b"\x7a\x02\x01\x02"),
            (r#"{"raw": "-_"}"#, b"\x7a\x01\xfb"),
            (r#"{"raw": "+/-_"}"#, b"\x7a\x03\xfb\xff\xbf"),
            (r#"{"raw": "\/w=="}"#, b"\x7a\x01\xff"),
            (r#"{"blobs": ["", "AQ"]}"#, b"\x8a\x02\x00\x8a\x02\x01\x01"),
        ],
    );
}

#[test]
fn names() {
    assert_accepted(
        &ALL,
        &[
            (r#"{"innerAll": {"i32": 1}}"#, b"\x8a\x01\x02\x08\x01"),
            (r#"{"inner_all": {"i32": 1}}"#, b"\x8a\x01\x02\x08\x01"),
            (r#"{"inner\u0041ll": {}}"#, b"\x8a\x01\x00"),
            (r#"{"the/name": "a", "i32" : 1}"#, b"\xa2\x02\x01a\x08\x01"),
            (r#"{"the\/name": "a"}"#, b"\xa2\x02\x01a"),
            (r#"{"named": "a"}"#, b"\xa2\x02\x01a"),
            (r#"{"odd": {"i32": 1}}"#, b"\x93\x01\x08\x01\x94\x01"),
        ],
    );
}

#[test]
fn enum_values() {
    assert_accepted(
        &ALL,
        &[
            (r#"{"sky": "wet"}"#, b"\x80\x01\x01"),
            (r#"{"sky": "SKY_RAIN"}"#, b"\x80\x01\x01"),
            (r#"{"sky": "SKY_NONE"}"#, b""),
            (r#"{"sky": 7}"#, b"\x80\x01\x07"),
            (r#"{"sky": 1.0}"#, b"\x80\x01\x01"),
            (
                r#"{"skies": ["SKY_ODD", 0]}"#,
                b"\xc2\x01\x0b\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\0",
            ),
            (r#"{"nil": null}"#, b"\xf0\x01\x00"),
            (r#"{"nil": "NULL_VALUE"}"#, b"\xf0\x01\x00"),
            (r#"{"nils": [null, 0]}"#, b"\xc0\x02\x00\xc0\x02\x00"),
        ],
    );
}

#[test]
fn lists_and_maps() {
    assert_accepted(
        &ALL,
        &[
            (
                r#"{"ids": [ 1 , "2" ], "loose": [1, 2]}"#,
                b"\xa2\x01\x02\x01\x02\xa8\x01\x01\xa8\x01\x02",
            ),
            (r#"{"ids": [], "counts": {}}"#, b""),
            (r#"{"all": [{}, {"flag": true}]}"#, b"\xba\x01\x00\xba\x01\x02\x58\x01"),
            (
                r#"{"counts": {"": 0, "\u0061": 1}}"#,
                b"\xca\x01\x04\x0a\x00\x10\x00\xca\x01\x05\x0a\x01a\x10\x01",
            ),
            (
                r#"{"byId": {"1": {}, "-1e0": {}}}"#,
                b"\xd2\x01\x04\x08\x01\x12\0\
               \xd2\x01\x0d\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x12\0",
            ),
            (
                r#"{"byFlag": {"true": "wet", "false": 0}}"#,
                b"\xda\x01\x04\x08\x01\x10\x01\xda\x01\x04\x08\0\x10\0",
            ),
        ],
    );
}

#[test]
fn null_is_the_absence_of_a_value() {
    assert_accepted(
        &ALL,
        &[
            (r#"{"i32": null, "innerAll": null, "ids": null, "counts": null, "raw": null}"#, b""),
            (r#"{"one": null, "other": "a", "number": null}"#, b"\xea\x01\x01a"),
            (r#"{"other": "a", "one": null}"#, b"\xea\x01\x01a"),
            (r#"{"one": 0}"#, b"\xe0\x01\x00"),
            (r#"{"value": null}"#, b"\xfa\x01\x02\x08\x00"),
            (r#"{"values": [null]}"#, b"\x82\x02\x02\x08\x00"),
            (r#"{"byName": {"a": null}}"#, b"\xb2\x02\x07\x0a\x01a\x12\x02\x08\x00"),
        ],
    );
}

#[test]
fn extensions() {
    assert_accepted(
        &ALL,
        &[
            (r#"{"[acme.gusts]": {"i32": 1}, "i32": 2}"#, b"\xa2\x06\x02\x08\x01\x08\x02"),
            (r#"{"[acme.notes]": ["a"], "[acme.gusts]": null}"#, b"\xaa\x06\x01a"),
        ],
    );
    let item = b"\x0b\x10\xe8\x07\x1a\x02\x08\x01\x0c";
    assert_accepted(&SET, &[(r#"{"[acme.item]": {"i32": 1}}"#, item)]);
}

#[test]
fn messages_of_many_fields() {
    assert_accepted(
        &WIDE,
        &[
            (
                r#"{"bm": true, "bl": true, "bo": null, "bp": true}"#,
                b"\x88\x04\x01\x80\x04\x01\xa0\x04\x01",
            ),
            (
                r#"{"bn": [{"bm": true}, {"bm": true}], "bm": true}"#,
                b"\x92\x04\x03\x88\x04\x01\x92\x04\x03\x88\x04\x01\x88\x04\x01",
            ),
        ],
    );
}

#[test]
fn unknown_names_are_ignored_on_request() {
    let options = ParseOptions::new().ignore_unknown(true);
    for (text, records) in [
        (r#"{"none": {"a": [1, "b\n", {}, [], null, -1.5e3]}, "i32": 1}"#, &b"\x08\x01"[..]),
        (r#"{"none": 1, "none": 2, "[acme.none]": 3}"#, b""),
        (r#"{"sky": "SKY_FALL", "i32": 1}"#, b"\x08\x01"),
        (r#"{"skies": ["SKY_FALL", "wet", "SKY_FALL"]}"#, b"\xc2\x01\x01\x01"),
        (r#"{"byFlag": {"true": "SKY_FALL", "false": "wet"}}"#, b"\xda\x01\x04\x08\0\x10\x01"),
    ] {
        assert_eq!(parsed_with(options, &ALL, text).as_deref(), Ok(records), "{text}");
        assert_eq!(parsed_by_serde(options, &ALL, text).unwrap(), records, "{text}");
    }
}

#[test]
fn messages_are_decoded() {
    let value: prost_types::Value = crate::from_json(r#"[1, {"a": "b"}, null, true]"#).unwrap();
    let Some(prost_types::value::Kind::ListValue(list)) = &value.kind else { panic!("{value:?}") };
    assert_eq!(list.values.len(), 4);
    let text = br#"{"fileName": "a.proto"}"#;
    let source = ParseOptions::new().from_slice::<prost_types::SourceContext>(text).unwrap();
    assert_eq!(source.file_name, "a.proto");
}
