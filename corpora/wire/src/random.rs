//! Random messages of a schema, and what is almost one.

use prost::encoding::{WireType, encode_key, encode_varint};

use crate::schema::{Field, Kind, Message, Schema};

/// A message is no longer than a few times this.
const ENOUGH: usize = 600;

/// A small generator (SplitMix64), so that a seed says everything.
pub(crate) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
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

    /// A message with up to `depth` levels below it.
    pub fn message(&mut self, schema: &Schema, message: &Message, depth: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..self.below(7) {
            if message.fields.is_empty() || bytes.len() > ENOUGH || self.one_in(15) {
                self.unknown(&mut bytes);
            } else {
                // Any field, any number of times.
                let field = &message.fields[self.below(message.fields.len())];
                self.field(schema, field, depth, &mut bytes);
            }
        }
        bytes
    }

    /// A field, or several elements of it.
    pub fn field(&mut self, schema: &Schema, field: &Field, depth: u32, bytes: &mut Vec<u8>) {
        if self.one_in(80) {
            // Of some other wire type.
            return self.unknown_of(field.number, bytes);
        }
        let times = if field.repeated { 1 + self.below(3) } else { 1 };
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
            Kind::Enum => {
                let number = if self.one_in(4) { self.next() as i32 } else { self.below(6) as i32 };
                encode_varint(number as u64, bytes);
            }
            Kind::Varint => {
                let number = self.number();
                encode_varint(number, bytes);
            }
            Kind::Fixed32 => bytes.extend((self.number() as u32).to_le_bytes()),
            Kind::Fixed64 => bytes.extend(self.number().to_le_bytes()),
            Kind::Float => bytes.extend(
                Some(self.next() as u32 & !0x003f_ffff)
                    .filter(|bits| *bits != 1 << 31)
                    .unwrap_or(0)
                    .to_le_bytes(),
            ),
            Kind::Double => bytes.extend(
                Some(self.number()).filter(|bits| *bits != 1 << 63).unwrap_or(0).to_le_bytes(),
            ),
            Kind::String => {
                let text: String = (0..self.below(12))
                    .map(|_| char::from_u32(32 + self.below(400) as u32).unwrap_or('x'))
                    .collect();
                let mut text = text.into_bytes();
                if self.one_in(60) {
                    text.push(0xc3);
                }
                content(&text, bytes);
            }
            Kind::Bytes => {
                let some: Vec<u8> = (0..self.below(12)).map(|_| self.next() as u8).collect();
                content(&some, bytes);
            }
            Kind::Message(name) => {
                let inner = if depth > 0 {
                    self.message(schema, schema.message(name), depth - 1)
                } else {
                    Vec::new()
                };
                content(&inner, bytes);
            }
            Kind::Group(name) if depth > 0 => {
                bytes.extend(self.message(schema, schema.message(name), depth - 1))
            }
            Kind::Group(_) => {}
        }
    }

    fn number(&mut self) -> u64 {
        match self.below(4) {
            0 => self.next() % 4,
            1 => self.next() % 300,
            2 => (self.next() as i32) as u64,
            _ => self.next(),
        }
    }

    fn unknown(&mut self, bytes: &mut Vec<u8>) {
        let number = [19_000, 536_870_911, 1 + self.below(2000) as u32][self.below(3)];
        self.unknown_of(number, bytes);
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
                self.unknown(bytes);
                encode_key(number, WireType::EndGroup, bytes);
            }
            _ => delimited(number, &[8, 1], bytes),
        }
    }

    /// Cuts bytes off, changes one, or both.
    pub fn spoil(&mut self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return bytes.push(self.next() as u8);
        }
        if self.one_in(2) {
            let index = self.below(bytes.len());
            // Not the highest bit: it would make negative zeros.
            bytes[index] ^= 1 << self.below(7);
        }
        if self.one_in(2) {
            bytes.truncate(self.below(bytes.len()));
        }
    }
}

fn wire_type(kind: &Kind) -> WireType {
    match kind {
        Kind::Bool | Kind::Enum | Kind::Varint => WireType::Varint,
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
