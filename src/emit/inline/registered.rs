//! The functions of a package for registries.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Spelling, paths};
use crate::emit::docs::allow_deprecated;
use crate::emit::place;
use crate::model::{Package, Registered};

/// Returns a function that lists the messages of a package, and one that registers them.
///
/// Both are `#[inline]`, so that the functions of messages that a registry calls are compiled only
/// where a program calls one of the two.
pub(super) fn functions(
    spelling: &Spelling<'_>,
    package: &Package,
    registered: &Registered,
) -> Vec<TokenStream> {
    let Registered { list, register, messages, mentions_deprecated_type } = registered;
    let allow = allow_deprecated(*mentions_deprecated_type);
    // A package can have enums and services alone. Nothing would use the alias then.
    let alias = (!messages.is_empty()).then(|| {
        let private = paths::private();
        quote!(use #private as __rt;)
    });
    let paths = messages.iter().map(|id| {
        let message = spelling.message(*id);
        place::relative(&package.scope, &message.scope, &message.ident)
    });
    let what = match package.full_name.as_str() {
        "" => "without a package".to_owned(),
        name => format!("of package `{name}`"),
    };
    let list_docs =
        format!(" Returns the message types {what}, for `rust_grpc::Registry::add_all`.");
    let register_docs = format!(" Adds the message types {what} to the process-wide registry,");
    let list_item = quote! {
        #[doc = #list_docs]
        #allow
        #[inline]
        pub fn #list() -> &'static [::rust_grpc::registry::MessageType] {
            #alias
            const TYPES: &[::rust_grpc::registry::MessageType] =
                &[#(__rt::message_type::<#paths>(),)*];
            TYPES
        }
    };
    let register_item = quote! {
        #[doc = #register_docs]
        /// `rust_grpc::registry::global`.
        ///
        /// Calling it once more changes nothing.
        ///
        /// # Errors
        ///
        /// Another Rust type has one of the full names in the registry. No type is added then.
        #[inline]
        pub fn #register() -> ::core::result::Result<(), ::rust_grpc::registry::RegistryError> {
            ::rust_grpc::registry::register(#list())
        }
    };
    vec![list_item, register_item]
}
