//! Methods for fields with enums, which the struct holds as numbers.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::inline::paths;
use crate::model::{Accessors, Field, Presence, Value};

/// `foo()` and `set_foo(E)`; `default` is the call that ends the first.
pub(super) fn singular(
    field: &Field,
    accessors: &Accessors,
    ty: &TokenStream,
    presence: Presence,
    default: &TokenStream,
) -> TokenStream {
    let (ident, read, name) = (&field.ident, &accessors.read, field.ident.unraw());
    let (unset, get, set) = match presence {
        Presence::Explicit => {
            let convert = from_number(ty, quote!(value));
            (
                "unset or ",
                quote!(self.#ident.and_then(|value| #convert.ok())),
                quote!(::core::option::Option::Some(value as i32)),
            )
        }
        Presence::Implicit | Presence::Required => {
            ("", from_number(ty, quote!(self.#ident)), quote!(value as i32))
        }
    };
    let doc = format!(
        " Returns the enum value of `{name}`, or the default if the field is {unset}set to an invalid enum value."
    );
    let set_doc = format!(" Sets `{name}` to the provided enum value.");
    let write = accessors.write.as_ref().map(|write| {
        quote! {
            #[doc = #set_doc]
            #[inline]
            pub fn #write(&mut self, value: #ty) {
                self.#ident = #set;
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[inline]
        pub fn #read(&self) -> #ty {
            #get.#default
        }
        #write
    }
}

/// `foo()`, an iterator, and `push_foo(E)`.
pub(super) fn repeated(field: &Field, accessors: &Accessors, ty: &TokenStream) -> TokenStream {
    let (ident, read, name) = (&field.ident, &accessors.read, field.ident.unraw());
    let rt = paths::runtime();
    let doc =
        format!(" Returns an iterator which yields the valid enum values contained in `{name}`.");
    let push_doc = format!(" Appends the provided enum value to `{name}`.");
    let write = accessors.write.as_ref().map(|write| {
        quote! {
            #[doc = #push_doc]
            #[inline]
            pub fn #write(&mut self, value: #ty) {
                self.#ident.push(value as i32);
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[allow(clippy::type_complexity)]
        #[inline]
        pub fn #read(&self) -> ::core::iter::FilterMap<
            ::core::iter::Cloned<::core::slice::Iter<'_, i32>>,
            fn(i32) -> ::core::option::Option<#ty>,
        > {
            #rt::enum_iter(&self.#ident)
        }
        #write
    }
}

/// `get_foo(key)` and `insert_foo(key, E)`.
pub(super) fn map(
    field: &Field,
    accessors: &Accessors,
    key: &Value,
    key_type: &TokenStream,
    ty: &TokenStream,
) -> TokenStream {
    let (ident, read, name) = (&field.ident, &accessors.read, field.ident.unraw());
    let convert = from_number(ty, quote!(value));
    let (key_ref, borrow) = match key {
        Value::String(_) => (quote!(&str), None),
        Value::Scalar(_) | Value::Bytes(_) | Value::Enum(_) | Value::Message(..) => {
            (key_type.clone(), Some(quote!(&)))
        }
    };
    let doc = format!(
        " Returns the enum value for the corresponding key in `{name}`, or `None` if the entry does not exist or it is not a valid enum value."
    );
    let insert_doc = format!(" Inserts a key value pair into `{name}`.");
    let write = accessors.write.as_ref().map(|write| {
        quote! {
            #[doc = #insert_doc]
            #[inline]
            pub fn #write(&mut self, key: #key_type, value: #ty) -> ::core::option::Option<#ty> {
                self.#ident.insert(key, value as i32).and_then(|value| #convert.ok())
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[inline]
        pub fn #read(&self, key: #key_ref) -> ::core::option::Option<#ty> {
            self.#ident.get(#borrow key).cloned().and_then(|value| #convert.ok())
        }
        #write
    }
}

/// A number as an enum, a `Result`.
fn from_number(ty: &TokenStream, number: TokenStream) -> TokenStream {
    quote!(<#ty as ::core::convert::TryFrom<i32>>::try_from(#number))
}
