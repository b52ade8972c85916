//! Base64.

use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::Refusal;

/// Padding is optional, and the unused bits of the last character may be set: other implementations
/// of protobuf accept both.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Appends the bytes of a Base64 text in the standard or the URL-safe alphabet.
pub(crate) fn decode_base64(text: &str, bytes: &mut Vec<u8>) -> Result<(), Refusal> {
    let start = bytes.len();
    if BASE64.decode_vec(text, bytes).is_ok() {
        return Ok(());
    }
    bytes.truncate(start);
    if text.bytes().any(|byte| matches!(byte, b'-' | b'_')) {
        let standard = text.chars().map(|letter| match letter {
            '-' => '+',
            '_' => '/',
            _ => letter,
        });
        if BASE64.decode_vec(standard.collect::<String>(), bytes).is_ok() {
            return Ok(());
        }
        bytes.truncate(start);
    }
    Err("the string is not Base64".into())
}
