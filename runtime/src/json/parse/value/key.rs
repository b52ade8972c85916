//! The keys of maps that are not strings.

use super::{Refusal, bits, integer};
use crate::schema::MapKey;

/// Returns the bits of a number or boolean that is the text of a key.
pub(crate) fn from_text(key: MapKey, text: &str) -> Result<u64, Refusal> {
    match (key, text) {
        (MapKey::Bool, "false") => Ok(0),
        (MapKey::Bool, "true") => Ok(1),
        (MapKey::Bool, _) => Err("the key is neither `true` nor `false`".into()),
        _ => bits::of_integer(&key.kind(), integer::from_text(text)?),
    }
}
