//! `Display` and `FromStr` of an enum, for the names of the schema (option `display`).

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::model::Enum;

/// Returns the implementations, if the option is on for the enum.
pub(super) fn items(spelling: &Spelling<'_>, enumeration: &Enum) -> Vec<TokenStream> {
    match spelling.settings[enumeration.settings].display.value {
        true => vec![display(enumeration), from_str(enumeration)],
        false => Vec::new(),
    }
}

fn display(enumeration: &Enum) -> TokenStream {
    let ident = &enumeration.ident;
    quote! {
        impl ::core::fmt::Display for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str_name())
            }
        }
    }
}

/// Returns the implementation of `FromStr`. It accepts aliases, too.
fn from_str(enumeration: &Enum) -> TokenStream {
    let (ident, full_name) = (&enumeration.ident, &enumeration.full_name);
    let error = paths::parse_enum_error();
    let values = enumeration.values.iter().map(|value| (&value.proto_name, value));
    let aliases = enumeration.aliases.iter();
    let aliases = aliases.map(|alias| (&alias.proto_name, &enumeration.values[alias.value]));
    let arms = values.chain(aliases).map(|(name, value)| {
        let (variant, allow) = (&value.ident, allow_deprecated(value.deprecated));
        quote!(#allow #name => ::core::result::Result::Ok(Self::#variant))
    });
    // `Self::Err` would be ambiguous if a variant had that name.
    quote! {
        impl ::core::str::FromStr for #ident {
            type Err = #error;

            #[inline]
            fn from_str(name: &str) -> ::core::result::Result<Self, #error> {
                match name {
                    #(#arms,)*
                    _ => ::core::result::Result::Err(#error::new(#full_name, name)),
                }
            }
        }
    }
}
