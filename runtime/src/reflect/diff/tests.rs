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
(unknown fields): unset != [REDACTED]
"#;
    assert_eq!(["\n", &differences.to_string()].concat(), expected);
    assert!(differences.iter().any(|difference| difference.is_redacted()));
}

#[test]
fn secrets_are_in_no_text() {
    let mut left = forecast();
    left.set_path("secret", "hunter2").unwrap();
    left.set_path("next.secret", "hunter2").unwrap();
    left.unknown_fields_mut().push(50, crate::UnknownValue::LengthDelimited(b"hunter2"));
    let empty = DynamicMessage::new(left.descriptor().clone());
    let differences = diff(&left, &empty).unwrap();
    let texts = [
        alloc::format!("{differences:?}"),
        alloc::format!("{differences:#?}"),
        differences.to_string(),
        alloc::format!("{left:?}"),
    ];
    for text in texts {
        assert!(!text.contains("hunter2") && text.contains("[REDACTED]"), "{text}");
    }
    let secret = differences.iter().find(|it| it.path() == "secret").unwrap();
    assert_eq!(secret.left().and_then(|value| value.as_str()), Some("hunter2"));
    // A message without secrets shows its unknown fields.
    left.set_path("night.speed", 1.0).unwrap();
    let night = left.get_mut("night").unwrap().as_message_mut().unwrap();
    night.unknown_fields_mut().push(50, crate::UnknownValue::Varint(1));
    let mut without = left.clone();
    let night = without.get_mut("night").unwrap().as_message_mut().unwrap();
    night.unknown_fields_mut().clear();
    assert_eq!(
        diff(&left, &without).unwrap().to_string(),
        "night.(unknown fields): b\"\\x90\\x03\\x01\" != unset\n"
    );
}

#[test]
fn a_key_cannot_forge_a_line() {
    let mut left = forecast();
    let mut right = left.clone();
    let path = r#"stations["x\u{a}id: 1 != 2\u{202e}\"é"].id"#;
    left.set_path(path, 1).unwrap();
    right.set_path(path, 2).unwrap();
    let differences = diff(&left, &right).unwrap();
    assert_eq!(differences.paths().collect::<alloc::vec::Vec<_>>(), [path]);
    assert_eq!(differences.to_string(), [path, ": 1 != 2\n"].concat());
    let stations = left.get("stations").unwrap();
    let key = crate::reflect::MapKey::String("x\nid: 1 != 2\u{202e}\"é".into());
    assert!(stations.as_map().unwrap().contains_key(&key));
}

#[test]
fn messages_of_other_types_differ_as_a_whole() {
    let differences = diff(&forecast(), &forecast()).unwrap();
    assert_eq!(differences.to_string(), ": {} != {}\n");
}
