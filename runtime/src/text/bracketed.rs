//! Names in brackets: type URLs of `Any` messages, and full names of extensions.

/// Whether a type URL may have the byte.
pub(super) fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=%/".contains(&byte)
}

/// Whether the parser accepts the type URL in brackets. It has a domain before the last `/`, and a
/// full name after it.
pub(super) fn is_type_url(url: &str) -> bool {
    let Some((prefix, name)) = url.rsplit_once('/') else { return false };
    let is_escape = |digits: &str| {
        let digits = digits.as_bytes();
        digits.len() >= 2 && digits[..2].iter().all(u8::is_ascii_hexdigit)
    };
    !prefix.is_empty()
        && !prefix.starts_with('/')
        && prefix.bytes().all(is_url_byte)
        && prefix.split('%').skip(1).all(is_escape)
        && is_full_name(name)
}

/// Whether the text is a full name: identifiers with dots between them.
pub(super) fn is_full_name(name: &str) -> bool {
    name.split('.').all(|part| {
        part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
