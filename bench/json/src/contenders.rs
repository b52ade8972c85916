//! A shape, and every library's way to write and parse its JSON.

use std::hint::black_box;
use std::sync::Arc;

use bench_codec::contenders::{Contender, Name};
use bench_codec::data::Random;
use prost::Message;
use rust_grpc::__private::v1::Tabled;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::alike::alike;
use crate::library::{Direct, Library, SerdeJson};

/// A shape, with its contenders.
pub struct Shape {
    /// The name of the shape, e.g. `deep tree`.
    pub name: &'static str,
    /// The number of messages in a pass.
    pub messages: usize,
    /// The average length of a message's JSON, in bytes.
    pub bytes: usize,
    /// Parse the text that pbjson has written, and drop the message.
    pub parse: Vec<Contender>,
    /// Write into a new string.
    pub write: Vec<Contender>,
}

/// The length of all messages of a shape in the binary encoding, unless the shape would have too
/// few or too many messages.
const CORPUS: usize = 128 * 1024;

/// The number of messages of a shape whose JSON is compared.
const COMPARED: usize = 16;

/// Makes the messages of a shape. `M` is the message in the data. `P`, `O` and `B` are the message
/// of pbjson, of ours and of buffa.
///
/// # Panics
///
/// Panics if two libraries disagree on the JSON of a message.
pub fn shape<M, P, O, B>(name: &'static str, message: fn(&mut Random) -> M) -> Shape
where
    M: Message,
    P: Message + Default + Serialize + DeserializeOwned + 'static,
    O: Message + Default + Serialize + DeserializeOwned + Tabled + 'static,
    B: buffa::Message + Serialize + DeserializeOwned + 'static,
{
    let mut random = Random::seeded();
    let one = message(&mut random).encoded_len().max(1);
    let encoded: Vec<Vec<u8>> =
        (0..(CORPUS / one).clamp(8, 512)).map(|_| message(&mut random).encode_to_vec()).collect();
    let prost: Arc<[P]> = encoded.iter().map(|bytes| P::decode(&**bytes).unwrap()).collect();
    let texts: Arc<[String]> = prost.iter().map(SerdeJson::write).collect();
    let mut shape = Shape {
        name,
        messages: texts.len(),
        bytes: texts.iter().map(String::len).sum::<usize>() / texts.len(),
        parse: Vec::new(),
        write: Vec::new(),
    };
    shape.add::<SerdeJson, P>(Name::Pbjson, prost, &texts);
    let ours: Arc<[O]> = encoded.iter().map(|bytes| O::decode(&**bytes).unwrap()).collect();
    shape.add::<Direct, O>(Name::Ours, ours.clone(), &texts);
    shape.add::<SerdeJson, O>(Name::OursThroughSerde, ours, &texts);
    let buffa: Arc<[B]> =
        encoded.iter().map(|bytes| B::decode_from_slice(bytes).unwrap()).collect();
    shape.add::<SerdeJson, B>(Name::Buffa, buffa, &texts);
    shape
}

impl Shape {
    /// Adds a library to both columns.
    fn add<L: Library<M>, M: 'static>(
        &mut self,
        name: Name,
        messages: Arc<[M]>,
        texts: &Arc<[String]>,
    ) {
        for (message, text) in messages.iter().zip(&**texts).take(COMPARED) {
            let written = [L::write(message), L::write(&L::parse(text))];
            assert!(
                written.iter().all(|written| alike(written, text)),
                "{name:?} on {} disagrees with pbjson: {written:?}, {text}",
                self.name
            );
        }
        let texts = texts.clone();
        let parse =
            move || texts.iter().for_each(|text| drop(black_box(L::parse(black_box(text)))));
        self.parse.push(Contender { name, pass: Box::new(parse) });
        let write = move || {
            messages.iter().for_each(|message| drop(black_box(L::write(black_box(message)))))
        };
        self.write.push(Contender { name, pass: Box::new(write) });
    }
}
