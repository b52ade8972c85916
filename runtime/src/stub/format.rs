//! The encodings that the messages of a call can have.

use tonic::codegen::http::HeaderValue;
use tonic::metadata::GRPC_CONTENT_TYPE;

/// The encoding of the messages of a call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// The encoding of the method's codec: the binary encoding of protobuf, unless the option
    /// `codec_path` chooses another codec.
    #[default]
    Binary,
    /// ProtoJSON.
    #[cfg(feature = "json")]
    Json,
}

impl Format {
    /// Returns the content type of a call.
    pub(crate) fn content_type(self) -> HeaderValue {
        match self {
            Self::Binary => GRPC_CONTENT_TYPE,
            #[cfg(feature = "json")]
            Self::Json => HeaderValue::from_static(JSON),
        }
    }

    /// Returns the format of a request with this content type. Parameters of the content type do
    /// not count. The method's codec reads requests of all other content types, as in tonic.
    #[cfg(feature = "json")]
    pub(crate) fn of(content_type: Option<&HeaderValue>) -> Self {
        let is_json = content_type.is_some_and(|value| {
            let mut parts = value.as_bytes().split(|byte| *byte == b';');
            parts.next().is_some_and(|name| name.trim_ascii().eq_ignore_ascii_case(JSON.as_bytes()))
        });
        if is_json { Self::Json } else { Self::Binary }
    }
}

/// The content type of calls whose messages are ProtoJSON.
#[cfg(feature = "json")]
const JSON: &str = "application/grpc+json";

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[test]
    fn the_content_type_decides() {
        for (content_type, expected) in [
            ("application/grpc+json", Format::Json),
            ("Application/gRPC+JSON", Format::Json),
            ("application/grpc+json; charset=utf-8", Format::Json),
            ("application/grpc+json ;charset=utf-8", Format::Json),
            ("application/grpc", Format::Binary),
            ("application/grpc+proto", Format::Binary),
            ("application/grpc+jsonp", Format::Binary),
            ("application/grpc;+json", Format::Binary),
            ("application/json", Format::Binary),
            ("", Format::Binary),
        ] {
            let value = HeaderValue::from_static(content_type);
            assert_eq!(Format::of(Some(&value)), expected, "{content_type}");
        }
        assert_eq!(Format::of(None), Format::Binary);
    }

    #[test]
    fn a_content_type_is_that_of_its_format() {
        for format in [Format::Binary, Format::Json] {
            assert_eq!(Format::of(Some(&format.content_type())), format);
        }
    }
}
