//! An explicit default as a Rust expression.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::inline::paths;
use crate::emit::surface::Foreign;
use crate::model::{BytesContainer, Literal, Value};

/// Returns the default as a value for a field.
pub(super) fn owned(value: &Value, literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) => {
            let string = paths::public(Foreign::String);
            quote!(#string::from(#text))
        }
        Literal::Bytes(_) => {
            let bytes = borrowed(literal);
            match value {
                Value::Bytes(BytesContainer::Bytes) => {
                    let shared = paths::public(Foreign::Bytes);
                    quote!(#shared::from_static(#bytes))
                }
                Value::Bytes(BytesContainer::Vec)
                | Value::Scalar(_)
                | Value::String(_)
                | Value::Enum(..)
                | Value::Message(..) => {
                    let vec = paths::public(Foreign::Vec);
                    quote!(#vec::from(#bytes))
                }
            }
        }
        Literal::Variant { number, ident: _, may_be_deprecated: _ } => {
            let number = proc_macro2::Literal::i32_unsuffixed(*number);
            quote!(#number)
        }
        Literal::I32(_)
        | Literal::I64(_)
        | Literal::U32(_)
        | Literal::U64(_)
        | Literal::F32(_)
        | Literal::F64(_)
        | Literal::Bool(_) => borrowed(literal),
    }
}

/// Returns the default as an accessor returns it. Text and bytes are borrowed. A variant is named
/// without its enum.
pub(super) fn borrowed(literal: &Literal) -> TokenStream {
    use proc_macro2::Literal as Token;
    let token = match literal {
        Literal::I32(value) => Token::i32_unsuffixed(*value),
        Literal::I64(value) => Token::i64_unsuffixed(*value),
        Literal::U32(value) => Token::u32_unsuffixed(*value),
        Literal::U64(value) => Token::u64_unsuffixed(*value),
        Literal::F32(value) if value.is_finite() => Token::f32_unsuffixed(*value),
        Literal::F64(value) if value.is_finite() => Token::f64_unsuffixed(*value),
        Literal::F32(value) => return special(quote!(f32), (*value).into()),
        Literal::F64(value) => return special(quote!(f64), *value),
        Literal::Bool(value) => return quote!(#value),
        Literal::String(value) => Token::string(value),
        Literal::Bytes(value) => Token::byte_string(value),
        Literal::Variant { number: _, ident, may_be_deprecated: _ } => return quote!(#ident),
    };
    quote!(#token)
}

/// Returns the path of an infinity or NaN, which have no literals.
fn special(ty: TokenStream, value: f64) -> TokenStream {
    if value.is_nan() {
        quote!(::core::primitive::#ty::NAN)
    } else if value > 0.0 {
        quote!(::core::primitive::#ty::INFINITY)
    } else {
        quote!(::core::primitive::#ty::NEG_INFINITY)
    }
}

/// Whether the default is the zero of its type.
pub(super) fn is_zero(literal: &Literal) -> bool {
    match literal {
        Literal::I32(value) => *value == 0,
        Literal::I64(value) => *value == 0,
        Literal::U32(value) => *value == 0,
        Literal::U64(value) => *value == 0,
        Literal::F32(value) => value.to_bits() == 0,
        Literal::F64(value) => value.to_bits() == 0,
        Literal::Bool(value) => !value,
        Literal::String(value) => value.is_empty(),
        Literal::Bytes(value) => value.is_empty(),
        Literal::Variant { number, ident: _, may_be_deprecated: _ } => *number == 0,
    }
}
