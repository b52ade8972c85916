//! The option `presence`: a trait with methods for fields that can be unset.
//!
//! The methods belong to a trait, so that the name of no field collides with them.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::surface::Spelling;
use crate::emit::{allow_lints, oneof, types};
use crate::model::{
    Field, Literal, Member, Message, Name, Oneof, Presence, PresenceMethods, Shape, Storage, Value,
};

/// A method of the trait.
struct Method {
    docs: String,
    signature: TokenStream,
    body: TokenStream,
}

/// A field or an oneof member that can be unset.
struct Optional<'a> {
    methods: &'a PresenceMethods,
    proto_name: &'a str,
    /// The type of the value, without a box.
    ty: TokenStream,
    default: Option<&'a Literal>,
    /// The type in which a method returns the default.
    default_type: TokenStream,
}

/// Returns the trait of a message and its implementation.
pub(super) fn items(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let name = message.presence.as_ref()?;
    let of_fields = message.fields.iter().filter_map(|field| of_field(spelling, message, field));
    let of_members = message.oneofs.iter().flat_map(|oneof| {
        let members = oneof.members.iter();
        members.filter_map(|member| of_member(spelling, message, oneof, member))
    });
    let methods: Vec<Method> = of_fields.chain(of_members).flatten().collect();
    let declarations = methods.iter().map(|Method { docs, signature, body: _ }| {
        quote! {
            #[doc = #docs]
            #signature;
        }
    });
    let definitions = methods.iter().map(|Method { docs: _, signature, body }| {
        quote! {
            #[inline]
            #signature { #body }
        }
    });
    let ident = &message.ident;
    let name_in_docs = ident.unraw();
    // A derive macro may have the name of the message, e.g. `Hash`.
    let docs =
        format!(" The fields of [`{name_in_docs}`](struct@{name_in_docs}) that can be unset.");
    let allow = allow_deprecated(message.mentions_deprecated);
    let lints = allow_lints::allow(message.presence_lints);
    Some(quote! {
        #[doc = #docs]
        #lints
        pub trait #name {
            #(#declarations)*
        }
        #allow
        impl #name for #ident {
            #(#definitions)*
        }
    })
}

fn of_field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> Option<Vec<Method>> {
    let methods = field.presence_methods.as_deref()?;
    let (value, storage, default) = match &field.shape {
        Shape::Singular { value, presence: Presence::Explicit, storage, default } => {
            (value, storage, default)
        }
        Shape::Singular { presence: Presence::Implicit | Presence::Required, .. }
        | Shape::Repeated { .. }
        | Shape::Map { .. } => return None,
    };
    let ident = &field.ident;
    let take = match storage {
        Storage::Inline => quote!(self.#ident.take()),
        Storage::Boxed => quote!(self.#ident.take().map(|value| *value)),
    };
    let field = Optional {
        methods,
        proto_name: &field.proto_name,
        ty: types::value(spelling, &message.scope, value),
        default: default.as_ref(),
        default_type: default_type(spelling, &message.scope, value),
    };
    let has = quote!(self.#ident.is_some());
    Some(field.methods(has, quote!(self.#ident = ::core::option::Option::None;), take))
}

fn of_member(
    spelling: &Spelling<'_>,
    message: &Message,
    oneof: &Oneof,
    member: &Member,
) -> Option<Vec<Method>> {
    let methods = member.presence_methods.as_deref()?;
    let (field, variant) = (&oneof.ident, &member.ident);
    let path = oneof::path(message, oneof);
    // The value of a message without fields can be `()`, which clippy rejects as an argument.
    let unboxed = match member.storage {
        Storage::Inline => None,
        Storage::Boxed => Some(quote!(.map(|value| *value))),
    };
    let has = quote! {
        ::core::matches!(self.#field, ::core::option::Option::Some(#path::#variant(_)))
    };
    let clear = quote! {
        if #has {
            self.#field = ::core::option::Option::None;
        }
    };
    let take = quote! {
        match self.#field.take() {
            ::core::option::Option::Some(#path::#variant(value)) => {
                ::core::option::Option::Some(value)#unboxed
            }
            other => {
                self.#field = other;
                ::core::option::Option::None
            }
        }
    };
    let member = Optional {
        methods,
        proto_name: &member.proto_name,
        ty: types::value(spelling, &message.scope, &member.value),
        default: member.default.as_ref(),
        default_type: default_type(spelling, &message.scope, &member.value),
    };
    Some(member.methods(has, clear, take))
}

impl Optional<'_> {
    fn methods(&self, has: TokenStream, clear: TokenStream, take: TokenStream) -> Vec<Method> {
        let Self { methods, proto_name, ty, default, default_type } = self;
        let PresenceMethods { has: has_name, clear: clear_name, take: take_name, default: name } =
            methods;
        let mut found = vec![
            Method {
                docs: format!(" Whether `{proto_name}` is set."),
                signature: quote!(fn #has_name(&self) -> bool),
                body: has,
            },
            Method {
                docs: format!(" Unsets `{proto_name}`."),
                signature: quote!(fn #clear_name(&mut self)),
                body: clear,
            },
            Method {
                docs: format!(" Unsets `{proto_name}` and returns its value."),
                signature: quote!(fn #take_name(&mut self) -> ::core::option::Option<#ty>),
                body: take,
            },
        ];
        found.extend(name.as_ref().zip(*default).map(|(name, default)| Method {
            docs: format!(" Returns the default of `{proto_name}`."),
            signature: quote!(fn #name() -> #default_type),
            body: default_value(default, default_type),
        }));
        found
    }
}

/// Returns the type in which a method returns the default.
fn default_type(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> TokenStream {
    match value {
        Value::Scalar(scalar) => types::scalar(*scalar),
        Value::String(_) => quote!(&'static str),
        Value::Bytes(_) => quote!(&'static [u8]),
        Value::Enum(enumeration, _) => types::enumeration(spelling, scope, enumeration),
        Value::Message(message, _) => types::message(spelling, scope, message),
    }
}

fn default_value(default: &Literal, ty: &TokenStream) -> TokenStream {
    let value = literal::borrowed(default);
    match default {
        Literal::Variant { .. } => {
            let allow = allow_deprecated(default.may_be_deprecated());
            quote!(#allow #ty::#value)
        }
        Literal::I32(_)
        | Literal::I64(_)
        | Literal::U32(_)
        | Literal::U64(_)
        | Literal::F32(_)
        | Literal::F64(_)
        | Literal::Bool(_)
        | Literal::String(_)
        | Literal::Bytes(_) => value,
    }
}
