//! `Default`: derived if the default of every field is the zero of its type, otherwise implemented.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;
use super::wire::{self, EnumDefault};
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::emit::types;
use crate::model::{
    BytesContainer, Enums, Field, Literal, Message, MessageRef, Presence, Shape, Storage, Value,
};

/// Returns `Default` for the derives of the struct, if the default of every field is the zero of
/// its type.
pub(crate) fn derived(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let zeros =
        message.fields.iter().all(|field| other_than_zero(spelling, message, field).is_none());
    zeros.then(|| quote!(Default))
}

/// Returns the implementation, if `Default` cannot be derived.
pub(super) fn explicit(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    if derived(spelling, message).is_some() {
        return None;
    }
    let ident = &message.ident;
    let allow = allow_deprecated(message.mentions_deprecated || names_deprecated(message));
    let fields = message.fields.iter().map(|field| {
        let value = other_than_zero(spelling, message, field);
        (&field.ident, value.unwrap_or_else(|| quote!(::core::default::Default::default())))
    });
    let others = message.oneofs.iter().map(|oneof| &oneof.ident).chain(&message.unknown_fields);
    let others = others.map(|ident| (ident, quote!(::core::default::Default::default())));
    let fields = fields.chain(others).map(|(ident, value)| quote!(#ident: #value));
    Some(quote! {
        #allow
        impl ::core::default::Default for #ident {
            #[inline]
            fn default() -> Self {
                Self { #(#fields,)* }
            }
        }
    })
}

/// Whether a default names a variant that can be deprecated.
fn names_deprecated(message: &Message) -> bool {
    message.fields.iter().any(|field| match &field.shape {
        Shape::Singular { value, presence, storage: _, default } => {
            matches!(presence, Presence::Implicit | Presence::Required)
                && matches!(value, Value::Enum(_, Enums::Closed))
                && default.as_ref().is_some_and(Literal::may_be_deprecated)
        }
        Shape::Repeated { .. } | Shape::Map { .. } => false,
    })
}

/// Returns the constant `DEFAULT_HEAP`: the bytes that the default allocates for strings, for
/// `bytes`, and for the boxes of `required` messages. Returns `None` if there are no such fields.
pub(super) fn heap(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let parts: Vec<TokenStream> =
        message.fields.iter().filter_map(|field| heap_of_field(spelling, message, field)).collect();
    (!parts.is_empty()).then(|| {
        quote!(
            const DEFAULT_HEAP: usize = #(#parts)+*;
        )
    })
}

fn heap_of_field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> Option<TokenStream> {
    let (value, storage, default) = match &field.shape {
        Shape::Singular {
            value,
            presence: Presence::Implicit | Presence::Required,
            storage,
            default,
        } => (value, *storage, default),
        Shape::Singular { presence: Presence::Explicit, .. }
        | Shape::Repeated { .. }
        | Shape::Map { .. } => return None,
    };
    match value {
        Value::Message(MessageRef::Local(_), _) => {
            let rt = paths::runtime();
            let ty = types::stored(spelling, &message.scope, value, storage);
            Some(quote!(<#ty as #rt::MessageCodec>::DEFAULT_HEAP))
        }
        // The content of such a message is not known.
        Value::Message(MessageRef::Extern(..) | MessageRef::WellKnown(..), _) => match storage {
            Storage::Inline => None,
            Storage::Boxed => {
                let ty = types::value(spelling, &message.scope, value);
                Some(quote!(::core::mem::size_of::<#ty>()))
            }
        },
        Value::String(_) | Value::Bytes(BytesContainer::Vec) => match default.as_ref()? {
            Literal::String(text) => length(text.len()),
            Literal::Bytes(bytes) => length(bytes.len()),
            Literal::Variant { .. }
            | Literal::I32(_)
            | Literal::I64(_)
            | Literal::U32(_)
            | Literal::U64(_) => None,
            Literal::F32(_) | Literal::F64(_) | Literal::Bool(_) => None,
        },
        Value::Scalar(_) | Value::Enum(..) | Value::Bytes(BytesContainer::Bytes) => None,
    }
}

/// Returns a number of bytes as a literal, or `None` for 0.
fn length(bytes: usize) -> Option<TokenStream> {
    let literal = proc_macro2::Literal::usize_unsuffixed(bytes);
    (bytes > 0).then(|| quote!(#literal))
}

/// Returns the default of a field without presence or a `required` field, if it is not the zero of
/// its type.
fn other_than_zero(
    spelling: &Spelling<'_>,
    message: &Message,
    field: &Field,
) -> Option<TokenStream> {
    match &field.shape {
        Shape::Singular { value, presence, storage: _, default } => match presence {
            Presence::Explicit => None,
            Presence::Implicit | Presence::Required => match default {
                Some(default) => self::explicit_default(spelling, message, value, default),
                None => enum_default(spelling, message, value),
            },
        },
        Shape::Repeated { .. } | Shape::Map { .. } => None,
    }
}

fn explicit_default(
    spelling: &Spelling<'_>,
    message: &Message,
    value: &Value,
    default: &Literal,
) -> Option<TokenStream> {
    match value {
        // The `Default` of these types is the first value of the enum, and not the number 0. So an
        // explicit default is always written.
        Value::Enum(_, Enums::Open) => {
            let (rt, number) = (paths::runtime(), literal::owned(value, default));
            Some(quote!(#rt::OpenEnum::new(#number)))
        }
        Value::Enum(enumeration, Enums::Closed) => {
            let ty = types::enumeration(spelling, &message.scope, enumeration);
            let variant = literal::borrowed(default);
            Some(quote!(#ty::#variant))
        }
        Value::Enum(_, Enums::I32)
        | Value::Scalar(_)
        | Value::String(_)
        | Value::Bytes(_)
        | Value::Message(..) => {
            (!literal::is_zero(default)).then(|| literal::owned(value, default))
        }
    }
}

fn enum_default(spelling: &Spelling<'_>, message: &Message, value: &Value) -> Option<TokenStream> {
    match value {
        Value::Enum(_, Enums::Open | Enums::Closed) => None,
        Value::Enum(enumeration, Enums::I32) => {
            match wire::default_number(spelling, &message.scope, enumeration) {
                EnumDefault::Zero => None,
                EnumDefault::Other(number) => Some(number),
            }
        }
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => None,
    }
}
