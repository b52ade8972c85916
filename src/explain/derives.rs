//! The traits of a type, and why it lacks some.

use super::Reader;
use super::record::{Explanation, Fact};
use crate::emit::spelled;
use crate::model::{
    Derives, Enum, Field, Framing, Member, Message, MessageRef, Oneof, RuleId, Scalar, Settings,
    SettingsId, Shape, Skipped, Storage, Value, WellKnown,
};

/// A type whose traits are explained.
#[derive(Clone, Copy)]
pub(super) enum Type<'m> {
    Message(&'m Message),
    Oneof(&'m Message, &'m Oneof),
    Enum(&'m Enum),
}

/// A trait that prost's rules give to some messages and oneofs only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conditional {
    Copy,
    /// `Eq` and `Hash`.
    Eq,
}

/// Why a type lacks a trait.
enum Lack<'m> {
    /// A reason in words.
    Because(String),
    /// A part of the type, with its full name, is a message that lacks the trait.
    Through(String, &'m Message),
}

impl<'m> Reader<'m> {
    /// Adds the traits of a type, and why it lacks some.
    pub(super) fn traits(&self, explained: &mut Explanation, ty: Type<'m>) {
        let settings = self.settings_of(ty);
        let mut present = traits_of_std(ty, settings.skip_debug.value);
        let derived = settings
            .derive
            .iter()
            .flat_map(|rule| rule.value.names().filter(|name| !settings.withholds(name, rule)));
        let attributes = [
            &settings.type_attribute,
            &settings.message_attribute,
            &settings.enum_attribute,
            &settings.oneof_attribute,
            &settings.only_enum_attribute,
        ];
        let attributes = attributes.into_iter().flatten();
        let by_attribute = attributes.flat_map(|rule| &rule.value.about_derives.derived);
        for name in derived.chain(by_attribute.map(String::as_str)) {
            if !present.iter().any(|known| known == name) {
                present.push(name.to_owned());
            }
        }
        let lacks = |name: &str| !present.iter().any(|known| known == name);
        let conditional = |name| match name {
            "Copy" => Some(Conditional::Copy),
            "Eq" | "Hash" => Some(Conditional::Eq),
            _ => None,
        };
        let mut lacking: Vec<Fact> = Vec::new();
        for name in Skipped::all().filter(|name| lacks(name)) {
            let skip = settings.skip_derive.iter().find(|skip| skip.value.has(name));
            let reason = match (skip, conditional(name)) {
                (Some(skip), _) => self.by_rule(skip.rule),
                (None, Some(conditional)) => self.why(ty, conditional),
                (None, None) => continue,
            };
            match lacking.last_mut() {
                Some(last) if last.reason == reason => last.value.push_str(&format!(", {name}")),
                _ => lacking.push(Fact { value: name.to_owned(), reason }),
            }
        }
        if let Some(rule) = settings.skip_debug.rule.filter(|_| lacks("Debug")) {
            lacking.push(Fact { value: "Debug".to_owned(), reason: self.by_rule(rule) });
        }
        explained.text("traits", present.join(", "));
        explained.facts("lacks", lacking);
    }

    /// The settings that say which traits a type has.
    fn settings_of(&self, ty: Type<'m>) -> &'m Settings {
        let id = match ty {
            Type::Message(message) => message.settings,
            Type::Oneof(_, oneof) => oneof.settings,
            Type::Enum(enumeration) => enumeration.settings,
        };
        &self.spelling.model.settings[id]
    }

    /// Why a type lacks a trait: a rule, or the way to the field that has not got it.
    fn why(&self, ty: Type<'m>, conditional: Conditional) -> String {
        // A cycle ends in a `Box`, so the way ends. The limit is for the reader.
        const LONGEST: usize = 20;
        let mut way = Vec::new();
        let mut reason = self.reason(ty, conditional);
        while let Lack::Through(part, message) = reason {
            if way.len() == LONGEST {
                reason = Lack::Because("...".to_owned());
                break;
            }
            way.push(format!("`{part}`"));
            reason = self.reason(Type::Message(message), conditional);
        }
        if let Lack::Because(why) = reason {
            way.push(why);
        }
        way.join(" -> ")
    }

    /// The first reason why a type lacks a trait.
    fn reason(&self, ty: Type<'m>, conditional: Conditional) -> Lack<'m> {
        if let Some(rule) = self.skipping(self.settings_of(ty), conditional) {
            return Lack::Because(self.by_rule(rule));
        }
        let (message, oneofs): (_, Vec<&Oneof>) = match ty {
            Type::Message(message) => (message, message.oneofs.iter().collect()),
            Type::Oneof(message, oneof) => (message, vec![oneof]),
            Type::Enum(_) => return Lack::Because("a rule".to_owned()),
        };
        let fields: &[Field] = if matches!(ty, Type::Message(_)) { &message.fields } else { &[] };
        if matches!(ty, Type::Message(_)) {
            if conditional == Conditional::Copy && message.unknown_fields.is_some() {
                return Lack::Because("it keeps unknown fields".to_owned());
            }
            for oneof in &oneofs {
                if let Some(rule) =
                    self.skipping(self.settings_of(Type::Oneof(message, oneof)), conditional)
                {
                    return Lack::Because(self.by_rule(rule));
                }
            }
        }
        let mut doubtful = None;
        let members = oneofs.iter().flat_map(|oneof| &oneof.members);
        let parts = fields.iter().map(Part::of_field).chain(members.map(Part::of_member));
        for part in parts {
            let name = format!("{}.{}", message.full_name, part.proto_name);
            match self.verdict(&part, conditional) {
                Verdict::Has => {}
                Verdict::Lacks(what) => return Lack::Because(format!("`{name}` is {what}")),
                Verdict::Inherits(inner) => return Lack::Through(name, inner),
                Verdict::Unknown(path) => {
                    doubtful.get_or_insert(format!("`{name}` is a `{path}`"));
                }
            }
        }
        Lack::Because(doubtful.unwrap_or_else(|| "no field can have it".to_owned()))
    }

    /// The rule that says that a type has not got a trait.
    fn skipping(&self, settings: &Settings, conditional: Conditional) -> Option<RuleId> {
        match conditional {
            Conditional::Copy => settings.skip_copy.rule,
            Conditional::Eq => settings.skip_eq.rule,
        }
    }

    /// Whether a part has a trait, by prost's rules.
    fn verdict(&self, part: &Part<'m>, conditional: Conditional) -> Verdict<'m> {
        let is_copy = conditional == Conditional::Copy;
        let is_single = part.kind == PartKind::Single;
        let unless_copy = |what: &str| match is_copy {
            true => Verdict::Lacks(what.to_owned()),
            false => Verdict::Has,
        };
        match part.value {
            _ if part.kind == PartKind::Map => Verdict::Lacks("a map".to_owned()),
            Value::Message(_, Framing::Delimited) => Verdict::Lacks("a group".to_owned()),
            Value::Message(..) if !is_single => Verdict::Lacks("a list of messages".to_owned()),
            Value::Scalar(scalar) => match of_scalar(*scalar, conditional) {
                Verdict::Has if !is_single => unless_copy("a `Vec`"),
                verdict => verdict,
            },
            Value::Enum(_) if !is_single => unless_copy("a `Vec`"),
            Value::Enum(_) => Verdict::Has,
            Value::String(_) => unless_copy("a `String`"),
            Value::Bytes(_) => unless_copy("bytes"),
            Value::Message(reference, Framing::LengthPrefixed) => {
                let settings = &self.spelling.model.settings[part.settings];
                let is_boxed = part.storage == Storage::Boxed;
                if is_boxed && settings.boxed.rule.is_none() {
                    return Verdict::Lacks("boxed, because of a cycle".to_owned());
                }
                match reference {
                    MessageRef::Local(id) => {
                        let message = self.spelling.model.message(*id);
                        let Derives { copy, eq } = message.derives;
                        match if is_copy { copy } else { eq } {
                            false => Verdict::Inherits(message),
                            true if is_boxed => unless_copy("in a `Box`"),
                            true => Verdict::Has,
                        }
                    }
                    _ if is_boxed && is_copy => Verdict::Lacks("in a `Box`".to_owned()),
                    MessageRef::WellKnown(WellKnown::Empty) => Verdict::Has,
                    MessageRef::WellKnown(WellKnown::Scalar(scalar)) => {
                        of_scalar(*scalar, conditional)
                    }
                    MessageRef::WellKnown(WellKnown::String) => unless_copy("a `String`"),
                    MessageRef::WellKnown(WellKnown::Bytes) => unless_copy("bytes"),
                    MessageRef::WellKnown(WellKnown::Type(_)) | MessageRef::Extern(_) => {
                        Verdict::Unknown(spelled::message(&self.spelling, reference))
                    }
                }
            }
        }
    }
}

/// A field or a member.
struct Part<'m> {
    proto_name: &'m str,
    value: &'m Value,
    kind: PartKind,
    storage: Storage,
    settings: SettingsId,
}

/// How many values a part holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Single,
    List,
    Map,
}

/// Whether a part has a trait.
enum Verdict<'m> {
    Has,
    /// It has not; what it is, e.g. "a double".
    Lacks(String),
    /// It is a message of this model that has not.
    Inherits(&'m Message),
    /// It is a type of another crate, judged by its declaration in the schema.
    Unknown(String),
}

impl<'m> Part<'m> {
    fn of_field(field: &'m Field) -> Self {
        let (value, kind, storage) = match &field.shape {
            Shape::Singular { value, presence: _, storage, default: _ } => {
                (value, PartKind::Single, *storage)
            }
            Shape::Repeated { value, packing: _ } => (value, PartKind::List, Storage::Inline),
            Shape::Map { key: _, value, container: _ } => (value, PartKind::Map, Storage::Inline),
        };
        Self { proto_name: &field.proto_name, value, kind, storage, settings: field.settings }
    }

    fn of_member(member: &'m Member) -> Self {
        Self {
            proto_name: &member.proto_name,
            value: &member.value,
            kind: PartKind::Single,
            storage: member.storage,
            settings: member.settings,
        }
    }
}

fn of_scalar<'m>(scalar: Scalar, conditional: Conditional) -> Verdict<'m> {
    match (scalar, conditional) {
        (Scalar::Float, Conditional::Eq) => Verdict::Lacks("a float".to_owned()),
        (Scalar::Double, Conditional::Eq) => Verdict::Lacks("a double".to_owned()),
        _ => Verdict::Has,
    }
}

/// The traits of std that a type has without rules that add some.
fn traits_of_std(ty: Type<'_>, without_debug: bool) -> Vec<String> {
    let (names, skipped): (Vec<(&str, bool)>, &Skipped) = match ty {
        Type::Message(Message { derives, skipped, .. }) => (of_struct(*derives, true), skipped),
        Type::Oneof(_, Oneof { derives, skipped, .. }) => (of_struct(*derives, false), skipped),
        Type::Enum(enumeration) => {
            let names =
                ["Clone", "Copy", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord", "Default"];
            (names.map(|name| (name, true)).to_vec(), &enumeration.skipped)
        }
    };
    let debug = [("Debug", !without_debug)];
    let has = |(name, has): &(&str, bool)| *has && !skipped.has(name);
    names.into_iter().chain(debug).filter(has).map(|(name, _)| name.to_owned()).collect()
}

fn of_struct(derives: Derives, default: bool) -> Vec<(&'static str, bool)> {
    vec![
        ("Clone", true),
        ("Copy", derives.copy),
        ("PartialEq", true),
        ("Eq", derives.eq),
        ("Hash", derives.eq),
        ("Default", default),
    ]
}
