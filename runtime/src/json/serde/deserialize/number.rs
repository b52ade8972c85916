//! Numbers that serde_json shows as objects.

use alloc::string::String;

use serde::de::{Error, MapAccess};

use super::token::{NUMBER_KEY, Token};

/// Returns the number that an object represents. Returns `None` for any other object, which the
/// caller does not expect.
pub(super) fn number<'de, A: MapAccess<'de>>(
    mut map: A,
) -> Result<Option<Token<'static>>, A::Error> {
    match map.next_key::<String>() {
        Ok(Some(key)) if key == NUMBER_KEY => value(&mut map).map(Some),
        // Another object is not a number, whatever its members are.
        _ => Ok(None),
    }
}

/// Returns the number in the member [`NUMBER_KEY`].
pub(super) fn value<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Token<'static>, A::Error> {
    let text: String = map.next_value()?;
    Token::of_number(&text).ok_or_else(|| A::Error::custom("the text is not a number"))
}
