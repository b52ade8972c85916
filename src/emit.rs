//! Emitters: pure functions from the finished [`Model`] to tokens.
//!
//! What both codecs share (the types and their names) stands in this folder; what prost's derive needs in `derive`, our own
//! codec in `inline`.

mod derive;
mod derives;
mod docs;
mod enumeration;
mod inline;
mod lints;
mod message;
mod oneof;
mod paths;
mod place;
mod service;
mod types;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{Model, Package};

/// The items of a package's module, in order, each small enough to be rendered by itself.
pub(crate) fn package(model: &Model, package: &Package) -> Vec<TokenStream> {
    let messages = package.messages.iter().flat_map(|id| message::items(model, model.message(*id)));
    let enums = package.enums.iter().flat_map(|id| enumeration::items(model, model.enumeration(*id)));
    let services = package.services.iter().flat_map(|id| service::items(model, model.service(*id)));
    messages.chain(enums).chain(services).chain(package.descriptor_set.as_deref().map(descriptor_set)).collect()
}

/// The embedded descriptors.
fn descriptor_set(bytes: &[u8]) -> TokenStream {
    let bytes = Literal::byte_string(bytes);
    quote! {
        /// The encoded `google.protobuf.FileDescriptorSet` of this package and all it imports, for server reflection.
        pub const FILE_DESCRIPTOR_SET: &[u8] = #bytes;
    }
}
