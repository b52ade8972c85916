use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use prost::Message as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet, MessageOptions,
    OneofDescriptorProto, descriptor_proto,
};

use crate::reflect::samples::{enumeration, field, field_of, message, repeated};
use crate::reflect::{Cardinality, DescriptorPool, Kind, PoolOptions, Value};

fn file(messages: Vec<DescriptorProto>) -> FileDescriptorProto {
    FileDescriptorProto {
        name: Some("a.proto".into()),
        package: Some("acme".into()),
        message_type: messages,
        enum_type: vec![enumeration("Sky", &[("CLEAR", 0), ("WET", 1)])],
        ..Default::default()
    }
}

fn pool(files: Vec<FileDescriptorProto>) -> Result<DescriptorPool, String> {
    let set = FileDescriptorSet { file: files }.encode_to_vec();
    DescriptorPool::decode(&set).map_err(|error| error.to_string())
}

/// Returns the encoded set, with an edition added to each file.
fn with_edition(files: &[FileDescriptorProto], edition: u64) -> Vec<u8> {
    let mut set = Vec::new();
    for file in files {
        let mut bytes = file.encode_to_vec();
        prost::encoding::uint64::encode(14, &edition, &mut bytes);
        prost::encoding::bytes::encode(1, &bytes, &mut set);
    }
    set
}

#[track_caller]
fn check(files: Vec<FileDescriptorProto>, expected: &str) {
    assert_eq!(pool(files).unwrap_err(), expected);
}

#[test]
fn proto2_has_presence_closed_enums_groups_and_defaults() {
    let mut required = field("id", 1, Type::Int32);
    required.label = Some(Label::Required as i32);
    let mut speed = field("wind_speed", 2, Type::Float);
    speed.default_value = Some("-inf".into());
    let mut sky = field_of("sky", 3, Type::Enum, ".acme.Sky");
    sky.default_value = Some("WET".into());
    let group = field_of("day", 4, Type::Group, "Forecast.Day");
    let list = repeated(field("hours", 5, Type::Sint32));
    let mut forecast = message("Forecast", vec![list, group, required, speed, sky]);
    forecast.nested_type = vec![message("Day", vec![])];
    let pool = pool(vec![file(vec![forecast])]).unwrap();
    let forecast = pool.message("acme.Forecast").unwrap();
    let numbers: Vec<u32> = forecast.fields().map(|field| field.number()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let field = |name| forecast.field_by_name(name).unwrap();
    assert_eq!(field("id").cardinality(), Cardinality::Required);
    assert_eq!(field("wind_speed").default_value(), Value::F32(f32::NEG_INFINITY));
    assert_eq!(field("wind_speed").json_name(), "windSpeed");
    assert_eq!(forecast.field_by_json_name("windSpeed"), Some(field("wind_speed")));
    assert_eq!(field("sky").default_value(), Value::EnumNumber(1));
    assert!(field("sky").has_presence());
    let Kind::Enum(sky) = field("sky").kind() else { panic!("no enum") };
    assert!(sky.is_closed());
    assert_eq!(sky.value(1).unwrap().name(), "WET");
    assert!(field("day").is_group());
    assert_eq!(field("day").kind(), Kind::Message(pool.message("acme.Forecast.Day").unwrap()));
    assert!(!field("hours").is_packed());
    assert_eq!(pool.message("acme.Forecast.Day").unwrap().parent(), Some(forecast));
}

#[test]
fn proto3_has_implicit_presence_synthetic_oneofs_and_maps() {
    let mut maybe = field("maybe", 1, Type::Int32);
    maybe.proto3_optional = Some(true);
    maybe.oneof_index = Some(1);
    let mut text = field("text", 2, Type::String);
    text.oneof_index = Some(0);
    let skies = repeated(field_of("skies", 3, Type::Message, ".acme.Forecast.SkiesEntry"));
    let hours = repeated(field("hours", 4, Type::Int32));
    let plain = field("plain", 5, Type::Bool);
    let mut forecast = message("Forecast", vec![maybe, text, skies, hours, plain]);
    let oneof = |name: &str| OneofDescriptorProto { name: Some(name.into()), options: None };
    forecast.oneof_decl = vec![oneof("payload"), oneof("_maybe")];
    let mut entry = message(
        "SkiesEntry",
        vec![field("key", 1, Type::String), field_of("value", 2, Type::Enum, ".acme.Sky")],
    );
    entry.options = Some(MessageOptions { map_entry: Some(true), ..Default::default() });
    forecast.nested_type = vec![entry];
    let mut file = file(vec![forecast]);
    file.syntax = Some("proto3".into());
    let pool = pool(vec![file]).unwrap();
    let forecast = pool.message("acme.Forecast").unwrap();
    let field = |name| forecast.field_by_name(name).unwrap();
    let oneofs: Vec<String> = forecast.oneofs().map(|oneof| oneof.name().into()).collect();
    assert_eq!(oneofs, ["payload"]);
    assert_eq!(field("maybe").oneof(), None);
    assert_eq!(field("text").oneof().unwrap().fields().next(), Some(field("text")));
    let presence =
        ["maybe", "text", "skies", "hours", "plain"].map(|name| field(name).has_presence());
    assert_eq!(presence, [true, true, false, false, false]);
    assert_eq!(field("skies").cardinality(), Cardinality::Map);
    assert_eq!(field("skies").map_key(), Some(Kind::String));
    assert_eq!(field("skies").kind(), Kind::Enum(pool.enumeration("acme.Sky").unwrap()));
    assert!(field("hours").is_packed());
    assert!(!pool.enumeration("acme.Sky").unwrap().is_closed());
    assert!(pool.message("acme.Forecast.SkiesEntry").unwrap().is_map_entry());
}

#[test]
fn editions_have_features() {
    let mut list = repeated(field("hours", 1, Type::Int32)).encode_to_vec();
    // `features.repeated_field_encoding = EXPANDED`
    list.extend([66, 5, 170, 1, 2, 24, 2]);
    let list = FieldDescriptorProto::decode(&list[..]).unwrap();
    // prost-types drops the features, so the test encodes the file by hand.
    let mut forecast = message("Forecast", vec![field("plain", 2, Type::Bool)]).encode_to_vec();
    let mut encoded = list.encode_to_vec();
    encoded.extend([66, 5, 170, 1, 2, 24, 2]);
    prost::encoding::bytes::encode(2, &encoded, &mut forecast);
    // The message has a message field, and `features.message_encoding = DELIMITED`.
    let day = field_of("day", 3, Type::Message, ".acme.Forecast").encode_to_vec();
    prost::encoding::bytes::encode(2, &day, &mut forecast);
    forecast.extend([58, 4, 98, 2, 40, 2]);
    for edition in [1000_u64, 1001, 1002] {
        let mut bytes = file(vec![]).encode_to_vec();
        prost::encoding::bytes::encode(4, &forecast, &mut bytes);
        prost::encoding::uint64::encode(14, &edition, &mut bytes);
        // `features.field_presence = IMPLICIT`
        bytes.extend([66, 5, 146, 3, 2, 8, 2]);
        let mut set = Vec::new();
        prost::encoding::bytes::encode(1, &bytes, &mut set);
        let pool = DescriptorPool::decode(&set).unwrap();
        let forecast = pool.message("acme.Forecast").unwrap();
        let field = |name| forecast.field_by_name(name).unwrap();
        assert!(!field("plain").has_presence());
        assert!(!field("hours").is_packed());
        assert!(field("day").is_group() && field("day").has_presence());
        assert_eq!(field("hours").options(), [170, 1, 2, 24, 2]);
    }
}

#[test]
fn unknown_editions_are_errors() {
    for (edition, name) in [(9999, "9999"), (900, "900"), (1003, "1003")] {
        let set = with_edition(&[file(vec![])], edition);
        let error = DescriptorPool::decode(&set).unwrap_err();
        let expected = "a.proto: the edition with the number ? is not supported";
        assert_eq!(error.to_string(), expected.replace('?', name));
    }
    let other = FileDescriptorProto { syntax: Some("proto4".into()), ..file(vec![]) };
    check(vec![other], "a.proto: the syntax is not supported");
}

#[test]
fn imports_are_checked() {
    let named = |name: &str, imports: &[&str]| FileDescriptorProto {
        name: Some(name.into()),
        dependency: imports.iter().map(ToString::to_string).collect(),
        ..Default::default()
    };
    check(vec![named("a", &["b"])], "a: the import `b` is not in the set");
    check(
        vec![named("a", &["b"]), named("b", &["c"]), named("c", &["b"])],
        "b: the import `c` is part of a cycle of imports",
    );
    check(vec![named("a", &["a"])], "a: the import `a` is part of a cycle of imports");
    check(vec![named("", &[])], "descriptor set: a file has no name");
    assert!(pool(vec![named("a", &[]), named("b", &["a"]), named("a", &[])]).is_ok());
    check(
        vec![named("a", &[]), named("b", &[]), named("a", &["b"])],
        "a: two files with different contents have this name",
    );
}

#[test]
fn names_and_numbers_are_checked() {
    let int = |name, number| field(name, number, Type::Int32);
    for (messages, expected) in [
        (
            vec![message("M", vec![int("a", 1), int("b", 1)])],
            "a.proto: `acme.M.b`: the field `a` has the same number",
        ),
        (
            vec![message("M", vec![int("a", 1), int("a", 2)])],
            "a.proto: `acme.M`: there are two fields or oneofs `a`",
        ),
        (
            vec![message("M", vec![]), message("M", vec![])],
            "a.proto: `acme.M`: the name is declared twice",
        ),
        (vec![message("Sky", vec![])], "a.proto: `acme.Sky`: the name is declared twice"),
        (vec![message("M", vec![int("a", 0)])], "a.proto: `acme.M.a`: 0 is not a field number"),
        (
            vec![message("M", vec![int("a", 1 << 29)])],
            "a.proto: `acme.M.a`: 536870912 is not a field number",
        ),
        (vec![message("M", vec![int("1a", 1)])], "a.proto: `1a`: the name is not an identifier"),
        (
            vec![message("M", vec![field_of("a", 1, Type::Message, ".acme.N")])],
            "a.proto: `acme.M.a`: the type `acme.N` is not declared",
        ),
        (
            vec![message("M", vec![field_of("a", 1, Type::Message, ".acme.Sky")])],
            "a.proto: `acme.M.a`: `acme.Sky` is an enum, and the field declares a message",
        ),
        (
            vec![message("M", vec![field_of("a", 1, Type::Enum, ".acme.M")])],
            "a.proto: `acme.M.a`: `acme.M` is a message, and the field declares an enum",
        ),
        (
            vec![message(
                "M",
                vec![FieldDescriptorProto { default_value: Some("x".into()), ..int("a", 1) }],
            )],
            "a.proto: `acme.M.a`: the default is not a value of the type",
        ),
        (
            vec![message("M", vec![FieldDescriptorProto { oneof_index: Some(3), ..int("a", 1) }])],
            "a.proto: `acme.M.a`: the message has no oneof with the index 3",
        ),
    ] {
        check(vec![file(messages)], expected);
    }
}

#[test]
fn maps_are_checked() {
    let mut entry = message("AEntry", vec![]);
    entry.field = vec![field("key", 1, Type::Int32), field("value", 2, Type::Int32)];
    entry.options = Some(MessageOptions { map_entry: Some(true), ..Default::default() });
    let with = |name, field: FieldDescriptorProto, nested: &[DescriptorProto]| DescriptorProto {
        nested_type: nested.to_vec(),
        ..message(name, vec![field])
    };
    let map = |name| repeated(field_of(name, 1, Type::Message, ".acme.M.AEntry"));
    let entries = [entry];
    assert!(pool(vec![file(vec![with("M", map("a"), &entries)])]).is_ok());
    check(
        vec![file(vec![with("M", map("a"), &entries), with("N", map("b"), &[])])],
        "a.proto: `acme.N.b`: the entry of a map belongs to another message",
    );
    let singular = field_of("a", 1, Type::Message, ".acme.M.AEntry");
    check(
        vec![file(vec![with("M", singular, &entries)])],
        "a.proto: `acme.M.a`: the field of a map is not repeated",
    );
}

#[test]
fn enums_are_checked() {
    let with = |values: &[(&str, i32)], syntax: &str| FileDescriptorProto {
        enum_type: vec![enumeration("E", values)],
        syntax: Some(syntax.into()),
        ..file(vec![])
    };
    check(vec![with(&[], "proto3")], "a.proto: `acme.E`: the enum has no values");
    check(
        vec![with(&[("A", 1)], "proto3")],
        "a.proto: `acme.E`: the first value of an open enum must be 0",
    );
    check(
        vec![with(&[("A", 1), ("B", 1)], "proto2")],
        "a.proto: `acme.E`: another value has the number 1 of `B`",
    );
    check(
        vec![with(&[("A", 1), ("A", 2)], "proto2")],
        "a.proto: `acme.E`: there are two values `A`",
    );
}

#[test]
fn extensions_are_found_by_number_and_by_name() {
    let mut extended = message("M", vec![]);
    let range =
        descriptor_proto::ExtensionRange { start: Some(100), end: Some(200), options: None };
    extended.extension_range = vec![range];
    let extension = |number| FieldDescriptorProto {
        extendee: Some(".acme.M".into()),
        ..field("gusts", number, Type::Int32)
    };
    let with = |number| FileDescriptorProto {
        extension: vec![extension(number)],
        ..file(vec![extended.clone()])
    };
    let pool = pool(vec![with(100)]).unwrap();
    let gusts = pool.extension("acme.gusts").unwrap();
    assert_eq!((gusts.name(), gusts.json_name()), ("acme.gusts", "[acme.gusts]"));
    assert!(gusts.is_extension() && gusts.has_presence());
    assert_eq!(pool.message("acme.M").unwrap().extension(100), Some(gusts));
    let mut registry = crate::Registry::new();
    registry.add_pool(&pool).add_pool(&pool);
    assert!(registry.schema("acme.M").is_some());
    assert_eq!(registry.extension_by_number("acme.M", 100).unwrap().extendee, "acme.M");
    assert_eq!(registry.extension_by_name("acme.gusts").unwrap().field.number, 100);
    check(
        vec![with(200)],
        "a.proto: `acme.gusts`: the number 200 is in no extension range of `acme.M`",
    );
}

#[test]
fn limits_hold() {
    let mut deep = message("M", vec![]);
    for _ in 0..9 {
        deep = DescriptorProto { nested_type: vec![deep], ..message("M", vec![]) };
    }
    let set = FileDescriptorSet { file: vec![file(vec![deep])] }.encode_to_vec();
    let error = |options: PoolOptions| options.decode(&set).unwrap_err().to_string();
    // The set has 1 file, 10 messages, 1 enum and 2 values.
    assert!(PoolOptions::new().max_descriptors(14).recursion_limit(9).decode(&set).is_ok());
    assert_eq!(
        error(PoolOptions::new().max_descriptors(13)),
        "a.proto: `Sky`: there are too many descriptors"
    );
    assert_eq!(
        error(PoolOptions::new().recursion_limit(8)),
        "a.proto: `M`: messages nest too deep"
    );
    // The full names of many elements repeat a long name.
    let many = (0..2000).map(|number| message(&alloc::format!("N{number}"), vec![])).collect();
    let long = DescriptorProto { nested_type: many, ..message(&"M".repeat(100_000), vec![]) };
    let error = pool(vec![file(vec![long])]).unwrap_err();
    assert!(error.ends_with("the full names are too long for the set"), "{error}");
    assert!(error.len() < 300);
}

#[test]
fn cut_and_changed_sets_are_errors_or_pools() {
    let set = FileDescriptorSet { file: vec![prost_file()] }.encode_to_vec();
    assert!(DescriptorPool::decode(&set).is_ok());
    let mut state = 7_u64;
    for length in 0..set.len() {
        let _ = DescriptorPool::decode(&set[..length]);
        let mut changed = set.clone();
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        changed[length] = (state >> 40) as u8;
        let _ = DescriptorPool::decode(&changed);
    }
}

fn prost_file() -> FileDescriptorProto {
    let mut text = field("text", 2, Type::String);
    text.oneof_index = Some(0);
    let sky = field_of("sky", 3, Type::Enum, ".acme.Sky");
    let next = repeated(field_of("next", 4, Type::Message, "M"));
    let mut message = message("M", vec![text, sky, next]);
    message.oneof_decl = vec![OneofDescriptorProto { name: Some("o".into()), options: None }];
    file(vec![message])
}
