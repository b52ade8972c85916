use super::*;

#[test]
fn syntax() {
    assert_refused(
        &ALL,
        &[
            ("", "line 1, column 1: expected an object, found the end of the text"),
            ("null", "line 1, column 1: expected an object, found `null`"),
            ("[]", "line 1, column 1: expected an object, found a list"),
            ("{}x", "line 1, column 3: expected the end of the text, found `x`"),
            ("\u{feff}{}", "line 1, column 1: expected an object, found a byte order mark"),
            ("\u{200b}{}", "line 1, column 1: expected an object, found '\\u{200b}'"),
            ("{", "line 1, column 2: expected a key, found the end of the text"),
            ("{\n \"i32\":1,}", "line 2, column 10: expected a key, found `}`"),
            ("{,}", "line 1, column 2: expected a key, found `,`"),
            ("{i32:1}", "line 1, column 2: expected a key, found `i32`"),
            ("{'i32':1}", "line 1, column 2: expected a key, found `'`"),
            ("{/* */}", "line 1, column 2: expected a key, found `/`"),
            (r#"{"i32" 1}"#, "line 1, column 8: expected `:`, found `1`"),
            (r#"{"i32":1 "i64":1}"#, "line 1, column 10: expected `,` or `}`, found a string"),
            (r#"{"i32":}"#, "line 1, column 8: i32: expected a number, found `}`"),
            (r#"{"i32":nul}"#, "line 1, column 8: i32: the text is not JSON"),
            (r#"{"ids":[1,]}"#, "line 1, column 11: ids[1]: expected a number, found `]`"),
            (r#"{"ids":[1 2]}"#, "line 1, column 11: ids[0]: expected `,` or `]`, found `2`"),
            (r#"{"ids":[1}"#, "line 1, column 10: ids[0]: expected `,` or `]`, found `}`"),
            (
                "{\"text\":\"a\nb\"}",
                "line 1, column 11: text: a control character in a string is not escaped",
            ),
            ("{\"text\":\"é\\\0\"}", "line 1, column 11: text: the escape sequence is unknown"),
            (r#"{"text":"a"#, "line 1, column 9: text: the string has no end"),
            (r#"{"text":"a\"#, "line 1, column 9: text: the string has no end"),
            (r#"{"text":"\x41"}"#, "line 1, column 10: text: the escape sequence is unknown"),
            (r#"{"text":"\é"}"#, "line 1, column 10: text: the escape sequence is unknown"),
            (
                r#"{"text":"\u12"}"#,
                "line 1, column 10: text: `\\u` is not followed by the four digits of a character",
            ),
            (
                r#"{"text":"\u+123"}"#,
                "line 1, column 10: text: `\\u` is not followed by the four digits of a character",
            ),
            (
                r#"{"text":"a\ud800"}"#,
                "line 1, column 11: text: `\\u` has half of a surrogate pair without the other \
                 half",
            ),
            (
                r#"{"text":"\udc00\ud800"}"#,
                "line 1, column 10: text: `\\u` has half of a surrogate pair without the other \
                 half",
            ),
            (
                r#"{"text":"\ud800\u0061"}"#,
                "line 1, column 10: text: `\\u` has half of a surrogate pair without the other \
                 half",
            ),
        ],
    );
    let error = ParseOptions::new().from_slice::<prost_types::Value>(b"[\n\"\xff\"]").unwrap_err();
    assert_eq!(error.to_string(), "line 2, column 2: the text is not UTF-8");
}

#[test]
fn numbers() {
    for (number, what) in [
        ("01", "expected a number, found `01`"),
        ("-01", "expected a number, found `-01`"),
        ("00", "expected a number, found `00`"),
        ("1.", "expected a number, found `1.`"),
        (".5", "expected a number, found `.`"),
        ("+1", "expected a number, found `+`"),
        ("-", "expected a number, found `-`"),
        ("1e", "expected a number, found `1e`"),
        ("0x10", "expected `,` or `}`, found `x10`"),
        ("NaN", "expected a number, found `NaN`"),
        ("true", "expected a number, found `true`"),
        ("{}", "expected a number, found an object"),
        ("\"\"", "the text is not a number"),
        ("\" 1\"", "the text is not a number"),
        ("\"1 \"", "the text is not a number"),
        ("\"01\"", "the text is not a number"),
        ("\"0x1\"", "the text is not a number"),
        ("\"1a\"", "the text is not a number"),
        ("\"NaN\"", "the text is not a number"),
        ("0.5", "the number is not an integer"),
        ("1e-1", "the number is not an integer"),
        ("\"1.5\"", "the number is not an integer"),
        ("2147483648", "the number is out of range of `int32`"),
        ("-2147483649", "the number is out of range of `int32`"),
        ("1e10", "the number is out of range of `int32`"),
        ("1e999999999", "the number is out of range of 64 bits"),
        ("18446744073709551616", "the number is out of range of 64 bits"),
    ] {
        let error = parsed(&ALL, &["{\"i32\":", number, "}"].concat()).unwrap_err();
        assert!(error.ends_with(what), "{number}: {error}");
    }
    assert_refused(
        &ALL,
        &[
            (r#"{"u32":-1}"#, "line 1, column 8: u32: the number is out of range of `uint32`"),
            (
                r#"{"i64":9223372036854775808}"#,
                "line 1, column 8: i64: the number is out of range of `int64`",
            ),
            (
                r#"{"sf32":"2147483648"}"#,
                "line 1, column 9: sf32: the number is out of range of `sfixed32`",
            ),
            (
                r#"{"float":3.5e38}"#,
                "line 1, column 10: float: the number is out of range of `float`",
            ),
            (
                r#"{"double":"-1e309"}"#,
                "line 1, column 11: double: the number is out of range of `double`",
            ),
            (r#"{"double":"inf"}"#, "line 1, column 11: double: the text is not a number"),
            (r#"{"double":""}"#, "line 1, column 11: double: the text is not a number"),
            (
                r#"{"double":Infinity}"#,
                "line 1, column 11: double: expected a number, found `Infinity`",
            ),
            (r#"{"flag":1}"#, "line 1, column 9: flag: expected a boolean, found `1`"),
            (r#"{"flag":"true"}"#, "line 1, column 9: flag: expected a boolean, found a string"),
            (r#"{"flag":truex}"#, "line 1, column 13: expected `,` or `}`, found `x`"),
        ],
    );
}

#[test]
fn values_of_another_type() {
    assert_refused(
        &ALL,
        &[
            (r#"{"text":1}"#, "line 1, column 9: text: expected a string, found `1`"),
            (r#"{"raw":"&"}"#, "line 1, column 8: raw: the string is not Base64"),
            (r#"{"raw":"A"}"#, "line 1, column 8: raw: the string is not Base64"),
            (r#"{"sky":"SKY"}"#, "line 1, column 8: sky: the enum `acme.Sky` has no value `SKY`"),
            (r#"{"sky":true}"#, "line 1, column 8: sky: expected an enum value, found `true`"),
            (
                r#"{"sky":2147483648}"#,
                "line 1, column 8: sky: the number is out of range of `int32`",
            ),
            (r#"{"innerAll":1}"#, "line 1, column 13: innerAll: expected an object, found `1`"),
            (r#"{"ids":1}"#, "line 1, column 8: ids: expected a list, found `1`"),
            (r#"{"ids":{}}"#, "line 1, column 8: ids: expected a list, found an object"),
            (r#"{"ids":[null]}"#, "line 1, column 9: ids[0]: expected a number, found `null`"),
            (r#"{"all":[null]}"#, "line 1, column 9: all[0]: expected an object, found `null`"),
            (
                r#"{"skies":[null]}"#,
                "line 1, column 11: skies[0]: expected an enum value, found `null`",
            ),
            (r#"{"counts":[]}"#, "line 1, column 11: counts: expected an object, found a list"),
            (
                r#"{"counts":{"a":null}}"#,
                "line 1, column 16: counts[\"a\"]: expected a number, found `null`",
            ),
            (r#"{"counts":{null:1}}"#, "line 1, column 12: counts: expected a key, found `null`"),
            (r#"{"byId":{"a":{}}}"#, "line 1, column 10: byId: the text is not a number"),
            (
                r#"{"byFlag":{"1":0}}"#,
                "line 1, column 12: byFlag: the key is neither `true` nor `false`",
            ),
            (
                r#"{"all":[{},{"byId":{"7":{"the/name":1}}}]}"#,
                "line 1, column 37: all[1].byId[\"7\"].the/name: expected a string, found `1`",
            ),
        ],
    );
}

#[test]
fn names() {
    assert_refused(
        &ALL,
        &[
            (r#"{"none":1}"#, "line 1, column 2: `acme.All` has no field `none`"),
            (r#"{"InnerAll":1}"#, "line 1, column 2: `acme.All` has no field `InnerAll`"),
            (r#"{"@type":1}"#, "line 1, column 2: `acme.All` has no field `@type`"),
            (
                r#"{"innerAll":{"[acme.none]":1}}"#,
                "line 1, column 14: innerAll: `acme.All` has no field `[acme.none]`",
            ),
            (r#"{"[acme.item]":{}}"#, "line 1, column 2: `acme.All` has no field `[acme.item]`"),
            (
                r#"{"[acme.gusts]":{"i32":"a"}}"#,
                "line 1, column 24: [acme.gusts].i32: the text is not a number",
            ),
            (
                r#"{"innerAll":{"[acme.gusts]":1}}"#,
                "line 1, column 29: innerAll.[acme.gusts]: expected an object, found `1`",
            ),
        ],
    );
}

#[test]
fn duplicates() {
    assert_refused(
        &ALL,
        &[
            (r#"{"i32":1,"i32":1}"#, "line 1, column 10: the object already has this field"),
            (
                r#"{"i32":null,"i64":1,"i32":1}"#,
                "line 1, column 21: the object already has this field",
            ),
            (
                r#"{"innerAll":{},"inner_all":{}}"#,
                "line 1, column 16: the object already has this field",
            ),
            (
                r#"{"one":1,"other":""}"#,
                "line 1, column 10: the oneof `either` already has another field",
            ),
            (
                r#"{"nil":null,"value":null}"#,
                "line 1, column 13: the oneof `either` already has another field",
            ),
            (
                r#"{"[acme.gusts]":{},"[acme.gusts]":{}}"#,
                "line 1, column 20: the object already has this field",
            ),
            (
                r#"{"counts":{"a":1,"b":2,"\u0061":3}}"#,
                "line 1, column 24: counts: the map already has this key",
            ),
            (
                r#"{"byId":{"1":{},"1.0":{}}}"#,
                "line 1, column 17: byId: the map already has this key",
            ),
            (
                r#"{"value":{"a":1,"a":1}}"#,
                "line 1, column 17: value: the map already has this key",
            ),
        ],
    );
    assert_refused(
        &WIDE,
        &[
            (r#"{"bm":true,"bm":true}"#, "line 1, column 12: the object already has this field"),
            (
                r#"{"bo":true,"bp":true}"#,
                "line 1, column 12: the oneof `one` already has another field",
            ),
        ],
    );
}
