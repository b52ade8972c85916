//! The shape of a field in words, and the storage of its value.

use super::Reader;
use super::record::Fact;
use crate::model::{
    EnumRef, Enums, Framing, Literal, MapContainer, Message, MessageRef, Packing, Presence,
    SettingsId, Shape, Storage, Utf8, Value,
};

impl Reader<'_> {
    /// Describes a shape, e.g. "singular double, explicit presence".
    pub(super) fn shape(&self, shape: &Shape) -> String {
        match shape {
            Shape::Singular { value, presence, storage: _, default: _ } => {
                let presence = match presence {
                    Presence::Explicit => "explicit presence",
                    Presence::Implicit => "implicit presence",
                    Presence::Required => "required",
                };
                format!("singular {}, {presence}", self.value_in_words(value))
            }
            Shape::Repeated { value, packing } => {
                let packing = match packing {
                    Packing::Packed => "packed",
                    Packing::Expanded => "expanded",
                };
                format!("repeated {}, {packing}", self.value_in_words(value))
            }
            Shape::Map { key, value, container } => {
                let container = match container {
                    MapContainer::HashMap => "HashMap",
                    MapContainer::BTreeMap => "BTreeMap",
                };
                let [key, value] = [key, value].map(|value| self.value_in_words(value));
                format!("map from {key} to {value}, a `{container}`")
            }
        }
    }

    /// Describes a value, e.g. "message `acme.v1.Day`, length-prefixed".
    pub(super) fn value_in_words(&self, value: &Value) -> String {
        match value {
            Value::Scalar(scalar) => scalar.proto_name().to_owned(),
            Value::String(Utf8::Verify) => "string".to_owned(),
            Value::String(Utf8::None) => "string (UTF-8 not promised by the schema)".to_owned(),
            Value::Bytes(_) => "bytes".to_owned(),
            Value::Enum(enumeration, enums) => {
                let name = self.enum_in_words(enumeration);
                match enums {
                    Enums::I32 => name,
                    Enums::Open => format!("{name} in an `OpenEnum`"),
                    Enums::Closed => format!("{name} as its own type"),
                }
            }
            Value::Message(message, framing) => {
                let name = self.message_in_words(message);
                match framing {
                    Framing::LengthPrefixed => name,
                    Framing::Delimited => format!("{name}, delimited (a group)"),
                }
            }
        }
    }

    /// Describes a message type, e.g. "foreign message `google.protobuf.Timestamp`".
    pub(super) fn message_in_words(&self, message: &MessageRef) -> String {
        match message {
            MessageRef::Local(id) => format!("message `{}`", self.spelling.message(*id).full_name),
            MessageRef::WellKnown(_, id) | MessageRef::Extern(_, id) => {
                let foreign = &self.spelling.foreign_messages[id];
                format!("foreign message `{}`", foreign.full_name)
            }
        }
    }

    fn enum_in_words(&self, enumeration: &EnumRef) -> String {
        match enumeration {
            EnumRef::Local(id) => format!("enum `{}`", self.spelling.enumeration(*id).full_name),
            EnumRef::WellKnown(_, id) | EnumRef::Extern(_, id) => {
                let foreign = &self.spelling.foreign_enums[id].foreign;
                format!("foreign enum `{}`", foreign.full_name)
            }
        }
    }

    /// Returns the storage of a single value, and the reason for it.
    pub(super) fn storage(
        &self,
        message: &Message,
        full_name: &str,
        settings: SettingsId,
        value: &Value,
        storage: Storage,
    ) -> Fact {
        let fact = |value: &str, reason: String| Fact { value: value.to_owned(), reason };
        if storage == Storage::Inline {
            return fact("inline", "no rule and no cycle needs a `Box`".to_owned());
        }
        // Lowering boxes a field because of a rule or a cycle.
        let itself = format!("`{}` contains itself", message.full_name);
        let cycle = self.cycle(message, full_name, value).map(|path| format!("{itself}: {path}"));
        let rule = self.spelling.settings[settings].boxed.rule.map(|rule| self.by_rule(rule));
        match (rule, cycle) {
            (Some(rule), Some(cycle)) => fact("boxed", format!("{rule}, and {cycle}")),
            (Some(reason), None) | (None, Some(reason)) => fact("boxed", reason),
            (None, None) => fact("boxed", format!("{itself} through this field")),
        }
    }
}

/// Returns an explicit default as the schema writes it.
pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::I32(number) => number.to_string(),
        Literal::I64(number) => number.to_string(),
        Literal::U32(number) => number.to_string(),
        Literal::U64(number) => number.to_string(),
        Literal::F32(number) => number.to_string(),
        Literal::F64(number) => number.to_string(),
        Literal::Bool(value) => value.to_string(),
        Literal::String(text) => format!("{text:?}"),
        Literal::Bytes(bytes) => format!("\"{}\"", bytes.escape_ascii()),
        Literal::Variant { number, ident, may_be_deprecated: _ } => format!("{ident} ({number})"),
    }
}
