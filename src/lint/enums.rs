//! The rules about enums.

use super::Found;
use crate::case;
use crate::model::{EnumRef, Enums, Openness, Shape, Value};

pub(super) fn check(found: &mut Found<'_>) {
    let model = found.model;
    for enumeration in model.enums.values().flatten() {
        let at = (enumeration.file, &enumeration.declaration);
        let full_name = &enumeration.full_name;
        let name = full_name.rsplit('.').next().unwrap_or_default();
        let prefix = format!("{}_", case::snake(name).trim_start_matches("r#").to_uppercase());
        // The first value often has the enum's name alone, because `UNSPECIFIED` must be unique.
        let values = || enumeration.values.iter().skip(1);
        let without = values().find(|value| !value.proto_name.starts_with(&prefix));
        let with = values().any(|value| value.proto_name.starts_with(&prefix));
        if let Some(value) = without.filter(|_| with) {
            let message = format!(
                "`{}` does not begin with `{prefix}`, and other values of `{full_name}` do",
                value.proto_name
            );
            let at = (enumeration.file, &value.declaration);
            found.add("enum-prefix", &format!("{full_name}.{}", value.proto_name), at, message);
        }
        if let Some(first) = enumeration.values.first().filter(|first| first.number != 0) {
            let message = format!(
                "the first value of enum `{full_name}` is `{}` = {}",
                first.proto_name, first.number
            );
            found.add("enum-zero", full_name, at, message);
        }
        for alias in &enumeration.aliases {
            let of = &enumeration.values[alias.value];
            let message = format!(
                "`{full_name}.{}` has no variant: it is an alias of `{}`",
                alias.proto_name, of.proto_name
            );
            let element = format!("{full_name}.{}", alias.proto_name);
            found.add("enum-alias", &element, (enumeration.file, &alias.declaration), message);
        }
    }
    closed(found);
}

/// Finds the oneof members and lists of closed enums.
fn closed(found: &mut Found<'_>) {
    let model = found.model;
    for message in model.messages.values().flatten().filter(|message| !message.is_external) {
        let lists = message.fields.iter().filter_map(|field| match &field.shape {
            Shape::Repeated { value, .. } => Some((&field.proto_name, &field.declaration, value)),
            Shape::Singular { .. } | Shape::Map { .. } => None,
        });
        let members = message.oneofs.iter().flat_map(|oneof| &oneof.members);
        let members = members.map(|it| (&it.proto_name, &it.declaration, &it.value));
        for (name, declaration, value) in lists.chain(members) {
            let Value::Enum(EnumRef::Local(id), Enums::I32) = value else { continue };
            let enumeration = model.enumeration(*id);
            if enumeration.openness == Openness::Closed {
                let element = format!("{}.{name}", message.full_name);
                let text = format!("`{element}` holds the closed enum `{}`", enumeration.full_name);
                found.add("closed-enum", &element, (message.file, declaration), text);
            }
        }
    }
}
