//! Formats that describe themselves, and a format that does not.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, forward_to_deserialize_any};

use crate::json::parse::ParseOptions;
use crate::json::parse::tests::{ALL, registry};
use crate::json::print::PrintOptions;
use crate::json::serde::deserialize::records;
use crate::json::serde::{JsonDefaults, json_deserialize_enum};
use crate::json::{Json, to_json};
use crate::schema::Type;

/// A message in JSON that has a field of every kind. The entries of maps are in the order in which
/// they are printed.
const TEXT: &str = r#"{"i32":-1,"i64":"-2","u32":3,"u64":"18446744073709551615","s32":-5,"s64":"-6",
    "f32":7,"f64":"8","sf32":-9,"sf64":"-10","flag":true,"float":1.5,"double":-2.5e300,
    "text":"a\n😀","raw":"AQL/","sky":"wet","innerAll":{"i32":1},"odd":{"float":"NaN"},"maybe":0,
    "ids":[1,-1],"loose":[2],"names":["","no","null","1e3"],"all":[{},{"flag":true}],
    "skies":["wet",9],"counts":{"":1,"1":3,"null":2},"byId":{"-7":{"text":"x"},"8":{}},
    "byFlag":{"false":"SKY_NONE","true":"wet"},"value":{"a":[null,true,"b",-0.5,{}]},
    "values":[null,1],"blobs":["","AA=="],"doubles":["Infinity",0],"flags":[false,true],
    "the/name":"n","any":{"@type":"a/google.protobuf.Duration","value":"1.500s"},
    "byName":{"k":null},"number":5,"nils":[null],"[acme.gusts]":{"maybe":1},
    "[acme.notes]":["n"]}"#;

/// The records of a message of the type [`ALL`].
#[derive(Debug, PartialEq)]
struct All(Vec<u8>);

impl Serialize for All {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let registry = registry();
        let options = PrintOptions::new().registry(&registry);
        let ty = Type::of_table(&ALL);
        options.with_node(ty, &self.0, false, |node| node.serialize(serializer))
    }
}

impl<'de> Deserialize<'de> for All {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let registry = registry();
        let options = ParseOptions::new().registry(&registry);
        records(Type::of_table(&ALL), &options, deserializer).map(All)
    }
}

fn all() -> All {
    let registry = registry();
    let all =
        All(ParseOptions::new().registry(&registry).records(Type::of_table(&ALL), TEXT).unwrap());
    assert_eq!(serde_json::from_str::<All>(TEXT).unwrap(), all);
    all
}

#[test]
fn json() {
    let all = all();
    let registry = registry();
    let options = PrintOptions::new().registry(&registry);
    let text = options.print(Type::of_table(&ALL), &all.0, false).unwrap();
    assert_eq!(serde_json::to_string(&all).unwrap(), text);
    let value = serde_json::to_value(&all).unwrap();
    // The members of a `serde_json::Value` are ordered by their names.
    let sorted: All = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&sorted).unwrap(), value);
    assert_eq!(serde_json::from_reader::<_, All>(text.as_bytes()).unwrap(), all);
}

/// A format that cannot tell the type of the next value.
struct Silent {
    is_human_readable: bool,
}

impl<'de> Deserializer<'de> for Silent {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Error::custom("deserialize_any is not supported"))
    }

    fn is_human_readable(&self) -> bool {
        self.is_human_readable
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

#[test]
fn an_error_explains_that_a_format_does_not_describe_itself() {
    let sentence = "messages are deserialized from ProtoJSON, which needs a self-describing format \
                    such as JSON, YAML or CBOR: deserialize_any is not supported";
    let silent = Silent { is_human_readable: false };
    assert_eq!(All::deserialize(silent).unwrap_err().to_string(), sentence);
    let silent = Silent { is_human_readable: false };
    let defaults = JsonDefaults::NONE;
    let sky = json_deserialize_enum::<prost_types::Syntax, _>(defaults, silent);
    assert_eq!(sky.unwrap_err().to_string(), sentence);
    // For a text format, the error describes the text.
    let silent = Silent { is_human_readable: true };
    let error = All::deserialize(silent).unwrap_err();
    assert_eq!(error.to_string(), "deserialize_any is not supported");
}

#[test]
fn numbers_that_serde_json_shows_as_objects_are_read() {
    // With the feature `arbitrary_precision`, which any crate of a program can enable, serde_json
    // shows numbers as such objects.
    for (number, records) in
        [("1", &b"\x08\x01"[..]), ("-1.0e0", b"\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")]
    {
        let text = format!(r#"{{"i32":{{"$serde_json::private::Number":"{number}"}}}}"#);
        assert_eq!(serde_json::from_str::<All>(&text).unwrap().0, records, "{number}");
    }
    let text =
        r#"[{"$serde_json::private::Number":"-0.5"},{"a":{"$serde_json::private::Number":"7"}}]"#;
    let values: Json<prost_types::Value> = serde_json::from_str(text).unwrap();
    assert_eq!(to_json(&*values).unwrap(), r#"[-0.5,{"a":7}]"#);
    let text =
        r#"{"value":{"$serde_json::private::Number":"7"},"@type":"a/google.protobuf.Value"}"#;
    let any: Json<prost_types::Any> = serde_json::from_str(text).unwrap();
    assert_eq!(to_json(&*any).unwrap(), r#"{"@type":"a/google.protobuf.Value","value":7}"#);
}

#[test]
fn a_number_out_of_range_of_double_is_an_error() {
    let number = r#"{"$serde_json::private::Number":"1e400"}"#;
    let out_of_range = "the number is out of range of `double`";
    let error = serde_json::from_str::<Json<prost_types::Value>>(&format!("[{number}]"));
    assert_eq!(error.unwrap_err().to_string(), format!("[0]: {out_of_range} at line 1 column 41"));
    let error = serde_json::from_str::<Json<f64>>(number).unwrap_err();
    assert!(error.to_string().starts_with(out_of_range), "{error}");
    let text = format!(r#"{{"value":{number},"@type":"a/google.protobuf.DoubleValue"}}"#);
    let error = serde_json::from_str::<Json<prost_types::Any>>(&text).unwrap_err();
    assert!(error.to_string().starts_with(&format!("value: {out_of_range}")), "{error}");
}

#[test]
fn integers_have_up_to_128_bits() {
    use serde::de::IntoDeserializer as _;
    use serde::de::value::{Error, U128Deserializer};

    let read = |number: u128| {
        let number: U128Deserializer<Error> = number.into_deserializer();
        to_json(&*Json::<prost_types::Value>::deserialize(number).unwrap()).unwrap()
    };
    assert_eq!(read(12_345_678_901_234_567_890_123), "1.2345678901234568e+22");
    assert_eq!(read(7), "7");
}

#[test]
fn an_error_of_serializing_names_the_field() {
    let list = prost_types::ListValue { values: alloc::vec![prost_types::Value { kind: None }] };
    let value = prost_types::value::Kind::ListValue(list);
    let fields = [("a".into(), prost_types::Value { kind: Some(value) })].into();
    let message = prost_types::Struct { fields };
    let expected = to_json(&message).unwrap_err().to_string();
    assert_eq!(expected, "[\"a\"][0]: a Value has no kind");
    assert_eq!(serde_json::to_string(&Json(message.clone())).unwrap_err().to_string(), expected);
}
