//! One shape, and every way to decode and encode it.

use std::any::Any;
use std::hint::black_box;
use std::sync::Arc;

use prost::Message;

use crate::data::Random;
use crate::floor::Rebuild;
use crate::library::{Buffa, Library, Ours, Prost};
use crate::through_tonic::{self, Call, Nothing};

/// Whose code runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// prost 0.14.
    Prost,
    /// `codec=inline`.
    Ours,
    /// `codec=inline`, `unknown_fields=preserve`.
    Kept,
    /// `codec=inline`, whose JSON is written and parsed through `serde_json`.
    OursThroughSerde,
    /// pbjson 0.9 on prost's messages.
    Pbjson,
    /// buffa as it is by default: it keeps unknown fields.
    Buffa,
    /// buffa with unknown fields off.
    BuffaDropping,
    /// No codec: what is left of the work, see `floor` and `through_tonic`.
    Floor,
    /// No codec: a clone, which takes about the same memory.
    Clone,
    /// The same of a message that keeps unknown fields.
    CloneKept,
}

/// Decodes or encodes all messages of a shape once.
pub struct Contender {
    /// Whose code it is.
    pub name: Name,
    /// Does it.
    pub pass: Box<dyn Fn()>,
}

/// Decodes one message, by its number, for somebody to look at the memory it takes.
pub type Decode = Box<dyn Fn(usize) -> Box<dyn Any>>;

/// A shape.
pub struct Shape {
    /// What it is called.
    pub name: &'static str,
    /// How many messages a pass takes.
    pub messages: usize,
    /// What a message is long, on average.
    pub bytes: usize,
    /// From a slice; the message is dropped.
    pub decode: Vec<Contender>,
    /// Into a new vector.
    pub encode: Vec<Contender>,
    /// From tonic's `DecodeBuf`.
    pub decode_buf: Vec<Contender>,
    /// Into tonic's `EncodeBuf`.
    pub encode_buf: Vec<Contender>,
    /// For memory.
    pub hold: Vec<(Name, Decode)>,
}

/// Bytes of all messages of a shape together, unless that would be too few or too many messages.
const CORPUS: usize = 128 * 1024;

/// Makes the messages of a shape: `P`, `O`, `K`, `B` and `D` are the same message as prost, we, we
/// with unknown fields, buffa and buffa without them generate it.
///
/// # Panics
/// One of them reads or writes something else than the others.
pub fn shape<P, O, K, B, D>(name: &'static str, message: fn(&mut Random) -> P) -> Shape
where
    P: Message + Default + PartialEq + 'static,
    O: Message + Default + Rebuild + Clone + 'static,
    K: Message + Default + Clone + 'static,
    B: buffa::Message + 'static,
    D: buffa::Message + 'static,
{
    let mut random = Random::seeded();
    let one = message(&mut random).encoded_len().max(1);
    let values: Vec<P> = (0..(CORPUS / one).clamp(8, 512)).map(|_| message(&mut random)).collect();
    let encoded: Arc<[Vec<u8>]> = values.iter().map(P::encode_to_vec).collect();
    let call = Call::new(&encoded);
    let mut shape = Shape {
        name,
        messages: encoded.len(),
        bytes: encoded.iter().map(Vec::len).sum::<usize>() / encoded.len(),
        decode: Vec::new(),
        encode: Vec::new(),
        decode_buf: Vec::new(),
        encode_buf: Vec::new(),
        hold: Vec::new(),
    };
    shape.add::<Prost, P, P>(Name::Prost, &values, &encoded, &call);
    let ours = shape.add::<Ours, O, P>(Name::Ours, &values, &encoded, &call);
    let kept = shape.add::<Ours, K, P>(Name::Kept, &values, &encoded, &call);
    shape.add::<Buffa, B, P>(Name::Buffa, &values, &encoded, &call);
    shape.add::<Buffa, D, P>(Name::BuffaDropping, &values, &encoded, &call);

    shape.decode.push(clone(Name::Clone, ours.clone()));
    shape.decode.push(clone(Name::CloneKept, kept));
    let (messages, lengths) = (ours.clone(), encoded.clone());
    let copy = move || {
        for (message, bytes) in messages.iter().zip(&*lengths) {
            let mut copy = Vec::with_capacity(bytes.len());
            black_box(message).copy(&mut copy);
            drop(black_box(copy));
        }
    };
    shape.encode.push(Contender { name: Name::Floor, pass: Box::new(copy) });
    let rebuild =
        move || ours.iter().for_each(|message| drop(black_box(black_box(message).rebuild())));
    shape.decode.push(Contender { name: Name::Floor, pass: Box::new(rebuild) });
    let units: Arc<[()]> = encoded.iter().map(|_| ()).collect();
    let skip = move || call.decode::<Nothing, ()>();
    shape.decode_buf.push(Contender { name: Name::Floor, pass: Box::new(skip) });
    let nothing = move || through_tonic::encode::<Nothing, ()>(&units);
    shape.encode_buf.push(Contender { name: Name::Floor, pass: Box::new(nothing) });
    shape
}

fn clone<M: Clone + 'static>(name: Name, messages: Arc<[M]>) -> Contender {
    Contender {
        name,
        pass: Box::new(move || {
            messages.iter().for_each(|message| drop(black_box(black_box(message).clone())))
        }),
    }
}

impl Shape {
    /// Adds a library to every column, and returns its messages.
    fn add<L: Library<M>, M: 'static, P: Message + Default + PartialEq>(
        &mut self,
        name: Name,
        values: &[P],
        encoded: &Arc<[Vec<u8>]>,
        call: &Call,
    ) -> Arc<[M]> {
        let messages: Arc<[M]> = encoded.iter().map(|bytes| L::decode(bytes)).collect();
        for (message, value) in messages.iter().zip(values) {
            assert!(
                P::decode(&*L::encode(message)).as_ref() == Ok(value),
                "{name:?} on {} does not agree with prost",
                self.name
            );
        }
        let bytes = encoded.clone();
        let decode =
            move || bytes.iter().for_each(|bytes| drop(black_box(L::decode(black_box(bytes)))));
        self.decode.push(Contender { name, pass: Box::new(decode) });
        let values = messages.clone();
        let encode = move || {
            values.iter().for_each(|message| drop(black_box(L::encode(black_box(message)))))
        };
        self.encode.push(Contender { name, pass: Box::new(encode) });
        let call = call.clone();
        self.decode_buf.push(Contender { name, pass: Box::new(move || call.decode::<L, M>()) });
        let values = messages.clone();
        self.encode_buf.push(Contender {
            name,
            pass: Box::new(move || through_tonic::encode::<L, M>(&values)),
        });
        let bytes = encoded.clone();
        self.hold.push((name, Box::new(move |number| Box::new(L::decode(&bytes[number])))));
        messages
    }
}
