//! The Rust enum of an enum: its numbers, and its names as text.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::deferred::deferred;
use super::doc_attributes::{allow_deprecated, deprecated, docs};
use super::surface::{Spelling, Type};
use super::{allow_lints, derive_attribute, text};
use crate::model::{Enum, EnumValue};

/// Returns the items of an enum.
pub(crate) fn items(spelling: &Spelling<'_>, enumeration: &Enum) -> Vec<TokenStream> {
    let mut items = vec![definition(spelling, enumeration), names(spelling, enumeration)];
    items.extend(spelling.messages.items(spelling, Type::Enum(enumeration)));
    items
}

/// Returns a number for a pattern or a discriminant.
pub(crate) fn number(value: &EnumValue) -> Literal {
    Literal::i32_unsuffixed(value.number)
}

fn definition(spelling: &Spelling<'_>, enumeration: &Enum) -> TokenStream {
    let Enum { ident, attributes, .. } = enumeration;
    let docs = docs(&enumeration.docs);
    let deprecated = deprecated(enumeration.deprecated);
    let ty = Type::Enum(enumeration);
    let last = spelling.messages.last_derive(spelling, ty);
    let of_surface = spelling.messages.type_attributes(ty);
    let derive = derive_attribute::of_enum(enumeration, last);
    let allow = allow_lints::allow(enumeration.lints);
    let values = enumeration.values.iter().enumerate().map(|(index, value)| {
        let default = index == 0 && spelling.messages.marks_default(enumeration);
        deferred(move || variant(value, default))
    });
    quote! {
        #docs
        #deprecated
        #(#attributes)*
        #allow
        #derive
        #of_surface
        #[repr(i32)]
        pub enum #ident {
            #(#values,)*
        }
    }
}

fn variant(value: &EnumValue, default: bool) -> TokenStream {
    let EnumValue { ident, attributes, .. } = value;
    let docs = docs(&value.docs);
    let deprecated = deprecated(value.deprecated);
    let number = number(value);
    let default = default.then(|| quote!(#[default]));
    quote! {
        #docs
        #(#attributes)*
        #deprecated
        #default
        #ident = #number
    }
}

fn names(spelling: &Spelling<'_>, enumeration: &Enum) -> TokenStream {
    let ident = &enumeration.ident;
    let to_name = enumeration.values.iter().map(|value| {
        let EnumValue { ident, proto_name, .. } = value;
        let (allow, proto_name) = (allow_deprecated(value.deprecated), text::literal(proto_name));
        deferred(move || quote!(#allow Self::#ident => #proto_name))
    });
    let from_name = enumeration.values.iter().map(|value| {
        let EnumValue { ident, proto_name, .. } = value;
        let (allow, proto_name) = (allow_deprecated(value.deprecated), text::literal(proto_name));
        deferred(move || quote!(#allow #proto_name => ::core::option::Option::Some(Self::#ident)))
    });
    // With `#[inline]`, functions that a program does not use are not compiled. prost-build omits
    // it.
    let inline = spelling.messages.marks_inline().then(|| quote!(#[inline]));
    quote! {
        impl #ident {
            /// String value of the enum field names used in the ProtoBuf definition.
            ///
            /// The values are not transformed in any way and thus are considered stable
            /// (if the ProtoBuf definition does not change) and safe for programmatic use.
            #inline
            pub fn as_str_name(&self) -> &'static str {
                match self {
                    #(#to_name,)*
                }
            }

            /// Creates an enum from field names used in the ProtoBuf definition.
            #inline
            pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
                match value {
                    #(#from_name,)*
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}
