//! Tests of the Rust types of enum fields, by rule.

use super::model_of;
use crate::model::{Enums, Message, Shape, Value};

const SCHEMA: &str = "syntax = 'proto3'; package p;
    import 'google/protobuf/struct.proto';
    enum E { Z = 0; }
    message M {
      enum F { Y = 0; }
      E e = 1; repeated F f = 2; map<int32, E> g = 3;
      oneof o { E h = 4; string s = 5; }
      google.protobuf.NullValue n = 6;
    }";

/// Returns the settings `enums` of the fields e, f, g, n and h.
fn enums(rules: &str) -> Vec<Enums> {
    let model = model_of(SCHEMA, rules).unwrap_or_else(|found| panic!("{rules}: {found}"));
    let message: &Message = model.messages.values().flatten().next().unwrap();
    let fields = message.fields.iter().map(|field| match &field.shape {
        Shape::Singular { value, .. }
        | Shape::Repeated { value, .. }
        | Shape::Map { value, .. } => value,
    });
    let members = message.oneofs.iter().flat_map(|oneof| &oneof.members);
    let values = fields.chain(members.map(|member| &member.value));
    let enums = values.filter_map(|value| match value {
        Value::Enum(_, enums) => Some(*enums),
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => None,
    });
    enums.collect()
}

#[test]
fn the_most_specific_rule_wins() {
    use Enums::{Closed as C, I32 as N, Open as O};
    for (rules, expected) in [
        ("", [N, N, N, N, N]),
        ("enums=open", [O, O, O, O, O]),
        ("enums=.p=open", [O, O, O, O, O]),
        ("enums=.p.M.e=open", [O, N, N, N, N]),
        ("enums==.p.M.g=open", [N, N, O, N, N]),
        ("enums=M.o.h=open", [N, N, N, N, O]),
        ("enums=.p.M.o=open", [N, N, N, N, O]),
        // Rules with the name of the enum.
        ("enums=.p.E=open", [O, N, O, N, O]),
        ("enums==.p.E=open", [O, N, O, N, O]),
        ("enums=E=open", [O, N, O, N, O]),
        ("enums=M.F=open", [N, O, N, N, N]),
        ("enums=.google.protobuf.NullValue=open", [N, N, N, O, N]),
        // A rule for the enum is more specific than a rule for the message, and less specific than
        // a rule for the field.
        ("unknown_fields=preserve,enums=.p.M=closed,enums=E=open", [O, C, O, C, O]),
        ("unknown_fields=preserve,enums=.p.M=closed,enums=.p.E=open,enums=e=i32", [N, C, O, C, O]),
        ("unknown_fields=preserve,enums=E=open,enums=.p.E=closed", [C, N, C, N, C]),
        ("unknown_fields=preserve,enums==.p.E=open,enums=.p.E=closed", [O, N, O, N, O]),
    ] {
        assert_eq!(enums(rules), expected, "{rules}");
    }
}

#[test]
fn a_rule_for_a_package_applies_to_the_fields_in_it() {
    let error = model_of(SCHEMA, "enums=.google.protobuf=open").unwrap_err().to_string();
    assert!(error.starts_with("`enums=.google.protobuf=open` matches nothing"), "{error}");
}

#[test]
fn with_other_options_an_enum_path_selects_no_field() {
    let model = model_of(SCHEMA, "field_attribute=.p.E=#[allow(unused)]").unwrap();
    let message = model.messages.values().flatten().next().unwrap();
    assert!(message.fields.iter().all(|field| field.attributes.is_empty()));
}
