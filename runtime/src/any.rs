//! `google.protobuf.Any`: a message of any type, with the name of its type.

use alloc::string::String;
use alloc::vec::Vec;

use prost::Name;
use prost_types::Any;

use crate::DecodeOptions;

mod unpack_error;

pub use unpack_error::UnpackError;

/// The domain of a type URL if the message has no domain of its own. Every implementation of
/// protobuf accepts this domain. Some accept no other domain in JSON and text format.
const DOMAIN: &str = "type.googleapis.com";

/// A message that is a `google.protobuf.Any`: that of prost-types, or a generated one
/// (`compile_well_known_types`).
///
/// ```
/// use rust_grpc::AnyMessage;
/// use rust_grpc::prost_types::{Any, Duration, Timestamp};
///
/// let stamp = Timestamp { seconds: 1, nanos: 0 };
/// let any = Any::pack(&stamp);
/// assert_eq!(any.type_url, "type.googleapis.com/google.protobuf.Timestamp");
///
/// assert!(any.is::<Timestamp>());
/// assert_eq!(any.unpack::<Timestamp>()?, stamp);
/// assert!(any.unpack::<Duration>().is_err());
/// # Ok::<(), rust_grpc::UnpackError>(())
/// ```
///
/// The name of the type is the text after the last `/` of the type URL. The text before it is
/// ignored, and no URL is ever fetched. As in C++, Java and Python, a type URL without a `/` names
/// no type.
///
/// The names of types are those of [`prost::Name`]. Messages implement it with the option
/// `enable_type_names` or `register_types`.
pub trait AnyMessage: Sized {
    /// Creates an `Any` from its two fields.
    fn from_parts(type_url: String, value: Vec<u8>) -> Self;

    /// Returns the two fields: the type URL, and the encoded message.
    fn parts(&self) -> (&str, &[u8]);

    /// Packs a message.
    ///
    /// The type URL is that of [`prost::Name`], e.g. `example.com/acme.v1.Forecast`. If it has no
    /// domain, the domain is `type.googleapis.com`, as in other languages.
    fn pack<M: Name>(message: &M) -> Self {
        Self::from_parts(type_url::<M>(), message.encode_to_vec())
    }

    /// Returns the full name of the packed message, e.g. `acme.v1.Forecast`.
    ///
    /// Returns `None` if the type URL has no `/`, or no text after the last `/`.
    fn packed_name(&self) -> Option<&str> {
        name_in(self.parts().0)
    }

    /// Whether the packed message is of the type `M`.
    fn is<M: Name>(&self) -> bool {
        self.packed_name().is_some_and(|name| name == M::full_name())
    }

    /// Decodes the packed message.
    ///
    /// # Errors
    /// Returns an error if the message has another type or is malformed.
    fn unpack<M: Name + Default>(&self) -> Result<M, UnpackError> {
        self.unpack_with(&DecodeOptions::new())
    }

    /// Decodes the packed message within the limits of `options`.
    ///
    /// The limits apply to this message alone. An `Any` in it stays packed until it is unpacked.
    ///
    /// # Errors
    /// Returns an error if the message has another type, is malformed, or exceeds a limit.
    fn unpack_with<M: Name + Default>(&self, options: &DecodeOptions) -> Result<M, UnpackError> {
        let (type_url, value) = self.parts();
        let expected = M::full_name();
        if name_in(type_url) != Some(&expected) {
            return Err(UnpackError::OtherType { expected, type_url: type_url.into() });
        }
        Ok(options.decode(value)?)
    }
}

impl AnyMessage for Any {
    fn from_parts(type_url: String, value: Vec<u8>) -> Self {
        Any { type_url, value }
    }

    fn parts(&self) -> (&str, &[u8]) {
        (&self.type_url, &self.value)
    }
}

/// Returns the type URL of a message, with its domain.
pub(crate) fn type_url<M: Name>() -> String {
    with_domain(M::type_url(), M::full_name)
}

fn with_domain(url: String, full_name: fn() -> String) -> String {
    match url.find('/') {
        Some(0) => [DOMAIN, &url].concat(),
        Some(_) => url,
        None => [DOMAIN, "/", &full_name()].concat(),
    }
}

/// Returns the full name in a type URL.
pub(crate) fn name_in(type_url: &str) -> Option<&str> {
    let (_, name) = type_url.rsplit_once('/')?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_behind_the_last_slash() {
        for (url, expected) in [
            ("type.googleapis.com/a.B", Some("a.B")),
            ("/a.B", Some("a.B")),
            ("https://example.com/types/a.B", Some("a.B")),
            ("a.B", None),
            ("type.googleapis.com/", None),
            ("", None),
        ] {
            assert_eq!(name_in(url), expected, "{url}");
        }
    }

    #[test]
    fn a_url_without_a_domain_gets_one() {
        for (url, expected) in [
            ("/a.B", "type.googleapis.com/a.B"),
            ("example.com/types/a.B", "example.com/types/a.B"),
            ("", "type.googleapis.com/a.B"),
        ] {
            assert_eq!(with_domain(url.into(), || "a.B".into()), expected, "{url}");
        }
    }

    #[test]
    fn the_error_of_a_url_without_a_slash_names_it() {
        let any = Any { type_url: "google.protobuf.Duration".into(), value: Vec::new() };
        let expected =
            "the type URL `google.protobuf.Duration` has no `/` in front of the full name";
        let error = any.unpack::<prost_types::Duration>().unwrap_err();
        assert_eq!(alloc::format!("{error}"), expected);
        let error = crate::Registry::new().decode(&any).unwrap_err();
        assert_eq!(alloc::format!("{error}"), expected);
    }
}
