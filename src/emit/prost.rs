//! `codec=prost`: prost's derives and their attributes, as prost-build writes them.

mod debug;
mod field;
mod literal;
mod oneof;

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::{Foreign, MessageSurface, Spelling, Stubs, Type};
use super::{item_path, type_name};
use crate::code::Code;
use crate::model::{
    Constant, Enum, Extension, Field, Member, Message, Model, Name, Oneof, Package, Registered,
};

/// The surface of `codec=prost`.
pub(crate) struct Prost {
    /// The crate prost, if an option gives its path, e.g. `crate::prost`.
    prost: Option<Code>,
    /// The crate prost-types, if an option gives its path.
    prost_types: Option<Code>,
}

impl Prost {
    /// Creates the surface. The paths are those of re-exported crates, from the options.
    pub fn new(prost: Option<&str>, prost_types: Option<&str>) -> Self {
        // The option parser has checked that they are paths.
        let code =
            |path: Option<&str>| path.map(|path| Code::new(&path.parse().unwrap_or_default()));
        Self { prost: code(prost), prost_types: code(prost_types) }
    }

    fn prost(&self) -> TokenStream {
        self.prost.as_ref().map_or_else(|| quote!(::prost), |path| quote!(#path))
    }

    /// Returns the attribute that gives a derive the path of prost, if prost is re-exported.
    fn prost_path(&self) -> Option<TokenStream> {
        self.prost.as_ref().map(|path| {
            let path = item_path::spelled(&quote!(#path));
            quote!(#[prost(prost_path = #path)])
        })
    }
}

/// Returns the attribute that makes a derive omit `Debug`. It is needed if the user or [`debug`]
/// implements `Debug`.
///
/// `redacts` is whether `Debug` hides a field of the struct, or a member of the oneof.
fn skip_debug(message: &Message, redacts: bool) -> Option<TokenStream> {
    (!message.debug || redacts).then(|| quote!(#[prost(skip_debug)]))
}

impl MessageSurface for Prost {
    fn path(&self, foreign: Foreign) -> TokenStream {
        let prost = self.prost();
        match foreign {
            Foreign::Prost => prost,
            Foreign::ProstTypes => {
                let path = self.prost_types.as_ref();
                path.map_or_else(|| quote!(::prost_types), |path| quote!(#path))
            }
            Foreign::String => quote!(#prost::alloc::string::String),
            Foreign::Vec => quote!(#prost::alloc::vec::Vec),
            Foreign::Box => quote!(#prost::alloc::boxed::Box),
            Foreign::BTreeMap => quote!(#prost::alloc::collections::BTreeMap),
            Foreign::Bytes => quote!(#prost::bytes::Bytes),
            // prost's derive supports neither, so the options refuse both for this codec.
            Foreign::UnknownFields => quote!(::rust_grpc::UnknownFields),
            Foreign::OpenEnum => quote!(::rust_grpc::OpenEnum),
        }
    }

    fn last_derive(&self, _: &Spelling<'_>, ty: Type<'_>) -> Option<TokenStream> {
        let prost = self.prost();
        Some(match ty {
            Type::Message(_) => quote!(#prost::Message),
            Type::Oneof(..) => quote!(#prost::Oneof),
            Type::Enum(_) => quote!(#prost::Enumeration),
        })
    }

    fn type_attributes(&self, ty: Type<'_>) -> TokenStream {
        let prost_path = self.prost_path();
        let skip_debug = match ty {
            Type::Message(message) => skip_debug(message, message.redacts_fields()),
            Type::Oneof(message, oneof) => skip_debug(message, oneof.redacts()),
            Type::Enum(_) => None,
        };
        quote!(#prost_path #skip_debug)
    }

    fn field_attribute(
        &self,
        spelling: &Spelling<'_>,
        message: &Message,
        field: &Field,
    ) -> Option<TokenStream> {
        Some(field::field(spelling, &message.scope, field))
    }

    fn oneof_attribute(&self, path: &TokenStream, oneof: &Oneof) -> Option<TokenStream> {
        Some(oneof::oneof_field(path, oneof))
    }

    fn member_attribute(
        &self,
        spelling: &Spelling<'_>,
        scope: &[Name],
        member: &Member,
    ) -> Option<TokenStream> {
        Some(oneof::member(spelling, scope, member))
    }

    fn derives_eq(&self) -> bool {
        true
    }

    fn derives_accessors(&self) -> bool {
        true
    }

    fn marks_inline(&self) -> bool {
        // prost-build marks no function.
        false
    }

    fn marks_default(&self, _: &Enum) -> bool {
        // prost's derive uses the first variant without a mark.
        false
    }

    fn items(&self, spelling: &Spelling<'_>, ty: Type<'_>) -> Vec<TokenStream> {
        let debug = match ty {
            Type::Message(message) => debug::message(spelling, message),
            Type::Oneof(message, oneof) => debug::oneof(spelling, message, oneof),
            Type::Enum(_) => None,
        };
        debug.into_iter().collect()
    }

    fn extension(&self, _: &Spelling<'_>, _: &Extension, _: &Constant) -> Option<TokenStream> {
        None
    }

    fn first_items(&self) -> Vec<TokenStream> {
        Vec::new()
    }

    fn last_items(&self, spelling: &Spelling<'_>, message: &Message) -> Vec<TokenStream> {
        let paths = [self.prost(), self.path(Foreign::String)];
        let [prost, string] = paths.each_ref();
        let named = || type_name::named(spelling, message, [prost, string]);
        message.has_type_name.then(named).into_iter().collect()
    }

    fn registered_items(&self, _: &Spelling<'_>, _: &Package, _: &Registered) -> Vec<TokenStream> {
        // The option needs `codec=inline`.
        Vec::new()
    }

    fn dependencies(&self, _: &Model, _: Stubs) -> String {
        "prost = \"0.14\"\nprost-types = \"0.14\"\n".into()
    }

    fn features<'m>(&self, _: &'m Model) -> Vec<(&'m str, &'static str)> {
        Vec::new()
    }
}
