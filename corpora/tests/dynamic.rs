//! Every schema makes a pool of descriptors, and dynamic messages of protobuf's own test schemas
//! mean the same to protoc after they were decoded and encoded.

use corpora::scratch::Scratch;
use corpora::{CORPORA, Corpus, UNITTESTS};
use corpora_wire::Trip;
use rust_grpc::reflect::{DescriptorPool, DynamicMessage, MessageDescriptor};

fn pool(corpus: &Corpus, set: &[u8]) -> DescriptorPool {
    match DescriptorPool::decode(set) {
        Ok(pool) => pool,
        Err(error) => panic!("{}: {error}", corpus.name),
    }
}

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn every_corpus_is_a_pool() {
    let mut custom_options = 0;
    for corpus in CORPORA {
        let set = corpus.descriptors().set;
        let pool = pool(corpus, &set);
        println!("{}: {} messages, {} bytes", corpus.name, pool.messages().len(), set.len());
        custom_options +=
            pool.messages().filter(|message| has_custom_option(&pool, message)).count();
    }
    println!("{custom_options} messages have a field with a custom option");
    assert!(custom_options > 100);
}

/// Whether a field has an option that is an extension. The pool reads the options.
fn has_custom_option(pool: &DescriptorPool, message: &MessageDescriptor) -> bool {
    let Some(options) = pool.message("google.protobuf.FieldOptions") else { return false };
    message.fields().any(|field| {
        let options = DynamicMessage::decode(options.clone(), field.options());
        let options = options.expect("protoc wrote the options");
        options.fields().any(|(option, _)| option.is_extension())
    })
}

#[test]
#[ignore = "needs real schemas: scripts/fetch crates protoc"]
fn unittests_of_protobuf() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "dynamic");
    for corpus in UNITTESTS {
        let set = corpus.descriptors().set;
        let pool = pool(corpus, &set);
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
    Trip::new(&name, move |bytes| {
        let message = DynamicMessage::decode(descriptor.clone(), bytes)?;
        let encoded = message.encode_to_vec();
        // Equal messages have equal bytes.
        let again = DynamicMessage::decode(descriptor.clone(), &encoded)?;
        assert_eq!(again.encode_to_vec(), encoded, "{}", descriptor.full_name());
        Ok(encoded)
    })
}
