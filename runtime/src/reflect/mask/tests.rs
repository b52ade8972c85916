use alloc::string::ToString;
use alloc::vec;

use crate::reflect::samples::forecast;
use crate::reflect::{DynamicMessage, Value, mask};

fn filled(number: i32) -> DynamicMessage {
    let mut message = forecast();
    message.set_path("id", number).unwrap();
    message.set_path("next.id", number).unwrap();
    message.set_path("next.text", "x").unwrap();
    message.set_path("names", vec![Value::from("a"); number as usize]).unwrap();
    message.set_path("[acme.gusts].id", number).unwrap();
    message
}

fn encoded(message: &DynamicMessage) -> alloc::vec::Vec<u8> {
    message.encode_to_vec()
}

#[test]
fn a_mask_keeps_the_fields_that_it_names() {
    let mut message = filled(1);
    let before = encoded(&message);
    mask::apply(&mut message, &[] as &[&str]).unwrap();
    assert_eq!(encoded(&message), before);
    mask::apply(&mut message, ["*"]).unwrap();
    assert_eq!(encoded(&message), before);
    mask::apply(&mut message, ["id", "next.id", "sky", "days"]).unwrap();
    assert_eq!(encoded(&message), [8, 1, 26, 2, 8, 1]);
    mask::apply(&mut message, ["next", "next.text"]).unwrap();
    assert_eq!(encoded(&message), [26, 2, 8, 1]);
    mask::apply(&mut message, ["sky"]).unwrap();
    assert!(encoded(&message).is_empty());
}

#[test]
fn a_mask_replaces_the_fields_that_it_names() {
    let descriptor = filled(1).descriptor().clone();
    let of = |bytes: &[u8]| DynamicMessage::decode(descriptor.clone(), bytes).unwrap();
    for (into, from, paths, expected) in [
        (&[8, 1][..], &[8, 2, 64, 1][..], &["id"][..], &[8, 2][..]),
        // A field that is unset in `from` is unset in `into`.
        (&[8, 1, 64, 1], &[64, 1], &["id", "names"], &[64, 1]),
        (&[26, 4, 8, 1, 64, 1], &[], &["next.id"], &[26, 2, 64, 1]),
        (&[], &[], &["next.id"], &[]),
        (&[], &[26, 4, 8, 1, 64, 1], &["next.id"], &[26, 2, 8, 1]),
        // Lists are replaced, and so are the members of a oneof.
        (&[18, 1, 65], &[18, 1, 66], &["names"], &[18, 1, 66]),
        (&[50, 1, 65], &[58, 0], &["inner"], &[58, 0]),
        (&[8, 1], &[64, 1], &["*"], &[64, 1]),
    ] {
        let mut message = of(into);
        mask::merge(&mut message, &of(from), paths).unwrap();
        assert_eq!(encoded(&message), expected, "{paths:?}");
    }
    let other = forecast();
    assert!(mask::merge(&mut of(&[]), &other, ["id"]).is_err());
}

#[test]
fn the_paths_of_a_difference_update_a_message() {
    let descriptor = filled(1).descriptor().clone();
    let of = |bytes: &[u8]| DynamicMessage::decode(descriptor.clone(), bytes).unwrap();
    for (left, right, expected) in [
        (&[8, 1][..], &[8, 1][..], &[][..]),
        (&[8, 1], &[8, 2, 64, 1], &["id", "sky"]),
        (&[26, 2, 8, 1], &[26, 4, 8, 2, 64, 1], &["next.id", "next.sky"]),
        (&[26, 2, 8, 1], &[], &["next"]),
        (&[18, 1, 65], &[18, 1, 66], &["names"]),
        // An unknown field in `next`.
        (&[26, 3, 160, 1, 1], &[26, 0], &["next"]),
    ] {
        let (mut left, right) = (of(left), of(right));
        let mask = mask::from_difference(&left, &right).unwrap();
        assert_eq!(mask.paths, expected);
        mask::merge(&mut left, &right, &mask.paths).unwrap();
        assert_eq!(left, right);
    }
}

#[test]
fn paths_of_masks_are_checked() {
    let descriptor = forecast().descriptor().clone();
    let error = |path: &str| mask::validate_for(&descriptor, [path]).unwrap_err().to_string();
    assert!(mask::validate_for(&descriptor, ["id", "next.next.days", "stations", "*"]).is_ok());
    for (path, expected) in [
        ("none", "path `none`: `acme.Forecast` has no field `none`"),
        ("next.", "path `next.`: `acme.Forecast` has no field ``"),
        ("id.id", "path `id.id`: a list, map or scalar is not the last field"),
        ("days.id", "path `days.id`: a list, map or scalar is not the last field"),
        ("stations.id", "path `stations.id`: a list, map or scalar is not the last field"),
        ("", "path ``: `acme.Forecast` has no field ``"),
    ] {
        assert_eq!(error(path), expected);
    }
    assert!(error(&"next.".repeat(1000)).ends_with("the path has too many fields"));
}
