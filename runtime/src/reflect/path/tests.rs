use alloc::string::{String, ToString};

use crate::reflect::Value;
use crate::reflect::samples::forecast;

#[test]
fn values_at_paths_are_set_read_and_unset() {
    let mut message = forecast();
    let empty = message.clone();
    message.set("days", alloc::vec![Value::Message(empty)]).unwrap();
    for (path, value) in [
        ("id", Value::I32(1)),
        ("next.next.id", Value::I32(2)),
        ("days[0].text", Value::String("x".into())),
        (r#"stations["a].\"b"].id"#, Value::I32(3)),
        ("hours[-4]", Value::EnumNumber(1)),
        ("[acme.gusts].id", Value::I32(4)),
        ("next.[acme.codes]", Value::List(alloc::vec![Value::I32(5)])),
        ("night.speed", Value::F64(1.5)),
        ("inner", message.get("next").unwrap().into_owned()),
    ] {
        assert!(!message.has_path(path).unwrap(), "{path}");
        message.set_path(path, value.clone()).unwrap();
        assert!(message.has_path(path).unwrap(), "{path}");
        assert_eq!(*message.get_path(path).unwrap(), value, "{path}");
    }
    message.set_path("next.[acme.codes][0]", 6).unwrap();
    assert_eq!(message.get_path("next.[acme.codes][0]").unwrap().as_i32(), Some(6));
    // An unset field has its default value at any depth.
    assert_eq!(message.get_path("next.next.next.next.id").unwrap().as_i32(), Some(7));
    assert!(message.clear_path("next.next").unwrap().is_some());
    assert_eq!(message.clear_path("next.next").unwrap(), None);
    assert_eq!(message.clear_path("hours[-4]").unwrap(), Some(Value::EnumNumber(1)));
    assert!(message.clear_path("days[0]").unwrap().is_some());
    assert!(!message.has("days") && !message.has("hours"));
}

#[test]
fn errors_name_the_path() {
    let mut message = forecast();
    let mut error = |path: &str| {
        let set = message.set_path(path, 1).unwrap_err();
        if let Err(read) = message.get_path(path) {
            assert_eq!(read.path(), set.path());
        }
        set.to_string()
    };
    for (path, expected) in [
        ("none", "`acme.Forecast` has no field `none`"),
        ("next.none", "`acme.Forecast` has no field `none`"),
        ("night.id", "`acme.Forecast.Night` has no field `id`"),
        ("[acme.none]", "`acme.Forecast` has no field `[acme.none]`"),
        ("id.id", "`id` is not a message"),
        ("days.id", "`days` is not a message"),
        ("days[0].id", "there is no element `0`"),
        (
            "days[0]",
            "the field `days` of `acme.Forecast` cannot hold an i32: it holds a list, each element \
             a `acme.Forecast` of the same pool",
        ),
        (
            "names[x]",
            "the field `names` of `acme.Forecast` cannot hold an i32: it holds a list, each \
             element a string",
        ),
        ("days[x].id", "`x` is not a position"),
        ("hours[\"-5\"]", "the key `\"-5\"` is not a number of the map's type"),
        ("stations[k].id", "the key `k` is not in double quotes, e.g. `[\"north\"]`"),
        ("stations['k'].id", "the key `'k'` is not in double quotes, e.g. `[\"north\"]`"),
        ("next[0]", "`[0]` follows a value that is neither a list nor a map"),
        ("text", "the field `text` of `acme.Forecast` cannot hold an i32: it holds a string"),
        ("hours[1].id", "`hours` is not a message"),
        ("a..b", "`acme.Forecast` has no field `a`"),
        ("next..b", "the path is malformed"),
        ("", "the path is malformed"),
    ] {
        let expected: String = ["path `", path, "`: ", expected].concat();
        assert_eq!(error(path), expected);
    }
    assert_eq!(
        forecast().get_path("stations[\"k\"].id").unwrap_err().to_string(),
        "path `stations[\"k\"].id`: there is no entry `\"k\"`"
    );
    assert_eq!(
        forecast().set_path("sky", "WET").unwrap_err().to_string(),
        "path `sky`: the field `sky` of `acme.Forecast` cannot hold a string: it holds the number \
         of a value that `acme.Sky` declares"
    );
    let long = "x".repeat(1_000_000);
    assert!(error(&long).len() < 600);
    assert!(forecast().get_path(&["id.", &long].concat()).unwrap_err().to_string().len() < 600);
    assert!(message.has_path("id.id").is_err() && message.has_path("none").is_err());
    let endless = "next.".repeat(1_000_000) + "id";
    assert!(message.set_path(&endless, 1).is_err());
}
