//! The comparison of both codecs.

use std::fmt::Debug;

use bytes::{Buf, Bytes};
use prost::{DecodeError, Message};

/// The error of a key that has more than five bytes. prost accepts such keys.
pub const LONG_KEY: &str = "invalid key: more than five bytes";

/// Decodes `bytes` with both codecs. Both must accept or refuse them, return equal values, and
/// encode them to equal bytes. Our codec must give the same result for every kind of buffer. It
/// alone refuses keys of more than five bytes.
pub fn agree<Ours, Derived>(bytes: &[u8])
where
    Ours: Message + Default + Debug,
    Derived: Message + Default + Debug,
{
    let expected = Derived::decode(bytes);
    let text = outcome(&expected);
    let ours = Ours::decode(bytes);
    let long_key = has_long_key(&ours);
    let text = if long_key { outcome(&ours) } else { text };
    assert_eq!(outcome(&ours), text, "of a slice: {bytes:02x?}");

    let shared = Bytes::copy_from_slice(bytes);
    assert_eq!(outcome(&Ours::decode(shared)), text, "of Bytes: {bytes:02x?}");
    let (front, back) = bytes.split_at(bytes.len() / 2);
    assert_eq!(outcome(&Ours::decode(front.chain(back))), text, "in pieces: {bytes:02x?}");
    if long_key {
        return;
    }
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

/// Whether the error is a key of more than five bytes.
pub fn has_long_key<T>(result: &Result<T, DecodeError>) -> bool {
    matches!(result, Err(error) if error.to_string().ends_with(LONG_KEY))
}

/// Returns the value as text, or `refused`. Texts are compared, because the types differ. `Debug`
/// promises equal texts, too.
fn outcome<M: Debug>(result: &Result<M, DecodeError>) -> String {
    match result {
        Ok(message) => format!("{message:?}"),
        Err(_) => "refused".into(),
    }
}

/// Returns the error of the bytes, with the field that it is in.
pub fn error<M: Message + Default + Debug>(bytes: &[u8]) -> String {
    let error = M::decode(bytes).expect_err("malformed").to_string();
    error.strip_prefix("failed to decode Protobuf message: ").expect("prost's prefix").to_string()
}
