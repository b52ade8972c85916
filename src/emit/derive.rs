//! `codec=prost`: the derives, and the attributes they read, as prost-build writes them.

mod field;
mod literal;
mod oneof;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use field::field;
pub(crate) use oneof::{member, oneof_field};

use super::paths;
use crate::model::{Codec, Message};

/// The derive of a message.
pub(crate) fn message() -> TokenStream {
    let prost = paths::prost(Codec::Prost);
    quote!(#prost::Message)
}

/// What tells the derives of a message and of its oneofs to leave `Debug` out.
pub(crate) fn skip_debug(message: &Message) -> Option<TokenStream> {
    (!message.debug).then(|| quote!(#[prost(skip_debug)]))
}

/// The derive of a oneof.
pub(crate) fn oneof() -> TokenStream {
    let prost = paths::prost(Codec::Prost);
    quote!(#prost::Oneof)
}

/// The derive of an enum.
pub(crate) fn enumeration() -> TokenStream {
    let prost = paths::prost(Codec::Prost);
    quote!(#prost::Enumeration)
}
