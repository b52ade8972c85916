//! Random messages of the well-known types that have a JSON form of their own.

use prost::encoding::{WireType, encode_key, encode_varint};

use super::{Random, delimited};
use crate::schema::{Message, Schema};

/// The number of seconds from the year 1 to 1970.
const FIRST_SECOND: i64 = 62_135_596_800;

/// The number of seconds from the year 1 to 10000.
const SECONDS: usize = 315_537_897_600;

/// The highest number of seconds of a `Duration`.
const LONGEST: usize = 315_576_000_000;

/// Paths of a `FieldMask` that survive the conversion to camel case and back.
const PATHS: [&str; 4] = ["name", "wind_speed", "a.b_c.d", "x1"];

impl Random {
    /// Returns a message of a well-known type, or `None` for another type.
    ///
    /// All fields are present: if a field occurs twice, its messages are merged.
    pub(super) fn well_known(
        &mut self,
        schema: &Schema,
        message: &Message,
        depth: u32,
    ) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        match message.full_name.strip_prefix("google.protobuf.")? {
            "Timestamp" => {
                let seconds = self.below(SECONDS) as i64 - FIRST_SECOND;
                varints([seconds, self.nanos()], &mut bytes);
            }
            "Duration" => {
                let sign = if self.one_in(2) { 1 } else { -1 };
                let seconds = if self.one_in(4) { 0 } else { self.below(LONGEST) as i64 };
                varints([sign * seconds, sign * self.nanos()], &mut bytes);
            }
            "FieldMask" => {
                for _ in 0..self.below(4) {
                    delimited(1, PATHS[self.below(PATHS.len())].as_bytes(), &mut bytes);
                }
            }
            "Any" => self.any(schema, depth, &mut bytes),
            "Value" => self.json_value(schema, message, depth, &mut bytes),
            _ => return None,
        }
        Some(bytes)
    }

    /// Returns nanoseconds with zero, three, six or nine digits.
    fn nanos(&mut self) -> i64 {
        let step = [1_000_000_000, 1_000_000, 1000, 1][self.below(4)];
        self.below(1_000_000_000) as i64 / step * step
    }

    fn any(&mut self, schema: &Schema, depth: u32, bytes: &mut Vec<u8>) {
        if depth == 0 {
            return;
        }
        let name = &schema.packable[self.below(schema.packable.len())];
        delimited(1, format!("type.googleapis.com/{name}").as_bytes(), bytes);
        let inner = self.message(schema, schema.message(name), depth - 1);
        delimited(2, &inner, bytes);
    }

    /// Appends a `google.protobuf.Value` of any kind. Its numbers are those of JSON.
    fn json_value(&mut self, schema: &Schema, message: &Message, depth: u32, bytes: &mut Vec<u8>) {
        let kinds = if depth == 0 { 4 } else { message.fields.len() };
        match self.below(kinds) {
            0 => varint(1, 0, bytes),
            1 => {
                let number = [0.0, -0.0, 1.0, -1e100, 0.1, self.next() as f64];
                encode_key(2, WireType::SixtyFourBit, bytes);
                bytes.extend(number[self.below(number.len())].to_le_bytes());
            }
            kind => {
                let field = &message.fields[kind];
                encode_key(field.number, super::wire_type(&field.kind), bytes);
                self.value(schema, &field.kind, depth, bytes);
            }
        }
    }
}

/// Appends varint fields, numbered from 1.
fn varints<const N: usize>(values: [i64; N], bytes: &mut Vec<u8>) {
    for (value, number) in values.into_iter().zip(1..) {
        varint(number, value, bytes);
    }
}

fn varint(number: u32, value: i64, bytes: &mut Vec<u8>) {
    encode_key(number, WireType::Varint, bytes);
    encode_varint(value as u64, bytes);
}
