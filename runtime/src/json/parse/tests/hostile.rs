extern crate std;

use alloc::format;
use std::thread;
use std::time::Instant;

use super::*;

fn nested(levels: usize, open: &str, close: &str) -> String {
    [&open.repeat(levels)[..], "1", &close.repeat(levels)].concat()
}

#[test]
fn depth_is_bounded_and_the_stack_holds() {
    let value = <prost_types::Value as Tabled>::table::<crate::wire::Late>();
    let any = "{\"@type\":\"a/google.protobuf.Any\",\"value\":";
    let run = move || {
        let deepest = |inner: usize, open: &str, close: &str, table: &'static Table| {
            let text = nested(inner, open, close).replace('1', "{}");
            let all = parsed(table, &text);
            assert!(all.is_ok(), "{all:?}");
            assert_eq!(parsed_by_serde(ParseOptions::new(), table, &text).unwrap(), all.unwrap());
            let text = nested(inner + 1, open, close).replace('1', "{}");
            let error = parsed(table, &text).unwrap_err();
            assert!(error.ends_with("the message nests too deep"), "{error}");
            assert!(error.len() < 1_000, "{error}");
            let error = parsed_by_serde(ParseOptions::new(), table, &text).unwrap_err().to_string();
            assert!(error.contains("the message nests too deep"), "{error}");
            assert!(error.len() < 1_000, "{error}");
        };
        deepest(100, "{\"innerAll\":", "}", &ALL);
        deepest(100, "{\"odd\":", "}", &ALL);
        deepest(100, "{\"all\":[", "]}", &ALL);
        deepest(50, "{\"byId\":{\"7\":", "}}", &ALL);
        deepest(49, "[", "]", value);
        deepest(33, "{\"a\":", "}", value);
        deepest(100, any, "}", <prost_types::Any as Tabled>::table::<crate::wire::Late>());
        let options = ParseOptions::new().ignore_unknown(true);
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let unknown = |levels| format!("{{\"none\":{}}}", nested(levels, open, close));
            assert_eq!(parsed_with(options, &ALL, &unknown(100)), Ok(Vec::new()));
            let error = parsed_with(options, &ALL, &unknown(101)).unwrap_err();
            assert!(error.ends_with("the value nests too deep"), "{error}");
            assert!(parsed_by_serde(options, &ALL, &unknown(100)).is_ok());
            let error = parsed_by_serde(options, &ALL, &unknown(101)).unwrap_err().to_string();
            assert!(error.contains("the value nests too deep"), "{error}");
        }
    };
    thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn a_greater_limit_can_be_set() {
    let text = nested(500, "{\"innerAll\":", "}").replace('1', "{}");
    let options = ParseOptions::new().recursion_limit(500);
    assert!(parsed_with(options, &ALL, &text).is_ok());
    let options = ParseOptions::new().decode_options(DecodeOptions::new().recursion_limit(499));
    assert!(parsed_with(options, &ALL, &text).is_err());
}

#[test]
fn long_texts_have_short_errors() {
    let long = "x".repeat(1 << 20);
    for text in [
        format!("{{\"{long}\":1}}"),
        format!("{{\"sky\":\"{long}\"}}"),
        format!("{{\"i32\":{long}}}"),
        format!("{{\"i32\":\"{long}\"}}"),
        format!("{{\"counts\":{{\"{long}\":null}}}}"),
        format!("{{\"any\":{{\"@type\":\"{long}\"}}}}"),
        format!("{{\"any\":{{\"@type\":\"a/{long}\"}}}}"),
    ] {
        let error = parsed(&ALL, &text).unwrap_err();
        assert!(error.len() < 250, "{error}");
    }
}

#[test]
fn long_numbers_cost_their_length() {
    let digits = "1".repeat(2_000_000);
    let zeros = "0".repeat(2_000_000);
    let start = Instant::now();
    for (field, number) in [
        ("i32", digits.as_str()),
        ("double", &digits),
        ("double", &format!("0.{zeros}1")),
        ("i64", &format!("0.{zeros}1e2000001")),
        ("i64", &format!("1{zeros}e-2000000")),
        ("double", "1e999999999"),
        ("double", "1e-999999999"),
        ("i64", "1e999999999999999999999999"),
        ("i64", "\"1e-999999999999999999999999\""),
    ] {
        let result = parsed(&ALL, &format!("{{\"{field}\":{number}}}"));
        if field == "i64" && number.len() > 100 {
            assert_eq!(result.as_deref(), Ok(&b"\x10\x01"[..]));
        }
    }
    // A debug build takes less than a second. A quadratic algorithm would take days.
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn the_records_count_as_memory() {
    let text = format!("{{\"text\":\"{}\"}}", "x".repeat(1_000));
    for (limit, is_enough) in [(1_000, false), (2_000, false), (2_100, true)] {
        let options = ParseOptions::new().max_heap(limit);
        assert_eq!(parsed_with(options, &ALL, &text).is_ok(), is_enough, "{limit}");
    }
    // The records take eleven bytes for two bytes of text.
    let text = format!("[{}0]", "0,".repeat(1_000));
    for (limit, is_enough) in [(3_000, false), (40_000, true)] {
        let options = ParseOptions::new().max_heap(limit);
        let table = <prost_types::Value as Tabled>::table::<crate::wire::Late>();
        assert_eq!(parsed_with(options, table, &text).is_ok(), is_enough, "{limit}");
    }
    // The keys of a map take more memory than its records.
    let entries: Vec<_> = (0..1_000).map(|key| format!("\"{key}\":0")).collect();
    let text = format!("{{\"counts\":{{{}}}}}", entries.join(","));
    for (limit, is_enough) in [(30_000, false), (300_000, true)] {
        let options = ParseOptions::new().max_heap(limit);
        assert_eq!(parsed_with(options, &ALL, &text).is_ok(), is_enough, "{limit}");
    }
    let text = format!("[{}0]", "0,".repeat(1_000));
    let options = ParseOptions::new().max_heap(40_000);
    let error = options.from_json::<prost_types::Value>(&text).unwrap_err();
    assert_eq!((error.line(), error.path()), (None, String::new()));
}

#[test]
fn keys_with_one_hash_are_compared() {
    let names = crate::hash::names_with_one_hash(20);
    let entries = |names: &[String]| {
        let entries = names.iter().map(|name| format!("\"{name}\":1"));
        format!("{{\"counts\":{{{}}}}}", entries.collect::<Vec<_>>().join(","))
    };
    assert!(parsed(&ALL, &entries(&names)).is_ok());
    let twice = [&names[..], &names[7..8]].concat();
    let error = parsed(&ALL, &entries(&twice)).unwrap_err();
    assert_eq!(error, "line 1, column 432: counts: the map already has this key");
}

#[test]
fn truncated_and_changed_texts_do_not_panic() {
    let text = r#"{"i32":-1,"text":"a\ud83d\ude00é","raw":"AQI=","sky":"wet","ids":[1,2.0,"3"],
        "counts":{"a":1},"byId":{"7":{"double":1.5e3}},"value":{"a":[null,true]},
        "any":{"@type":"a/google.protobuf.Duration","value":"1.5s"},"[acme.gusts]":{}}"#;
    assert!(parsed(&ALL, text).is_ok());
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert!(parsed(&ALL, &text[..end]).is_err());
    }
    for at in 0..text.len() {
        for byte in [b'"', b'\\', b'{', b'}', b'[', b'0', b'-', b'n', b'u', b' ', 0x80] {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = byte;
            if let Ok(text) = core::str::from_utf8(&bytes) {
                let by_serde = parsed_by_serde(ParseOptions::new(), &ALL, text);
                assert_eq!(parsed(&ALL, text).ok(), by_serde.ok(), "{text}");
            }
        }
    }
}

#[test]
fn type_urls_after_other_members_are_searched_for_once() {
    use crate::json::{Json, ParseOptions, from_json, to_json};
    use prost_types::Any;

    let nested = |depth: usize, inner: &str| {
        let mut text = alloc::string::String::from(inner);
        for level in 0..depth {
            // At some levels the keys are escaped, and at some they follow other members.
            let key = if level % 3 == 0 { "\\u0040type" } else { "@type" };
            text = format!(r#"{{"value":{text},"{key}":"a/google.protobuf.Any"}}"#);
        }
        text
    };
    let list = |length: usize| {
        let list = "[{\"a\":1,\"@type\":0},{\"@type\":1}],".repeat(length);
        format!(r#"{{"value":{{"value":[{list}0],"@type":5}},"@type":"a/google.protobuf.Struct"}}"#)
    };
    let text = nested(20, &list(2));
    let any: Any = from_json(&text).unwrap();
    let Json(by_serde) = serde_json::from_str::<Json<Any>>(&text).unwrap();
    assert_eq!(any, by_serde);
    let printed = to_json(&any).unwrap();
    assert_eq!(to_json(&from_json::<Any>(&printed).unwrap()).unwrap(), printed);
    // An object without a type URL is in an object with one.
    let text = r#"{"value":{"value":1},"@type":"a/google.protobuf.Any"}"#;
    let error = from_json::<Any>(text).unwrap_err().to_string();
    assert_eq!(error, "line 1, column 10: value: the `Any` has no `@type`");
    // Each level searched the whole text, and serde copied it.
    let time = |depth: usize| {
        let text = nested(depth, &list(2_000));
        let times = (0..3).map(|_| {
            let start = std::time::Instant::now();
            from_json::<Any>(&text).unwrap();
            serde_json::from_str::<Json<Any>>(&text).unwrap();
            start.elapsed()
        });
        times.min().unwrap()
    };
    let (shallow, deep) = (time(1), time(80));
    assert!(deep < shallow * 8, "{deep:?} is much longer than {shallow:?}");
    // The positions count as memory.
    let text = nested(1, &list(10_000));
    assert!(ParseOptions::new().max_heap(text.len()).from_json::<Any>(&text).is_err());
}
