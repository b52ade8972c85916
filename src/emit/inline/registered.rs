//! The functions of a package that list its types for registries.

use proc_macro2::TokenStream;
use quote::quote;

use super::needs::Needs;
use super::{Spelling, table};
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::{cfg, item_path};
use crate::model::{MessageId, Package, Registered};

/// Returns functions that list the messages and extensions of a package, and a function that
/// registers them.
///
/// All of them are `#[inline]`. So the functions of messages that a registry calls are compiled
/// only in programs that call one of these functions.
pub(super) fn functions(
    spelling: &Spelling<'_>,
    package: &Package,
    registered: &Registered,
) -> Vec<TokenStream> {
    let mut items = vec![list(spelling, package, registered)];
    items.extend(list_extensions(spelling, package, registered));
    items.push(match registered.extensions.is_empty() {
        true => register(package, registered),
        false => register_all(package, registered),
    });
    items
}

/// Returns the function that lists the messages.
fn list(spelling: &Spelling<'_>, package: &Package, registered: &Registered) -> TokenStream {
    let Registered { list, messages, mentions_deprecated_type, .. } = registered;
    let allow = allow_deprecated(*mentions_deprecated_type);
    let tables = messages.iter().filter_map(|id| spelling.message(*id).table.as_deref());
    // A package can have enums and services alone. Then no code would use the alias.
    let alias = (!messages.is_empty()).then(|| Needs::of_list(tables).import());
    let types = messages.iter().map(|id| message_type(spelling, package, *id));
    let docs = format!(
        " Returns the message types {}, for `rust_grpc::Registry::add_all`.",
        of_package(package)
    );
    quote! {
        #[doc = #docs]
        #allow
        #[inline]
        pub fn #list() -> &'static [::rust_grpc::registry::MessageType] {
            #alias
            const TYPES: &[::rust_grpc::registry::MessageType] = &[#(#types)*];
            TYPES
        }
    }
}

/// Returns an element of the list of messages. Its table can depend on a feature of the user's
/// crate.
fn message_type(spelling: &Spelling<'_>, package: &Package, id: MessageId) -> TokenStream {
    let message = spelling.message(id);
    let path = item_path::relative(&package.scope, &message.scope, &message.ident);
    let Some(table) = message.table.as_deref() else {
        return quote!(__rt::message_type::<#path>(),);
    };
    let with_table = cfg::any(&table.features);
    let without =
        cfg::none(&table.features).map(|without| quote!(#without __rt::message_type::<#path>(),));
    quote!(#with_table __rt::tabled_message_type::<#path>(), #without)
}

/// Returns the function that lists the extensions, if there are any.
fn list_extensions(
    spelling: &Spelling<'_>,
    package: &Package,
    registered: &Registered,
) -> Option<TokenStream> {
    let Registered { list_extensions, extensions, .. } = registered;
    let extensions = extensions.iter().map(|id| &spelling.extensions[*id]);
    let needs = extensions.clone().filter_map(|extension| extension.table.as_deref());
    let alias = Needs::of_list(needs).always().import();
    let tables: Vec<TokenStream> = extensions
        .filter_map(|extension| table::extension(spelling, &package.scope, extension))
        .collect();
    if tables.is_empty() {
        return None;
    }
    let condition = cfg::any(&registered.extension_features);
    let docs = format!(
        " Returns the extensions {}, for `rust_grpc::Registry::add_extensions`.",
        of_package(package)
    );
    Some(quote! {
        #[doc = #docs]
        #condition
        #[inline]
        pub fn #list_extensions() -> &'static [&'static ::rust_grpc::registry::ExtensionTable] {
            #alias
            static TABLES: &[&::rust_grpc::registry::ExtensionTable] = &[#(#tables)*];
            TABLES
        }
    })
}

/// Returns the function that registers the messages.
fn register(package: &Package, registered: &Registered) -> TokenStream {
    let Registered { list, register, .. } = registered;
    let docs =
        format!(" Adds the message types {} to the process-wide registry,", of_package(package));
    quote! {
        #[doc = #docs]
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
    }
}

/// Returns the function that registers the messages and the extensions.
fn register_all(package: &Package, registered: &Registered) -> TokenStream {
    let Registered { list, register, list_extensions, extension_features, .. } = registered;
    let condition = cfg::any(extension_features);
    let docs = format!(
        " Adds the message types and extensions {} to the process-wide registry,",
        of_package(package)
    );
    quote! {
        #[doc = #docs]
        /// `rust_grpc::registry::global`.
        ///
        /// Calling it once more changes nothing.
        ///
        /// # Errors
        ///
        /// Another Rust type has one of the full names in the registry. No type is added then.
        /// Or another extension has one of the full names or numbers. No extension is added then.
        #[inline]
        pub fn #register() -> ::core::result::Result<(), ::rust_grpc::registry::RegistryError> {
            ::rust_grpc::registry::register(#list())?;
            #condition
            ::rust_grpc::registry::register_extensions(#list_extensions())?;
            ::core::result::Result::Ok(())
        }
    }
}

/// Returns the package for use in a sentence.
fn of_package(package: &Package) -> String {
    match package.full_name.as_str() {
        "" => "without a package".to_owned(),
        name => format!("of package `{name}`"),
    }
}
