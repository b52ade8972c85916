//! JSON and text format of messages of protobuf's own test schemas, compared with Python. Each side
//! parses the other's text to equal bytes, and both print equal values as JSON.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use corpora::scratch::{self, Scratch};
use corpora::{Corpus, UNITTESTS, workspace};
use corpora_wire::Samples;
use rust_grpc::reflect::{DescriptorPool, DynamicMessage};
use rust_grpc::{json, text};
use serde_json::{Value, json};

/// The number of random messages of each type. There is also one message for each field and
/// extension.
const RANDOM: u64 = 20;

#[test]
#[ignore = "needs real schemas and Python: scripts/fetch crates protoc python"]
fn unittests_of_protobuf() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "python");
    for corpus in UNITTESTS {
        compare(corpus, &scratch);
    }
}

fn compare(corpus: &Corpus, scratch: &Scratch) {
    let set = corpus.descriptors().set;
    let pool = DescriptorPool::decode(&set).unwrap();
    let file = scratch.write(&format!("{}/set.binpb", corpus.name), &set);
    let folder = file.parent().expect("it is in a folder");
    let samples = Samples::new(&set);
    let full = json::PrintOptions::new().proto_names(true).emit_defaults(true);
    let full = full.enums_as_numbers(true);
    let mut ours = String::new();
    for descriptor in pool.messages().filter(|message| !message.is_map_entry()) {
        for bytes in samples.with_json(descriptor.full_name(), RANDOM) {
            let message = DynamicMessage::decode(descriptor.clone(), &bytes).unwrap();
            let json = json::PrintOptions::new().to_json_dynamic(&message);
            let line = json!({
                "type": descriptor.full_name(),
                // Python does not merge items of a message set that have one type.
                "bytes": hex(&message.encode_to_vec()),
                "error": json.as_ref().err().map(ToString::to_string),
                "json": json.ok(),
                "full": full.to_json_dynamic(&message).ok(),
                "text": text::PrintOptions::new().to_text_dynamic(&message),
            });
            writeln!(ours, "{line}").unwrap();
        }
    }
    fs::write(folder.join("ours"), ours).unwrap();
    println!("{}: {}", corpus.name, python("print", folder));

    let theirs = fs::read_to_string(folder.join("theirs")).unwrap();
    let parsed: String = theirs.lines().map(|line| parse(&pool, line) + "\n").collect();
    fs::write(folder.join("parsed"), parsed).unwrap();
    python("check", folder);
}

/// Parses Python's output for a message.
fn parse(pool: &DescriptorPool, line: &str) -> String {
    let line: Value = serde_json::from_str(line).unwrap();
    let descriptor = pool.message(line["type"].as_str().unwrap()).unwrap();
    let of_json = line["json"].as_str().map(|text| {
        let message = json::ParseOptions::new().from_json_dynamic(&descriptor, text);
        message.map_err(|error| error.to_string())
    });
    let of_text = line["text"].as_str().map(|text| {
        let message = text::ParseOptions::new().from_text_dynamic(&descriptor, text);
        message.map_err(|error| error.to_string())
    });
    let mut made = json!({});
    for (form, parsed) in [("json", of_json), ("text", of_text)] {
        match parsed {
            Some(Ok(message)) => made[form] = hex(&message.encode_to_vec()).into(),
            Some(Err(error)) => made["error"] = error.into(),
            None => {}
        }
    }
    for key in ["json", "text", "error"] {
        made.as_object_mut().unwrap().entry(key).or_insert(Value::Null);
    }
    made.to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs the peer, and returns its output.
fn python(mode: &str, folder: &Path) -> String {
    let program = workspace().join("target/peers/python/bin/python");
    assert!(program.exists(), "Python is missing; fetch it with: scripts/fetch python");
    let peer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/peer.py");
    scratch::run(Command::new(program).args([peer, mode]).arg(folder))
}
