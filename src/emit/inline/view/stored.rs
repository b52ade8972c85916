//! The struct of a view, its default, and the function that reads it.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::{is_lazy, path, views};
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::inline::wire::{self, EnumDefault};
use crate::emit::inline::{literal, paths};
use crate::emit::surface::Spelling;
use crate::emit::{allow_lints, types};
use crate::model::{
    Enums, Field, Framing, Literal, Member, Message, MessageRef, Name, Oneof, Presence, Shape,
    Slot, Value,
};

/// The greatest number of fields of a tiny message.
const TINY: usize = 4;

/// Returns the struct. No name of a schema begins with two underscores and a letter, so `__source`
/// collides with no field.
pub(super) fn structure(spelling: &Spelling<'_>, message: &Message, view: &Name) -> TokenStream {
    let views = views();
    let fields = message.fields.iter().map(|field| {
        let (ident, ty) = (&field.ident, of_field(spelling, message, view, field));
        quote!(#ident: #ty,)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let ident = &oneof.ident;
        quote!(#ident: #views::Member<'a, #view<'static>>,)
    });
    let name = message.ident.unraw();
    // A derive macro may have the name of the message, e.g. `Hash`.
    let docs = format!(" A view of a [`{name}`](struct@{name}), which borrows from its encoding.");
    let allow = allow_lints::allow(message.lints);
    let default = derives_default(spelling, message).then(|| quote!(, Default));
    quote! {
        #[doc = #docs]
        #allow
        #[derive(Clone, Copy #default)]
        pub struct #view<'a> {
            __source: #views::Source<'a>,
            #(#fields)*
            #(#oneofs)*
        }
    }
}

/// Whether the default of every field is that of its type.
fn derives_default(spelling: &Spelling<'_>, message: &Message) -> bool {
    message.fields.iter().all(|field| initial(spelling, message, field).is_none())
}

/// Returns the implementation of `Default`, if it is not derived.
pub(super) fn default(spelling: &Spelling<'_>, message: &Message, view: &Name) -> TokenStream {
    if derives_default(spelling, message) {
        return TokenStream::new();
    }
    let fields = message.fields.iter().map(|field| {
        let value = initial(spelling, message, field)
            .unwrap_or_else(|| quote!(::core::default::Default::default()));
        let ident = &field.ident;
        quote!(#ident: #value,)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let ident = &oneof.ident;
        quote!(#ident: ::core::default::Default::default(),)
    });
    quote! {
        impl ::core::default::Default for #view<'_> {
            #[inline]
            fn default() -> Self {
                Self {
                    __source: ::core::default::Default::default(),
                    #(#fields)*
                    #(#oneofs)*
                }
            }
        }
    }
}

/// Returns the function that reads all fields.
pub(super) fn merge(spelling: &Spelling<'_>, message: &Message, view: &Name) -> TokenStream {
    let rt = paths::runtime();
    let slots = message.on_the_wire();
    let arms = slots.iter().map(|slot| match slot {
        Slot::Field(field) => arm(spelling, message, field),
        Slot::Oneof(oneof) => arms_of_oneof(spelling, message, oneof),
    });
    // Clippy rejects a `match` with a single arm.
    let body = match slots.as_slice() {
        [] => quote! {
            while reader.tag() != #rt::END {
                reader.skip();
            }
        },
        [..] => quote! {
            loop {
                match reader.tag() {
                    #(#arms)*
                    #rt::END => break,
                    _ => reader.skip(),
                }
            }
        },
    };
    let inline = is_tiny(message).then(|| quote!(#[inline(always)]));
    quote! {
        #inline
        fn merge<'a, C: #rt::Mode>(
            view: &mut #view<'a>,
            reader: #rt::ViewReader<'a, Self, C>,
        ) -> #rt::Finished<'a, Self, C> {
            view.__source = reader.source();
            let mut reader = reader.local();
            #body
            reader.finish()
        }
    }
}

/// Whether a message has so few fields that its function is inlined. A call would take more time
/// than reading the fields: -30 % of reading meshes, `bench -- views`.
fn is_tiny(message: &Message) -> bool {
    let is_scalar = |field: &Field| match &field.shape {
        Shape::Singular { value: Value::Scalar(_) | Value::Enum(..), .. } => true,
        Shape::Singular { .. } | Shape::Repeated { .. } | Shape::Map { .. } => false,
    };
    let fields = &message.fields;
    fields.len() <= TINY && message.oneofs.is_empty() && fields.iter().all(is_scalar)
}

/// Returns the type of a field of the struct.
fn of_field(spelling: &Spelling<'_>, message: &Message, view: &Name, field: &Field) -> TokenStream {
    let views = views();
    let number = Token::u32_unsuffixed(field.number);
    match &field.shape {
        Shape::Singular { value, presence, .. } => {
            let inner = match value {
                Value::Scalar(scalar) => types::scalar(*scalar),
                Value::Enum(..) => quote!(i32),
                Value::String(_) => quote!(&'a str),
                Value::Bytes(_) => quote!(&'a [u8]),
                Value::Message(MessageRef::Local(id), _) => {
                    let inner = path(spelling, &message.scope, *id);
                    let nested = match is_lazy(message, value) {
                        true => quote!(LazyNested),
                        false => quote!(Nested),
                    };
                    return quote!(#views::#nested<'a, #inner<'static>>);
                }
                Value::Message(other, _) => {
                    let inner = types::message(spelling, &message.scope, other);
                    let field = match is_lazy(message, value) {
                        true => quote!(LazyForeignField),
                        false => quote!(ForeignField),
                    };
                    return quote!(#views::#field<'a, #inner>);
                }
            };
            match presence {
                Presence::Explicit => quote!(::core::option::Option<#inner>),
                Presence::Implicit | Presence::Required => inner,
            }
        }
        Shape::Repeated { .. } | Shape::Map { .. } => {
            quote!(#views::Records<'a, #view<'static>, #number>)
        }
    }
}

/// Returns the kinds of the keys and values of a map. Values of maps have a length prefix.
pub(super) fn map_kinds(
    spelling: &Spelling<'_>,
    message: &Message,
    key: &Value,
    value: &Value,
) -> TokenStream {
    let value = match value {
        Value::Message(reference, _) => &Value::Message(reference.clone(), Framing::LengthPrefixed),
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Enum(..) => value,
    };
    let [key, value] = [key, value].map(|value| kind(spelling, message, value));
    quote!(#key, #value)
}

/// Returns the kind of an element, for code in a block.
pub(super) fn kind(spelling: &Spelling<'_>, message: &Message, value: &Value) -> TokenStream {
    let rt = paths::runtime();
    let (scope, lazy) = (&message.scope, is_lazy(message, value));
    match value {
        // A view borrows bytes, whatever type holds them in the message.
        Value::Bytes(_) => quote!(#rt::kind::Bytes),
        Value::Scalar(_) | Value::String(_) | Value::Enum(..) => wire::kind(spelling, scope, value),
        Value::Message(MessageRef::Local(id), framing) => {
            let view = path(spelling, scope, *id);
            match framing {
                Framing::LengthPrefixed if lazy => quote!(#rt::Lazy<#view<'static>>),
                Framing::LengthPrefixed => quote!(#rt::Message<#view<'static>>),
                Framing::Delimited => quote!(#rt::Group<#view<'static>>),
            }
        }
        Value::Message(reference, framing) => {
            let ty = types::message(spelling, scope, reference);
            match framing {
                Framing::LengthPrefixed if lazy => quote!(#rt::LazyForeign<#ty>),
                Framing::LengthPrefixed => quote!(#rt::Foreign<#ty>),
                Framing::Delimited => quote!(#rt::ForeignGroup<#ty>),
            }
        }
    }
}

/// Returns the value of a field that the encoding lacks, if it is not the default of its type.
fn initial(spelling: &Spelling<'_>, message: &Message, field: &Field) -> Option<TokenStream> {
    match &field.shape {
        Shape::Singular {
            value,
            presence: Presence::Implicit | Presence::Required,
            default,
            storage: _,
        } => match (value, default) {
            (Value::Message(..), _) => None,
            (_, Some(default)) if literal::is_zero(default) => None,
            (_, Some(Literal::Variant { number, .. })) => {
                let number = Token::i32_unsuffixed(*number);
                Some(quote!(#number))
            }
            (_, Some(default)) => Some(literal::borrowed(default)),
            (Value::Enum(enumeration, _), None) => {
                match wire::default_number(spelling, &message.scope, enumeration) {
                    EnumDefault::Zero => None,
                    EnumDefault::Other(number) => Some(number),
                }
            }
            (Value::Scalar(_) | Value::String(_) | Value::Bytes(_), None) => None,
        },
        Shape::Singular { presence: Presence::Explicit, .. }
        | Shape::Repeated { .. }
        | Shape::Map { .. } => None,
    }
}

/// Returns the arm that reads a field.
fn arm(spelling: &Spelling<'_>, message: &Message, field: &Field) -> TokenStream {
    let rt = paths::runtime();
    let Field { ident, number, .. } = field;
    match &field.shape {
        Shape::Singular { value, presence, .. } => {
            let key = Token::u32_unsuffixed(wire::key(*number, value));
            let read = match value {
                Value::Scalar(scalar) => {
                    let kind = wire::scalar_kind(*scalar);
                    quote!(reader.scalar::<#rt::kind::#kind>())
                }
                Value::Enum(_, Enums::I32 | Enums::Open) => {
                    quote!(reader.scalar::<#rt::kind::Enum>())
                }
                Value::Enum(enumeration, Enums::Closed) => {
                    let ty = types::enumeration(spelling, &message.scope, enumeration);
                    let or = match presence {
                        Presence::Explicit => quote!(or),
                        Presence::Implicit | Presence::Required => quote!(unwrap_or),
                    };
                    return quote! {
                        #key => view.#ident = reader.closed_enum::<#ty>().#or(view.#ident),
                    };
                }
                Value::String(_) => quote!(reader.string::<#key>()),
                Value::Bytes(_) => quote!(reader.bytes::<#key>()),
                Value::Message(MessageRef::Local(_), _) => {
                    let read = match is_lazy(message, value) {
                        true => quote!(lazy_message),
                        false => quote!(message),
                    };
                    return quote!(#key => reader.#read::<#key>(&mut view.#ident),);
                }
                Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), _) => {
                    let read = match is_lazy(message, value) {
                        true => quote!(lazy_foreign),
                        false => quote!(foreign),
                    };
                    return quote!(#key => reader.#read(&mut view.#ident),);
                }
            };
            let read = match presence {
                Presence::Explicit => quote!(::core::option::Option::Some(#read)),
                Presence::Implicit | Presence::Required => read,
            };
            quote!(#key => view.#ident = #read,)
        }
        Shape::Repeated { value, packing: _ } => {
            let key = Token::u32_unsuffixed(wire::key(*number, value));
            let packed = match value {
                Value::Scalar(_) | Value::Enum(..) => {
                    let packed = Token::u32_unsuffixed(wire::length_delimited_key(*number));
                    Some(quote!(| #packed))
                }
                Value::String(_) | Value::Bytes(_) | Value::Message(..) => None,
            };
            let kind = kind(spelling, message, value);
            quote!(#key #packed => view.#ident.read::<#kind>(&mut reader),)
        }
        Shape::Map { key, value, container: _ } => {
            let tag = Token::u32_unsuffixed(wire::length_delimited_key(*number));
            let kinds = map_kinds(spelling, message, key, value);
            quote!(#tag => view.#ident.read_map::<#kinds>(&mut reader),)
        }
    }
}

fn arms_of_oneof(spelling: &Spelling<'_>, message: &Message, oneof: &Oneof) -> TokenStream {
    let ident = &oneof.ident;
    let key = |member: &Member| Token::u32_unsuffixed(wire::key(member.number, &member.value));
    let mut plain = Vec::new();
    let mut messages = Vec::new();
    let mut closed = Vec::new();
    for member in &oneof.members {
        match &member.value {
            Value::Message(..) => messages.push(key(member)),
            Value::Enum(enumeration, Enums::Closed) => {
                let ty = types::enumeration(spelling, &message.scope, enumeration);
                let key = key(member);
                closed.push(quote! {
                    #key => reader.closed_enum_member::<#ty>(&mut view.#ident),
                });
            }
            Value::Scalar(_)
            | Value::String(_)
            | Value::Bytes(_)
            | Value::Enum(_, Enums::I32 | Enums::Open) => plain.push(key(member)),
        }
    }
    let plain =
        (!plain.is_empty()).then(|| quote!(#(#plain)|* => reader.member(&mut view.#ident),));
    let messages = (!messages.is_empty())
        .then(|| quote!(#(#messages)|* => reader.message_member(&mut view.#ident),));
    quote!(#plain #messages #(#closed)*)
}

/// Returns the attribute for a default that names a deprecated variant.
pub(super) fn allow_of_default(default: &Literal) -> Option<TokenStream> {
    allow_deprecated(default.may_be_deprecated())
}
