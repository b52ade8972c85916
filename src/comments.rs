//! Conversion of comments in .proto files to docs, for programs that generate further code.
//!
//! May import: `lower`.

use crate::lower;

/// Returns the doc lines of a comment in a descriptor. Each line is the text after `///`. A blank
/// comment has no lines.
///
/// The lines cannot break `rustdoc` or `cargo test --doc`: examples in them are text and not tests,
/// and brackets are not links.
///
/// ```
/// let lines = rust_grpc_build::comments::docs(" Holds [0, 1).\n Twice.\n");
/// assert_eq!(lines, [r" Holds \[0, 1).", " Twice."]);
/// ```
pub fn docs(comment: &str) -> Vec<String> {
    lower::comment_docs(comment)
}
