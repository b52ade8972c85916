//! The description of a method.

use crate::ExtensionError;
use crate::messages::Messages;
use crate::options::{self, CustomOption};

/// A method of a service. The option `method_constants` generates constants of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Method {
    path: &'static str,
    kind: MethodKind,
    idempotency: Idempotency,
    /// The encoded `google.protobuf.MethodOptions`, without the options that protobuf declares.
    custom_options: &'static [u8],
    messages: Messages,
}

/// The kind of a method, by the sides that stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MethodKind {
    /// Neither side streams.
    Unary,
    /// The client streams.
    ClientStreaming,
    /// The server streams.
    ServerStreaming,
    /// Both sides stream.
    BidiStreaming,
}

/// The effect of repeating a call: `option idempotency_level` of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// The schema does not say.
    Unknown,
    /// A call has no side effects.
    NoSideEffects,
    /// A repeated call has the effect of one call.
    Idempotent,
}

impl Method {
    /// Creates the description of a method. Generated code calls it.
    #[doc(hidden)]
    pub const fn new(path: &'static str, kind: MethodKind, idempotency: Idempotency) -> Self {
        Self { path, kind, idempotency, custom_options: &[], messages: Messages::UNKNOWN }
    }

    /// Adds the encoded custom options. Generated code calls it.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_custom_options(self, custom_options: &'static [u8]) -> Self {
        Self { custom_options, ..self }
    }

    /// Adds the functions of the messages' types. Generated code calls it.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_messages(self, messages: Messages) -> Self {
        Self { messages, ..self }
    }

    /// Returns the path of the method, e.g. `/acme.v1.Weather/GetForecast`.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Returns the full name of the service, e.g. `acme.v1.Weather`.
    pub fn service(&self) -> &'static str {
        self.parts().0
    }

    /// Returns the proto name of the method, e.g. `GetForecast`.
    pub fn name(&self) -> &'static str {
        self.parts().1
    }

    /// Returns the kind of the method, by the sides that stream.
    pub const fn kind(&self) -> MethodKind {
        self.kind
    }

    /// Returns the effect of repeating a call.
    pub const fn idempotency(&self) -> Idempotency {
        self.idempotency
    }

    /// Reads a custom option of the method: an extension of `google.protobuf.MethodOptions`. The
    /// option `extensions` generates its constant. The value is an `Option`, or a `Vec` if the
    /// extension is repeated.
    ///
    /// ```
    /// use rust_grpc::extension::{Extension, Optional, String};
    /// use rust_grpc::prost_types::MethodOptions;
    /// # use rust_grpc::{ExtensionError, Idempotency, Method, MethodKind};
    ///
    /// // The constants are generated. The method has `option (role) = "editor"`.
    /// const ROLE: Extension<MethodOptions, Optional<String>> =
    ///     Extension::new("acme.v1.role", "google.protobuf.MethodOptions", 50_100);
    /// # const PUBLISH: Method =
    /// #     Method::new("/acme.v1.Weather/Publish", MethodKind::Unary, Idempotency::Unknown)
    /// #         .with_custom_options(b"\xa2\xbb\x18\x06editor");
    ///
    /// assert_eq!(PUBLISH.option(ROLE)?.as_deref(), Some("editor"));
    /// # Ok::<(), ExtensionError>(())
    /// ```
    ///
    /// # Errors
    /// Returns an error if the value is malformed, or if the extension does not extend
    /// `google.protobuf.MethodOptions`.
    pub fn option<C: CustomOption>(&self, option: C) -> Result<C::Value, ExtensionError> {
        options::of_method(self.custom_options, option)
    }

    /// Returns the functions of the messages' types, if they are known.
    #[cfg(feature = "layers")]
    pub(crate) fn messages(&self) -> Messages {
        self.messages
    }

    fn parts(&self) -> (&'static str, &'static str) {
        parts(self.path)
    }
}

/// Returns the service and the method of a path, e.g. `/acme.v1.Weather/GetForecast`.
pub(crate) fn parts(path: &'static str) -> (&'static str, &'static str) {
    // A loop over the bytes takes less time than the search of `str` in such short strings.
    let path = path.strip_prefix('/').unwrap_or(path);
    let slash = path.bytes().position(|byte| byte == b'/');
    slash.map(|slash| (&path[..slash], &path[slash + 1..])).unwrap_or_default()
}

/// Returns the path of the method in a URI's path: the last two parts. The origin of a client can
/// have a path, which comes first.
#[cfg(feature = "layers")]
pub(crate) fn of_uri(path: &str) -> &str {
    let start = path.rfind('/').and_then(|last| path[..last].rfind('/'));
    &path[start.unwrap_or_default()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_two_parts() {
        let method =
            Method::new("/acme.v1.Weather/GetForecast", MethodKind::Unary, Idempotency::Idempotent);
        assert_eq!((method.service(), method.name()), ("acme.v1.Weather", "GetForecast"));
        assert_eq!(parts("nothing"), ("", ""));
    }

    #[cfg(feature = "layers")]
    #[test]
    fn the_path_of_an_origin_is_left_out() {
        for (path, expected) in [
            ("/acme.v1.Weather/Get", "/acme.v1.Weather/Get"),
            ("/api/v2/acme.v1.Weather/Get", "/acme.v1.Weather/Get"),
            ("/health", "/health"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(of_uri(path), expected, "{path}");
        }
    }
}
