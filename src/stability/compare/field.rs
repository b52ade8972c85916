//! The changes of fields, oneof members and extensions.

use super::Finding;
use super::element::Names;
use crate::model::{Presence, Utf8};
use crate::stability::element::{Element, Facts, FieldFacts};

/// A field in one version.
pub(super) struct Side<'e> {
    pub element: &'e Element,
    pub facts: &'e FieldFacts,
}

/// Returns the changes of a field. `messages` are its messages in both versions.
pub(super) fn findings(
    old: &Side<'_>,
    new: &Side<'_>,
    messages: Option<(&Element, &Element)>,
    names: &Names<'_>,
) -> Vec<Finding> {
    let message = messages.map_or("", |(old, _)| &old.full_name);
    let (before, after) = (old.facts, new.facts);
    let mut found = Vec::new();
    let is_renamed = old.element.name() != new.element.name();
    if is_renamed {
        let detail = format!("was `{}`", old.element.name());
        let json = Some(before.json_name != after.json_name);
        found.push(Finding { json, ..Finding::new("field-renamed", detail) });
    } else if before.json_name != after.json_name {
        let detail = format!("the JSON name `{}` is now `{}`", before.json_name, after.json_name);
        found.push(Finding::new("field-json-name-changed", detail));
    }
    if before.number != after.number {
        let detail = format!("the number {} is now {}", before.number, after.number);
        found.push(Finding::new("field-renumbered", detail));
    }
    let oneof = before.oneof.as_ref().map(|oneof| {
        let new_name = names.translated(&format!("{message}.{oneof}"));
        new_name.rsplit('.').next().unwrap_or_default().to_owned()
    });
    if before.label != after.label {
        let detail = format!("{:?} is now {:?}", before.label, after.label).to_lowercase();
        found.push(Finding::new("field-label-changed", detail));
    } else if before.required() != after.required() {
        found.push(match after.required() {
            true => Finding::new("required-field-added", "is required now"),
            false => Finding::new("required-field-removed", "is no longer required"),
        });
    } else if oneof != after.oneof {
        let text = |oneof: &Option<String>| match oneof {
            Some(oneof) => format!("in the oneof `{oneof}`"),
            None => "in no oneof".to_owned(),
        };
        let detail = format!("is {} instead of {}", text(&after.oneof), text(&before.oneof));
        let is_alone = messages.is_some_and(|messages| is_alone(before, after, messages));
        let id = if is_alone { "field-oneof-compatible" } else { "field-oneof-changed" };
        found.push(Finding::new(id, detail));
    } else if before.presence != after.presence {
        let detail = match after.presence {
            Some(Presence::Explicit) => "has presence now",
            _ => "has no presence any more",
        };
        found.push(Finding::new("field-presence-changed", detail));
    }
    found.extend(of_type(before, after, names));
    if before.default != after.default {
        found.push(Finding::new("field-default-changed", "has another default"));
    }
    if let (Some(before), Some(after)) = (before.utf8, after.utf8)
        && before != after
    {
        let detail = match after {
            Utf8::Verify => "strings must be UTF-8 now",
            Utf8::None => "strings need not be UTF-8 any more",
        };
        found.push(Finding::new("field-utf8-changed", detail));
    }
    if before.redacted != after.redacted {
        found.push(Finding::new("field-redaction-changed", "`debug_redact` has changed"));
    }
    found
}

/// Whether a field moves into a oneof, or out of it, and no other field of both versions is in this
/// oneof. So no program knows two fields that exclude each other for one side alone.
fn is_alone(before: &FieldFacts, after: &FieldFacts, (old, new): (&Element, &Element)) -> bool {
    let (oneof, inside, outside) = match (&before.oneof, &after.oneof) {
        (None, Some(oneof)) => (oneof, fields(new), fields(old)),
        (Some(oneof), None) => (oneof, fields(old), fields(new)),
        _ => return false,
    };
    let known = inside.filter(|field| field.oneof.as_ref() == Some(oneof));
    known.filter(|member| outside.clone().any(|field| field.number == member.number)).count() == 1
}

/// Returns the fields and oneof members of a message.
fn fields(message: &Element) -> impl Iterator<Item = &FieldFacts> + Clone {
    message.parts.iter().filter_map(|part| match &part.facts {
        Facts::Field(field) => Some(&**field),
        _ => None,
    })
}

/// Returns the change of the type.
fn of_type(old: &FieldFacts, new: &FieldFacts, names: &Names<'_>) -> Option<Finding> {
    let [ty, encoding, json] =
        [&old.ty, &old.encoding, &old.json].map(|text| names.translated(text));
    if ty == new.ty && encoding == new.encoding {
        return None;
    }
    if ty == new.ty {
        return Some(Finding::new("field-framing-changed", "the encoding as a group has changed"));
    }
    let enums = [&encoding, &new.encoding].map(|encoding| encoding.strip_prefix("varint "));
    if let [Some(before), Some(after)] = enums
        && names.has_all_values(before, after)
    {
        let detail = format!("the enum `{}` is now `{}`", old.ty, new.ty);
        return Some(Finding::new("field-enum-changed", detail));
    }
    let id = match (are_compatible(&encoding, &new.encoding), json == new.json) {
        (true, _) => "field-type-wire-compatible",
        (false, true) => "field-type-json-compatible",
        (false, false) => "field-type-changed",
    };
    Some(Finding::new(id, format!("the type `{}` is now `{}`", old.ty, new.ty)))
}

/// Whether a reader of the new type reads the bytes of the old type, as protobuf's language guide
/// says. A `string` can become `bytes`, because all strings are bytes.
fn are_compatible(old: &str, new: &str) -> bool {
    let is_varint = |encoding: &str| encoding == "varint";
    let is_enum = |encoding: &str| encoding.starts_with("varint ");
    old == new
        || (is_varint(old) && is_enum(new))
        || (is_enum(old) && is_varint(new))
        || matches!((old, new), ("string", "bytes") | ("bool", "varint") | ("varint", "bool"))
}
