//! Runs one operation on a deep message, on a thread with a stack of a given size. `bench -- stack`
//! builds this program and starts it once for each size, because an overflow of the stack ends the
//! process.
//!
//! ```text
//! stack SHAPE CODEC OPERATION BYTES
//! ```

use std::fmt::Debug;
use std::hint::black_box;
use std::mem::forget;
use std::{env, thread};

use prost::Message;
use prost::encoding::encode_varint;

mod shapes;

/// The stack of code that is not measured, in bytes.
const HUGE: usize = 2 << 30;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [shape, codec, operation, bytes] = &arguments[..] else { panic!("four arguments") };
    shapes::run(shape, codec, operation, bytes.parse().expect("a number of bytes"));
}

/// Returns a message with one field at each level. `keys` lead from a message to the next one of
/// its type.
fn nested(keys: &[u32], times: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for key in keys.repeat(times).into_iter().rev() {
        let mut outer = Vec::new();
        encode_varint(key.into(), &mut outer);
        let is_group = key & 7 == 3;
        if !is_group {
            encode_varint(bytes.len() as u64, &mut outer);
        }
        outer.extend(bytes);
        if is_group {
            encode_varint((key + 1).into(), &mut outer);
        }
        bytes = outer;
    }
    bytes
}

fn on<R: Send + 'static>(bytes: usize, run: impl FnOnce() -> R + Send + 'static) -> R {
    thread::Builder::new().stack_size(bytes).spawn(run).expect("a thread").join().expect("no panic")
}

/// Runs the operation on a stack of `size` bytes. Nothing else runs there: the message is made on
/// another stack, and never dropped.
///
/// The methods are those of `M`. A `Box<M>` has its own methods, which read and write field by
/// field.
fn measure<M>(operation: &str, size: usize, bytes: Vec<u8>)
where
    M: Message + Default + Clone + PartialEq + Debug + 'static,
{
    let input = bytes.clone();
    let make = || {
        let bytes = input.clone();
        on(HUGE, move || Box::new(M::decode(&bytes[..]).expect("a message")))
    };
    match operation {
        "decode" => on(size, move || forget(M::decode(&bytes[..]).expect("a message"))),
        "merge" => {
            let mut message = make();
            on(size, move || {
                M::merge(&mut message, &bytes[..]).expect("a message");
                forget(message);
            });
        }
        "encode" => {
            let message = make();
            on(size, move || {
                black_box(M::encode_to_vec(&message));
                forget(message);
            });
        }
        "encoded_len" => {
            let message = make();
            on(size, move || {
                black_box(M::encoded_len(&message));
                forget(message);
            });
        }
        "clone" => {
            let message = make();
            on(size, move || {
                forget(M::clone(&message));
                forget(message);
            });
        }
        "==" => {
            let (message, other) = (make(), make());
            on(size, move || {
                assert!(message == other);
                forget((message, other));
            });
        }
        "Debug" => {
            let message = make();
            on(size, move || {
                black_box(format!("{message:?}"));
                forget(message);
            });
        }
        "drop" => {
            let message = make();
            on(size, move || drop(message));
        }
        _ => panic!("no such operation: {operation}"),
    }
}
