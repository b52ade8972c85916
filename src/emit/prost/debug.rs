//! `Debug` of messages and oneofs that hide a field. The other fields print as with prost's derive.
//!
//! prost's derive cannot hide a field, so `#[prost(skip_debug)]` turns off its `Debug`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::debug::{enum_of, implement, redacted, shown_enum, shown_member};
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::surface::Spelling;
use crate::emit::{item_path, paths, types};
use crate::model::{Field, Member, Message, Oneof, Presence, Shape};

/// Returns the implementation for a message that hides a field.
pub(crate) fn message(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    if !message.debug || !message.redacts_fields() {
        return None;
    }
    let ident = &message.ident;
    let shown =
        message.fields.iter().filter(|field| !field.redacted && shown_enum(&field.shape).is_some());
    let (mut numbers, mut maps) = (false, false);
    for field in shown {
        numbers = true;
        maps |= matches!(field.shape, Shape::Map { .. });
    }
    let (numbers, maps) = (numbers.then(number), maps.then(with));
    let fields =
        message.fields.iter().map(|field| (&field.ident, self::field(spelling, message, field)));
    let oneofs = message.oneofs.iter().map(|oneof| {
        let ident = &oneof.ident;
        (ident, quote!(&self.#ident))
    });
    let fields = fields.chain(oneofs).map(|(ident, value)| {
        let name = ident.to_string();
        quote!(.field(#name, #value))
    });
    let name = ident.to_string();
    let body = quote!(#numbers #maps f.debug_struct(#name)#(#fields)*.finish());
    Some(implement(ident, allow_deprecated(message.mentions_deprecated), body))
}

/// Returns the implementation for the enum of a oneof that hides a member.
pub(crate) fn oneof(
    spelling: &Spelling<'_>,
    message: &Message,
    oneof: &Oneof,
) -> Option<TokenStream> {
    if !message.debug || !oneof.redacts() {
        return None;
    }
    let shows_enum = |member: &Member| !member.redacted && enum_of(&member.value).is_some();
    let number = oneof.members.iter().any(shows_enum).then(number);
    let arms = oneof.members.iter().map(|member| arm(spelling, message, member));
    let allow = allow_deprecated(oneof.mentions_deprecated);
    Some(implement(&oneof.type_ident, allow, quote!(#number match self { #(#arms,)* })))
}

fn field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> TokenStream {
    let ident = &field.ident;
    let Some(enumeration) = shown_enum(&field.shape).filter(|_| !field.redacted) else {
        return if field.redacted { redacted() } else { quote!(&self.#ident) };
    };
    let name = named(&types::enumeration(spelling, &message.scope, enumeration));
    match &field.shape {
        Shape::Singular { presence: Presence::Explicit, .. } => {
            quote!(&self.#ident.as_ref().map(#name))
        }
        Shape::Singular { presence: Presence::Implicit | Presence::Required, .. } => {
            quote!(&#name(&self.#ident))
        }
        Shape::Repeated { .. } => {
            let vec = paths::vec(spelling);
            quote!(&self.#ident.iter().map(#name).collect::<#vec<_>>())
        }
        Shape::Map { .. } => quote! {
            &__With(|f: &mut ::core::fmt::Formatter<'_>| {
                f.debug_map()
                    .entries(self.#ident.iter().map(|(key, value)| (key, #name(value))))
                    .finish()
            })
        },
    }
}

fn arm(spelling: &Spelling<'_>, message: &Message, member: &Member) -> TokenStream {
    let ident = &member.ident;
    let name = ident.to_string();
    let (pattern, value) = shown_member(member, |enumeration| {
        let scope = item_path::inside(&message.scope, &message.module);
        let name = named(&types::enumeration(spelling, &scope, enumeration));
        quote!(&#name(value))
    });
    quote!(Self::#ident(#pattern) => f.debug_tuple(#name).field(#value).finish())
}

/// Returns the function of [`number`] for the enum with this path.
fn named(path: &TokenStream) -> TokenStream {
    quote!(__number::<#path>)
}

/// Returns a type that prints an enum number by its name in `E`, or as a number if it has no name.
///
/// No name of a schema begins with two underscores, so the items hide none.
fn number() -> TokenStream {
    quote! {
        struct __Number<E>(i32, ::core::marker::PhantomData<E>);
        impl<E: ::core::convert::TryFrom<i32> + ::core::fmt::Debug> ::core::fmt::Debug
            for __Number<E>
        {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match E::try_from(self.0) {
                    ::core::result::Result::Ok(value) => ::core::fmt::Debug::fmt(&value, f),
                    ::core::result::Result::Err(_) => ::core::fmt::Debug::fmt(&self.0, f),
                }
            }
        }
        fn __number<E>(number: &i32) -> __Number<E> {
            __Number(*number, ::core::marker::PhantomData)
        }
    }
}

/// Returns a type that prints by calling a closure. It is for maps, because a copy of a `HashMap`
/// would have another order.
fn with() -> TokenStream {
    quote! {
        struct __With<F>(F);
        impl<F: ::core::ops::Fn(&mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result>
            ::core::fmt::Debug for __With<F>
        {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                (self.0)(f)
            }
        }
    }
}
