//! Extensions: fields that are declared outside the message that they extend.
//!
//! A message keeps received extensions among its [`UnknownFields`]. A generated constant of type
//! [`Extension`] has the number of the field and the encoding of its values. The methods of the
//! constant read and write that field of a message.
//!
//! The second type argument of [`Extension`] is the shape of the field: [`Optional`], [`Repeated`]
//! or [`Packed`], each with the kind of its values.

use core::fmt;

use crate::UnknownFields;
use crate::decode_options::DecodeOptions;

mod extendable;
mod fault;
pub(crate) mod limits;
mod list;
mod optional;
pub(crate) mod records;
mod shape;
mod value;

pub use crate::wire::kind::{
    Bool, Bytes, Double, Fixed32, Fixed64, Float, Int32, Int64, Sfixed32, Sfixed64, Sint32, Sint64,
    String, Uint32, Uint64,
};
pub use extendable::{Extendable, Extensions, extensions};
pub use fault::ExtensionError;
pub(crate) use fault::Fault;
pub use shape::{List, Optional, Packed, Repeated, Shape};
pub use value::{ClosedEnum, Enum, Group, Message, Packable, Value};

/// An extension of the message `M`, with the shape `S` of its values.
///
/// ```
/// use rust_grpc::extension::{self, Extendable, Extension, Optional, Repeated};
/// use rust_grpc::UnknownFields;
///
/// // The message and the constants are generated.
/// #[derive(Default)]
/// struct Forecast {
///     unknown_fields: UnknownFields,
/// }
/// # impl Extendable for Forecast {
/// #     const EXTENSION_RANGES: &'static [core::ops::RangeInclusive<u32>] = &[100..=199];
/// #     fn unknown_fields(&self) -> &UnknownFields { &self.unknown_fields }
/// #     fn unknown_fields_mut(&mut self) -> &mut UnknownFields { &mut self.unknown_fields }
/// # }
/// const WIND_SPEED: Extension<Forecast, Optional<extension::Int32>> =
///     Extension::new("acme.v1.wind_speed", "acme.v1.Forecast", 100);
/// const WARNINGS: Extension<Forecast, Repeated<extension::String>> =
///     Extension::new("acme.v1.warnings", "acme.v1.Forecast", 101);
///
/// let mut forecast = Forecast::default();
/// WIND_SPEED.set(&mut forecast, 17);
/// WARNINGS.push(&mut forecast, "gale".into());
/// assert_eq!(WIND_SPEED.get(&forecast)?, Some(17));
/// assert_eq!(WARNINGS.get(&forecast)?, ["gale"]);
///
/// WIND_SPEED.clear(&mut forecast);
/// assert!(!WIND_SPEED.has(&forecast));
/// assert_eq!(extension::extensions(&forecast).count(), 1);
/// # Ok::<(), extension::ExtensionError>(())
/// ```
///
/// A message that drops unknown fields has no extensions. The compiler refuses to read them:
///
/// ```compile_fail,E0277
/// use rust_grpc::extension::{self, Extension, Optional};
/// use rust_grpc::prost_types::MessageOptions;
///
/// const OWNER: Extension<MessageOptions, Optional<extension::String>> =
///     Extension::new("acme.v1.owner", "google.protobuf.MessageOptions", 50_000);
///
/// OWNER.get(&MessageOptions::default());
/// ```
pub struct Extension<M, S: Shape> {
    full_name: &'static str,
    extendee: &'static str,
    number: u32,
    default: Option<fn() -> S::Element>,
    message: core::marker::PhantomData<fn(M)>,
}

impl<M, S: Shape> Clone for Extension<M, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, S: Shape> Copy for Extension<M, S> {}

impl<M, S: Shape> fmt::Debug for Extension<M, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Extension({} = {} of {})", self.full_name, self.number, self.extendee)
    }
}

impl<M, S: Shape> Extension<M, S> {
    /// Creates an extension from its full name, the full name of the extended message, and its
    /// number. Generated code calls this function.
    ///
    /// # Panics
    /// Panics if the number is 0 or exceeds 2,147,483,647, the greatest number in a message set.
    pub const fn new(full_name: &'static str, extendee: &'static str, number: u32) -> Self {
        assert!(
            number > 0 && number <= i32::MAX as u32,
            "the number of an extension must be 1 to 2147483647"
        );
        Self { full_name, extendee, number, default: None, message: core::marker::PhantomData }
    }

    /// Gives the extension a default value. Generated code calls this method if the declaration has
    /// a default.
    pub const fn with_default(self, default: fn() -> S::Element) -> Self {
        Self { default: Some(default), ..self }
    }

    /// Returns the full name, e.g. `acme.v1.wind_speed`.
    pub const fn full_name(&self) -> &'static str {
        self.full_name
    }

    /// Returns the full name of the extended message, e.g. `acme.v1.Forecast`.
    pub const fn extendee(&self) -> &'static str {
        self.extendee
    }

    /// Returns the field number, or the type id of an extension of a message set.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Returns an error that names this extension.
    pub(crate) fn error(&self, fault: Fault) -> ExtensionError {
        ExtensionError::new(self.full_name, self.extendee, self.number, fault)
    }

    /// Returns an extension of the same field with another shape.
    const fn reshaped<T: Shape>(self) -> Extension<M, T> {
        Extension::new(self.full_name, self.extendee, self.number)
    }
}

/// Each method has the bound `M: Extendable`, so that the compiler prints the notes of
/// [`Extendable`] for each call without it.
impl<M, S: Shape> Extension<M, S> {
    /// Reads the extension. The value is an `Option` for the shape [`Optional`], and a `Vec` for
    /// the shapes [`Repeated`] and [`Packed`].
    ///
    /// If a message occurs several times, all occurrences are merged. The last occurrence of any
    /// other optional value counts. A repeated value may be packed or not, whatever its declaration
    /// says.
    ///
    /// # Errors
    /// Returns an error if an occurrence is malformed or has another wire type. The error names the
    /// extension.
    pub fn get(&self, message: &M) -> Result<S::Value, ExtensionError>
    where
        M: Extendable,
    {
        self.get_with(message, &DecodeOptions::new())
    }

    /// Reads the extension with the limits of `options`. The message is the outermost level of the
    /// recursion limit.
    ///
    /// # Errors
    /// Returns the errors of [`get`](Self::get), and an error if a value exceeds a limit.
    pub fn get_with(&self, message: &M, options: &DecodeOptions) -> Result<S::Value, ExtensionError>
    where
        M: Extendable,
    {
        let records = self.records(message);
        S::read(records, &limits::Limits::new(options)).map_err(|fault| self.error(fault))
    }

    /// Whether the message has the extension: [`get`](Self::get) returns a value, a list with
    /// elements, or an error.
    pub fn has(&self, message: &M) -> bool
    where
        M: Extendable,
    {
        self.records(message).any(S::counts)
    }

    /// Removes all occurrences of the extension.
    pub fn clear(&self, message: &mut M)
    where
        M: Extendable,
    {
        records::remove(message.unknown_fields_mut(), self.number, M::IS_MESSAGE_SET);
    }

    fn records<'m>(
        &self,
        message: &'m M,
    ) -> impl Iterator<Item = crate::UnknownValue<'m>> + Clone + use<'m, M, S>
    where
        M: Extendable,
    {
        records::of(message.unknown_fields().as_bytes(), self.number, M::IS_MESSAGE_SET)
    }

    /// Replaces all occurrences with the fields that `write` appends.
    fn replace(&self, message: &mut M, write: impl FnOnce(u32, &mut UnknownFields))
    where
        M: Extendable,
    {
        self.clear(message);
        self.append(message, write);
    }

    fn append(&self, message: &mut M, write: impl FnOnce(u32, &mut UnknownFields))
    where
        M: Extendable,
    {
        let fields = message.unknown_fields_mut();
        match M::IS_MESSAGE_SET {
            true => records::append_item(fields, self.number, write),
            false => write(self.number, fields),
        }
    }
}

#[cfg(test)]
mod tests;
