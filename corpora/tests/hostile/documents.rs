//! The documents. They are our output for random messages, changed at random.

use std::fs;
use std::ops::Range;

use corpora::workspace;
use corpora_wire::Samples;
use rust_grpc::reflect::{DescriptorPool, DynamicMessage};
use rust_grpc::{json, text};

use super::spoil::{Random, spoil};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    Text,
}

/// A document to parse.
pub struct Document {
    pub form: Form,
    /// The full name, e.g. `protobuf_test_messages.proto3.TestAllTypesProto3`.
    pub message: String,
    pub text: String,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} of {}: {}", self.form, self.message, self.text)
    }
}

/// The types of the messages. Together they have every kind of field. A type that is listed twice
/// is tested twice as often.
const TYPES: [&str; 20] = [
    "protobuf_test_messages.proto3.TestAllTypesProto3",
    "protobuf_test_messages.proto3.TestAllTypesProto3",
    "protobuf_test_messages.proto3.TestAllTypesProto3",
    "protobuf_test_messages.proto2.TestAllTypesProto2",
    "protobuf_test_messages.proto2.TestAllTypesProto2",
    "protobuf_test_messages.editions.TestAllTypesEdition2023",
    "protobuf_unittest.TestAllTypes",
    "protobuf_unittest.TestAllExtensions",
    "protobuf_unittest.TestAllExtensions",
    "protobuf_unittest.TestMap",
    "protobuf_unittest.TestOneof2",
    "protobuf_unittest.TestRequired",
    "protobuf_unittest.TestWellKnownTypes",
    "google.protobuf.Any",
    "google.protobuf.Duration",
    "google.protobuf.FieldMask",
    "google.protobuf.Struct",
    "google.protobuf.Timestamp",
    "google.protobuf.Value",
    "google.protobuf.FileDescriptorProto",
];

/// The greatest length of a document. Longer ones take time and show little more.
const LONGEST: usize = 600;

/// Returns a document of each form for each seed.
pub fn documents(pool: &DescriptorPool, set: &[u8], seeds: Range<u64>) -> Vec<Document> {
    let samples = Samples::new(set);
    let printed = TYPES.map(|name| {
        let descriptor = pool.message(name).unwrap_or_else(|| panic!("no {name}"));
        let messages = samples.with_json(name, 200);
        let messages =
            messages.iter().map(|bytes| DynamicMessage::decode(descriptor.clone(), bytes).unwrap());
        let (mut of_json, mut of_text) = (Vec::new(), Vec::new());
        for message in messages {
            of_json.extend(json::PrintOptions::new().to_json_dynamic(&message));
            of_text.push(text::PrintOptions::new().single_line(true).to_text_dynamic(&message));
        }
        of_json.retain(|text| text.len() < LONGEST);
        of_text.retain(|text| text.len() < LONGEST);
        (of_json, of_text)
    });
    let fuzzed = [corpus("json"), corpus("text")];
    let mut documents = Vec::new();
    for seed in seeds {
        let mut random = Random::new(seed);
        let index = random.below(TYPES.len());
        for form in [Form::Json, Form::Text] {
            let printed = [&printed[index].0, &printed[index].1][form as usize];
            let text = if random.one_in(20) {
                random.pick(&fuzzed[form as usize])
            } else {
                random.pick(printed)
            };
            let other = random.pick(printed).clone();
            let text = spoil(form, text, &other, &mut random);
            documents.push(Document { form, message: TYPES[index].to_owned(), text });
        }
    }
    documents
}

/// Returns the documents that fuzzing begins with.
fn corpus(target: &str) -> Vec<String> {
    let folder = workspace().join("fuzz/corpus").join(target);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().filter_map(|file| String::from_utf8(fs::read(file).unwrap()).ok()).collect()
}
