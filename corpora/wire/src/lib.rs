//! Compares two Rust types of one message, and a type with protoc: both read the same bytes to
//! equal values, and write equal bytes.
//!
//! The input is random, and made from the message's descriptor. Thousands of types are compared, so
//! the code for each type is small.

mod descriptor;
mod random;
mod samples;
mod schema;
mod trips;

use std::fmt::Debug;

use prost::{DecodeError, Message, Name};

use random::{Random, Style};
pub use samples::Samples;
use schema::Schema;
pub use trips::{Trip, trip, trips};

/// The number of inputs for each type. There is also one input for each field.
const INPUTS: u64 = 40;

/// Two Rust types of one message.
#[derive(Debug)]
pub struct Pair {
    name: String,
    theirs: fn(&[u8]) -> Result<Seen, DecodeError>,
    ours: fn(&[u8]) -> Result<Seen, DecodeError>,
}

/// The observable results of decoding a message.
#[derive(Debug, PartialEq)]
struct Seen {
    length: usize,
    bytes: Vec<u8>,
    text: String,
}

/// Pairs two types. `T` is the reference.
pub fn pair<T: Message + Name + Default + Debug, O: Message + Name + Default + Debug>() -> Pair {
    assert_eq!(T::full_name(), O::full_name());
    Pair { name: T::full_name(), theirs: seen::<T>, ours: seen::<O> }
}

/// Pairs two types that have no `Debug`.
pub fn mute_pair<T: Message + Name + Default, O: Message + Name + Default>() -> Pair {
    Pair { name: T::full_name(), theirs: seen_mute::<T>, ours: seen_mute::<O> }
}

fn seen<M: Message + Default + Debug>(bytes: &[u8]) -> Result<Seen, DecodeError> {
    let message = M::decode(bytes)?;
    Ok(Seen {
        length: message.encoded_len(),
        bytes: message.encode_to_vec(),
        text: format!("{message:?}"),
    })
}

fn seen_mute<M: Message + Default>(bytes: &[u8]) -> Result<Seen, DecodeError> {
    let message = M::decode(bytes)?;
    Ok(Seen { length: message.encoded_len(), bytes: message.encode_to_vec(), text: String::new() })
}

/// Whether our type refused a key of more than five bytes, which prost accepts.
fn is_long_key(error: &DecodeError) -> bool {
    error.to_string().ends_with("invalid key: more than five bytes")
}

/// Compares all pairs. `set` is an encoded `FileDescriptorSet` with their messages.
///
/// # Panics
/// Panics if two types differ, or if too few inputs were accepted for a meaningful comparison.
pub fn compare(corpus: &str, set: &[u8], pairs: &[Pair]) {
    let schema = Schema::new(set);
    let (mut inputs, mut accepted, mut differing) = (0, 0, Vec::new());
    for pair in pairs {
        let mut compared = Compared {
            pair,
            ordered: !schema.reaches_map(&pair.name),
            inputs: 0,
            accepted: 0,
            problems: Vec::new(),
        };
        compared.all(&schema);
        (inputs, accepted) = (inputs + compared.inputs, accepted + compared.accepted);
        differing.extend(compared.problems.into_iter().next());
    }
    println!("{corpus}: {} types, {inputs} inputs, {accepted} of them accepted", pairs.len());
    assert!(
        differing.is_empty(),
        "{} types differ, e.g.\n{}",
        differing.len(),
        differing[..differing.len().min(5)].join("\n")
    );
    assert!(accepted > inputs / 3, "{corpus}: too few inputs are messages");
}

struct Compared<'a> {
    pair: &'a Pair,
    /// Whether the type prints and writes its fields in a fixed order. A `HashMap` has none.
    ordered: bool,
    inputs: usize,
    accepted: usize,
    problems: Vec<String>,
}

impl Compared<'_> {
    fn all(&mut self, schema: &Schema) {
        let name = &self.pair.name;
        let message = schema.message(name);
        self.one(&[]);
        for field in &message.fields {
            let mut random = Random::new(u64::from(field.number), Style::Any);
            let mut bytes = Vec::new();
            random.field(schema, field, 3, &mut bytes);
            self.one(&bytes);
        }
        for seed in 0..INPUTS {
            let mut random = Random::new(seed, Style::Any);
            let mut bytes = random.message(schema, message, 4);
            self.one(&bytes);
            random.spoil(&mut bytes);
            self.one(&bytes);
        }
    }

    fn one(&mut self, input: &[u8]) {
        self.inputs += 1;
        let (theirs, ours) = ((self.pair.theirs)(input), (self.pair.ours)(input));
        match (&theirs, &ours) {
            (Err(_), Err(_)) => {}
            (Ok(_), Err(error)) if is_long_key(error) => {}
            (Ok(right), Ok(seen)) => {
                self.accepted += 1;
                // Each type reads the bytes that the other has written.
                let (again, across) =
                    ((self.pair.ours)(&right.bytes), (self.pair.theirs)(&seen.bytes));
                if ![Some(seen), again.as_ref().ok(), across.as_ref().ok()]
                    .into_iter()
                    .all(|seen| self.same(right, seen))
                {
                    self.problems.push(format!(
                        "{}, {input:02x?}\ntheirs: {right:02x?}\nours:   {seen:02x?}\ntheirs -> \
                         ours: {again:02x?}\nours -> theirs: {across:02x?}",
                        self.pair.name
                    ));
                }
            }
            _ => self.problems.push(format!(
                "{}, {input:02x?}\ntheirs: {theirs:02x?}\nours:   {ours:02x?}",
                self.pair.name
            )),
        }
    }

    fn same(&self, right: &Seen, seen: Option<&Seen>) -> bool {
        let Some(seen) = seen else { return false };
        if self.ordered {
            return right == seen;
        }
        // The order of a map's entries is not fixed.
        let arranged = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            bytes.sort_unstable();
            bytes
        };
        right.length == seen.length
            && arranged(&right.bytes) == arranged(&seen.bytes)
            && arranged(right.text.as_bytes()) == arranged(seen.text.as_bytes())
    }
}
