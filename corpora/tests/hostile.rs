//! Documents that are almost JSON or text format of protobuf's own test schemas. Python's parser
//! and ours accept the same documents and parse them to equal messages, but for the reviewed
//! differences.

#[path = "hostile/documents.rs"]
mod documents;
#[path = "hostile/odd.rs"]
mod odd;
#[path = "hostile/reviewed.rs"]
mod reviewed;
#[path = "hostile/spoil.rs"]
mod spoil;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use corpora::scratch::{self, Scratch};
use corpora::{UNITTESTS, workspace};
use documents::{Document, Form, documents};
use reviewed::{Difference, Verdicts};
use rust_grpc::reflect::DescriptorPool;
use rust_grpc::{json, text};
use serde_json::{Value, json};

/// The number of documents of each form.
const INPUTS: u64 = 4000;

#[test]
#[ignore = "needs real schemas and Python: scripts/fetch crates protoc python"]
fn almost_json_and_text() {
    compare(0..INPUTS);
}

#[test]
#[ignore = "needs real schemas and Python: scripts/fetch crates protoc python"]
fn deep_almost_json_and_text() {
    compare(INPUTS..21 * INPUTS);
}

fn compare(seeds: std::ops::Range<u64>) {
    let name = format!("hostile-{}", seeds.start);
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), &name);
    let corpus = &UNITTESTS[0];
    let set = corpus.descriptors().set;
    let pool = DescriptorPool::decode(&set).unwrap();
    let file = scratch.write("set.binpb", &set);
    let folder = file.parent().expect("it is in a folder");

    let inputs = documents(&pool, &set, seeds);
    let lines: String = inputs.iter().map(|input| parse(&pool, input) + "\n").collect();
    fs::write(folder.join("inputs"), lines).unwrap();
    let program = workspace().join("target/peers/python/bin/python");
    assert!(program.exists(), "Python is missing; fetch it with: scripts/fetch python");
    let peer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/peer.py");
    scratch::run(Command::new(program).args([peer, "judge"]).arg(folder));

    let theirs = fs::read_to_string(folder.join("verdicts")).unwrap();
    assert_eq!(theirs.lines().count(), inputs.len());
    let mut seen = BTreeMap::<Difference, usize>::new();
    let (mut accepted, mut refused, mut unknown) = ([0; 2], [0; 2], String::new());
    let mut count = 0;
    for (input, line) in inputs.iter().zip(theirs.lines()) {
        let verdicts = Verdicts::of_line(line);
        if verdicts.agree() {
            let counter = if verdicts.theirs.is_ok() { &mut accepted } else { &mut refused };
            counter[input.form as usize] += 1;
        } else if let Some(difference) = Difference::of(input, &verdicts) {
            *seen.entry(difference).or_default() += 1;
        } else {
            count += 1;
            if unknown.len() < 30_000 {
                writeln!(unknown, "{input:?}\n  {verdicts:?}").unwrap();
            }
        }
    }
    println!("both accept {accepted:?} and refuse {refused:?} as [JSON, text]; {seen:?}");
    assert!(count == 0, "{count} differences without a rule in hostile/reviewed.rs:\n{unknown}");
    // Mutations that all parsers refuse, or that all accept, would show nothing.
    for form in [Form::Json, Form::Text] {
        let (accepted, refused) = (accepted[form as usize], refused[form as usize]);
        assert!(accepted * 5 > inputs.len() / 2, "{form:?}: {accepted} accepted");
        assert!(refused * 5 > inputs.len() / 2, "{form:?}: {refused} refused");
    }
}

/// Parses a document with our parser. Returns the result as a line for Python.
fn parse(pool: &DescriptorPool, input: &Document) -> String {
    let descriptor = pool.message(&input.message).unwrap();
    let parsed = match input.form {
        Form::Json => json::ParseOptions::new()
            .from_json_dynamic(&descriptor, &input.text)
            .map_err(|error| error.to_string()),
        Form::Text => text::ParseOptions::new()
            .from_text_dynamic(&descriptor, &input.text)
            .map_err(|error| error.to_string()),
    };
    let (bytes, error) = match parsed {
        Ok(message) => (Value::from(hex(&message.encode_to_vec())), Value::Null),
        Err(error) => (Value::Null, error.into()),
    };
    let form = if input.form == Form::Json { "json" } else { "text" };
    json!({"type": input.message, "form": form, "text": input.text, "bytes": bytes, "error": error})
        .to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
