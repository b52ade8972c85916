//! Messages of prost-types, and their errors.

use alloc::string::{String, ToString};
use core::fmt::Debug;

use prost_types::{Any, Duration, FieldMask, ListValue, NullValue, Struct, Timestamp, Value};

use crate::json::serde::{
    JsonDefaults, json_deserialize, json_deserialize_enum, json_serialize_enum,
};
use crate::json::{Json, from_json, to_json};
use crate::table::Tabled;

/// Checks that serde_json and the parser accept the same texts, and that both results are printed
/// alike.
#[track_caller]
fn agree<M: prost::Message + Default + Debug + Tabled>(texts: &[&str]) {
    for text in texts {
        match (from_json::<M>(text), serde_json::from_str::<Json<M>>(text)) {
            (Ok(parsed), Ok(Json(by_serde))) => {
                // NaN does not equal itself.
                assert_eq!(parsed.encode_to_vec(), by_serde.encode_to_vec(), "{text}");
                let printed = serde_json::to_string(&Json(by_serde));
                assert_eq!(to_json(&parsed).ok(), printed.ok(), "{text}");
            }
            (Err(_), Err(_)) => {}
            (parsed, by_serde) => panic!("{text}: {parsed:?}, {by_serde:?}"),
        }
    }
}

#[test]
fn the_functions_and_serde_agree() {
    agree::<Timestamp>(&["\"1970-01-01T00:00:00Z\"", "\"1970\"", "null", "{}", "0", "[]"]);
    agree::<Duration>(&["\"1s\"", "\"-0.5s\"", "\"1\"", "1"]);
    agree::<FieldMask>(&["\"\"", "\"aB.c,d\"", "\"a_b\"", "[\"a\"]"]);
    agree::<Value>(&["null", "1", "-0", "-0.0", "\"\"", "true", "[[]]", "{\"a\":{\"b\":null}}"]);
    agree::<Value>(&["{\"a\":1,\"a\":2}", "1e400", "[1,]", "nul", "18446744073709551616"]);
    agree::<Struct>(&["{}", "{\"\":null}", "[]", "null"]);
    agree::<ListValue>(&["[]", "[null,[],{}]", "{}", "1"]);
    agree::<()>(&["{}", "{\"a\":1}", "null", "[]"]);
    agree::<i32>(&["1", "\"1\"", "1.0", "1.5", "1e3", "2147483648", "null", "\"1x\"", "true"]);
    agree::<u64>(&["18446744073709551615", "\"18446744073709551615\"", "-1", "1e19", "1e20", "-0"]);
    agree::<i64>(&["-9223372036854775808", "9223372036854775808", "\"-9223372036854775809\""]);
    agree::<f32>(&["0.1", "16777217", "1e39", "\"NaN\"", "\"-Infinity\"", "\"nan\"", "-1e-50"]);
    agree::<f64>(&["0.1", "1", "\"1e3\"", "\"\"", "\" 1\"", "-0", "1e-400"]);
    agree::<bool>(&["true", "false", "\"true\"", "1", "null"]);
    agree::<String>(&["\"a\\u00e9\"", "\"\"", "1", "\"\\ud800\""]);
    agree::<alloc::vec::Vec<u8>>(&["\"AQI=\"", "\"_-8\"", "\"*\"", "\"A\"", "[1]"]);
    agree::<Any>(&[
        "{}",
        r#"{"@type":"a/google.protobuf.Timestamp","value":"1970-01-01T00:00:01Z"}"#,
        r#"{"value":{"a":[1,"b",null,true,1.5]},"@type":"a/google.protobuf.Struct"}"#,
        r#"{"value":{"value":"1s","@type":"a/google.protobuf.Duration"},"@type":"a/google.protobuf.Any"}"#,
        r#"{"@type":"a/google.protobuf.Nothing"}"#,
        r#"{"value":1}"#,
        r#"{"fileName":"a","@type":"a/google.protobuf.SourceContext","file_name":"b"}"#,
    ]);
    agree::<prost_types::Field>(&[
        r#"{"kind":"TYPE_INT32","cardinality":2,"number":1,"options":[{"name":"a"}]}"#,
        r#"{"kind":"TYPE_NONE"}"#,
        r#"{"options":[{"value":{"@type":"a/google.protobuf.BoolValue","value":true}}]}"#,
        r#"{"type_url":"a","packed":null}"#,
    ]);
}

#[test]
fn errors_name_the_field_and_the_position() {
    let text = "{\n \"options\": [{}, {\"name\": 1}]}";
    let error = serde_json::from_str::<Json<prost_types::Field>>(text).unwrap_err();
    assert_eq!((error.line(), error.column()), (2, 27));
    let what = "options[1].name: expected a string, found `1` at line 2 column 27";
    assert_eq!(error.to_string(), what);
    let text = r#"{"a":{"b":1},"@type":"a/google.protobuf.Struct"}"#;
    let error = serde_json::from_str::<Json<Any>>(text).unwrap_err().to_string();
    let what = "`google.protobuf.Any` has no field `a`";
    assert!(error.starts_with(what), "{error}");
}

#[test]
fn unknown_names_are_ignored_on_request() {
    let parse = |defaults, text| {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        json_deserialize::<prost_types::Field, _>(defaults, &mut deserializer)
    };
    let text = r#"{"none":[{"a":null}],"kind":"TYPE_NONE","name":"n"}"#;
    assert!(parse(JsonDefaults::NONE, text).is_err());
    assert_eq!(parse(JsonDefaults::NONE.ignore_unknown(), text).unwrap().name, "n");
}

#[test]
fn enum_values_have_names_and_numbers() {
    use prost_types::field::Kind;
    let parse = |text| {
        json_deserialize_enum::<Kind, _>(
            JsonDefaults::NONE,
            &mut serde_json::Deserializer::from_str(text),
        )
        .map_err(|error| error.to_string())
    };
    for text in ["\"TYPE_INT64\"", "3", "3.0"] {
        assert_eq!(parse(text), Ok(Kind::TypeInt64), "{text}");
    }
    for (text, what) in [
        ("\"TYPE_NONE\"", "the enum `google.protobuf.Field.Kind` has no value `TYPE_NONE`"),
        ("99", "the enum `google.protobuf.Field.Kind` has no value with the number 99"),
        ("3000000000", "the number is out of range of `int32`"),
        ("null", "expected an enum value, found `null`"),
        ("{}", "expected an enum value, found an object"),
        ("[3]", "expected an enum value, found a list"),
    ] {
        let error = parse(text).unwrap_err();
        assert!(error.starts_with(what), "{text}: {error}");
    }
    let mut deserializer = serde_json::Deserializer::from_str("null");
    let null = json_deserialize_enum::<NullValue, _>(JsonDefaults::NONE, &mut deserializer);
    assert_eq!(null.unwrap(), NullValue::NullValue);
    let mut text = alloc::vec::Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut text);
    json_serialize_enum(&Kind::TypeInt64, JsonDefaults::NONE, &mut serializer).unwrap();
    assert_eq!(text, b"\"TYPE_INT64\"");
}
