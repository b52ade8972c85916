//! Numbers that serde_json shows as objects.

use alloc::string::String;

use serde::de::{Error, MapAccess};

use super::token::{NUMBER_KEY, Token};

/// Returns the number that an object stands for, where no object is expected.
pub(super) fn number<'de, A: MapAccess<'de>>(
    mut map: A,
) -> Result<Option<Token<'static>>, A::Error> {
    match map.next_key::<String>() {
        Ok(Some(key)) if key == NUMBER_KEY => value(&mut map).map(Some),
        // The value is an object, whatever is in it.
        _ => Ok(None),
    }
}

/// Returns the number behind the key [`NUMBER_KEY`].
pub(super) fn value<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Token<'static>, A::Error> {
    let text: String = map.next_value()?;
    Token::of_number(&text).ok_or_else(|| A::Error::custom("the text is no number"))
}
