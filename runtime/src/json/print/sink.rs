//! The receivers of JSON values: a text, or a serializer of serde.

use super::JsonError;
use super::node::Node;
use crate::schema::Field;

/// A receiver of one value.
pub(super) trait Sink: Sized {
    /// The result.
    type Ok;
    /// The error.
    type Error: PrintError;
    /// A receiver of the members of an object.
    type Object: Object<Ok = Self::Ok, Error = Self::Error>;
    /// A receiver of the elements of a list.
    type List: List<Ok = Self::Ok, Error = Self::Error>;

    /// Receives a scalar.
    fn scalar(self, value: Scalar<'_>) -> Result<Self::Ok, Self::Error>;
    /// Receives a string, which may be invalid UTF-8.
    fn string(self, text: &[u8]) -> Result<Self::Ok, Self::Error>;
    /// Receives bytes, whose JSON form is a string in Base64.
    fn bytes(self, bytes: &[u8]) -> Result<Self::Ok, Self::Error>;
    /// Receives an object.
    fn object(self) -> Result<Self::Object, Self::Error>;
    /// Receives a list.
    fn list(self) -> Result<Self::List, Self::Error>;
}

/// A receiver of the members of an object.
pub(super) trait Object {
    /// The result.
    type Ok;
    /// The error.
    type Error: PrintError;

    /// Receives a member.
    fn entry(&mut self, key: Key<'_>, node: Node<'_>) -> Result<(), Self::Error>;
    /// Receives a field that is a scalar.
    fn scalar(&mut self, field: &Field, value: Scalar<'_>) -> Result<(), Self::Error>;
    /// Receives a field that is a string, which may be invalid UTF-8.
    fn string(&mut self, field: &Field, text: &[u8]) -> Result<(), Self::Error>;
    /// Ends the object.
    fn end(self) -> Result<Self::Ok, Self::Error>;
}

/// A receiver of the elements of a list.
pub(super) trait List {
    /// The result.
    type Ok;
    /// The error.
    type Error: PrintError;

    /// Receives an element.
    fn element(&mut self, node: Node<'_>) -> Result<(), Self::Error>;
    /// Receives an element that is a scalar.
    fn scalar(&mut self, value: Scalar<'_>) -> Result<(), Self::Error>;
    /// Ends the list.
    fn end(self) -> Result<Self::Ok, Self::Error>;
}

/// The error of a sink.
pub(super) trait PrintError: From<JsonError> {
    /// Adds a step to the front of the error's path.
    fn inside(self, step: Step<'_>) -> Self;
}

/// A step of a path.
pub(super) enum Step<'a> {
    /// A field.
    Field(&'a str),
    /// An element of a list.
    Element(usize),
    /// The entry of a map with this key.
    Entry(&'a str),
}

impl PrintError for JsonError {
    #[cold]
    fn inside(self, step: Step<'_>) -> Self {
        match step {
            Step::Field(name) => self.in_field(name),
            Step::Element(index) => self.in_element(index),
            Step::Entry(key) => self.in_entry(key),
        }
    }
}

/// A scalar in JSON.
#[derive(Clone, Copy)]
pub(in crate::json) enum Scalar<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    I32(i32),
    /// A number.
    U32(u32),
    /// A string of digits.
    I64(i64),
    /// A string of digits.
    U64(u64),
    /// A number, or a string if the value is not finite.
    F32(f32),
    /// A number, or a string if the value is not finite.
    F64(f64),
    /// The name of an enum value.
    Name(&'a str),
}

/// The key of a member.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    /// The name of a field.
    Field(&'a Field),
    /// A name, e.g. `@type`.
    Name(&'a str),
    /// The text of a map's key, which may be invalid UTF-8.
    Text(&'a [u8]),
    /// A map's key that is not a string.
    Scalar(Scalar<'a>),
}
