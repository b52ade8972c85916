//! Methods for fields with enums. Their signatures do not depend on the Rust type of the field.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::inline::paths;
use crate::model::{Accessors, Enums, Field, Presence, Value};

/// An enum, and the Rust type that the struct holds for it.
type Type<'a> = (&'a TokenStream, Enums);

/// Returns the methods `foo()` and `set_foo(E)`. `default` is the call at the end of the first one.
pub(super) fn singular(
    field: &Field,
    accessors: &Accessors,
    (ty, enums): Type<'_>,
    presence: Presence,
    default: &TokenStream,
) -> TokenStream {
    let (ident, read, name) = (&field.ident, &accessors.read, field.ident.unraw());
    let stored = stored(enums);
    let (get, set) = match (presence, enums) {
        (Presence::Explicit, Enums::I32 | Enums::Open) => {
            let known = known((ty, enums), quote!(value));
            let get = quote!(self.#ident.and_then(|value| #known).#default);
            (get, quote!(::core::option::Option::Some(#stored)))
        }
        (Presence::Explicit, Enums::Closed) => {
            (quote!(self.#ident.#default), quote!(::core::option::Option::Some(value)))
        }
        (Presence::Implicit | Presence::Required, Enums::I32) => {
            let converted = from_number(ty, quote!(self.#ident));
            (quote!(#converted.#default), stored)
        }
        (Presence::Implicit | Presence::Required, Enums::Open) => {
            (quote!(self.#ident.known().#default), stored)
        }
        (Presence::Implicit | Presence::Required, Enums::Closed) => (quote!(self.#ident), stored),
    };
    let when = match (presence, enums) {
        (Presence::Explicit, Enums::I32 | Enums::Open) => {
            ", or the default if the field is unset or set to an invalid enum value"
        }
        (Presence::Explicit, Enums::Closed) => ", or the default if the field is unset",
        (Presence::Implicit | Presence::Required, Enums::I32 | Enums::Open) => {
            ", or the default if the field is set to an invalid enum value"
        }
        (Presence::Implicit | Presence::Required, Enums::Closed) => "",
    };
    let doc = format!(" Returns the enum value of `{name}`{when}.");
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
            #get
        }
        #write
    }
}

/// Returns the methods `foo()`, which returns an iterator, and `push_foo(E)`.
pub(super) fn repeated(field: &Field, accessors: &Accessors, (ty, enums): Type<'_>) -> TokenStream {
    let (ident, read, name) = (&field.ident, &accessors.read, field.ident.unraw());
    let rt = paths::runtime();
    let valid = match enums {
        Enums::I32 | Enums::Open => "valid ",
        Enums::Closed => "",
    };
    let doc =
        format!(" Returns an iterator which yields the {valid}enum values contained in `{name}`.");
    let push_doc = format!(" Appends the provided enum value to `{name}`.");
    let stored = stored(enums);
    let write = accessors.write.as_ref().map(|write| {
        quote! {
            #[doc = #push_doc]
            #[inline]
            pub fn #write(&mut self, value: #ty) {
                self.#ident.push(#stored);
            }
        }
    });
    let cloned = |stored| quote!(::core::iter::Cloned<::core::slice::Iter<'_, #stored>>);
    let filtered = |stored: TokenStream| {
        let cloned = cloned(stored.clone());
        quote!(::core::iter::FilterMap<#cloned, fn(#stored) -> ::core::option::Option<#ty>,>)
    };
    let (iterator, get) = match enums {
        Enums::I32 => (filtered(quote!(i32)), quote!(#rt::enum_iter(&self.#ident))),
        Enums::Open => {
            (filtered(quote!(#rt::OpenEnum<#ty>)), quote!(#rt::open_enum_iter(&self.#ident)))
        }
        Enums::Closed => (cloned(ty.clone()), quote!(self.#ident.iter().cloned())),
    };
    let complex = match enums {
        Enums::I32 | Enums::Open => Some(quote!(#[allow(clippy::type_complexity)])),
        Enums::Closed => None,
    };
    quote! {
        #[doc = #doc]
        #complex
        #[inline]
        pub fn #read(&self) -> #iterator {
            #get
        }
        #write
    }
}

/// Returns the methods `get_foo(key)` and `insert_foo(key, E)`. The key is given with its Rust
/// type.
pub(super) fn map(
    field: &Field,
    accessors: &Accessors,
    (key, key_type): (&Value, &TokenStream),
    (ty, enums): Type<'_>,
) -> TokenStream {
    let (ident, read, name) = (&field.ident, &accessors.read, field.ident.unraw());
    let known = match enums {
        Enums::I32 | Enums::Open => {
            let known = known((ty, enums), quote!(value));
            Some(quote!(.and_then(|value| #known)))
        }
        Enums::Closed => None,
    };
    let (key_ref, borrow) = match key {
        Value::String(_) => (quote!(&str), None),
        Value::Scalar(_) | Value::Bytes(_) | Value::Enum(..) | Value::Message(..) => {
            (key_type.clone(), Some(quote!(&)))
        }
    };
    let invalid = match enums {
        Enums::I32 | Enums::Open => " or it is not a valid enum value",
        Enums::Closed => "",
    };
    let doc = format!(
        " Returns the enum value for the corresponding key in `{name}`, or `None` if the entry \
         does not exist{invalid}."
    );
    let insert_doc = format!(" Inserts a key value pair into `{name}`.");
    let stored = stored(enums);
    let write = accessors.write.as_ref().map(|write| {
        quote! {
            #[doc = #insert_doc]
            #[inline]
            pub fn #write(&mut self, key: #key_type, value: #ty) -> ::core::option::Option<#ty> {
                self.#ident.insert(key, #stored)#known
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[inline]
        pub fn #read(&self, key: #key_ref) -> ::core::option::Option<#ty> {
            self.#ident.get(#borrow key).cloned()#known
        }
        #write
    }
}

/// Returns the expression that converts the enum `value` to the type of the field.
fn stored(enums: Enums) -> TokenStream {
    let rt = paths::runtime();
    match enums {
        Enums::I32 => quote!(value as i32),
        Enums::Open => quote!(#rt::OpenEnum::new(value as i32)),
        Enums::Closed => quote!(value),
    }
}

/// Returns the expression that converts the value of a field to an `Option` of the enum.
fn known((ty, enums): Type<'_>, value: TokenStream) -> TokenStream {
    match enums {
        Enums::I32 => {
            let converted = from_number(ty, value);
            quote!(#converted.ok())
        }
        Enums::Open => quote!(#value.known()),
        Enums::Closed => quote!(::core::option::Option::Some(#value)),
    }
}

/// Returns the expression that converts a number to a `Result` of the enum.
fn from_number(ty: &TokenStream, number: TokenStream) -> TokenStream {
    quote!(<#ty as ::core::convert::TryFrom<i32>>::try_from(#number))
}
