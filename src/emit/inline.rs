//! `codec=inline`: our own codec over the runtime, and implementations of the traits that prost
//! derives.

mod accessors;
mod any;
mod debug;
mod decode;
mod default;
mod display;
mod encode;
mod enumeration;
mod extension;
mod json;
mod literal;
mod needs;
mod oneof;
mod paths;
mod presence;
mod registered;
mod required;
mod revision;
mod table;
mod view;
mod wire;

use proc_macro2::TokenStream;
use quote::quote;

use needs::Needs;

use super::deferred::deferred;
use super::doc_attributes::allow_deprecated;
use super::surface::{Foreign, MessageSurface, Spelling, Stubs, Type};
use super::type_name;
use crate::model::{
    Constant, Enum, Extension, Field, Member, Message, Mock, Model, Name, Oneof, Package,
    Registered, Service,
};

/// The surface of `codec=inline`.
pub(crate) struct Inline;

impl MessageSurface for Inline {
    fn path(&self, foreign: Foreign) -> TokenStream {
        paths::public(foreign)
    }

    fn last_derive(&self, spelling: &Spelling<'_>, ty: Type<'_>) -> Option<TokenStream> {
        match ty {
            Type::Message(message) => default::derived(spelling, message),
            Type::Oneof(..) => None,
            Type::Enum(decl) => enumeration::derived_default(decl).then(|| quote!(Default)),
        }
    }

    fn type_attributes(&self, _: Type<'_>) -> TokenStream {
        TokenStream::new()
    }

    fn field_attribute(&self, _: &Spelling<'_>, _: &Message, _: &Field) -> Option<TokenStream> {
        None
    }

    fn oneof_attribute(&self, _: &TokenStream, _: &Oneof) -> Option<TokenStream> {
        None
    }

    fn member_attribute(&self, _: &Spelling<'_>, _: &[Name], _: &Member) -> Option<TokenStream> {
        None
    }

    fn derives_eq(&self) -> bool {
        false
    }

    fn derives_accessors(&self) -> bool {
        false
    }

    fn marks_inline(&self) -> bool {
        true
    }

    fn marks_default(&self, decl: &Enum) -> bool {
        enumeration::derived_default(decl)
    }

    fn items(&self, spelling: &Spelling<'_>, ty: Type<'_>) -> Vec<TokenStream> {
        match ty {
            Type::Message(message) => self::message(spelling, message),
            Type::Oneof(message, oneof) => {
                let mut items = oneof::oneof(spelling, message, oneof);
                items.extend(view::enumeration(spelling, message, oneof));
                items
            }
            Type::Enum(decl) => enumeration::enumeration(spelling, decl),
        }
    }

    fn extension(
        &self,
        spelling: &Spelling<'_>,
        extension: &Extension,
        constant: &Constant,
    ) -> Option<TokenStream> {
        extension::constant(spelling, extension, constant)
    }

    fn first_items(&self) -> Vec<TokenStream> {
        vec![revision::requirement()]
    }

    fn last_items(&self, _: &Spelling<'_>, _: &Message) -> Vec<TokenStream> {
        Vec::new()
    }

    fn registered_items(
        &self,
        spelling: &Spelling<'_>,
        package: &Package,
        registered: &Registered,
    ) -> Vec<TokenStream> {
        registered::functions(spelling, package, registered)
    }

    fn dependencies(&self, model: &Model, stubs: Stubs) -> String {
        let version =
            concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
        let of_stubs = match stubs {
            Stubs::None => None,
            Stubs::WithoutTransport => Some("tonic"),
            Stubs::WithTransport => Some("transport"),
        };
        let of_mocks = mocks(model).any(|mock| mock.feature.is_none()).then_some("testing");
        let of_blocking = blocking(model).any(|feature| feature.is_none()).then_some("blocking");
        let of_parts = of_mocks.into_iter().chain(of_blocking);
        let features = table::runtime_features(model).into_iter().chain(of_stubs).chain(of_parts);
        let features: Vec<String> = features.map(|feature| format!("{feature:?}")).collect();
        match features.is_empty() {
            true => format!("rust-grpc = \"{version}\"\n"),
            false => {
                let features = features.join(", ");
                format!("rust-grpc = {{ version = \"{version}\", features = [{features}] }}\n")
            }
        }
    }

    fn features<'m>(&self, model: &'m Model) -> Vec<(&'m str, &'static str)> {
        let of_mocks = mocks(model).filter_map(|mock| mock.feature.as_deref());
        let of_mocks = of_mocks.map(|feature| (feature, "rust-grpc/testing"));
        let of_blocking = blocking(model).flatten();
        let of_blocking = of_blocking.map(|feature| (feature, "rust-grpc/blocking"));
        table::features(model).into_iter().chain(of_mocks).chain(of_blocking).collect()
    }
}

fn services(model: &Model) -> impl Iterator<Item = &Service> {
    let services = model.packages.iter().flat_map(|package| &package.services);
    services.map(|id| model.service(*id))
}

/// Returns the mocks of all services.
fn mocks(model: &Model) -> impl Iterator<Item = &Mock> {
    services(model).filter_map(|service| service.mock.as_ref())
}

/// Returns the Cargo features that blocking clients depend on, which are those of the client stubs.
fn blocking(model: &Model) -> impl Iterator<Item = Option<&str>> {
    let services = services(model).filter(|service| service.blocking.is_some());
    services.filter_map(|service| service.client.as_ref()).map(|stub| stub.feature.as_deref())
}

/// Returns the implementations for a message.
fn message(spelling: &Spelling<'_>, message: &Message) -> Vec<TokenStream> {
    let mut items = vec![codec(spelling, message), prost_message(message)];
    items.extend(default::explicit(spelling, message));
    items.extend(message.debug.then(|| debug::message(spelling, message)));
    items.extend(accessors::accessors(spelling, message));
    items.extend(extension::extendable(message));
    items.extend(extension::described(
        &message.ident,
        &message.full_name,
        &message.scope,
        message.described_in.as_deref(),
    ));
    items.extend(any::implementation(message));
    items.extend(required::check(spelling, message));
    items.extend(table::implementation(spelling, message));
    items.extend(json::message(spelling, message));
    items.extend(message.has_type_name.then(|| name(spelling, message)));
    let needs = Needs::of_message(spelling, message);
    let block = paths::with_runtime(&needs, items);
    let presence = presence::items(spelling, message).into_iter();
    presence.chain([block]).chain(view::items(spelling, message)).collect()
}

/// Returns the implementation of `prost::Message`, through which tonic, prost-types and derived
/// messages use generated messages.
fn prost_message(message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    quote!(#rt::impl_message!(#ident);)
}

/// Returns the implementation of `prost::Name`, whose supertrait is `prost::Message`.
fn name(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    type_name::named(spelling, message, [&quote!(#rt::prost), &quote!(#rt::String)])
}

/// Returns the implementation of `MessageCodec`. All functions of the binary encoding use it.
fn codec(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    let allow = allow_deprecated(message.mentions_deprecated);
    let shares_bytes = message.shares_bytes.then(|| {
        quote!(
            const SHARES_BYTES: bool = true;
        )
    });
    let default_heap = default::heap(spelling, message);
    let table = deferred(|| table::function(spelling, message));
    let decode = deferred(|| decode::merge_fields(spelling, message));
    let encode = deferred(|| encode::write(spelling, message));
    quote! {
        #allow
        impl #rt::MessageCodec for #ident {
            #shares_bytes
            #default_heap
            #table
            #decode
            #encode
        }
    }
}
