//! Each message reads and writes the bytes, the JSON and the text format of its recorded sample.

use std::collections::BTreeSet;

use rust_grpc::prost_types::Any;
use rust_grpc::{from_json, text, to_json};

/// The recorded sample of a message.
pub struct Sample {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// `None` for messages without a field table.
    pub json: Option<&'static str>,
    pub text: Option<&'static str>,
}

impl Sample {
    fn any(&self) -> Any {
        let type_url = format!("type.googleapis.com/{}", self.name);
        Any { type_url, value: self.bytes.clone() }
    }

    /// Whether JSON and text format lack fields of the message, by the option `json_extern=skip`.
    fn drops_fields(&self) -> bool {
        self.name == "tables.externs.Externs"
    }
}

/// Reads the file that src/record.rs wrote.
pub fn samples() -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    for line in include_str!("../../golden/messages.txt").lines().skip(1) {
        if let Some(line) = line.strip_prefix("  ") {
            let sample = samples.last_mut().expect("a name");
            match line.split_once(' ').expect("a value") {
                ("bytes", hex) => sample.bytes = unhex(hex),
                ("json", json) => sample.json = Some(json),
                ("text", text) => sample.text = Some(text),
                (other, _) => panic!("{other}"),
            }
        } else {
            samples.push(Sample { name: line, bytes: Vec::new(), json: None, text: None });
        }
    }
    samples
}

/// Returns the recorded bytes of a message.
pub fn bytes_of(name: &str) -> Vec<u8> {
    samples().into_iter().find(|sample| sample.name == name).expect("a sample").bytes
}

fn unhex(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| str::from_utf8(pair).expect("ASCII"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("a byte")).collect()
}

/// Returns the bytes that the message writes. A parser can write its fields in another order.
fn canonical(any: &Any) -> Vec<u8> {
    recorded::registry().decode(any).expect("a message").encode_to_vec()
}

#[test]
fn each_message_reads_and_writes_its_bytes() {
    let registry = recorded::registry();
    let samples = samples();
    for sample in &samples {
        let message = registry.decode(&sample.any()).expect(sample.name);
        assert_eq!(message.encode_to_vec(), sample.bytes, "{}", sample.name);
        assert_eq!(message.full_name(), sample.name);
    }
    let names: BTreeSet<&str> = samples.iter().map(|sample| sample.name).collect();
    assert_eq!(names, registry.names().collect(), "messages without a sample");
}

#[test]
fn each_message_reads_and_writes_its_json() {
    recorded::register_types();
    let mut packages = BTreeSet::new();
    for sample in samples() {
        let Some(json) = sample.json else { continue };
        packages.insert(sample.name.rsplit_once('.').expect("a package").0);
        assert_eq!(to_json(&sample.any()).expect(sample.name), json);
        let read = from_json(json).expect(sample.name);
        assert_eq!(to_json::<Any>(&read).expect(sample.name), json);
        assert!(sample.drops_fields() || canonical(&read) == sample.bytes, "{}", sample.name);
    }
    for package in
        ["every", "grpc_json", "rest", "tables.externs", "tables.numbers", "tables.shapes"]
    {
        assert!(packages.contains(package), "no JSON in {package}");
    }
}

#[test]
fn each_message_reads_and_writes_its_text_format() {
    let registry = recorded::registry();
    let print = text::PrintOptions::new().single_line(true).registry(&registry);
    let parse = text::ParseOptions::new().registry(&registry);
    let mut count = 0;
    for sample in samples() {
        let Some(text) = sample.text else { continue };
        assert_eq!(print.to_text(&sample.any()), text);
        let read = parse.from_text(text).expect(sample.name);
        assert_eq!(print.to_text::<Any>(&read), text);
        assert!(sample.drops_fields() || canonical(&read) == sample.bytes, "{}", sample.name);
        count += 1;
    }
    assert!(count > 20, "{count}");
}
