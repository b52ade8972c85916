//! Bytes in Base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Returns the length of the Base64 text of `bytes`.
pub(super) fn length(bytes: &[u8]) -> usize {
    bytes.len().div_ceil(3) * 4
}

/// Writes the Base64 text of `bytes` into a slice of exactly its length.
pub(super) fn encode(bytes: &[u8], text: &mut [u8]) {
    let written = STANDARD.encode_slice(bytes, text);
    debug_assert!(written.is_ok(), "the slice has the length of the text");
}
