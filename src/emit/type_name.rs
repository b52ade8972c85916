//! `prost::Name`: the name of a message in the schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::Spelling;
use crate::model::{Message, Model};

/// Returns the type URL of a message, e.g. `/acme.v1.Forecast` without a rule for its domain.
pub(crate) fn type_url(model: &Model, message: &Message) -> String {
    let domain = model.settings[message.settings].type_name_domain.value.as_deref();
    format!("{}/{}", domain.unwrap_or_default(), message.full_name)
}

/// Returns the implementation for a message, given the paths of prost and of `String`.
pub(super) fn named(
    spelling: &Spelling<'_>,
    message: &Message,
    [prost, string]: [&TokenStream; 2],
) -> TokenStream {
    let (ident, full_name) = (&message.ident, &message.full_name);
    let package = &spelling.files[message.file].package;
    let name = full_name.rsplit('.').next().unwrap_or(full_name);
    let url = type_url(spelling, message);
    quote! {
        impl #prost::Name for #ident {
            const NAME: &'static str = #name;
            const PACKAGE: &'static str = #package;
            fn full_name() -> #string {
                #full_name.into()
            }
            fn type_url() -> #string {
                #url.into()
            }
        }
    }
}
