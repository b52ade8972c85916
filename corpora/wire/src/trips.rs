//! Checks that protoc reads a message alike before and after a type has read and written it.
//!
//! protoc reads one message per run, so all messages of a run are put into one message.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fmt, fs, iter, thread};

use prost::encoding::{WireType, decode_key, decode_varint, encode_key, encode_varint};
use prost::{DecodeError, Message, Name};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::file_options::OptimizeMode;
use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet, FileOptions,
};

use crate::random::Style;
use crate::samples::messages;
use crate::schema::Schema;

/// The number of inputs for each type. There is also one input for each field and extension.
const INPUTS: u64 = 40;

/// The name of the message that holds all messages of a run.
const BATCH: &str = "corpora.Batch";

/// A type under test.
pub struct Trip {
    name: String,
    again: Box<Again>,
    text: Option<Box<Text>>,
}

/// Decodes a message and encodes it again.
type Again = dyn Fn(&[u8]) -> Result<Vec<u8>, DecodeError>;

/// Prints a message in text format.
type Text = dyn Fn(&[u8]) -> String;

impl Trip {
    /// Creates a trip for a message without a Rust type, by its full name.
    pub fn new(
        full_name: &str,
        again: impl Fn(&[u8]) -> Result<Vec<u8>, DecodeError> + 'static,
    ) -> Self {
        Trip { name: full_name.to_owned(), again: Box::new(again), text: None }
    }

    /// Also compares the text of each message without unknown fields with protoc's.
    pub fn with_text(self, text: impl Fn(&[u8]) -> String + 'static) -> Self {
        Trip { text: Some(Box::new(text)), ..self }
    }
}

impl fmt::Debug for Trip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Trip({})", self.name)
    }
}

/// Creates a trip for a type.
pub fn trip<M: Message + Name + Default>() -> Trip {
    Trip::new(&M::full_name(), |bytes| Ok(M::decode(bytes)?.encode_to_vec()))
}

/// Sends random messages of every type on a trip: from protoc's text to protoc's bytes, through the
/// type, and back to text. `set` is an encoded `FileDescriptorSet` with the messages. `folder` must
/// be writable.
///
/// # Panics
/// Panics if the text or the bytes differ after the trip.
pub fn trips(
    corpus: &str,
    protoc: &str,
    set: &[u8],
    folder: &str,
    keeps_unknown: bool,
    types: &[Trip],
) {
    let schema = Schema::new(set);
    let protoc = Protoc::new(protoc, set, Path::new(folder), types);
    let styles: &[Style] =
        if keeps_unknown { &[Style::Extended, Style::Kept] } else { &[Style::Plain] };
    for style in styles {
        let inputs: Vec<Input> = types
            .iter()
            .enumerate()
            .flat_map(|(index, of)| {
                let number = index as u32 + 1;
                let messages = messages(&schema, &of.name, *style, INPUTS).into_iter();
                messages.map(move |bytes| Input { of, number, bytes })
            })
            .collect();
        let (count, types) = (inputs.len(), types.len());
        let (extended, differing) = send(&protoc, &schema, *style, inputs);
        println!(
            "{corpus}: {types} types, {count} messages ({extended} with extensions), {style:?}"
        );
        assert!(
            differing.is_empty(),
            "{} messages differ, e.g.\n{}",
            differing.len(),
            differing[..differing.len().min(5)].join("\n")
        );
    }
}

/// A message of a type.
#[derive(Debug, Clone)]
struct Input<'a> {
    of: &'a Trip,
    /// The number of the type in the batch.
    number: u32,
    bytes: Vec<u8>,
}

/// Returns the number of messages with extensions, and the differences after the trip.
fn send(
    protoc: &Protoc<'_>,
    schema: &Schema,
    style: Style,
    mut inputs: Vec<Input<'_>>,
) -> (usize, Vec<String>) {
    let text = protoc.run("--decode", &batch(&inputs));
    let before = texts(&text);
    assert_eq!(before.len(), inputs.len(), "a text for each message");
    let extended = before.iter().filter(|text| text.contains("  [")).count();
    if style != Style::Kept {
        // The text form of unknown fields cannot be parsed.
        let encoded = protoc.run("--encode", &text);
        for (input, bytes) in inputs.iter_mut().zip(split(&encoded)) {
            input.bytes = bytes.to_vec();
        }
    }
    let (mut back, mut differing) = (Vec::new(), Vec::new());
    for (input, text) in inputs.iter().zip(&before).filter(|_| style != Style::Kept) {
        let Some(print) = &input.of.text else { continue };
        let lines: String = print(&input.bytes).lines().map(|line| format!("  {line}\n")).collect();
        let ours = format!("t{} {{\n{lines}}}\n", input.number - 1);
        if ours != *text {
            differing.push(format!("protoc prints\n{text}\nours is\n{ours}"));
        }
    }
    for input in &inputs {
        let name = &input.of.name;
        let bytes = (input.of.again)(&input.bytes).unwrap_or_else(|error| {
            differing.push(format!("{name}: {error}: {:02x?}", input.bytes));
            Vec::new()
        });
        // The order of fields is not fixed, and an entry of a map may leave out a default.
        if style != Style::Kept
            && !schema.reaches_map(name)
            && arranged(&bytes) != arranged(&input.bytes)
        {
            differing.push(format!("{name}: protoc {:02x?}\nours {bytes:02x?}", input.bytes));
        }
        back.push(Input { bytes, ..input.clone() });
    }
    let text = protoc.run("--decode", &batch(&back));
    let after = texts(&text);
    assert_eq!(before.len(), after.len(), "a text for each message");
    for ((before, after), (input, back)) in iter::zip(before, after).zip(iter::zip(&inputs, &back))
    {
        if before != after {
            differing.push(format!(
                "{}: {:02x?}\n{before}\nbecomes {:02x?}\n{after}",
                input.of.name, input.bytes, back.bytes
            ));
        }
    }
    (extended, differing)
}

fn arranged(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.sort_unstable();
    bytes
}

fn batch(inputs: &[Input<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for input in inputs {
        encode_key(input.number, WireType::LengthDelimited, &mut bytes);
        encode_varint(input.bytes.len() as u64, &mut bytes);
        bytes.extend(&input.bytes);
    }
    bytes
}

/// Returns the messages of an encoded batch.
fn split(mut batch: &[u8]) -> impl Iterator<Item = &[u8]> {
    iter::from_fn(move || {
        if batch.is_empty() {
            return None;
        }
        decode_key(&mut batch).expect("protoc wrote it");
        let length = decode_varint(&mut batch).expect("protoc wrote it");
        let (message, rest) = batch.split_at(length as usize);
        batch = rest;
        Some(message)
    })
}

/// Returns the texts of the messages of a batch. Only the first and last lines of a text have no
/// indentation.
fn texts(text: &[u8]) -> Vec<&str> {
    let text = str::from_utf8(text).expect("protoc writes ASCII");
    text.split_inclusive("\n}\n").collect()
}

/// A protoc that knows the batch.
struct Protoc<'a> {
    program: &'a str,
    /// The argument that names the descriptor set.
    set: String,
}

impl<'a> Protoc<'a> {
    fn new(program: &'a str, set: &[u8], folder: &Path, types: &[Trip]) -> Self {
        let files = FileDescriptorSet::decode(set).expect("it is a descriptor set").file;
        let field = |(index, of): (usize, &Trip)| FieldDescriptorProto {
            name: Some(format!("t{index}")),
            number: Some(index as i32 + 1),
            label: Some(Label::Repeated.into()),
            r#type: Some(Type::Message.into()),
            type_name: Some(format!(".{}", of.name)),
            ..Default::default()
        };
        let (package, name) = BATCH.split_once('.').expect("it has a package");
        let batch = FileDescriptorProto {
            name: Some("corpora/batch.proto".to_owned()),
            package: Some(package.to_owned()),
            dependency: files.into_iter().filter_map(|file| file.name).collect(),
            message_type: vec![DescriptorProto {
                name: Some(name.to_owned()),
                field: types.iter().enumerate().map(field).collect(),
                ..Default::default()
            }],
            // Only a file with this option may import files that have it.
            options: Some(FileOptions {
                optimize_for: Some(OptimizeMode::LiteRuntime.into()),
                ..Default::default()
            }),
            ..Default::default()
        };
        // Encoded messages that are concatenated are merged.
        let mut bytes = set.to_vec();
        bytes.extend(FileDescriptorSet { file: vec![batch] }.encode_to_vec());
        let path = folder.join("batch.binpb");
        fs::write(&path, bytes).expect("the folder can be written");
        Self { program, set: format!("--descriptor_set_in={}", path.display()) }
    }

    fn run(&self, mode: &str, input: &[u8]) -> Vec<u8> {
        let mut protoc = Command::new(self.program)
            .args([&self.set, &format!("{mode}={BATCH}"), "corpora/batch.proto"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("protoc is there");
        let mut stdin = protoc.stdin.take().expect("it is piped");
        let output = thread::scope(|scope| {
            scope.spawn(move || stdin.write_all(input).expect("protoc reads it"));
            protoc.wait_with_output().expect("protoc ends")
        });
        let printed = String::from_utf8_lossy(&output.stderr);
        // Some messages require themselves, and some fields are deprecated.
        let errors: Vec<&str> =
            printed.lines().filter(|line| !line.contains("warning: ")).take(20).collect();
        assert!(output.status.success(), "protoc {mode}:\n{}", errors.join("\n"));
        output.stdout
    }
}
