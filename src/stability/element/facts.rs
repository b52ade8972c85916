//! The properties of fields and methods that are compared.

use crate::model::{
    EnumRef, Framing, Literal, MessageRef, Method, MethodKind, Model, Packing, Presence, Scalar,
    Shape, Utf8, Value,
};

/// The properties of a field, a oneof member or an extension.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FieldFacts {
    pub number: i32,
    pub json_name: String,
    pub label: Label,
    /// The type of the values, e.g. `sfixed32` or `acme.v1.Day`. For a map: `map<string, int32>`.
    pub ty: String,
    /// The encoding of the values. Types with equal encodings read each other's bytes.
    pub encoding: String,
    /// The JSON form of the values.
    pub json: String,
    /// The presence in the schema. It is `None` for a list or map.
    pub presence: Option<Presence>,
    /// The name of the real oneof.
    pub oneof: Option<String>,
    /// The explicit default.
    pub default: Option<String>,
    pub packing: Option<Packing>,
    /// The requirement of strings. It is `None` if neither a key nor a value is a string.
    pub utf8: Option<Utf8>,
    pub redacted: bool,
}

/// The number of values that a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    Singular,
    Repeated,
    Map,
}

/// The properties of a method.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MethodFacts {
    /// The full method, e.g. `/acme.v1.Weather/Get`.
    pub path: String,
    /// The full names of the messages.
    pub request: String,
    pub response: String,
    pub kind: MethodKind,
    pub idempotency: String,
}

impl FieldFacts {
    pub fn required(&self) -> bool {
        self.presence == Some(Presence::Required)
    }

    /// Returns the facts of a shape. The names, the presence and the oneof are those of the field.
    pub fn of(model: &Model, number: u32, shape: &Shape) -> Self {
        let (label, packing, default) = match shape {
            Shape::Singular { default, .. } => (Label::Singular, None, default.as_ref()),
            Shape::Repeated { packing, .. } => (Label::Repeated, Some(*packing), None),
            Shape::Map { .. } => (Label::Map, None, None),
        };
        let value = shape.value();
        let [mut ty, mut encoding, mut json] =
            [type_name(model, value), encoding(model, value), json_form(model, value)];
        let mut utf8 = utf8(value);
        if let Shape::Map { key, .. } = shape {
            utf8 = utf8.or(self::utf8(key));
            ty = format!("map<{}, {ty}>", type_name(model, key));
            encoding = format!("map<{}, {encoding}>", self::encoding(model, key));
            json = format!("map<{}, {json}>", json_form(model, key));
        }
        Self {
            number: i32::try_from(number).unwrap_or(i32::MAX),
            json_name: String::new(),
            label,
            ty,
            encoding,
            json,
            presence: None,
            oneof: None,
            default: default.map(default_text),
            packing,
            utf8,
            redacted: false,
        }
    }

    /// Returns the facts of a oneof member's value.
    pub fn of_member(model: &Model, number: u32, value: &Value, default: Option<&Literal>) -> Self {
        Self {
            number: i32::try_from(number).unwrap_or(i32::MAX),
            json_name: String::new(),
            label: Label::Singular,
            ty: type_name(model, value),
            encoding: encoding(model, value),
            json: json_form(model, value),
            presence: Some(Presence::Explicit),
            oneof: None,
            default: default.map(default_text),
            packing: None,
            utf8: utf8(value),
            redacted: false,
        }
    }
}

impl MethodFacts {
    pub fn of(model: &Model, method: &Method) -> Self {
        Self {
            path: method.path.clone(),
            request: message_name(model, &method.request),
            response: message_name(model, &method.response),
            kind: method.kind,
            idempotency: format!("{:?}", method.idempotency),
        }
    }

    /// Returns the kind in words.
    pub fn kind_text(&self) -> &'static str {
        match self.kind {
            MethodKind::Unary => "unary",
            MethodKind::ClientStreaming => "client streaming",
            MethodKind::ServerStreaming => "server streaming",
            MethodKind::BidiStreaming => "bidi streaming",
        }
    }
}

fn type_name(model: &Model, value: &Value) -> String {
    match value {
        Value::Scalar(scalar) => scalar.proto_name().to_owned(),
        Value::String(_) => "string".to_owned(),
        Value::Bytes(_) => "bytes".to_owned(),
        Value::Enum(enumeration, _) => enum_name(model, enumeration),
        Value::Message(message, _) => message_name(model, message),
    }
}

pub(super) fn message_name(model: &Model, message: &MessageRef) -> String {
    match message {
        MessageRef::Local(id) => model.message(*id).full_name.clone(),
        MessageRef::WellKnown(_, id) | MessageRef::Extern(_, id) => {
            model.foreign_messages.get(id).map(|it| it.full_name.to_string()).unwrap_or_default()
        }
    }
}

fn enum_name(model: &Model, enumeration: &EnumRef) -> String {
    match enumeration {
        EnumRef::Local(id) => model.enumeration(*id).full_name.clone(),
        EnumRef::WellKnown(_, id) | EnumRef::Extern(_, id) => model
            .foreign_enums
            .get(id)
            .map(|it| it.foreign.full_name.to_string())
            .unwrap_or_default(),
    }
}

/// Returns the encoding of a value. Values of equal encodings keep their meaning, apart from
/// numbers that are too large for the smaller type.
fn encoding(model: &Model, value: &Value) -> String {
    use Scalar::*;
    let text = match value {
        Value::Scalar(scalar) => match scalar {
            Int32 | Int64 | Uint32 | Uint64 => "varint",
            Bool => "bool",
            Sint32 | Sint64 => "zigzag",
            Fixed32 | Sfixed32 => "fixed32",
            Fixed64 | Sfixed64 => "fixed64",
            Float => "float",
            Double => "double",
        },
        Value::String(Utf8::Verify | Utf8::None) => "string",
        Value::Bytes(_) => "bytes",
        Value::Enum(enumeration, _) => return format!("varint {}", enum_name(model, enumeration)),
        Value::Message(message, framing) => {
            let framing = match framing {
                Framing::LengthPrefixed => "message",
                Framing::Delimited => "group",
            };
            return format!("{framing} {}", message_name(model, message));
        }
    };
    text.to_owned()
}

/// Returns the requirement of a string.
fn utf8(value: &Value) -> Option<Utf8> {
    match value {
        Value::String(utf8) => Some(*utf8),
        Value::Scalar(_) | Value::Bytes(_) | Value::Enum(..) | Value::Message(..) => None,
    }
}

/// Returns the JSON form of a value.
fn json_form(model: &Model, value: &Value) -> String {
    use Scalar::*;
    let text = match value {
        Value::Scalar(scalar) => match scalar {
            Int32 | Sint32 | Sfixed32 => "int32",
            Uint32 | Fixed32 => "uint32",
            Int64 | Sint64 | Sfixed64 => "int64",
            Uint64 | Fixed64 => "uint64",
            Bool => "bool",
            Float => "float",
            Double => "double",
        },
        Value::String(_) => "string",
        Value::Bytes(_) => "bytes",
        Value::Enum(..) | Value::Message(..) => return type_name(model, value),
    };
    text.to_owned()
}

fn default_text(default: &Literal) -> String {
    match default {
        // The name of the variant may change. The number is the value.
        Literal::Variant { number, .. } => number.to_string(),
        other => format!("{other:?}"),
    }
}
