use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec;

use prost_types::{
    Any, DescriptorProto, Duration, FieldMask, ListValue, Struct, Timestamp, Value, value::Kind,
};

use super::{PrintOptions, to_json};
use crate::registry::Registry;
use crate::schema::Type;
use crate::table::{ExtensionTable, Table, TableRef};

fn value(kind: Kind) -> Value {
    Value { kind: Some(kind) }
}

#[test]
fn well_known_types_have_their_forms() {
    let list = ListValue {
        values: vec![
            value(Kind::NullValue(0)),
            value(Kind::NumberValue(1.5)),
            value(Kind::BoolValue(true)),
            value(Kind::StructValue(Struct {
                fields: BTreeMap::from([
                    ("a\n".into(), value(Kind::StringValue("\"b\"".into()))),
                    ("c".into(), value(Kind::ListValue(ListValue::default()))),
                ]),
            })),
        ],
    };
    let json = to_json(&value(Kind::ListValue(list))).unwrap();
    assert_eq!(json, r#"[null,1.5,true,{"a\n":"\"b\"","c":[]}]"#);
    assert_eq!(to_json(&Timestamp { seconds: 1, nanos: 0 }).unwrap(), "\"1970-01-01T00:00:01Z\"");
    assert_eq!(to_json(&Duration { seconds: -1, nanos: 0 }).unwrap(), "\"-1s\"");
    let mask = FieldMask { paths: vec!["a_b.c".into(), "d".into()] };
    assert_eq!(to_json(&mask).unwrap(), "\"aB.c,d\"");
    assert_eq!(to_json(&7_i64).unwrap(), "\"7\"");
    assert_eq!(to_json(&0_u32).unwrap(), "0");
    assert_eq!(to_json(&()).unwrap(), "{}");
    assert_eq!(to_json(&vec![1_u8, 2, 3, 4]).unwrap(), "\"AQIDBA==\"");
}

#[test]
fn an_any_has_the_fields_of_its_message() {
    let stamp = crate::AnyMessage::pack(&Timestamp { seconds: 0, nanos: 0 });
    let json = to_json::<Any>(&stamp).unwrap();
    assert_eq!(
        json,
        r#"{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"1970-01-01T00:00:00Z"}"#
    );
    assert_eq!(to_json(&Any::default()).unwrap(), "{}");
    let empty: Any = crate::AnyMessage::pack(&());
    let json = r#"{"@type":"type.googleapis.com/google.protobuf.Empty"}"#;
    assert_eq!(to_json(&empty).unwrap(), json);
}

/// An error of parsing has JSON names, too.
#[test]
fn an_error_names_the_fields_by_their_json_names() {
    let message = (0..101).fold(DescriptorProto::default(), |inner, _| DescriptorProto {
        nested_type: vec![inner],
        ..Default::default()
    });
    for options in [PrintOptions::new(), PrintOptions::new().proto_names(true)] {
        let path = options.to_json(&message).unwrap_err().path();
        assert!(path.contains(".nestedType[0].") && !path.contains("nested_type"), "{path}");
    }
}

#[test]
fn options_are_applied() {
    let kind = prost_types::Field { type_url: "x".into(), ..Default::default() };
    let print = |options: PrintOptions<'_>| options.to_json(&kind).unwrap();
    assert_eq!(print(PrintOptions::new()), r#"{"typeUrl":"x"}"#);
    assert_eq!(print(PrintOptions::new().proto_names(true)), r#"{"type_url":"x"}"#);
    assert_eq!(print(PrintOptions::new().indent(2)), "{\n  \"typeUrl\": \"x\"\n}");
    assert_eq!(
        print(PrintOptions::new().emit_defaults(true)),
        "{\"kind\":\"TYPE_UNKNOWN\",\"cardinality\":\"CARDINALITY_UNKNOWN\",\"number\":0,\
         \"name\":\"\",\"typeUrl\":\"x\",\"oneofIndex\":0,\"packed\":false,\"options\":[],\
         \"jsonName\":\"\",\"defaultValue\":\"\"}"
    );
    let numbers = PrintOptions::new().emit_defaults(true).enums_as_numbers(true);
    assert!(print(numbers).starts_with("{\"kind\":0,"));
}

#[test]
fn groups_in_a_list_are_printed() {
    static TABLE: Table =
        Table::new("acme.A", "1 ?int32 a; 2 *group0 b", &[TableRef::Message(|| &TABLE)]);
    // b { b { a: 1 } } b {}
    let records = [0x13, 0x13, 8, 1, 0x14, 0x14, 0x13, 0x14];
    let json = PrintOptions::new().print(Type::of_table(&TABLE), &records, true);
    assert_eq!(json.unwrap(), r#"{"b":[{"b":[{"a":1}]},{}]}"#);
}

#[test]
fn extensions_have_brackets_with_proto_names() {
    static TABLE: Table = Table::new("acme.A", "1 ?int32 wind_speed", &[]);
    static GUSTS: ExtensionTable = ExtensionTable::new("acme.A", "100 ?int32 acme.max_gusts", &[]);
    let mut registry = Registry::new();
    registry.add_extensions(&[&GUSTS]).unwrap();
    let options = PrintOptions::new().registry(&registry).proto_names(true);
    let records = [8, 1, 0xa0, 6, 2];
    let json = options.print(Type::of_table(&TABLE), &records, true).unwrap();
    assert_eq!(json, r#"{"wind_speed":1,"[acme.max_gusts]":2}"#);
    options.with_node(Type::of_table(&TABLE), &records, true, |node| {
        assert_eq!(serde_json::to_string(&node).unwrap(), json);
    });
}

#[test]
fn errors_name_the_field() {
    let error = |value: &Value| to_json(value).unwrap_err().to_string();
    assert_eq!(error(&value(Kind::NumberValue(f64::NAN))), "the number of a Value is not finite");
    let fields = BTreeMap::from([(String::from("k"), value(Kind::NumberValue(f64::NAN)))]);
    assert_eq!(
        error(&value(Kind::StructValue(Struct { fields }))),
        "[\"k\"]: the number of a Value is not finite"
    );
}

#[test]
fn the_greatest_depth_fits_the_stack_of_a_debug_build() {
    // Each list counts twice: the list, and the value that holds it.
    let list = |value| self::value(Kind::ListValue(ListValue { values: vec![value] }));
    let deep = (0..48).fold(value(Kind::BoolValue(true)), |deep, _| list(deep));
    assert_eq!(to_json(&deep).unwrap().len(), 48 * 2 + "true".len());
}
