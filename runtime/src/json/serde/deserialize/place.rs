//! The destination of a value.

use crate::json::parse::value::text_form::TextForm;
use crate::schema::{Field, Form, Kind, MapKey, Type};

/// The destination of a value. It decides which values are accepted, and which records are written.
#[derive(Clone, Copy)]
pub(super) enum Place<'p> {
    /// A message that is an object with its fields.
    Object(Type<'p>),
    /// A `google.protobuf.Any`.
    Any(Type<'p>),
    /// A message that is a string.
    Text(TextForm),
    /// A `google.protobuf.Value`.
    Json,
    /// A `google.protobuf.Struct`.
    JsonObject,
    /// A `google.protobuf.ListValue`.
    JsonList,
    /// A single value that is not a message, with its key.
    Scalar(Type<'p>, Slot<'p>),
    /// An element of a packed list.
    Packed(Type<'p>, &'p Kind),
    /// A repeated field.
    List(Type<'p>, &'p Field),
    /// A map field.
    Map(Type<'p>, &'p Field, MapKey),
    /// A value to skip. The number is how many lists and objects may be nested in it.
    Skip(u32),
}

/// The key and the kind of a single value.
#[derive(Clone, Copy)]
pub(super) struct Slot<'p> {
    pub number: u32,
    pub kind: &'p Kind,
    /// Whether the default value is not encoded.
    pub is_implicit: bool,
}

impl<'p> Slot<'p> {
    /// Returns the slot of a singular field.
    pub(super) fn of(field: &'p Field) -> Self {
        Slot { number: field.number, kind: &field.kind, is_implicit: field.is_implicit() }
    }

    /// Returns the slot of an element of a list, or of an entry's value.
    pub(super) fn explicit(number: u32, kind: &'p Kind) -> Self {
        Slot { number, kind, is_implicit: false }
    }
}

impl<'p> Place<'p> {
    /// Returns the place of a message.
    pub(super) fn of(ty: Type<'p>) -> Self {
        let message = ty.message();
        match message.form {
            Form::Plain | Form::Empty => Place::Object(ty),
            Form::Any => Place::Any(ty),
            Form::Timestamp => Place::Text(TextForm::Timestamp),
            Form::Duration => Place::Text(TextForm::Duration),
            Form::FieldMask => Place::Text(TextForm::FieldMask),
            Form::Struct => Place::JsonObject,
            Form::Value | Form::Serde(_) => Place::Json,
            Form::ListValue => Place::JsonList,
            Form::Wrapper => match message.fields.first() {
                Some(field) => Place::Scalar(ty, Slot::of(field)),
                // A descriptor may declare a wrapper without its field.
                None => Place::Object(ty),
            },
        }
    }

    /// Names the accepted values, for errors.
    pub(super) fn expected(self) -> &'static str {
        match self {
            Place::Object(_) | Place::Any(_) | Place::JsonObject | Place::Map(..) => "an object",
            Place::JsonList | Place::List(..) => "a list",
            Place::Text(form) => form.expected(),
            Place::Json | Place::Skip(_) => "a value",
            Place::Scalar(_, Slot { kind, .. }) | Place::Packed(_, kind) => match kind {
                Kind::Bool => "a boolean",
                Kind::String | Kind::Bytes => "a string",
                Kind::Enum(_) => "an enum value",
                _ => "a number",
            },
        }
    }
}
