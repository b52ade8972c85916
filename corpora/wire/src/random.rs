//! Random messages of a schema, and bytes that are almost messages.

mod well_known;

use prost::encoding::{WireType, encode_key, encode_varint};

use crate::schema::{Enum, Field, Kind, Message, Schema};

/// The approximate length, in bytes, at which a message gets no more fields.
const ENOUGH: usize = 600;

/// The content that a message may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Any bytes, also those that every reader must refuse.
    Any,
    /// Content that every reader accepts: unknown fields and extensions too. All required fields
    /// are present.
    Kept,
    /// The fields of the message and its extensions.
    Extended,
    /// The fields of the message and its extensions. The well-known types have values that have a
    /// JSON form, e.g. a `Timestamp` before the year 10000. There is one NaN.
    Json,
    /// The fields of the message.
    Plain,
}

/// A small generator of random numbers (SplitMix64). A seed determines all numbers.
pub(crate) struct Random {
    state: u64,
    style: Style,
    /// The number of keys of maps so far. All keys differ, because protoc keeps both entries of a
    /// key for a map that it has no code for.
    keys: u32,
    /// The number of keys that are `bool`.
    bools: usize,
}

impl Random {
    pub fn new(seed: u64, style: Style) -> Self {
        Self { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), style, keys: 0, bools: 0 }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    /// Returns a message with up to `depth` levels below it. Required messages do not count.
    pub fn message(&mut self, schema: &Schema, message: &Message, depth: u32) -> Vec<u8> {
        if self.style == Style::Json
            && let Some(bytes) = self.well_known(schema, message, depth)
        {
            return bytes;
        }
        let mut bytes = Vec::new();
        match (&message.fields[..], self.style) {
            (_, Style::Any) => {}
            ([key, value], _) if message.is_entry => {
                self.key(key, &mut bytes);
                self.typed(schema, value, depth, &mut bytes);
                return bytes;
            }
            (fields, _) => {
                for field in fields.iter().filter(|field| field.required) {
                    self.typed(schema, field, depth, &mut bytes);
                }
                if depth == 0 {
                    return bytes;
                }
            }
        }
        for _ in 0..self.below(7) {
            self.part(schema, message, depth, &mut bytes);
        }
        bytes
    }

    /// Appends a field, an extension or an unknown field.
    fn part(&mut self, schema: &Schema, message: &Message, depth: u32, bytes: &mut Vec<u8>) {
        let extensions = match self.style {
            Style::Any | Style::Plain => &[][..],
            Style::Kept | Style::Extended | Style::Json => &message.extensions[..],
        };
        let (fields, all) = (message.fields.len(), message.fields.len() + extensions.len());
        let may_be_unknown = matches!(self.style, Style::Any | Style::Kept);
        if may_be_unknown && (all == 0 || bytes.len() > ENOUGH || self.one_in(15)) {
            return self.unknown(message, bytes);
        }
        if all == 0 || bytes.len() > ENOUGH {
            return;
        }
        // Extensions are as frequent as fields, whatever their numbers are.
        let index = match !extensions.is_empty() && (fields == 0 || self.one_in(2)) {
            true => fields + self.below(extensions.len()),
            false => self.below(fields),
        };
        match index.checked_sub(fields) {
            Some(index) => self.extension(schema, message, &extensions[index], depth, bytes),
            None => self.field(schema, &message.fields[index], depth, bytes),
        }
    }

    /// Appends the key of an entry of a map.
    fn key(&mut self, field: &Field, bytes: &mut Vec<u8>) {
        encode_key(field.number, wire_type(&field.kind), bytes);
        self.keys += 1;
        match field.kind {
            Kind::Bool => {
                encode_varint(self.bools as u64, bytes);
                self.bools += 1;
            }
            Kind::Fixed32 => bytes.extend(self.keys.to_le_bytes()),
            Kind::Fixed64 => bytes.extend(u64::from(self.keys).to_le_bytes()),
            Kind::String => content(self.keys.to_string().as_bytes(), bytes),
            _ => encode_varint(self.keys.into(), bytes),
        }
    }

    /// Appends an extension of a message.
    pub fn extension(
        &mut self,
        schema: &Schema,
        message: &Message,
        extension: &Field,
        depth: u32,
        bytes: &mut Vec<u8>,
    ) {
        match message.is_set {
            true => self.item(schema, extension, depth, bytes),
            false => self.field(schema, extension, depth, bytes),
        }
    }

    /// Appends an extension of a MessageSet: a group with a number and a message.
    fn item(&mut self, schema: &Schema, extension: &Field, depth: u32, bytes: &mut Vec<u8>) {
        encode_key(1, WireType::StartGroup, bytes);
        encode_key(2, WireType::Varint, bytes);
        encode_varint(extension.number.into(), bytes);
        encode_key(3, WireType::LengthDelimited, bytes);
        self.value(schema, &extension.kind, depth, bytes);
        encode_key(1, WireType::EndGroup, bytes);
    }

    /// Appends a field, or several elements of it.
    pub fn field(&mut self, schema: &Schema, field: &Field, depth: u32, bytes: &mut Vec<u8>) {
        if matches!(self.style, Style::Any | Style::Kept) && self.one_in(80) {
            // The field has another wire type.
            return match self.style {
                Style::Any => self.unknown_of(field.number, bytes),
                _ => self.mistyped(field, bytes),
            };
        }
        self.typed(schema, field, depth, bytes);
    }

    fn typed(&mut self, schema: &Schema, field: &Field, depth: u32, bytes: &mut Vec<u8>) {
        let times = if field.repeated { 1 + self.below(3) } else { 1 };
        let times = match &field.kind {
            Kind::Message(name)
                if schema.message(name).has_bool_key() && self.style != Style::Any =>
            {
                times.min(2 - self.bools)
            }
            _ => times,
        };
        let packable =
            !matches!(field.kind, Kind::String | Kind::Bytes | Kind::Message(_) | Kind::Group(_));
        if field.repeated && packable && self.one_in(2) {
            let mut content = Vec::new();
            for _ in 0..self.below(4) {
                self.value(schema, &field.kind, depth, &mut content);
            }
            delimited(field.number, &content, bytes);
            return;
        }
        for _ in 0..times {
            encode_key(field.number, wire_type(&field.kind), bytes);
            self.value(schema, &field.kind, depth, bytes);
            if let Kind::Group(_) = field.kind {
                encode_key(field.number, WireType::EndGroup, bytes);
            }
        }
    }

    fn value(&mut self, schema: &Schema, kind: &Kind, depth: u32, bytes: &mut Vec<u8>) {
        match kind {
            Kind::Bool => {
                encode_varint(if self.one_in(10) { self.next() } else { self.next() & 1 }, bytes)
            }
            Kind::Enum(name) => {
                let number = match self.enum_number(schema.enumeration(name)) {
                    // The JSON of each number of this enum is `null`.
                    _ if self.style == Style::Json && name == "google.protobuf.NullValue" => 0,
                    Some(declared) => declared,
                    None if self.one_in(4) => self.next() as i32,
                    None => self.below(6) as i32,
                };
                encode_varint(number as u64, bytes);
            }
            Kind::Varint => {
                let number = self.number();
                encode_varint(number, bytes);
            }
            Kind::Fixed32 => bytes.extend((self.number() as u32).to_le_bytes()),
            Kind::Fixed64 => bytes.extend(self.number().to_le_bytes()),
            Kind::Float => {
                let bits = self.next() as u32 & !0x003f_ffff;
                let is_kept = bits != 1 << 31 || self.keeps_negative_zero();
                let is_nan = self.style == Style::Json && f32::from_bits(bits).is_nan();
                let bits = if is_nan { f32::NAN.to_bits() } else { bits };
                bytes.extend((if is_kept { bits } else { 0 }).to_le_bytes());
            }
            Kind::Double => {
                let bits = match self.keeps_negative_zero() && self.one_in(8) {
                    true => 1 << 63,
                    false => self.number(),
                };
                let is_kept = bits != 1 << 63 || self.keeps_negative_zero();
                let is_nan = self.style == Style::Json && f64::from_bits(bits).is_nan();
                let bits = if is_nan { f64::NAN.to_bits() } else { bits };
                bytes.extend((if is_kept { bits } else { 0 }).to_le_bytes());
            }
            Kind::String => {
                let text: String = (0..self.below(12))
                    .map(|_| char::from_u32(32 + self.below(400) as u32).unwrap_or('x'))
                    .collect();
                let mut text = text.into_bytes();
                if self.style == Style::Any && self.one_in(60) {
                    text.push(0xc3);
                }
                content(&text, bytes);
            }
            Kind::Bytes => {
                let some: Vec<u8> = (0..self.below(12)).map(|_| self.next() as u8).collect();
                content(&some, bytes);
            }
            Kind::Message(name) => {
                let inner = self.inner(schema, name, depth);
                content(&inner, bytes);
            }
            Kind::Group(name) => bytes.extend(self.inner(schema, name, depth)),
        }
    }

    fn inner(&mut self, schema: &Schema, name: &str, depth: u32) -> Vec<u8> {
        if depth == 0 && self.style == Style::Any {
            return Vec::new();
        }
        self.message(schema, schema.message(name), depth.saturating_sub(1))
    }

    /// Returns the number of an enum's value, or `None` for any number.
    ///
    /// protoc stores an undeclared number of a closed enum as an unknown field. In prost's shape,
    /// it is the field's value.
    fn enum_number(&mut self, of: &Enum) -> Option<i32> {
        let undeclared = self.style == Style::Any || !of.closed && self.one_in(2);
        match undeclared {
            true => None,
            false => Some(of.numbers[self.below(of.numbers.len())]),
        }
    }

    /// Whether a message may have negative zeros. prost does not write them.
    fn keeps_negative_zero(&self) -> bool {
        matches!(self.style, Style::Kept | Style::Extended | Style::Json)
    }

    fn number(&mut self) -> u64 {
        match self.below(4) {
            0 => self.next() % 4,
            1 => self.next() % 300,
            2 => (self.next() as i32) as u64,
            _ => self.next(),
        }
    }

    fn unknown(&mut self, message: &Message, bytes: &mut Vec<u8>) {
        let number = [19_000, 536_870_911, 1 + self.below(2000) as u32][self.below(3)];
        let mut known = message.fields.iter().chain(&message.extensions);
        if self.style == Style::Any || !known.any(|field| field.number == number) {
            self.unknown_of(number, bytes);
        }
    }

    /// Appends a value with a wire type that is neither the field's nor the packed one.
    fn mistyped(&mut self, field: &Field, bytes: &mut Vec<u8>) {
        if wire_type(&field.kind) == WireType::SixtyFourBit {
            encode_key(field.number, WireType::ThirtyTwoBit, bytes);
            bytes.extend(1_u32.to_le_bytes());
        } else {
            encode_key(field.number, WireType::SixtyFourBit, bytes);
            bytes.extend(1_u64.to_le_bytes());
        }
    }

    fn unknown_of(&mut self, number: u32, bytes: &mut Vec<u8>) {
        match self.below(5) {
            0 => {
                encode_key(number, WireType::Varint, bytes);
                encode_varint(self.number(), bytes);
            }
            1 => {
                encode_key(number, WireType::ThirtyTwoBit, bytes);
                bytes.extend(1_u32.to_le_bytes());
            }
            2 => {
                encode_key(number, WireType::SixtyFourBit, bytes);
                bytes.extend(1_u64.to_le_bytes());
            }
            3 => {
                encode_key(number, WireType::StartGroup, bytes);
                let inner = [19_000, 536_870_911, 1 + self.below(2000) as u32][self.below(3)];
                self.unknown_of(inner, bytes);
                encode_key(number, WireType::EndGroup, bytes);
            }
            _ => delimited(number, &[8, 1], bytes),
        }
    }

    /// Removes bytes at the end, changes a byte, or both.
    pub fn spoil(&mut self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return bytes.push(self.next() as u8);
        }
        if self.one_in(2) {
            let index = self.below(bytes.len());
            // The highest bit stays, because changing it would make negative zeros.
            bytes[index] ^= 1 << self.below(7);
        }
        if self.one_in(2) {
            bytes.truncate(self.below(bytes.len()));
        }
    }
}

fn wire_type(kind: &Kind) -> WireType {
    match kind {
        Kind::Bool | Kind::Enum(_) | Kind::Varint => WireType::Varint,
        Kind::Fixed32 | Kind::Float => WireType::ThirtyTwoBit,
        Kind::Fixed64 | Kind::Double => WireType::SixtyFourBit,
        Kind::String | Kind::Bytes | Kind::Message(_) => WireType::LengthDelimited,
        Kind::Group(_) => WireType::StartGroup,
    }
}

fn delimited(number: u32, inner: &[u8], bytes: &mut Vec<u8>) {
    encode_key(number, WireType::LengthDelimited, bytes);
    content(inner, bytes);
}

fn content(inner: &[u8], bytes: &mut Vec<u8>) {
    encode_varint(inner.len() as u64, bytes);
    bytes.extend(inner);
}
