//! From names in .proto files to names in Rust: prost's conversions, for code that has to name what
//! is generated.
//!
//! May import: `case`.

use crate::case;

/// The name of a field, method or module, e.g. `FooBar` becomes `foo_bar`, and `type` becomes
/// `r#type`.
///
/// ```
/// assert_eq!(rust_grpc_build::naming::snake("HTTPServer"), "http_server");
/// ```
pub fn snake(proto_name: &str) -> String {
    case::snake(proto_name)
}

/// The name of a type or variant, e.g. `foo_bar` becomes `FooBar`, and `XMLHttp` becomes `XmlHttp`.
pub fn upper_camel(proto_name: &str) -> String {
    case::upper_camel(proto_name)
}
