//! `Debug` of messages and oneofs, as far as it is the same for all codecs.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::model::{EnumRef, Enums, Member, Name, Shape, Value};

/// Returns the value that replaces a field with `debug_redact = true`. It prints `[REDACTED]`,
/// without quotes, as protobuf's other implementations do.
pub(crate) fn redacted() -> TokenStream {
    quote!(&::core::format_args!("[REDACTED]"))
}

/// Returns the implementation for a type. `body` is the body of `fmt`.
pub(crate) fn implement(
    ident: &Name,
    allow: Option<TokenStream>,
    body: impl ToTokens,
) -> TokenStream {
    quote! {
        #allow
        impl ::core::fmt::Debug for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        }
    }
}

/// Returns the enum whose names replace the numbers in a field or in a map's values.
pub(crate) fn shown_enum(shape: &Shape) -> Option<&EnumRef> {
    match shape {
        Shape::Singular { value, .. }
        | Shape::Repeated { value, .. }
        | Shape::Map { value, .. } => enum_of(value),
    }
}

/// Returns the enum whose name replaces a single number.
pub(crate) fn enum_of(value: &Value) -> Option<&EnumRef> {
    match value {
        Value::Enum(enumeration, Enums::I32) => Some(enumeration),
        // The types of these fields print the names themselves.
        Value::Enum(_, Enums::Open | Enums::Closed) => None,
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Message(..) => None,
    }
}

/// Returns the pattern of a member in a `match`, and the value that `Debug` shows for it. `named`
/// returns the value that shows an enum by name.
pub(crate) fn shown_member(
    member: &Member,
    named: impl FnOnce(&EnumRef) -> TokenStream,
) -> (TokenStream, TokenStream) {
    match enum_of(&member.value) {
        _ if member.redacted => (quote!(_), redacted()),
        None => (quote!(value), quote!(value)),
        Some(enumeration) => (quote!(value), named(enumeration)),
    }
}
