//! The text format of messages of protobuf's own test schemas equals that of protoc. The messages
//! mean the same to protoc after they were printed and parsed.

use corpora::UNITTESTS;
use corpora::scratch::Scratch;
use corpora_wire::Trip;
use rust_grpc::reflect::{DescriptorPool, DynamicMessage, MessageDescriptor};
use rust_grpc::text::{ParseOptions, PrintOptions};

#[test]
#[ignore = "needs real schemas: scripts/fetch crates protoc"]
fn unittests_of_protobuf() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "text");
    for corpus in UNITTESTS {
        let set = corpus.descriptors().set;
        let pool = DescriptorPool::decode(&set).unwrap();
        let types: Vec<Trip> =
            pool.messages().filter(|message| !message.is_map_entry()).map(trip).collect();
        let protoc = corpus.protoc().get_program().to_str().expect("it is UTF-8").to_owned();
        let file = scratch.write(&format!("{}/set.binpb", corpus.name), &set);
        let folder = file.parent().expect("it is in a folder").to_str().expect("it is UTF-8");
        corpora_wire::trips(corpus.name, &protoc, &set, folder, true, &types);
    }
}

fn trip(descriptor: MessageDescriptor) -> Trip {
    let name = descriptor.full_name().to_owned();
    let of_text = descriptor.clone();
    let decode = |descriptor: &MessageDescriptor, bytes: &[u8]| {
        DynamicMessage::decode(descriptor.clone(), bytes)
    };
    let again = move |bytes: &[u8]| {
        let message = decode(&descriptor, bytes)?;
        let text = PrintOptions::new().to_text_dynamic(&message);
        let with_unknown_fields =
            PrintOptions::new().unknown_fields(true).to_text_dynamic(&message);
        if text != with_unknown_fields {
            // The text form of unknown fields cannot be parsed.
            return Ok(message.encode_to_vec());
        }
        let parsed = ParseOptions::new().from_text_dynamic(&descriptor, &text);
        Ok(parsed.unwrap_or_else(|error| panic!("{error}\n{text}")).encode_to_vec())
    };
    let text = move |bytes: &[u8]| {
        PrintOptions::new().to_text_dynamic(&decode(&of_text, bytes).expect("it is well-formed"))
    };
    Trip::new(&name, again).with_text(text)
}
