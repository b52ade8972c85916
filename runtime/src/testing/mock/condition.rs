//! The conditions of expectations.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::Debug;

use tonic::Request;

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

/// Returns the condition that a request has an entry of metadata.
pub fn has_metadata<Q>(key: &str, value: &str) -> Condition<Q> {
    let (key, value) = (key.to_string(), value.to_string());
    Box::new(move |request, _| {
        let actual = request.metadata().get(&key).map(|actual| actual.to_str());
        match actual {
            Some(Ok(actual)) if actual == value => Ok(()),
            Some(actual) => Err(format!(
                "  metadata `{key}`: expected {value:?}, got {:?}\n",
                actual.unwrap_or("(not text)")
            )),
            None => Err(format!("  metadata `{key}`: expected {value:?}, got nothing\n")),
        }
    })
}
