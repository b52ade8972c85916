//! `codec=prost`: the derives, and the attributes they read, as prost-build writes them.

mod debug;
mod field;
mod literal;
mod oneof;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use debug::{message as message_debug, oneof as oneof_debug};
pub(crate) use field::field;
pub(crate) use oneof::{member, oneof_field};

use super::{paths, place};
use crate::model::{Message, Model};

/// The derive of a message.
pub(crate) fn message(model: &Model) -> TokenStream {
    let prost = paths::prost(model);
    quote!(#prost::Message)
}

/// What tells a derive where prost is, if it is elsewhere.
pub(crate) fn prost_path(model: &Model) -> Option<TokenStream> {
    model.crates.prost.as_ref().map(|path| {
        let path = place::spelled(&quote!(#path));
        quote!(#[prost(prost_path = #path)])
    })
}

/// The attribute that tells a derive to leave `Debug` out, where the user or [`debug`] implements
/// it.
///
/// `redacts` says whether `Debug` hides a field of the struct, or a member of the oneof.
pub(crate) fn skip_debug(message: &Message, redacts: bool) -> Option<TokenStream> {
    (!message.debug || redacts).then(|| quote!(#[prost(skip_debug)]))
}

/// The derive of a oneof.
pub(crate) fn oneof(model: &Model) -> TokenStream {
    let prost = paths::prost(model);
    quote!(#prost::Oneof)
}

/// The derive of an enum.
pub(crate) fn enumeration(model: &Model) -> TokenStream {
    let prost = paths::prost(model);
    quote!(#prost::Enumeration)
}
