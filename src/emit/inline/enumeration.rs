//! Implementations of the traits that prost derives for an enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::needs::Needs;
use super::{display, extension, table};
use crate::emit::deferred::deferred;
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::enumeration::number;
use crate::emit::inline::paths;
use crate::emit::paths::open_enum;
use crate::emit::surface::{Foreign, Spelling};
use crate::model::{Enum, Enums};

/// Returns the implementations for an enum.
pub(crate) fn enumeration(spelling: &Spelling<'_>, enumeration: &Enum) -> Vec<TokenStream> {
    let mut items = vec![inherent(enumeration)];
    items.extend(conversions(enumeration));
    items.extend(explicit_default(enumeration));
    items.extend(from_open(spelling, enumeration));
    items.extend(display::items(spelling, enumeration));
    let Enum { ident, full_name, scope, described_in, .. } = enumeration;
    let described = extension::described(ident, full_name, scope, described_in.as_deref());
    items.extend(described.map(|described| paths::with_runtime(&Needs::default(), [described])));
    items.extend(table::enumeration(spelling, enumeration));
    items
}

/// Whether `Default` is derived. It is not if the first variant is deprecated, because the derived
/// code would mention the variant.
pub(crate) fn derived_default(enumeration: &Enum) -> bool {
    !enumeration.values.first().is_some_and(|first| first.deprecated)
}

fn explicit_default(enumeration: &Enum) -> Option<TokenStream> {
    let first = &enumeration.values.first().filter(|_| !derived_default(enumeration))?.ident;
    let ident = &enumeration.ident;
    Some(quote! {
        #[allow(deprecated, clippy::derivable_impls)]
        impl ::core::default::Default for #ident {
            #[inline]
            fn default() -> Self {
                Self::#first
            }
        }
    })
}

fn inherent(enumeration: &Enum) -> TokenStream {
    let ident = &enumeration.ident;
    let valid = ranges(enumeration);
    let is_valid = format!(" Returns `true` if `value` is a variant of `{ident}`.");
    let from_i32 =
        format!(" Converts an `i32` to a `{ident}`, or `None` if `value` is not a valid variant.");
    quote! {
        #[allow(dead_code)]
        impl #ident {
            #[doc = #is_valid]
            #[inline]
            pub const fn is_valid(value: i32) -> bool {
                ::core::matches!(value, #(#valid)|*)
            }

            #[deprecated = "Use the TryFrom<i32> implementation instead"]
            #[doc = #from_i32]
            #[inline]
            pub fn from_i32(value: i32) -> ::core::option::Option<#ident> {
                <Self as ::core::convert::TryFrom<i32>>::try_from(value).ok()
            }
        }
    }
}

fn conversions(enumeration: &Enum) -> [TokenStream; 2] {
    let prost = paths::public(Foreign::Prost);
    let ident = &enumeration.ident;
    let arms = enumeration.values.iter().map(|value| {
        let (number, ident, allow) =
            (number(value), &value.ident, allow_deprecated(value.deprecated));
        deferred(move || quote!(#allow #number => ::core::result::Result::Ok(Self::#ident)))
    });
    // `Self::Error` would be ambiguous if a variant had that name.
    let into_number = quote! {
        impl ::core::convert::From<#ident> for i32 {
            #[inline]
            fn from(value: #ident) -> i32 {
                value as i32
            }
        }
    };
    let from_number = quote! {
        impl ::core::convert::TryFrom<i32> for #ident {
            type Error = #prost::UnknownEnumValue;

            #[inline]
            fn try_from(value: i32) -> ::core::result::Result<#ident, #prost::UnknownEnumValue> {
                match value {
                    #(#arms,)*
                    _ => ::core::result::Result::Err(#prost::UnknownEnumValue(value)),
                }
            }
        }
    };
    [into_number, from_number]
}

/// Returns the conversion of open fields, if the option selects the enum. It does not depend on
/// whether a field holds the enum, because such a field may be in a file of another run.
fn from_open(spelling: &Spelling<'_>, enumeration: &Enum) -> Option<TokenStream> {
    match spelling.settings[enumeration.settings].enums.value {
        Enums::Open => {}
        Enums::I32 | Enums::Closed => return None,
    }
    let (ident, open_enum) = (&enumeration.ident, open_enum(spelling));
    let prost = paths::public(Foreign::Prost);
    Some(quote! {
        impl ::core::convert::TryFrom<#open_enum<#ident>> for #ident {
            type Error = #prost::UnknownEnumValue;

            #[inline]
            fn try_from(
                value: #open_enum<#ident>
            ) -> ::core::result::Result<#ident, #prost::UnknownEnumValue> {
                <#ident as ::core::convert::TryFrom<i32>>::try_from(value.number())
            }
        }
    })
}

/// Returns the numbers as patterns. Adjacent numbers are one range, which is shorter, and which
/// clippy asks for.
fn ranges(enumeration: &Enum) -> Vec<TokenStream> {
    let values = enumeration.by_number();
    let runs = values.chunk_by(|left, right| left.number.checked_add(1) == Some(right.number));
    runs.map(|run| {
        let [first, last] = [run[0], run[run.len() - 1]].map(number);
        match run.len() {
            1 => quote!(#first),
            _ => quote!(#first..=#last),
        }
    })
    .collect()
}
