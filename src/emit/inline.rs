//! `codec=inline`: our own codec over the runtime, and by hand what prost's derives give besides.

mod accessors;
mod debug;
mod decode;
mod default;
mod display;
mod encode;
mod enumeration;
mod literal;
mod oneof;
mod order;
mod wire;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use default::derived as derived_default;
pub(crate) use enumeration::{derived_default as derived_enum_default, enumeration};
pub(crate) use oneof::oneof;

use super::docs::allow_deprecated;
use super::paths;
use crate::model::{Message, Model};

/// What is implemented for a message.
pub(crate) fn message(model: &Model, message: &Message) -> Vec<TokenStream> {
    let mut items = vec![codec(model, message), prost_message(message)];
    items.extend(default::explicit(model, message));
    items.extend(message.debug.then(|| debug::message(model, message)));
    items.extend(accessors::accessors(model, message));
    vec![paths::with_runtime(&items)]
}

/// `prost::Message`: how tonic, prost-types and derived messages use ours.
fn prost_message(message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    quote!(#rt::impl_message!(#ident);)
}

/// `MessageCodec`, from which everything about the binary format follows.
fn codec(model: &Model, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    let allow = allow_deprecated(message.mentions_deprecated);
    let shares_bytes = message.shares_bytes.then(|| {
        quote!(
            const SHARES_BYTES: bool = true;
        )
    });
    let default_heap = default::heap(model, message);
    let decode = decode::merge_fields(model, message);
    let encode = encode::write(model, message);
    quote! {
        #allow
        impl #rt::MessageCodec for #ident {
            #shares_bytes
            #default_heap
            #decode
            #encode
        }
    }
}
