//! The names of fields in text format.

use super::known::Known;
use crate::schema::{Kind, Message, Type};

/// Returns the name of a field of `message` in text format.
pub(super) fn of_field<'a>(message: &Message, known: Known<'a>) -> &'a str {
    group_name(message, known).unwrap_or(&known.field.name)
}

/// Returns the name of a field's type if text format uses it in place of the field's name.
///
/// Text format does so for a delimited field that looks like a group of proto2. The name of such a
/// field is the lower-case name of its type, and the message of the field declares the type. An
/// extension keeps its own name.
fn group_name<'a>(message: &Message, known: Known<'a>) -> Option<&'a str> {
    let Kind::Group(link) = &known.field.kind else { return None };
    if known.is_extension {
        return None;
    }
    let full_name: &'a str = &known.scope.linked(link).message().full_name;
    let name = full_name.strip_prefix(&*message.full_name)?.strip_prefix('.')?;
    let lower_case = name.bytes().map(|byte| byte.to_ascii_lowercase());
    lower_case.eq(known.field.name.bytes()).then_some(name)
}

/// Returns the index of the field with this name in text format. A group is also found by the name
/// of the field.
pub(super) fn index_of(ty: Type<'_>, name: &str) -> Option<usize> {
    let message = ty.message();
    let index = message.index_of_proto(name).or_else(|| {
        if !name.contains(|letter: char| letter.is_ascii_uppercase()) {
            return None;
        }
        let index = message.index_of_proto(&name.to_ascii_lowercase())?;
        let field = &message.fields[index];
        let known = Known { field, scope: ty, is_extension: false };
        (group_name(message, known) == Some(name)).then_some(index)
    })?;
    (!message.fields[index].is_json_only).then_some(index)
}
