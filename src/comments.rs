//! From comments of .proto files to docs, for code that prints more than what is generated here.
//!
//! May import: `lower`.

use crate::lower;

/// The doc lines of a comment as a descriptor holds it, each as it stands after `///`; none of a
/// blank one. They cannot break `rustdoc` or `cargo test --doc`: examples in them are text, not
/// tests, and brackets are no links.
///
/// ```
/// assert_eq!(rust_grpc_build::comments::docs(" Holds [0, 1).\n Twice.\n"), [r" Holds \[0, 1).", " Twice."]);
/// ```
pub fn docs(comment: &str) -> Vec<String> {
    lower::comment_docs(comment)
}
