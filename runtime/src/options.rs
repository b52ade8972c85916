//! Custom options: the extensions of `google.protobuf.MessageOptions` and of the other option
//! messages, read from the descriptors that generated code embeds.
//!
//! These functions need the descriptors, the constants of the extensions, and an implementation of
//! [`Described`] for messages and enums. The options `descriptor_set` and `extensions` generate all
//! three.
//!
//! ```text
//! extend google.protobuf.MessageOptions { optional string owner = 50000; }
//!
//! message Forecast { option (owner) = "weather"; }
//! ```
//!
//! ```text
//! let owner: Option<String> = rust_grpc::options::message::<Forecast, _>(OWNER)?;
//! ```
//!
//! Each call of a function reads the raw bytes of the descriptors. A program that needs an option
//! for each request, e.g. in a middleware, should read it once and keep it.
//!
//! Options with `retention = RETENTION_SOURCE` are not in the descriptors: protoc leaves them out.

use alloc::format;
use alloc::string::String;

use crate::DecodeOptions;
use crate::extension::limits::Limits;
use crate::extension::{Extension, ExtensionError, Fault, Shape, records};

mod elements;

use elements::{Element, Step};

/// A message or enum whose descriptor is embedded. The options `descriptor_set` and `extensions`
/// generate implementations of the trait.
#[diagnostic::on_unimplemented(
    message = "the descriptor of `{Self}` is not known",
    note = "code that is generated with the options `descriptor_set` and `extensions` embeds it"
)]
pub trait Described {
    /// The full name of the type, e.g. `acme.v1.Forecast`.
    const FULL_NAME: &'static str;

    /// The encoded `google.protobuf.FileDescriptorSet` of the type's package.
    const DESCRIPTORS: &'static [u8];
}

/// A custom option: the constant of an extension of `google.protobuf.MessageOptions` or of another
/// option message.
pub trait CustomOption: Sealed {
    /// The type of the value, e.g. `Option<String>` or `Vec<String>`.
    type Value;

    #[doc(hidden)]
    fn extendee(&self) -> &'static str;

    /// Reads the option from encoded options.
    #[doc(hidden)]
    fn read<'a>(&self, options: impl Iterator<Item = &'a [u8]>) -> Result<Self::Value, Fault>;

    #[doc(hidden)]
    fn error(&self, fault: Fault) -> ExtensionError;
}

mod sealed {
    /// Prevents implementations of `CustomOption` for other types than extensions.
    pub trait Sealed {}
}
use sealed::Sealed;

impl<O, S: Shape> Sealed for Extension<O, S> {}

impl<O, S: Shape> CustomOption for Extension<O, S> {
    type Value = S::Value;

    fn extendee(&self) -> &'static str {
        Extension::extendee(self)
    }

    fn read<'a>(&self, options: impl Iterator<Item = &'a [u8]>) -> Result<S::Value, Fault> {
        let number = self.number();
        let values = options.flat_map(|bytes| records::of(bytes, number, false));
        S::read(values, &Limits::new(&DecodeOptions::new()))
    }

    fn error(&self, fault: Fault) -> ExtensionError {
        Extension::error(self, fault)
    }
}

/// Reads an option of a file, e.g. `acme/v1/weather.proto`. `descriptors` are the
/// `FILE_DESCRIPTOR_SET` of its package.
///
/// # Errors
/// Returns an error if the value is malformed, if the extension does not extend
/// `google.protobuf.FileOptions`, or if `descriptors` do not have the file.
pub fn file<C: CustomOption>(
    descriptors: &[u8],
    name: &str,
    option: C,
) -> Result<C::Value, ExtensionError> {
    let file = elements::file(descriptors, name);
    read("google.protobuf.FileOptions", file, option, || format!("file `{name}`"))
}

/// Reads an option of a message.
///
/// # Errors
/// Returns an error if the value is malformed, or if the extension does not extend
/// `google.protobuf.MessageOptions`.
pub fn message<M: Described, C: CustomOption>(option: C) -> Result<C::Value, ExtensionError> {
    let message = elements::find(M::DESCRIPTORS, M::FULL_NAME, Step::Message);
    let what = || format!("message `{}`", M::FULL_NAME);
    read("google.protobuf.MessageOptions", message, option, what)
}

/// Reads an option of a field of a message, by its number.
///
/// # Errors
/// Returns an error if the value is malformed, if the extension does not extend
/// `google.protobuf.FieldOptions`, or if the message does not have the field.
pub fn field<M: Described, C: CustomOption>(
    number: u32,
    option: C,
) -> Result<C::Value, ExtensionError> {
    let message = elements::find(M::DESCRIPTORS, M::FULL_NAME, Step::Message);
    let field = message.and_then(|message| message.numbered(Step::Field, number));
    let what = || format!("field {number} of the message `{}`", M::FULL_NAME);
    read("google.protobuf.FieldOptions", field, option, what)
}

/// Reads an option of a oneof of a message, by its name in the .proto file.
///
/// # Errors
/// Returns an error if the value is malformed, if the extension does not extend
/// `google.protobuf.OneofOptions`, or if the message does not have the oneof.
pub fn oneof<M: Described, C: CustomOption>(
    name: &str,
    option: C,
) -> Result<C::Value, ExtensionError> {
    let message = elements::find(M::DESCRIPTORS, M::FULL_NAME, Step::Message);
    let oneof = message.and_then(|message| message.named(Step::Oneof, name));
    let what = || format!("oneof `{name}` of the message `{}`", M::FULL_NAME);
    read("google.protobuf.OneofOptions", oneof, option, what)
}

/// Reads an option of an enum.
///
/// # Errors
/// Returns an error if the value is malformed, or if the extension does not extend
/// `google.protobuf.EnumOptions`.
pub fn enumeration<E: Described, C: CustomOption>(option: C) -> Result<C::Value, ExtensionError> {
    let enumeration = elements::find(E::DESCRIPTORS, E::FULL_NAME, Step::Enum);
    let what = || format!("enum `{}`", E::FULL_NAME);
    read("google.protobuf.EnumOptions", enumeration, option, what)
}

/// Reads an option of a value of an enum, by its number: `value as i32`. If several values have the
/// number, the function reads the first one.
///
/// # Errors
/// Returns an error if the value is malformed, if the extension does not extend
/// `google.protobuf.EnumValueOptions`, or if no value of the enum has the number.
pub fn enum_value<E: Described, C: CustomOption>(
    number: i32,
    option: C,
) -> Result<C::Value, ExtensionError> {
    let enumeration = elements::find(E::DESCRIPTORS, E::FULL_NAME, Step::Enum);
    // The varint of a negative number has the bits of the number.
    let value = enumeration.and_then(|it| it.numbered(Step::Value, number as u32));
    let what = || format!("value {number} of the enum `{}`", E::FULL_NAME);
    read("google.protobuf.EnumValueOptions", value, option, what)
}

/// Reads an option of a service, by its full name, e.g. `acme.v1.Weather`. `descriptors` are the
/// `FILE_DESCRIPTOR_SET` of its package.
///
/// # Errors
/// Returns an error if the value is malformed, if the extension does not extend
/// `google.protobuf.ServiceOptions`, or if `descriptors` do not have the service.
pub fn service<C: CustomOption>(
    descriptors: &[u8],
    full_name: &str,
    option: C,
) -> Result<C::Value, ExtensionError> {
    let service = elements::find(descriptors, full_name, Step::Service);
    let what = || format!("service `{full_name}`");
    read("google.protobuf.ServiceOptions", service, option, what)
}

/// Reads an option of a method, by its path, e.g. `/acme.v1.Weather/GetForecast`. The path is the
/// path of a request's URI, and of a generated [`Method`](crate::Method::path). `descriptors` are
/// the `FILE_DESCRIPTOR_SET` of the package.
///
/// # Errors
/// Returns an error if the value is malformed, if the extension does not extend
/// `google.protobuf.MethodOptions`, or if `descriptors` do not have the method.
pub fn method<C: CustomOption>(
    descriptors: &[u8],
    path: &str,
    option: C,
) -> Result<C::Value, ExtensionError> {
    let method = path.trim_start_matches('/').rsplit_once('/').and_then(|(service, method)| {
        elements::find(descriptors, service, Step::Service)?.named(Step::Method, method)
    });
    read("google.protobuf.MethodOptions", method, option, || format!("method `{path}`"))
}

/// Reads an option from the encoded options of a method.
pub(crate) fn of_method<C: CustomOption>(
    encoded: &[u8],
    option: C,
) -> Result<C::Value, ExtensionError> {
    let options = "google.protobuf.MethodOptions";
    if option.extendee() != options {
        return Err(option.error(Fault::OtherOptions(options)));
    }
    option.read(core::iter::once(encoded)).map_err(|fault| option.error(fault))
}

/// Reads an option of an element. `options` is the full name of the message that holds the options.
fn read<C: CustomOption>(
    options: &'static str,
    element: Option<Element<'_>>,
    option: C,
    what: impl FnOnce() -> String,
) -> Result<C::Value, ExtensionError> {
    let error = |fault| option.error(fault);
    if option.extendee() != options {
        return Err(error(Fault::OtherOptions(options)));
    }
    let Some(element) = element else { return Err(error(Fault::NoElement(what()))) };
    option.read(element.options()).map_err(error)
}

#[cfg(test)]
mod tests;
