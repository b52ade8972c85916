//! Compares the JSON of pbjson and ours for random messages of a schema. pbjson's impls of serde's
//! traits are on prost's types, and ours on our types.

mod differences;
mod values;

use corpora_wire::Samples;
use prost::{Message, Name};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use differences::Difference;
use differences::Differences;

/// The number of random messages of each type. There is also one message for each field.
const RANDOM: u64 = 40;

/// Two Rust types of one message.
#[derive(Debug)]
pub struct Pair {
    name: String,
    theirs: Type,
    ours: Type,
}

/// The functions of a type.
#[derive(Debug, Clone, Copy)]
struct Type {
    /// Decodes a message and encodes it again.
    again: fn(&[u8]) -> Vec<u8>,
    /// Prints an encoded message as JSON.
    print: fn(&[u8]) -> Result<String, String>,
    /// Parses JSON, and encodes the message.
    parse: fn(&str) -> Result<Vec<u8>, String>,
}

impl Type {
    fn new<M: Message + Default + Serialize + DeserializeOwned>() -> Self {
        Type {
            again: |bytes| M::decode(bytes).expect("the message is well-formed").encode_to_vec(),
            print: |bytes| {
                let message = M::decode(bytes).expect("the message is well-formed");
                serde_json::to_string(&message).map_err(|error| error.to_string())
            },
            parse: |text| {
                let message: Result<M, _> = serde_json::from_str(text);
                message.map(|message| message.encode_to_vec()).map_err(|error| error.to_string())
            },
        }
    }
}

/// Pairs prost's type that has pbjson's impls with our type.
pub fn pair<T, O>() -> Pair
where
    T: Message + Name + Default + Serialize + DeserializeOwned,
    O: Message + Default + Serialize + DeserializeOwned,
{
    Pair { name: T::full_name(), theirs: Type::new::<T>(), ours: Type::new::<O>() }
}

/// Compares all pairs, and prints the known differences. `set` is an encoded `FileDescriptorSet`
/// with the messages.
///
/// # Panics
/// Panics if two types have another difference.
pub fn compare(corpus: &str, set: &[u8], pairs: &[Pair]) {
    let samples = Samples::new(set);
    let (mut count, mut known, mut problems) = (0, Differences::default(), Vec::new());
    for pair in pairs {
        for bytes in samples.with_json(&pair.name, RANDOM) {
            count += 1;
            // prost's types, and their JSON, have no extensions.
            let bytes = (pair.theirs.again)(&bytes);
            if let Err(problem) = pair.compare(&bytes, &mut known) {
                problems.push(format!("{}: {problem}", pair.name));
            }
        }
    }
    println!("{corpus}: {} types, {count} messages, {known}", pairs.len());
    problems.sort_by_key(String::len);
    let some = problems[..problems.len().min(5)].join("\n");
    assert!(problems.is_empty(), "{} messages differ, e.g.\n{some}", problems.len());
}

impl Pair {
    fn compare(&self, bytes: &[u8], known: &mut Differences) -> Result<(), String> {
        let ours = (self.ours.print)(bytes)?;
        let theirs = match (self.theirs.print)(bytes) {
            Ok(text) => text,
            Err(error) => match Difference::of_error(&error) {
                Some(difference) => {
                    known.add(difference);
                    return self.same_bytes("we do not parse our own", &ours, self.ours, bytes);
                }
                None => return Err(error),
            },
        };
        let mut found = Differences::default();
        values::compare(&ours, &theirs, &mut found)
            .map_err(|problem| format!("{problem}\nours:   {ours}\ntheirs: {theirs}"))?;
        known.add_all(&found);
        if found.keep_their_text() {
            self.same_bytes("we do not parse theirs", &theirs, self.ours, bytes)?;
        }
        if found.keep_our_text() {
            self.same_bytes("they do not parse ours", &ours, self.theirs, bytes)?;
        }
        if found.keep_bytes() {
            return self.same_bytes("we do not parse our own", &ours, self.ours, bytes);
        }
        let again = (self.ours.print)(&(self.ours.parse)(&ours)?)?;
        values::compare(&ours, &again, &mut Differences::default())
    }

    /// Checks that a type parses a text to the message in `bytes`.
    fn same_bytes(&self, problem: &str, text: &str, of: Type, bytes: &[u8]) -> Result<(), String> {
        let parsed = (of.parse)(text).map_err(|error| format!("{problem}: {error}\n{text}"))?;
        // The order of a map's entries is not fixed.
        let [parsed, expected] = [&parsed[..], bytes].map(|bytes| {
            let mut bytes = bytes.to_vec();
            bytes.sort_unstable();
            bytes
        });
        match parsed == expected {
            true => Ok(()),
            false => Err(format!("{problem}: another message\n{text}")),
        }
    }
}
