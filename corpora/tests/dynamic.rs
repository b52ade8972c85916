//! Dynamic messages. Every schema makes a pool of descriptors. Random messages of protobuf's own
//! test schemas mean the same to protoc after a dynamic message has decoded and encoded them. Their
//! JSON is read back.

use corpora::scratch::Scratch;
use corpora::{CORPORA, Corpus, UNITTESTS};
use corpora_wire::Trip;
use rust_grpc::reflect::diff::Difference;
use rust_grpc::reflect::{self, DescriptorPool, DynamicMessage, MessageDescriptor, Value};

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
        is_read_from_json(again);
        Ok(encoded)
    })
}

/// Checks that the JSON form of a message parses to the message without its unknown fields.
fn is_read_from_json(mut message: DynamicMessage) {
    without_unknown(&mut message);
    // A message may have no JSON form, e.g. a random `Timestamp` that is out of range.
    let Ok(json) = message.to_json() else { return };
    let again = match DynamicMessage::from_json(message.descriptor().clone(), &json) {
        Ok(again) => again,
        // The random paths of a `FieldMask` name no fields. C++ prints such paths too.
        Err(error) if error.to_string().contains("not in lowerCamelCase") => return,
        Err(error) => panic!("{error}: {json}"),
    };
    let diff = reflect::diff(&message, &again).expect("dynamic messages are not decoded");
    // The JSON of every number of a `NullValue` is `null`.
    let is_null = |difference: &&Difference| difference.path().contains("null_value");
    let difference = diff.iter().find(|difference| !is_null(difference));
    assert!(difference.is_none(), "{json}\n{diff}");
}

fn without_unknown(message: &mut DynamicMessage) {
    // An item of a message set that the pool does not know is an unknown field.
    message.unknown_fields_mut().clear();
    let numbers: Vec<u32> = message.fields().map(|(field, _)| field.number()).collect();
    for number in numbers {
        let inner = |value: &mut Value| {
            if let Value::Message(message) = value {
                without_unknown(message);
            }
        };
        match message.get_mut(number).expect("it is a field") {
            Value::List(values) => values.iter_mut().for_each(inner),
            Value::Map(entries) => entries.values_mut().for_each(inner),
            value => inner(value),
        }
    }
}
