//! Enum values by name.

use alloc::format;

use super::Refusal;
use crate::json::error::shortened;
use crate::schema::Enum;

/// Returns the bits of the enum value with a name. Returns `None` for an unknown name that the
/// options ignore.
pub(crate) fn from_name(
    enumeration: &Enum,
    name: &str,
    ignores_unknown: bool,
) -> Result<Option<u64>, Refusal> {
    match enumeration.named_in_json(name) {
        Some(value) => Ok(Some(i64::from(value.number) as u64)),
        None if ignores_unknown => Ok(None),
        None => Err(format!("the enum {}", enumeration.no_value(&shortened(name))).into()),
    }
}
