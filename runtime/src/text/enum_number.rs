//! The enum numbers that text format can express.

use crate::schema::{EnumLink, Kind, Type};
use crate::text::known::Known;
use crate::unknown::UnknownValue;

/// Whether text format can express a number of an enum.
///
/// It cannot express a number without a name if the schema declares the enum closed, even if the
/// Rust type of the field holds all numbers. The conformance suite and parsers of other languages
/// refuse such a number.
pub(super) fn has_form(scope: Type<'_>, link: &EnumLink, number: i32) -> bool {
    let ty = scope.linked_enum(link);
    !(ty.is_closed || scope.is_closed(link)) || ty.value(number).is_some()
}

/// Whether text format can express a value of the field.
pub(super) fn has_value_form(known: Known<'_>, value: UnknownValue<'_>) -> bool {
    match (&known.field.kind, value) {
        (Kind::Enum(link), UnknownValue::Varint(number)) => {
            has_form(known.scope, link, number as i32)
        }
        _ => true,
    }
}
