//! An enum: a Rust enum with the numbers of the schema, and its names as text.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{allow_deprecated, deprecated, docs};
use super::{derive, derives, inline, lints};
use crate::model::{Codec, Enum, EnumValue, Model};

/// The items of an enum.
pub(crate) fn items(model: &Model, enumeration: &Enum) -> Vec<TokenStream> {
    let mut items = vec![definition(model, enumeration), names(model.codec, enumeration)];
    match model.codec {
        Codec::Prost => {}
        Codec::Inline => items.extend(inline::enumeration(model, enumeration)),
    }
    items
}

/// A number as it stands in patterns and discriminants.
pub(crate) fn number(value: &EnumValue) -> Literal {
    Literal::i32_unsuffixed(value.number)
}

fn definition(model: &Model, enumeration: &Enum) -> TokenStream {
    let Enum { ident, attributes, .. } = enumeration;
    let docs = docs(&enumeration.docs);
    let deprecated = deprecated(enumeration.deprecated);
    let last = match model.codec {
        Codec::Prost => Some(derive::enumeration(model)),
        Codec::Inline => inline::derived_enum_default(enumeration).then(|| quote!(Default)),
    };
    let prost_path = match model.codec {
        Codec::Prost => derive::prost_path(model),
        Codec::Inline => None,
    };
    let derive = derives::of_enum(enumeration, last);
    let allow = lints::enumeration(enumeration);
    let values = enumeration.values.iter().enumerate().map(|(index, value)| {
        let default = match model.codec {
            // prost's derive takes the first variant by itself.
            Codec::Prost => false,
            Codec::Inline => index == 0 && inline::derived_enum_default(enumeration),
        };
        variant(value, default)
    });
    quote! {
        #docs
        #deprecated
        #(#attributes)*
        #allow
        #derive
        #prost_path
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

fn names(codec: Codec, enumeration: &Enum) -> TokenStream {
    let ident = &enumeration.ident;
    let to_name = enumeration.values.iter().map(|value| {
        let EnumValue { ident, proto_name, .. } = value;
        let allow = allow_deprecated(value.deprecated);
        quote!(#allow Self::#ident => #proto_name)
    });
    let from_name = enumeration.values.iter().map(|value| {
        let EnumValue { ident, proto_name, .. } = value;
        let allow = allow_deprecated(value.deprecated);
        quote!(#allow #proto_name => ::core::option::Option::Some(Self::#ident))
    });
    // Then unused ones are not compiled. prost-build does without.
    let inline = match codec {
        Codec::Prost => None,
        Codec::Inline => Some(quote!(#[inline])),
    };
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
