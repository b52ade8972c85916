//! A comparison of JSON texts.

use serde_json::Value;

/// Whether two JSON texts have the same value. Numbers may differ in the last digits, because
/// `serde_json` without its feature `float_roundtrip` parses some of them one unit off.
pub fn alike(one: &str, other: &str) -> bool {
    same(&serde_json::from_str(one).unwrap(), &serde_json::from_str(other).unwrap())
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let [one, other] = [one, other].map(|number| number.as_f64().unwrap());
            // An `f32` may be written as an `f64`, with more digits.
            (one - other).abs() <= one.abs() * 1e-7
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}
