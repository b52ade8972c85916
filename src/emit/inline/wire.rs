//! The runtime's names for a value, and the key of a field.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::emit::types;
use crate::model::{
    BytesContainer, Enum, EnumRef, Enums, Framing, MessageRef, Name, Scalar, Storage, Value,
};

const VARINT: u32 = 0;
const FIXED64: u32 = 1;
const LENGTH_DELIMITED: u32 = 2;
const START_GROUP: u32 = 3;
const FIXED32: u32 = 5;

/// Returns the key of a field: field number and wire type.
pub(super) fn key(number: u32, value: &Value) -> u32 {
    number << 3 | wire_type(value)
}

/// Returns the key of a field with a length prefix, e.g. of packed scalars or of a map.
pub(super) fn length_delimited_key(number: u32) -> u32 {
    number << 3 | LENGTH_DELIMITED
}

/// The layout of a scalar on the wire.
pub(super) enum Layout {
    Varint,
    Fixed32,
    Fixed64,
}

/// Returns the layout of a scalar.
pub(super) fn layout(scalar: Scalar) -> Layout {
    match scalar {
        Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint32
        | Scalar::Uint64
        | Scalar::Sint32
        | Scalar::Sint64
        | Scalar::Bool => Layout::Varint,
        Scalar::Fixed64 | Scalar::Sfixed64 | Scalar::Double => Layout::Fixed64,
        Scalar::Fixed32 | Scalar::Sfixed32 | Scalar::Float => Layout::Fixed32,
    }
}

fn wire_type(value: &Value) -> u32 {
    match value {
        Value::Scalar(scalar) => match layout(*scalar) {
            Layout::Varint => VARINT,
            Layout::Fixed64 => FIXED64,
            Layout::Fixed32 => FIXED32,
        },
        Value::Enum(..) => VARINT,
        Value::String(_) | Value::Bytes(_) | Value::Message(_, Framing::LengthPrefixed) => {
            LENGTH_DELIMITED
        }
        Value::Message(_, Framing::Delimited) => START_GROUP,
    }
}

/// Returns the function of `Reader` that reads a value where it is stored. The function for a
/// foreign message in a box also counts the memory of the box.
pub(super) fn reads(value: &Value, storage: Storage) -> Ident {
    let method = method(value);
    match (value, storage) {
        (Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), _), Storage::Boxed) => {
            format_ident!("{method}_in_box")
        }
        (
            Value::Message(..)
            | Value::Scalar(_)
            | Value::Enum(..)
            | Value::String(_)
            | Value::Bytes(_),
            _,
        ) => method,
    }
}

/// Returns the function of `Reader` and `Writer` for a value.
pub(super) fn method(value: &Value) -> Ident {
    let name = match value {
        // The functions have the names of the protobuf types.
        Value::Scalar(scalar) => scalar.proto_name(),
        Value::String(_) => "string",
        Value::Bytes(BytesContainer::Vec) => "bytes",
        Value::Bytes(BytesContainer::Bytes) => "bytes_shared",
        Value::Enum(_, Enums::I32) => "int32",
        Value::Enum(_, Enums::Open | Enums::Closed) => "enumeration",
        Value::Message(MessageRef::Local(_), Framing::LengthPrefixed) => "message",
        Value::Message(MessageRef::Local(_), Framing::Delimited) => "group",
        Value::Message(
            MessageRef::WellKnown(..) | MessageRef::Extern(..),
            Framing::LengthPrefixed,
        ) => "foreign_message",
        Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), Framing::Delimited) => {
            "foreign_group"
        }
    };
    Ident::new(name, Span::call_site())
}

/// Returns the marker type of a value, for the generic functions for packed fields and maps.
pub(super) fn kind(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> TokenStream {
    let rt = paths::runtime();
    match value {
        Value::Scalar(scalar) => {
            let name = scalar_kind(*scalar);
            quote!(#rt::kind::#name)
        }
        Value::String(_) => quote!(#rt::kind::String),
        Value::Bytes(BytesContainer::Vec) => quote!(#rt::kind::Bytes),
        Value::Bytes(BytesContainer::Bytes) => quote!(#rt::kind::BytesShared),
        Value::Enum(_, Enums::I32) => quote!(#rt::kind::Enum),
        Value::Enum(enumeration, Enums::Open) => {
            let ty = types::enumeration(spelling, scope, enumeration);
            quote!(#rt::kind::OpenEnum<#ty>)
        }
        Value::Enum(enumeration, Enums::Closed) => {
            let ty = types::enumeration(spelling, scope, enumeration);
            quote!(#rt::kind::ClosedEnum<#ty>)
        }
        Value::Message(message, _) => {
            let ty = types::message(spelling, scope, message);
            match message {
                MessageRef::Local(_) => quote!(#rt::kind::Message<#ty>),
                MessageRef::WellKnown(..) | MessageRef::Extern(..) => {
                    quote!(#rt::kind::ForeignMessage<#ty>)
                }
            }
        }
    }
}

/// Returns the name of a scalar's kind, which is the same in the runtime's private and public
/// module.
pub(super) fn scalar_kind(scalar: Scalar) -> Ident {
    let name = match scalar {
        Scalar::Int32 => "Int32",
        Scalar::Int64 => "Int64",
        Scalar::Uint32 => "Uint32",
        Scalar::Uint64 => "Uint64",
        Scalar::Sint32 => "Sint32",
        Scalar::Sint64 => "Sint64",
        Scalar::Fixed32 => "Fixed32",
        Scalar::Fixed64 => "Fixed64",
        Scalar::Sfixed32 => "Sfixed32",
        Scalar::Sfixed64 => "Sfixed64",
        Scalar::Bool => "Bool",
        Scalar::Float => "Float",
        Scalar::Double => "Double",
    };
    Ident::new(name, Span::call_site())
}

/// Returns the number of an enum's first value, which is the default of its fields. For an enum of
/// another run or crate, it is an expression.
pub(super) fn default_number(
    spelling: &Spelling<'_>,
    scope: &[Name],
    enumeration: &EnumRef,
) -> EnumDefault {
    match enumeration {
        EnumRef::Local(id) => match first_number(spelling.enumeration(*id)) {
            0 => EnumDefault::Zero,
            number => {
                let number = proc_macro2::Literal::i32_unsuffixed(number);
                EnumDefault::Other(quote!(#number))
            }
        },
        EnumRef::WellKnown(..) | EnumRef::Extern(..) => {
            let ty = types::enumeration(spelling, scope, enumeration);
            EnumDefault::Other(quote!(<#ty as ::core::default::Default>::default() as i32))
        }
    }
}

/// The default of an enum field.
pub(super) enum EnumDefault {
    /// 0, like the zeros of all types.
    Zero,
    /// This number, or an expression for a number that is not known here.
    Other(TokenStream),
}

fn first_number(enumeration: &Enum) -> i32 {
    enumeration.values.first().map_or(0, |value| value.number)
}
