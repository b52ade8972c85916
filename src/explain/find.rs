//! The elements of a model, by full name.

use crate::model::{
    Alias, Enum, EnumValue, External, Field, Member, Message, Method, Model, Oneof, Package,
    Service,
};

/// An element with its name.
pub(super) struct Element<'m> {
    /// e.g. `acme.v1.Forecast.day`.
    pub full_name: String,
    /// The second name of a member, which has the oneof in it, e.g. `acme.v1.Forecast.when.day`.
    by_oneof: Option<String>,
    pub found: Found<'m>,
}

/// An element, with what it is declared in.
pub(super) enum Found<'m> {
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
    External(&'m External),
}

impl Element<'_> {
    /// Whether a path names the element: with a leading dot by its full name, else also by the end
    /// of it. `.` names every element.
    pub fn is_named(&self, path: &str) -> bool {
        if path == "." {
            return true;
        }
        [Some(&self.full_name), self.by_oneof.as_ref()].into_iter().flatten().any(|name| match path
            .strip_prefix('.')
        {
            Some(full_name) => name == full_name,
            None => {
                name.strip_suffix(path).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
        })
    }
}

/// All elements of a model, also those of other runs.
pub(super) fn elements(model: &Model) -> Vec<Element<'_>> {
    let mut elements = Vec::new();
    let mut add = |full_name: String, by_oneof: Option<String>, found| {
        elements.push(Element { full_name, by_oneof, found });
    };
    for package in &model.packages {
        add(package.full_name.clone(), None, Found::Package(package));
    }
    let messages = model.messages.values().flatten().filter(|message| !message.is_external);
    for message in messages {
        let inside = |name: &str| format!("{}.{name}", message.full_name);
        add(message.full_name.clone(), None, Found::Message(message));
        for field in &message.fields {
            add(inside(&field.proto_name), None, Found::Field(message, field));
        }
        for oneof in &message.oneofs {
            add(inside(&oneof.proto_name), None, Found::Oneof(message, oneof));
            for member in &oneof.members {
                let by_oneof = inside(&format!("{}.{}", oneof.proto_name, member.proto_name));
                let found = Found::Member(message, oneof, member);
                add(inside(&member.proto_name), Some(by_oneof), found);
            }
        }
    }
    for enumeration in model.enums.values().flatten() {
        let inside = |name: &str| format!("{}.{name}", enumeration.full_name);
        add(enumeration.full_name.clone(), None, Found::Enum(enumeration));
        for value in &enumeration.values {
            add(inside(&value.proto_name), None, Found::Value(enumeration, value));
        }
        for alias in &enumeration.aliases {
            add(inside(&alias.proto_name), None, Found::Alias(enumeration, alias));
        }
    }
    for service in model.services.values().flatten() {
        add(service.full_name.clone(), None, Found::Service(service));
        for method in &service.methods {
            let full_name = format!("{}.{}", service.full_name, method.proto_name);
            add(full_name, None, Found::Method(service, method));
        }
    }
    for external in &model.externals {
        add(external.full_name.clone(), None, Found::External(external));
    }
    elements
}

/// Up to three full names that end with the last name of a path, whatever the case of its letters.
pub(super) fn similar<'e>(elements: &'e [Element<'_>], path: &str) -> Vec<&'e str> {
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let wanted = last(path);
    let names = elements.iter().map(|element| element.full_name.as_str());
    names.filter(|name| last(name) == wanted).take(3).collect()
}
