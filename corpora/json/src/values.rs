//! Compares JSON as values.

use serde_json::{Map, Value};

use crate::differences::{Difference, Differences};

/// Compares the values of two texts, and records the known differences.
pub(crate) fn compare(ours: &str, theirs: &str, found: &mut Differences) -> Result<(), String> {
    let value = |text| serde_json::from_str(text).map_err(|error| format!("{error}"));
    same("", &value(ours)?, &value(theirs)?, found)
}

fn same(path: &str, ours: &Value, theirs: &Value, found: &mut Differences) -> Result<(), String> {
    match (ours, theirs) {
        // Each library prints `1` or `1.0` for a number.
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => Ok(()),
        (Value::Null, Value::Null) => {
            found.add(Difference::ParsedNull);
            Ok(())
        }
        (Value::String(text), Value::Null)
            if ["NaN", "Infinity", "-Infinity"].contains(&&**text) =>
        {
            found.add(Difference::NotFinite);
            Ok(())
        }
        (Value::String(one), Value::String(other))
            if one != other && one.strip_suffix('Z') == other.strip_suffix("+00:00") =>
        {
            found.add(Difference::OffsetOfZero);
            Ok(())
        }
        (Value::String(text), Value::Object(message)) if is_field_mask(text, message) => {
            found.add(Difference::FieldMaskAsMessage);
            Ok(())
        }
        (Value::Object(one), Value::Object(other))
            if one.contains_key("@type") && one.get("@type") == other.get("typeUrl") =>
        {
            found.add(Difference::AnyAsMessage);
            Ok(())
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut elements = one.iter().zip(other).enumerate();
            elements.try_for_each(|(nth, (one, other))| {
                same(&format!("{path}[{nth}]"), one, other, found)
            })
        }
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
            one.iter().try_for_each(|(key, one)| {
                let path = format!("{path}.{key}");
                let other = other.get(key).ok_or_else(|| format!("{path} is missing"))?;
                same(&path, one, other, found)
            })
        }
        _ if ours == theirs => Ok(()),
        _ => Err(format!("{path}: {ours} is not {theirs}")),
    }
}

/// Whether an object is the message form of a `FieldMask` whose JSON is `text`.
fn is_field_mask(text: &str, message: &Map<String, Value>) -> bool {
    let paths = match message.get("paths") {
        Some(Value::Array(paths)) => &paths[..],
        Some(_) => return false,
        None => &[],
    };
    let camel: Vec<String> = paths.iter().filter_map(Value::as_str).map(lower_camel).collect();
    message.len() <= 1 && camel.join(",") == text
}

fn lower_camel(path: &str) -> String {
    let mut parts = path.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + &part[..1].to_uppercase() + &part[1..])
}
