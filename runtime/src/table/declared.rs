//! The declared fields of a message, for the decoder and its errors.
//!
//! A decoder that drops unknown fields looks up the key of each unknown number. So both forms of a
//! table have a list of keys: a search in the text would take up to ten times as long as skipping
//! the field. Only an error needs a name, so the long form has names in its text alone.

use super::Table;

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

    /// Returns the declared key of the field with this number.
    pub(crate) fn key(&self, number: u32) -> Option<u32> {
        Some(self.keys()[self.index(number)?])
    }

    /// Returns the name of the field with this key or with its number. The name of a oneof's member
    /// is that of the oneof.
    pub(crate) fn name(&self, key: u32) -> Option<&'static str> {
        let index = self.index(key >> 3)?;
        match *self {
            Table::Short { names, .. } => names.split(' ').nth(index),
            Table::Long { fields, .. } => {
                name(fields.split("; ").filter(|part| !part.starts_with('#')).nth(index)?)
            }
        }
    }

    fn keys(&self) -> &'static [u32] {
        match *self {
            Table::Short { keys, .. } | Table::Long { keys, .. } => keys,
        }
    }

    fn index(&self, number: u32) -> Option<usize> {
        self.keys().binary_search_by_key(&number, |key| key >> 3).ok()
    }
}

/// Returns the name of a field in the struct, e.g. that of `2 ?message0 day`. If it differs from
/// the proto name, it follows `$`, e.g. in `1 string type $r#type`.
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

/// Returns the text before a separator, or the whole text if it has none.
fn word(text: &str, separator: char) -> &str {
    text.split(separator).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[u32] = &[10, 18, 24, 34, 40, 51, 57, 77, 128, 1602];

    #[test]
    fn both_forms_have_keys_and_names() {
        let long = Table::Long {
            full_name: "acme.v1.Forecast",
            keys: KEYS,
            fields: "#struct Cast; #message_set; #reserved old older; 1 string station=s%3B; \
                     2 ?message0 day; 3 +sint32 ids; 4 {string}enum1 skies; \
                     5 uint64 number @either; 6 group0 odd @Either #redact $either_; \
                     7 !double type $r#type; 9 *float depths; 16 enum sky; 200 *message days",
            types: &[],
        };
        let short = Table::Short {
            message: "Cast",
            keys: KEYS,
            names: "station day ids skies either either_ r#type depths sky days",
        };
        assert_eq!((short.message(), long.message()), ("Cast", "Cast"));
        for number in 0..300 {
            assert_eq!(long.key(number), short.key(number), "{number}");
            for wire_type in 0..8 {
                let key = number << 3 | wire_type;
                assert_eq!(long.name(key), short.name(key), "{number}");
            }
        }
        assert_eq!((short.key(200), short.name(1600)), (Some(1602), Some("days")));
        assert_eq!((short.key(8), short.name(64)), (None, None));
    }

    #[test]
    fn a_struct_has_the_last_part_of_the_full_name() {
        let message = |full_name, fields| Table::new(full_name, fields, &[]).message();
        assert_eq!(message("acme.v1.Forecast.Day", "1 string low"), "Day");
        assert_eq!(message("Day", ""), "Day");
        assert_eq!(message("acme.day", "#struct Day"), "Day");
    }
}
