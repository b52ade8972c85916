//! Emitters: pure functions from the finished [`Model`] to tokens.
//!
//! What both codecs share (the types and their names) stands in this folder; what prost's derive needs in `derive`, our own
//! codec in `inline`, stubs in `service`.
//!
//! # Adding an emitter
//!
//! 1. Write `fn(&Model, &Message) -> TokenStream` (or of an enum, oneof, service) in a file named for what it emits. Take names
//!    from the model and interpolate them; where one is missing, `model/names.rs` has to decide it first.
//! 2. Match [`Shape`](crate::model::Shape) and [`Value`](crate::model::Value) without a `_` arm, so that the next shape is a
//!    compile error in it. [`types`] gives the Rust type of a field, [`place`] the path to another type.
//! 3. Name foreign crates through [`paths`] only, everything of `core` absolutely: a schema may have a message `Option`.
//! 4. Call it from `items` of the element. If an option decides, put the decision into the model, where the option is read.
//! 5. Add a fixture with the smallest schema that shows it, then `BLESS=1 cargo test --test golden`, and read the diff.
//!
//! `render/print.rs` prints what emitters use of Rust ten times as fast as syn and prettyplease do what is new to it. If its
//! test says that too many items are, teach it.

mod debug;
mod deprecation;
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

pub(crate) use lints::of_module as lint_of_module;
pub(crate) use service::names as service_names;

use crate::model::{EnumId, MessageId, Model, Package, ServiceId};

/// What a package's module is made of.
#[derive(Clone, Copy)]
pub(crate) enum Element<'m> {
    Message(MessageId),
    Enum(EnumId),
    Service(ServiceId),
    DescriptorSet(&'m [u8]),
}

/// The elements of a package's module, in order.
pub(crate) fn elements(package: &Package) -> impl Iterator<Item = Element<'_>> {
    let messages = package.messages.iter().copied().map(Element::Message);
    let enums = package.enums.iter().copied().map(Element::Enum);
    let services = package.services.iter().copied().map(Element::Service);
    messages.chain(enums).chain(services).chain(package.descriptor_set.as_deref().map(Element::DescriptorSet))
}

/// The items of an element, each to be rendered by itself.
pub(crate) fn items(model: &Model, element: Element<'_>) -> Vec<TokenStream> {
    let items = match element {
        Element::Message(id) => message::items(model, model.message(id)),
        Element::Enum(id) => enumeration::items(model, model.enumeration(id)),
        Element::Service(id) => service::items(model, model.service(id)),
        Element::DescriptorSet(bytes) => vec![descriptor_set(bytes)],
    };
    if !deprecation::mentions(model, element) {
        return items;
    }
    items.into_iter().map(|item| quote!(#[allow(deprecated)] #item)).collect()
}

/// The embedded descriptors.
fn descriptor_set(bytes: &[u8]) -> TokenStream {
    let bytes = Literal::byte_string(bytes);
    quote! {
        /// The encoded `google.protobuf.FileDescriptorSet` of this package and all it imports, for server reflection.
        pub const FILE_DESCRIPTOR_SET: &[u8] = #bytes;
    }
}
