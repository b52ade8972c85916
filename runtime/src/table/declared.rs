//! The declared fields of a message, as far as errors in the input concern them.
//!
//! A decoder that drops unknown fields asks for the key of each unknown number. So numbers are found
//! in the text of a table by a binary search, and first behind its last field, where the fields of
//! newer schemas are.

use super::Table;
use crate::wire::skip::{DELIMITED, FIXED32, FIXED64, START_GROUP, VARINT};

impl Table {
    /// Returns the name of the struct, e.g. `Forecast`.
    pub(crate) fn message(&self) -> &'static str {
        match *self {
            Table::Short { message, .. } => message,
            Table::Long { full_name, fields, .. } => match fields.strip_prefix("#struct ") {
                Some(fields) => word(fields, ';'),
                None => full_name.rsplit('.').next().unwrap_or(full_name),
            },
        }
    }

    /// Returns the key that the field with this number should have.
    pub(crate) fn key(&self, number: u32) -> Option<u32> {
        match self {
            Table::Short { keys, .. } => Some(keys[index(keys, number)?]),
            Table::Long { fields, .. } => {
                let shape = field(fields, number)?.split(' ').nth(1)?;
                Some(number << 3 | wire_type(shape))
            }
        }
    }

    /// Returns the name of the field that has this key, or should have it. A member of a oneof has
    /// the name of the oneof.
    pub(crate) fn name(&self, key: u32) -> Option<&'static str> {
        match *self {
            Table::Short { keys, names, .. } => names.split(' ').nth(index(keys, key >> 3)?),
            Table::Long { fields, .. } => name(field(fields, key >> 3)?),
        }
    }
}

fn index(keys: &[u32], number: u32) -> Option<usize> {
    keys.binary_search_by_key(&number, |key| key >> 3).ok()
}

/// Returns the field with this number in the text of a table, e.g. `2 ?message0 day`.
fn field(fields: &'static str, number: u32) -> Option<&'static str> {
    if number == 0 {
        return None;
    }
    let text = fields.as_bytes();
    // The fields from `start` to `end` can have the number. The one with the byte in front of
    // `probe` is looked at.
    let (mut start, mut end, mut probe) = (0, text.len(), text.len());
    while start < end {
        let semicolon = text[start..probe].iter().rposition(|byte| *byte == b';');
        // A space is behind each semicolon.
        let begin = semicolon.map_or(start, |semicolon| start + semicolon + "; ".len());
        let found = number_of(text.get(begin..).unwrap_or_default());
        if found == number {
            return Some(word(fields.get(begin..)?, ';'));
        } else if found > number {
            end = begin;
        } else {
            let semicolon = text[begin..end].iter().position(|byte| *byte == b';');
            start = semicolon.map_or(end, |semicolon| begin + semicolon + "; ".len());
        }
        probe = start + (end - start) / 2;
    }
    None
}

/// Returns the number that a field begins with. Flags, e.g. `#message_set`, have 0.
fn number_of(field: &[u8]) -> u32 {
    let digits = field.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
}

/// Returns the name in the struct, which stands behind `$` if it is not the proto name, e.g.
/// `r#type` of `1 string type $r#type`.
fn name(field: &'static str) -> Option<&'static str> {
    let mut words = field.split(' ').skip(2);
    let proto_name = word(words.next()?, '=');
    let mut oneof = None;
    for word in words {
        match word.as_bytes() {
            [b'$', ..] => return word.get(1..),
            [b'@', ..] => oneof = word.get(1..),
            _ => {}
        }
    }
    Some(oneof.unwrap_or(proto_name))
}

/// Returns the wire type of a shape, e.g. of `?message0`, and of the elements of a list.
fn wire_type(shape: &str) -> u32 {
    match shape.trim_start_matches(['?', '!', '*', '+']) {
        "double" | "fixed64" | "sfixed64" => FIXED64,
        "float" | "fixed32" | "sfixed32" => FIXED32,
        "string" | "bytes" => DELIMITED,
        kind if kind.starts_with("group") => START_GROUP,
        kind if kind.starts_with(['{', 'm']) => DELIMITED,
        _ => VARINT,
    }
}

/// Returns the text in front of a separator, or all of it.
fn word(text: &str, separator: char) -> &str {
    text.split(separator).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    const LONG: Table = Table::new(
        "acme.v1.Forecast",
        "#struct Cast; #message_set; #reserved old older; 1 string station=s%3B; \
         2 ?message0 day; 3 +sint32 ids; 4 {string}enum1 skies; 5 uint64 number @either; \
         6 group0 odd @Either #redact $either_; 7 !double type $r#type; 9 *float depths; \
         16 enum sky; 200 *message days",
        &[],
    );

    #[test]
    fn both_forms_have_keys_and_names() {
        let short = Table::Short {
            message: "Cast",
            keys: &[10, 18, 24, 34, 40, 51, 57, 77, 128, 1602],
            names: "station day ids skies either either_ r#type depths sky days",
        };
        assert_eq!((short.message(), LONG.message()), ("Cast", "Cast"));
        for number in 0..300 {
            assert_eq!(LONG.key(number), short.key(number), "{number}");
            for wire_type in 0..8 {
                let key = number << 3 | wire_type;
                assert_eq!(LONG.name(key), short.name(key), "{number}");
            }
        }
        assert_eq!(short.key(200), Some(1602));
        assert_eq!(short.key(8), None);
    }

    #[test]
    fn a_struct_has_the_last_part_of_the_full_name() {
        let message = |full_name, fields| Table::new(full_name, fields, &[]).message();
        assert_eq!(message("acme.v1.Forecast.Day", "1 string low"), "Day");
        assert_eq!(message("Day", ""), "Day");
        assert_eq!(message("acme.day", "#struct Day"), "Day");
    }

    #[test]
    fn every_number_of_every_set_of_fields_is_found() {
        let numbers = [1_u32, 2, 9, 10, 99, 1000, 536_870_911];
        for chosen in 0..1 << numbers.len() {
            for flags in ["", "#message_set; ", "#reserved a b; "] {
                let is_chosen = |index: &usize| chosen >> index & 1 == 1;
                let chosen: Vec<u32> =
                    (0..numbers.len()).filter(is_chosen).map(|index| numbers[index]).collect();
                let parts: Vec<String> =
                    chosen.iter().map(|number| format!("{number} int32 f{number}")).collect();
                let text: &'static str = format!("{flags}{}", parts.join("; ")).leak();
                let table = Table::new("acme.M", text, &[]);
                for number in [0, 1, 2, 3, 8, 9, 10, 11, 98, 99, 100, 1000, 1001, 536_870_911] {
                    let expected = chosen.contains(&number).then_some(number << 3);
                    assert_eq!(table.key(number), expected, "{number} in `{text}`");
                    let expected = expected.map(|_| format!("f{number}"));
                    assert_eq!(table.name(number << 3), expected.as_deref(), "`{text}`");
                }
            }
        }
    }
}
