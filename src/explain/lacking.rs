//! Why a type is not `Copy`, or not `Eq` and `Hash`.
//!
//! Lowering decides it by prost's rules (`lower/analyse/derives.rs`). The model has the result;
//! this finds the field that led to it.

use super::Reader;
use super::traits::Type;
use crate::emit::spelled;
use crate::model::{
    Field, Framing, Member, Message, MessageRef, RuleId, Scalar, Settings, SettingsId, Shape,
    StdTrait, Storage, Value, WellKnown,
};

/// A trait that prost's rules give to some messages and oneofs only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Conditional {
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

/// Whether a part has a trait.
enum Verdict<'m> {
    Has,
    /// It has not; what it is, e.g. "a double".
    Lacks(String),
    /// It is a message of this model that has not.
    Inherits(&'m Message),
    /// It may lack the trait; what it is, e.g. "a `crate::Foo`".
    May(String),
}

/// A field or a member.
struct Part<'m> {
    proto_name: &'m str,
    value: &'m Value,
    kind: PartKind,
    storage: Storage,
    settings: SettingsId,
}

/// The cardinality of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Single,
    List,
    Map,
}

impl<'m> Reader<'m> {
    /// Why a type lacks a trait: a rule, or the way to the field that has not got it.
    pub(super) fn why(&self, ty: Type<'m>, conditional: Conditional) -> String {
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
        let skipping = |ty| match conditional {
            Conditional::Copy => self.settings_of(ty).skip_copy.rule,
            Conditional::Eq => self.settings_of(ty).skip_eq.rule,
        };
        let rule: Option<RuleId> = match ty {
            Type::Message(message) => {
                let oneofs = message.oneofs.iter().map(|oneof| Type::Oneof(message, oneof));
                [ty].into_iter().chain(oneofs).find_map(skipping)
            }
            Type::Oneof(..) | Type::Enum(_) => skipping(ty),
        };
        if let Some(rule) = rule {
            return Lack::Because(self.by_rule(rule));
        }
        let (message, parts): (&Message, Vec<Part<'m>>) = match ty {
            Type::Message(message) => {
                let members = message.oneofs.iter().flat_map(|oneof| &oneof.members);
                let fields = message.fields.iter().map(Part::of_field);
                (message, fields.chain(members.map(Part::of_member)).collect())
            }
            Type::Oneof(message, oneof) => {
                (message, oneof.members.iter().map(Part::of_member).collect())
            }
            // Enums lack a trait by `skip_derive` only, which is a rule of their own.
            Type::Enum(_) => return Lack::Because("a rule".to_owned()),
        };
        let is_message = matches!(ty, Type::Message(_));
        if is_message && conditional == Conditional::Copy && message.unknown_fields.is_some() {
            return Lack::Because("it keeps unknown fields".to_owned());
        }
        let mut doubtful = None;
        for part in parts {
            let name = format!("{}.{}", message.full_name, part.proto_name);
            match self.verdict(&part, conditional) {
                Verdict::Has => {}
                Verdict::Lacks(what) => return Lack::Because(format!("`{name}` is {what}")),
                Verdict::Inherits(inner) => return Lack::Through(name, inner),
                Verdict::May(what) => {
                    doubtful.get_or_insert(format!("`{name}` is {what}"));
                }
            }
        }
        Lack::Because(doubtful.unwrap_or_else(|| "no field can have it".to_owned()))
    }

    /// Whether a part has a trait, by prost's rules.
    fn verdict(&self, part: &Part<'m>, conditional: Conditional) -> Verdict<'m> {
        let is_single = part.kind == PartKind::Single;
        match part.value {
            _ if part.kind == PartKind::Map => Verdict::Lacks("a map".to_owned()),
            Value::Message(_, Framing::Delimited) => Verdict::Lacks("a group".to_owned()),
            Value::Message(..) if !is_single => Verdict::Lacks("a list of messages".to_owned()),
            Value::Message(message, Framing::LengthPrefixed) => {
                self.of_message(part, message, conditional)
            }
            Value::Scalar(scalar) => match of_scalar(*scalar, conditional) {
                Verdict::Has if !is_single => unless_copy(conditional, "a `Vec`"),
                verdict => verdict,
            },
            Value::Enum(_) if !is_single => unless_copy(conditional, "a `Vec`"),
            Value::Enum(_) => Verdict::Has,
            Value::String(_) => unless_copy(conditional, "a `String`"),
            Value::Bytes(_) => unless_copy(conditional, "bytes"),
        }
    }

    /// Whether a single message has a trait.
    fn of_message(
        &self,
        part: &Part<'m>,
        message: &'m MessageRef,
        conditional: Conditional,
    ) -> Verdict<'m> {
        let settings: &Settings = &self.spelling.model.settings[part.settings];
        let is_boxed = part.storage == Storage::Boxed;
        if is_boxed && settings.boxed.rule.is_none() {
            return Verdict::Lacks("boxed, because of a cycle".to_owned());
        }
        let verdict = match message {
            MessageRef::Local(id) => self.of_local(self.spelling.model.message(*id), conditional),
            MessageRef::WellKnown(WellKnown::Empty, _) => Verdict::Has,
            MessageRef::WellKnown(WellKnown::Scalar(scalar), _) => of_scalar(*scalar, conditional),
            MessageRef::WellKnown(WellKnown::String, _) => unless_copy(conditional, "a `String`"),
            MessageRef::WellKnown(WellKnown::Bytes, _) => unless_copy(conditional, "bytes"),
            MessageRef::WellKnown(WellKnown::Type(_), _) | MessageRef::Extern(..) => {
                Verdict::May(format!("a `{}`", spelled::message(&self.spelling, message)))
            }
        };
        match verdict {
            Verdict::Has if is_boxed => unless_copy(conditional, "in a `Box`"),
            verdict => verdict,
        }
    }

    /// Whether a message of this model has a trait.
    fn of_local(&self, message: &'m Message, conditional: Conditional) -> Verdict<'m> {
        let (needed, name) = match conditional {
            Conditional::Copy => (StdTrait::Copy, "Copy"),
            Conditional::Eq => (StdTrait::Eq, "Eq"),
        };
        let skips = &self.settings_of(Type::Message(message)).skip_derive;
        // The trait may be implemented by hand, so it is not what the holder lacks it for.
        match skips.iter().find(|skip| skip.value.has(name)) {
            Some(skip) => {
                Verdict::May(format!("`{}`, with {}", message.full_name, self.by_rule(skip.rule)))
            }
            None if message.derives.has(needed) => Verdict::Has,
            None => Verdict::Inherits(message),
        }
    }
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

/// The verdict on a type that has every conditional trait but `Copy`.
fn unless_copy<'m>(conditional: Conditional, what: &str) -> Verdict<'m> {
    match conditional {
        Conditional::Copy => Verdict::Lacks(what.to_owned()),
        Conditional::Eq => Verdict::Has,
    }
}
