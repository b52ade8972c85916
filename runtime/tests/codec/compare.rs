//! What "the same" means.

use std::fmt::Debug;

use bytes::{Buf, Bytes};
use prost::Message;

/// Decodes `bytes` with both codecs. They must agree whether it is a message, on what is in it, and
/// on how that is encoded; and ours must with every kind of buffer.
pub fn agree<Ours, Derived>(bytes: &[u8])
where
    Ours: Message + Default + Debug,
    Derived: Message + Default + Debug,
{
    let expected = Derived::decode(bytes);
    let text = outcome(&expected);
    let ours = Ours::decode(bytes);
    assert_eq!(outcome(&ours), text, "of a slice: {bytes:02x?}");

    let shared = Bytes::copy_from_slice(bytes);
    assert_eq!(outcome(&Ours::decode(shared)), text, "of Bytes: {bytes:02x?}");
    let (front, back) = bytes.split_at(bytes.len() / 2);
    assert_eq!(outcome(&Ours::decode(front.chain(back))), text, "in pieces: {bytes:02x?}");
    // prost's `Box` calls `merge_field` for every field.
    let boxed = Box::<Ours>::decode(front.chain(back));
    assert_eq!(outcome(&boxed), text, "field by field: {bytes:02x?}");

    if let (Ok(ours), Ok(expected)) = (ours, expected) {
        assert_eq!(ours.encoded_len(), ours.encode_to_vec().len(), "size: {bytes:02x?}");
        // prost drops a negative zero.
        if !text.contains("-0.0") {
            let encoded = expected.encode_to_vec();
            assert_eq!(ours.encode_to_vec(), encoded, "encoded: {bytes:02x?}");
        }
    }
}

/// The value as text, or that there is none. Texts are compared because the types differ; that they
/// are equal is also what is promised of `Debug`.
fn outcome<M: Debug>(result: &Result<M, prost::DecodeError>) -> String {
    match result {
        Ok(message) => format!("{message:?}"),
        Err(_) => "refused".into(),
    }
}

/// What is wrong with the bytes, and in which field.
pub fn error<M: Message + Default + Debug>(bytes: &[u8]) -> String {
    let error = M::decode(bytes).expect_err("malformed").to_string();
    error.strip_prefix("failed to decode Protobuf message: ").expect("prost's prefix").to_string()
}
