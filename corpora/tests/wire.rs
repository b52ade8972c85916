//! With `codec=inline`, messages read and write what prost's messages do. Random messages of every
//! type show it.
//!
//! Only our messages refuse keys of more than five bytes.
//!
//! The messages keep no unknown fields. With `unknown_fields=preserve` they would accept a declared
//! field number with another wire type, which prost refuses.
//!
//! `Debug` redacts nothing, because its output is compared with prost's.

use corpora::messages::{Message, messages};
use corpora::scratch::Scratch;
use corpora::{CORPORA, Corpus, named};

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn small_schemas() {
    compare("wire", ["fixtures", "etcd-client", "lance-encoding", "osmpbf", "pulsar"].map(named));
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_every_schema() {
    compare("deep-wire", CORPORA);
}

/// Compares the messages of corpora with a program for each corpus.
fn compare(name: &str, corpora: impl IntoIterator<Item = &'static Corpus>) {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), name);
    let mut programs = Vec::new();
    for corpus in corpora {
        programs.push(write_program(corpus, &scratch));
    }
    println!(
        "cargo build: {:.0} s",
        scratch.cargo(&["build", "--workspace", "--keep-going", "--jobs=1"]).0
    );
    for program in programs {
        print!("{}", scratch.run(&program));
    }
}

fn write_program(corpus: &Corpus, scratch: &Scratch) -> String {
    let descriptors = corpus.descriptors();
    // The fixtures have rules for their stubs.
    let stubs = if corpus.options.is_some() { "" } else { "client=false,server=false" };
    let ours =
        corpus.without_apart(corpus.ours(
            &descriptors,
            &format!("codec=inline,enable_type_names,debug_redact=false,{stubs}"),
        ));
    let theirs = corpus.theirs(&descriptors, false, |config| {
        config.enable_type_names();
    });
    let theirs = corpus.without_apart(theirs);

    let name = format!("wire-{}", corpus.name);
    let set = format!("crates/{name}/set.binpb");
    let set = scratch.write(&set, &descriptors.set);
    let ours = scratch.write_files(&format!("crates/{name}/ours"), &ours);
    let tree = scratch.write_files(&format!("crates/{name}/theirs"), &theirs);
    let pairs: String = theirs
        .iter()
        .flat_map(|(name, text)| messages(name, text))
        .map(|message| pair(&message))
        .collect();
    let source = format!(
        "#![allow(warnings, text_direction_codepoint_in_literal)]\n\nmod ours {{\n    \
         include!({ours:?});\n}}\n\nmod theirs {{\n    include!({tree:?});\n}}\n\n\
         fn main() {{\n    let pairs = vec![\n{pairs}    ];\n    corpora_wire::compare({:?}, \
         include_bytes!({set:?}), &pairs);\n}}\n",
        corpus.name
    );
    scratch.write_crate(
        &name,
        "2024",
        &["corpora-wire", "prost", "prost-types", "rust-grpc"],
        "main.rs",
        &source,
    );
    name
}

fn pair(message: &Message) -> String {
    let (function, path) = (if message.debug { "pair" } else { "mute_pair" }, &message.path);
    format!("        corpora_wire::{function}::<theirs::{path}, ours::{path}>(),\n")
}
