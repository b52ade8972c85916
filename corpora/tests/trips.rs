//! Random messages of protobuf's own test schemas mean the same to protoc after a generated type
//! has read and written them, with both codecs.
//!
//! Some differences from protoc are part of prost's shape, so the messages lack these values:
//!
//! * With `codec=prost`, a message keeps no unknown fields, and so no extensions. prost does not
//!   write a negative zero of a field with implicit presence.
//! * An undeclared number of a closed enum is the field's value. protoc stores it as an unknown
//!   field.
//! * A `String` is UTF-8, even if the schema allows other bytes in the field.
//!
//! The types of `google.protobuf` are generated too. Those of prost-types lack the features of
//! options, and keep no unknown fields.

use corpora::messages::messages;
use corpora::scratch::Scratch;
use corpora::{Corpus, UNITTESTS};

#[test]
#[ignore = "needs real schemas: scripts/fetch crates protoc"]
fn unittests_of_protobuf() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "trips");
    let mut programs = Vec::new();
    for corpus in UNITTESTS {
        programs.push(write_program(corpus, "inline", ",unknown_fields=preserve", &scratch));
        programs.push(write_program(corpus, "prost", "", &scratch));
    }
    println!("cargo build: {:.0} s", scratch.cargo(&["build", "--workspace", "--jobs=1"]).0);
    for program in programs {
        print!("{}", scratch.run(&program));
    }
}

fn write_program(corpus: &Corpus, codec: &str, options: &str, scratch: &Scratch) -> String {
    let descriptors = corpus.descriptors();
    println!("{}: {} files", corpus.name, descriptors.listed.len());
    let rules = "enable_type_names,compile_well_known_types,client=false,server=false";
    let parameter = format!("codec={codec},{rules}{options}");
    let files = corpus.ours(&descriptors, &parameter);
    let name = format!("trips-{}-{codec}", corpus.name);
    let set = scratch.write(&format!("crates/{name}/set.binpb"), &descriptors.set);
    let tree = scratch.write_files(&format!("crates/{name}/generated"), &files);
    let types: String = files
        .iter()
        .flat_map(|(name, text)| messages(name, text))
        .map(|message| format!("        corpora_wire::trip::<generated::{}>(),\n", message.path))
        .collect();
    let protoc = corpus.protoc().get_program().to_str().expect("it is UTF-8").to_owned();
    let source = format!(
        "#![deny(warnings)]\n#![allow(dead_code)]\n\n\
         mod generated {{\n    include!({tree:?});\n}}\n\n\
         fn main() {{\n    let types = [\n{types}    ];\n    \
         corpora_wire::trips({:?}, {protoc:?}, include_bytes!({set:?}), {:?}, {}, &types);\n}}\n",
        format!("{} ({codec})", corpus.name),
        set.parent().expect("it is in a folder"),
        codec == "inline",
    );
    let dependencies: &[&str] = match codec {
        "prost" => &["corpora-wire", "prost", "prost-types"],
        _ => &["corpora-wire", "rust-grpc"],
    };
    scratch.write_crate(&name, "2024", dependencies, "main.rs", &source);
    name
}
