//! The numbers of enums that text format has a form for.

use crate::schema::{EnumLink, Kind, Type};
use crate::text::known::Known;
use crate::unknown::UnknownValue;

/// Whether text format has a form for a number of an enum.
///
/// It has none for a number without a name if the schema declares the enum closed, also if the
/// field in Rust holds each number: parsers of other languages and the conformance suite refuse
/// such a number.
pub(super) fn has_form(scope: Type<'_>, link: &EnumLink, number: i32) -> bool {
    let ty = scope.linked_enum(link);
    !(ty.is_closed || scope.is_closed(link)) || ty.value(number).is_some()
}

/// Whether text format has a form for a value of the field.
pub(super) fn has_value_form(known: Known<'_>, value: UnknownValue<'_>) -> bool {
    match (&known.field.kind, value) {
        (Kind::Enum(link), UnknownValue::Varint(number)) => {
            has_form(known.scope, link, number as i32)
        }
        _ => true,
    }
}
