//! The elements of a model, by full name.

use crate::model::{
    Alias, Enum, EnumValue, Extension, Field, FieldId, FileId, ForeignEnum, ForeignMessage,
    ForeignService, Member, Message, Method, Model, Oneof, Package, Service, ValueId,
};
use crate::options::closest;

/// An element with its names.
pub(super) struct Entry<'m> {
    /// The full name, e.g. `acme.v1.Forecast.day`.
    pub full_name: String,
    /// The second name of a oneof member, which includes the oneof, e.g.
    /// `acme.v1.Forecast.when.day`.
    by_oneof: Option<String>,
    pub found: Found<'m>,
}

/// An element, with the element that declares it.
pub(super) enum Found<'m> {
    File(FileId),
    Package(&'m Package),
    Message(&'m Message),
    Field(&'m Message, &'m Field),
    Oneof(&'m Message, &'m Oneof),
    Member(&'m Message, &'m Oneof, &'m Member),
    Enum(&'m Enum),
    Value(&'m Enum, &'m EnumValue),
    Alias(&'m Enum, &'m Alias),
    Service(&'m Service),
    Method(&'m Service, &'m Method),
    Extension(&'m Extension),
    ForeignMessage(&'m ForeignMessage),
    ForeignEnum(&'m ForeignEnum),
    ForeignService(&'m ForeignService),
}

impl Entry<'_> {
    /// Whether a path names the element. A path with `.` or `=.` in front is the full name. Any
    /// other path is the full name or its end. `.` names every element, and only `.` names files.
    pub fn is_named(&self, path: &str) -> bool {
        if path == "." {
            return true;
        }
        if let Found::File(_) = self.found {
            return false;
        }
        let rooted = path.strip_prefix("=.").or_else(|| path.strip_prefix('.'));
        let is_named = |name: &str| match rooted {
            Some(full_name) => name == full_name,
            None => {
                name.strip_suffix(path).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
        };
        is_named(&self.full_name) || self.by_oneof.as_deref().is_some_and(is_named)
    }
}

/// Returns all elements of a model, including the elements of other runs.
pub(super) fn elements(model: &Model) -> Vec<Entry<'_>> {
    let mut elements = Vec::new();
    let mut add = |full_name: String, by_oneof: Option<String>, found| {
        elements.push(Entry { full_name, by_oneof, found });
    };
    for (id, file) in model.files.iter() {
        add(file.name.clone(), None, Found::File(id));
    }
    for package in &model.packages {
        add(package.full_name.clone(), None, Found::Package(package));
    }
    let messages = model.messages.values().flatten().filter(|message| !message.is_external);
    for message in messages {
        let inside = |name: &str| format!("{}.{name}", message.full_name);
        add(message.full_name.clone(), None, Found::Message(message));
        for (name, by_oneof, found) in parts(message) {
            add(inside(name), by_oneof.map(|by_oneof| inside(&by_oneof)), found);
        }
    }
    for enumeration in model.enums.values().flatten() {
        let inside = |name: &str| format!("{}.{name}", enumeration.full_name);
        add(enumeration.full_name.clone(), None, Found::Enum(enumeration));
        for (name, found) in values(enumeration) {
            add(inside(name), None, found);
        }
    }
    for service in model.services.values().flatten() {
        add(service.full_name.clone(), None, Found::Service(service));
        for method in &service.methods {
            let full_name = format!("{}.{}", service.full_name, method.proto_name);
            add(full_name, None, Found::Method(service, method));
        }
    }
    for extension in model.extensions.values() {
        add(extension.full_name.to_string(), None, Found::Extension(extension));
    }
    for foreign in model.foreign_messages.values() {
        add(foreign.full_name.to_string(), None, Found::ForeignMessage(foreign));
    }
    for foreign in model.foreign_enums.values() {
        add(foreign.foreign.full_name.to_string(), None, Found::ForeignEnum(foreign));
    }
    for foreign in model.foreign_services.values() {
        add(foreign.full_name.to_string(), None, Found::ForeignService(foreign));
    }
    elements
}

/// A field, oneof or member: its proto name, the name that includes the oneof, and the element.
type MessagePart<'m> = (&'m str, Option<String>, Found<'m>);

/// Returns the fields and members of a message in declaration order. A oneof comes before its first
/// member.
fn parts(message: &Message) -> Vec<MessagePart<'_>> {
    let mut parts: Vec<(FieldId, MessagePart<'_>)> = Vec::new();
    for field in &message.fields {
        parts.push((field.id, (&field.proto_name, None, Found::Field(message, field))));
    }
    for oneof in &message.oneofs {
        if let Some(first) = oneof.members.first() {
            parts.push((first.id, (&oneof.proto_name, None, Found::Oneof(message, oneof))));
        }
        for member in &oneof.members {
            let by_oneof = format!("{}.{}", oneof.proto_name, member.proto_name);
            let found = Found::Member(message, oneof, member);
            parts.push((member.id, (&member.proto_name, Some(by_oneof), found)));
        }
    }
    parts.sort_by_key(|(id, _)| *id);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Returns the values and aliases of an enum in declaration order.
fn values(enumeration: &Enum) -> Vec<(&str, Found<'_>)> {
    let values = enumeration
        .values
        .iter()
        .map(|value| (value.id, (value.proto_name.as_str(), Found::Value(enumeration, value))));
    let aliases = enumeration
        .aliases
        .iter()
        .map(|alias| (alias.id, (alias.proto_name.as_str(), Found::Alias(enumeration, alias))));
    let mut all: Vec<(ValueId, (&str, Found<'_>))> = values.chain(aliases).collect();
    all.sort_by_key(|(id, _)| *id);
    all.into_iter().map(|(_, value)| value).collect()
}

/// Returns up to three full names that a misspelt path may mean: those that end with the last part
/// of the path, in any case, or else those whose end is the most similar to the path.
pub(super) fn similar<'e>(elements: &'e [Entry<'_>], path: &str) -> Vec<&'e str> {
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let wanted = last(path);
    let elements = elements.iter().filter(|element| !matches!(element.found, Found::File(_)));
    let names = || elements.clone().map(|element| element.full_name.as_str());
    let found: Vec<&str> = names().filter(|name| last(name) == wanted).take(3).collect();
    if !found.is_empty() {
        return found;
    }
    let bare = path.strip_prefix("=.").or_else(|| path.strip_prefix('.'));
    // The path is compared with ends of the same length, unless it is a full name.
    let count = path.split('.').count();
    let end = |name: &'e str| match name.rmatch_indices('.').nth(count - 1) {
        Some((dot, _)) if bare.is_none() => &name[dot + 1..],
        _ => name,
    };
    let meant = closest(bare.unwrap_or(path), names().map(end));
    names().filter(|name| Some(end(name)) == meant).take(3).collect()
}
