use alloc::string::ToString;

use crate::reflect::samples::forecast;
use crate::reflect::{DynamicMessage, diff};

#[test]
fn differences_are_printed_line_by_line() {
    let descriptor = forecast().descriptor().clone();
    let (mut left, mut right) =
        (DynamicMessage::new(descriptor.clone()), DynamicMessage::new(descriptor));
    assert!(diff(&left, &right).unwrap().is_empty());
    left.set_path("id", 1).unwrap();
    right.set_path("id", 2).unwrap();
    left.set_path("next.sky", 1).unwrap();
    right.set_path("next.names", alloc::vec!["a".into(), "b".into()]).unwrap();
    left.set_path(r#"stations["x"].id"#, 1).unwrap();
    right.set_path("hours[3]", 1).unwrap();
    left.set_path("secret", "a").unwrap();
    right.set_path("secret", "b").unwrap();
    left.set_path("night.speed", f64::NAN).unwrap();
    right.set_path("night.speed", f64::NAN).unwrap();
    left.set_path("[acme.gusts].secret", "a").unwrap();
    right.set_path("[acme.gusts].id", 1).unwrap();
    right.unknown_fields_mut().push(50, crate::UnknownValue::Varint(1));
    let differences = diff(&left, &right).unwrap();
    let expected = r#"
id: 1 != 2
next.names[0]: unset != "a"
next.names[1]: unset != "b"
next.sky: WET != unset
stations: {"x": {id: 1}} != unset
hours: unset != {3: WET}
secret: [REDACTED] != [REDACTED]
[acme.gusts].id: unset != 1
[acme.gusts].secret: [REDACTED] != unset
(unknown fields): unset != b"\x90\x03\x01"
"#;
    assert_eq!(["\n", &differences.to_string()].concat(), expected);
    assert!(differences.iter().any(|difference| difference.is_redacted()));
}

#[test]
fn messages_of_other_types_differ_as_a_whole() {
    let differences = diff(&forecast(), &forecast()).unwrap();
    assert_eq!(differences.to_string(), ": {} != {}\n");
}
