//! Random messages, well-formed and damaged. The generator has fixed seeds, so a failure occurs on
//! every machine.

/// The number of random cases for each test. Miri is several thousand times slower.
pub const CASES: u64 = if cfg!(miri) { 4 } else { 20_000 };

/// A xorshift64* generator: short, and random enough to choose bytes.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.bits() >> 33) as usize % limit
    }

    pub fn one_in(&mut self, limit: usize) -> bool {
        self.below(limit) == 0
    }

    /// Returns a number of any magnitude.
    pub fn number(&mut self) -> u64 {
        let shift = self.below(65) as u32;
        self.bits().checked_shr(shift).unwrap_or(0)
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The encoding of a field's value.
pub enum Shape {
    Varint,
    Four,
    Eight,
    /// A string, sometimes one that is not UTF-8.
    Text,
    Packed(&'static Shape),
    Message(&'static Fields),
    Group(&'static Fields),
}
use Shape::*;

/// The tables below are arrays, not slices, because they refer to themselves.
pub type Fields = [(u32, Shape)];

pub static SCALARS: [(u32, Shape); 16] = [
    (1, Varint),
    (2, Varint),
    (3, Varint),
    (4, Varint),
    (5, Varint),
    (6, Varint),
    (7, Four),
    (8, Eight),
    (15, Four),
    (16, Eight),
    (17, Varint),
    (2047, Four),
    (2048, Eight),
    (300000, Text),
    (536870910, Text),
    (536870911, Varint),
];

pub static OPTIONALS: [(u32, Shape); 9] = [
    (1, Varint),
    (2, Varint),
    (3, Four),
    (4, Eight),
    (5, Text),
    (6, Text),
    (7, Varint),
    (8, Varint),
    (9, Message(&SCALARS)),
];

pub static REPEATS: [(u32, Shape); 22] = [
    (1, Packed(&Varint)),
    (2, Packed(&Varint)),
    (3, Packed(&Varint)),
    (4, Varint),
    (5, Packed(&Varint)),
    (6, Packed(&Varint)),
    (7, Packed(&Four)),
    (7, Four),
    (8, Packed(&Eight)),
    (9, Packed(&Four)),
    (10, Packed(&Eight)),
    (10, Eight),
    (11, Packed(&Varint)),
    (12, Packed(&Four)),
    (13, Packed(&Eight)),
    (14, Packed(&Varint)),
    (14, Varint),
    (15, Varint),
    (15, Packed(&Varint)),
    (16, Text),
    (17, Text),
    (18, Message(&OPTIONALS)),
];

pub static NODE: [(u32, Shape); 17] = [
    (1, Text),
    (2, Message(&NODE)),
    (3, Message(&NODE)),
    (4, Message(&[(1, Text), (2, Message(&NODE))])),
    (5, Message(&NUMBERS)),
    (6, Text),
    (7, Message(&NODE)),
    (8, Group(&NODE)),
    (9, Varint),
    (10, Message(&NUMBERS)),
    (11, Group(&NODE)),
    (12, Group(&NODE)),
    (13, Message(&[(1, Varint), (2, Message(&NUMBERS))])),
    (14, Message(&[(1, Varint), (2, Text)])),
    (15, Text),
    (20, Text),
    (21, Eight),
];

pub static HASHED: [(u32, Shape); 3] = [
    (1, Message(&[(1, Text), (2, Message(&NODE))])),
    (2, Message(&[(1, Eight), (2, Four)])),
    (3, Message(&NUMBERS)),
];

/// A map entry or a timestamp: two integers.
pub static NUMBERS: [(u32, Shape); 2] = [(1, Varint), (2, Varint)];

/// Returns a message with some of `fields`. Sometimes it has an undeclared field, or a field with
/// another wire type.
pub fn message(random: &mut Random, fields: &Fields, depth: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..random.below(6) {
        if random.one_in(12) {
            let number = *random.pick(&[1, 2, 3, 22, 23, 1000, 536870911]);
            let shape = [Varint, Four, Eight, Text, Packed(&Varint), Message(&NODE), Group(&NODE)];
            record(random, number, random_of(&shape, depth), depth, &mut bytes);
        } else {
            let (number, shape) = random.pick(fields);
            record(random, *number, shape, depth, &mut bytes);
        }
    }
    bytes
}

/// Returns one of the shapes, chosen by `depth`. `Random::pick` would borrow the generator twice.
fn random_of(shapes: &[Shape], depth: u32) -> &Shape {
    &shapes[depth as usize % shapes.len()]
}

fn record(random: &mut Random, number: u32, shape: &Shape, depth: u32, out: &mut Vec<u8>) {
    let key = |wire_type: u32| u64::from(number << 3 | wire_type);
    match shape {
        Varint => {
            varint(random, key(0), out);
            value(random, shape, out);
        }
        Four => {
            varint(random, key(5), out);
            value(random, shape, out);
        }
        Eight => {
            varint(random, key(1), out);
            value(random, shape, out);
        }
        Text => {
            let text = *random.pick(&[
                "",
                "a",
                "été",
                "seven s",
                "eight ch",
                "twelve chars",
                "\u{10ffff}",
                "more than thirty-two bytes of text",
            ]);
            let mut bytes = text.as_bytes().to_vec();
            if random.one_in(30) {
                bytes.push(0xff);
            }
            delimited(random, key(2), &bytes, out);
        }
        Packed(element) => {
            let mut bytes = Vec::new();
            for _ in 0..random.below(5) {
                value(random, element, &mut bytes);
            }
            delimited(random, key(2), &bytes, out);
        }
        Message(fields) => {
            let bytes = if depth == 0 { Vec::new() } else { message(random, fields, depth - 1) };
            delimited(random, key(2), &bytes, out);
        }
        Group(fields) => {
            let bytes = if depth == 0 { Vec::new() } else { message(random, fields, depth - 1) };
            varint(random, key(3), out);
            out.extend_from_slice(&bytes);
            if !random.one_in(30) {
                varint(random, key(4), out);
            }
        }
    }
}

fn value(random: &mut Random, shape: &Shape, out: &mut Vec<u8>) {
    let number = random.number();
    match shape {
        Four => out.extend_from_slice(&(number as u32).to_le_bytes()),
        Eight => out.extend_from_slice(&number.to_le_bytes()),
        _ => varint(random, number, out),
    }
}

fn delimited(random: &mut Random, key: u64, bytes: &[u8], out: &mut Vec<u8>) {
    varint(random, key, out);
    varint(random, bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// Appends a varint, sometimes with more bytes than it needs.
fn varint(random: &mut Random, value: u64, out: &mut Vec<u8>) {
    prost::encoding::encode_varint(value, out);
    if random.one_in(40)
        && let Some(last) = out.last_mut()
    {
        *last |= 0x80;
        out.extend(std::iter::repeat_n(0x80, random.below(4)));
        out.push(0);
    }
}

/// Damages bytes in one place or in several.
pub fn spoil(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(3) {
        if bytes.is_empty() {
            return;
        }
        let place = random.below(bytes.len());
        match random.below(6) {
            0 => bytes[place] ^= 1 << random.below(8),
            1 => bytes[place] = random.bits() as u8,
            2 => bytes[place] = *random.pick(&[0, 1, 0x7f, 0x80, 0xff]),
            3 => drop(bytes.remove(place)),
            4 => bytes.insert(place, random.bits() as u8),
            _ => bytes.truncate(place),
        }
    }
}
