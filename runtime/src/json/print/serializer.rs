//! The sink that is a serializer of serde.

use alloc::borrow::Cow;
use alloc::string::ToString;
use core::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::JsonError;
use super::float::not_finite;
use super::node::Node;
use super::sink::{Key, List, Object, PrintError, Scalar, Sink, Step};
use crate::schema::Field;

/// A serializer.
pub(super) struct Serde<'o, S> {
    pub serializer: S,
    pub options: &'o super::PrintOptions<'o>,
}

/// An object that is being serialized.
pub(super) struct SerdeObject<'o, M> {
    map: M,
    options: &'o super::PrintOptions<'o>,
}

/// The error of a serializer.
pub(super) enum SerdeError<E> {
    /// The message has no JSON form.
    Json(JsonError),
    /// The error is one of the format, which takes no path.
    Format(E),
}

impl<E> From<JsonError> for SerdeError<E> {
    fn from(error: JsonError) -> Self {
        SerdeError::Json(error)
    }
}

impl<E> PrintError for SerdeError<E> {
    #[cold]
    fn inside(self, step: Step<'_>) -> Self {
        match self {
            SerdeError::Json(error) => SerdeError::Json(error.inside(step)),
            SerdeError::Format(error) => SerdeError::Format(error),
        }
    }
}

impl Node<'_> {
    /// Serializes the whole message.
    pub(in crate::json) fn serialize_root<S: Serializer>(
        &self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        self.print(Serde { serializer, options: self.walk.options() }).map_err(
            |error| match error {
                SerdeError::Json(error) => S::Error::custom(error),
                SerdeError::Format(error) => error,
            },
        )
    }

    /// Returns the error that this node has left in `Shared::error`. If there is none, returns the
    /// error of the format.
    #[cold]
    fn error_of<E>(self, error: E) -> SerdeError<E> {
        match self.walk.shared.error.take() {
            Some(ours) => SerdeError::Json(ours),
            None => SerdeError::Format(error),
        }
    }
}

/// The format calls this implementation for a value in a list or object. Our error then passes
/// through the format, and the outer nodes cannot add their steps to it. So the node leaves a copy
/// of the error for the outer nodes.
impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.print(Serde { serializer, options: self.walk.options() }).map_err(
            |error| match error {
                SerdeError::Json(ours) => {
                    let error = S::Error::custom(&ours);
                    self.walk.shared.error.set(Some(ours));
                    error
                }
                SerdeError::Format(error) => error,
            },
        )
    }
}

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Scalar::Null => serializer.serialize_unit(),
            Scalar::Bool(value) => serializer.serialize_bool(value),
            Scalar::I32(value) => serializer.serialize_i32(value),
            Scalar::U32(value) => serializer.serialize_u32(value),
            Scalar::I64(value) => serializer.serialize_str(itoa::Buffer::new().format(value)),
            Scalar::U64(value) => serializer.serialize_str(itoa::Buffer::new().format(value)),
            Scalar::F32(value) if value.is_finite() => serializer.serialize_f32(value),
            Scalar::F64(value) if value.is_finite() => serializer.serialize_f64(value),
            Scalar::F32(value) => serializer.serialize_str(not_finite(value.into())),
            Scalar::F64(value) => serializer.serialize_str(not_finite(value)),
            Scalar::Name(name) => serializer.serialize_str(name),
        }
    }
}

/// Returns the text of a string field. Returns an error if it is not UTF-8.
fn utf8(text: &[u8]) -> Result<&str, JsonError> {
    core::str::from_utf8(text).map_err(|_| JsonError::new("a string is not UTF-8"))
}

impl<'o, S: Serializer> Sink for Serde<'o, S> {
    type Ok = S::Ok;
    type Error = SerdeError<S::Error>;
    type Object = SerdeObject<'o, S::SerializeMap>;
    type List = SerdeList<S::SerializeSeq>;

    fn scalar(self, value: Scalar<'_>) -> Result<S::Ok, Self::Error> {
        value.serialize(self.serializer).map_err(SerdeError::Format)
    }

    fn string(self, text: &[u8]) -> Result<S::Ok, Self::Error> {
        self.serializer.serialize_str(utf8(text)?).map_err(SerdeError::Format)
    }

    fn bytes(self, bytes: &[u8]) -> Result<S::Ok, Self::Error> {
        self.serializer.serialize_str(&STANDARD.encode(bytes)).map_err(SerdeError::Format)
    }

    fn object(self) -> Result<Self::Object, Self::Error> {
        let readable = self.serializer.is_human_readable();
        let map = self.serializer.serialize_map(None).map_err(|error| describing(readable, error));
        Ok(SerdeObject { map: map?, options: self.options })
    }

    fn list(self) -> Result<Self::List, Self::Error> {
        let readable = self.serializer.is_human_readable();
        let list = self.serializer.serialize_seq(None).map_err(|error| describing(readable, error));
        Ok(SerdeList(list?))
    }
}

/// Explains the error of a format that needs the length of a map or list beforehand. Such formats
/// (e.g. bincode, postcard) cannot be read without the type, and the JSON form of a message depends
/// on its values.
#[cold]
fn describing<E: serde::ser::Error>(is_human_readable: bool, error: E) -> SerdeError<E> {
    if is_human_readable {
        return SerdeError::Format(error);
    }
    SerdeError::Format(E::custom(format_args!(
        "messages are serialized as ProtoJSON, which needs a self-describing format such as JSON, \
         YAML or CBOR: {error}"
    )))
}

impl<M: SerializeMap> Object for SerdeObject<'_, M> {
    type Ok = M::Ok;
    type Error = SerdeError<M::Error>;

    fn entry(&mut self, key: Key<'_>, node: Node<'_>) -> Result<(), Self::Error> {
        let key: Cow<'_, str> = match key {
            Key::Field(field) => Cow::Borrowed(self.name(field)),
            Key::Name(name) => Cow::Borrowed(name),
            Key::Text(text) => Cow::Borrowed(utf8(text)?),
            Key::Scalar(value) => Cow::Owned(KeyText(value).to_string()),
        };
        self.map.serialize_entry(&*key, &node).map_err(|error| node.error_of(error))
    }

    fn scalar(&mut self, field: &Field, value: Scalar<'_>) -> Result<(), Self::Error> {
        self.map.serialize_entry(self.name(field), &value).map_err(SerdeError::Format)
    }

    fn string(&mut self, field: &Field, text: &[u8]) -> Result<(), Self::Error> {
        self.map.serialize_entry(self.name(field), utf8(text)?).map_err(SerdeError::Format)
    }

    fn end(self) -> Result<M::Ok, Self::Error> {
        self.map.end().map_err(SerdeError::Format)
    }
}

impl<'o, M> SerdeObject<'o, M> {
    /// Returns the name of a field.
    fn name<'f>(&self, field: &'f Field) -> &'f str {
        if self.options.proto_names { field.proto_name_in_json() } else { &field.json_name }
    }
}

/// The text of a scalar that is a map's key.
struct KeyText<'a>(Scalar<'a>);

impl fmt::Display for KeyText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Scalar::Bool(value) => value.fmt(f),
            Scalar::I32(value) => value.fmt(f),
            Scalar::U32(value) => value.fmt(f),
            Scalar::I64(value) => value.fmt(f),
            Scalar::U64(value) => value.fmt(f),
            // Keys of maps have none of these kinds.
            Scalar::Null | Scalar::F32(_) | Scalar::F64(_) | Scalar::Name(_) => Ok(()),
        }
    }
}

/// A list that is being serialized.
pub(super) struct SerdeList<L>(L);

impl<L: SerializeSeq> List for SerdeList<L> {
    type Ok = L::Ok;
    type Error = SerdeError<L::Error>;

    fn element(&mut self, node: Node<'_>) -> Result<(), Self::Error> {
        self.0.serialize_element(&node).map_err(|error| node.error_of(error))
    }

    fn scalar(&mut self, value: Scalar<'_>) -> Result<(), Self::Error> {
        self.0.serialize_element(&value).map_err(SerdeError::Format)
    }

    fn end(self) -> Result<L::Ok, Self::Error> {
        self.0.end().map_err(SerdeError::Format)
    }
}
