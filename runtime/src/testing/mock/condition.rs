//! The conditions of expectations.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Debug;

use tonic::Request;
use tonic::metadata::{
    AsciiMetadataKey, AsciiMetadataValue, BinaryMetadataKey, BinaryMetadataValue,
};

use super::difference;

/// A condition on a request. It returns the reason why a request does not meet it. A dialog has no
/// content when it begins.
pub type Condition<Q> = Box<dyn Fn(&Request<()>, Option<&Q>) -> Result<(), String> + Send>;

/// Returns the condition that the content of a request equals `expected`.
pub fn equals<Q: PartialEq + Debug + Send + 'static>(expected: Q) -> Condition<Q> {
    Box::new(move |_, actual| match actual {
        Some(actual) if expected != *actual => Err(difference::between(&expected, actual)),
        Some(_) | None => Ok(()),
    })
}

/// Returns the condition that the content of a request satisfies a predicate.
pub fn satisfies<Q: 'static>(
    what: &str,
    predicate: impl Fn(&Q) -> bool + Send + 'static,
) -> Condition<Q> {
    let reason = format!("  the request is not {what}\n");
    Box::new(
        move |_, actual| if actual.is_none_or(&predicate) { Ok(()) } else { Err(reason.clone()) },
    )
}

/// Returns the condition that a request has an entry of metadata. Other entries with the same key
/// do not count.
///
/// # Panics
/// Panics if no metadata can have such an entry.
#[track_caller]
pub fn has_metadata<Q>(key: &str, value: &[u8]) -> Condition<Q> {
    let expected = expected_value(key, value);
    let is_right = move |request: &Request<()>, key: &str| match &expected {
        Expected::Text(value) => request.metadata().get_all(key).iter().any(|one| one == value),
        Expected::Bytes(value) => {
            request.metadata().get_all_bin(key).iter().any(|one| one == value)
        }
    };
    let shown = value.escape_ascii().to_string();
    let key = key.to_string();
    Box::new(move |request, _| {
        if is_right(request, &key) {
            return Ok(());
        }
        let mut actual: Vec<String> = Vec::new();
        for one in request.metadata().get_all(&key) {
            actual.push(format!("\"{}\"", one.as_bytes().escape_ascii()));
        }
        for one in request.metadata().get_all_bin(&key) {
            let text = one.to_bytes().map(|bytes| bytes.escape_ascii().to_string());
            actual.push(text.map_or("invalid Base64".into(), |text| format!("\"{text}\"")));
        }
        let actual = if actual.is_empty() { "nothing".into() } else { actual.join(" and ") };
        Err(format!("  metadata `{key}`: expected \"{shown}\", got {actual}\n"))
    })
}

/// The value of an entry. The type depends on the key.
enum Expected {
    Text(AsciiMetadataValue),
    Bytes(BinaryMetadataValue),
}

#[track_caller]
fn expected_value(key: &str, value: &[u8]) -> Expected {
    if BinaryMetadataKey::from_bytes(key.as_bytes()).is_ok() {
        return Expected::Bytes(BinaryMetadataValue::from_bytes(value));
    }
    if AsciiMetadataKey::from_bytes(key.as_bytes()).is_err() {
        panic!("{key:?} is not a key of metadata: a key has letters, digits, `-`, `_` and `.`");
    }
    match AsciiMetadataValue::try_from(value) {
        Ok(value) => Expected::Text(value),
        Err(_) => panic!(
            "the metadata `{key}` cannot have the value \"{}\": a key that ends with `-bin` has \
             values of any bytes, and other keys have printable ASCII",
            value.escape_ascii()
        ),
    }
}
