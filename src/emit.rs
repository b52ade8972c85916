//! Emitters: pure functions from the finished [`Model`](crate::model::Model) to tokens.
//!
//! May import: `case`, `code`, `model`, `output`; `surface_list.rs` also `options`.
//!
//! The emitters of this folder write the items that every runtime has: types with their names, docs
//! and attributes. A **surface** is a folder that writes the rest for one runtime: `prost` and
//! `inline` for messages, `tonic` for services. A surface implements a trait of `surface.rs`. The
//! options choose the surfaces in `surface_list.rs`.
//!
//! # Adding an emitter
//!
//! 1. Write `fn(&Spelling, &Message) -> TokenStream` (or of an enum, oneof, service) in a file
//!    named for the items that it emits. Take names from the model and interpolate them. If the
//!    model lacks a name, `lower/name.rs` must decide it first.
//! 2. Match [`Shape`](crate::model::Shape) and [`Value`](crate::model::Value) without a `_` arm, so
//!    that a new shape is a compile error in the emitter. [`types`] gives the Rust type of a field,
//!    [`item_path`] the path to another type.
//! 3. Name other crates only through [`paths`] or the paths of the surface. Name the items of
//!    `core` by absolute paths, because a schema may have a message `Option`.
//! 4. Call the emitter from `items` of the element. If an option decides whether to emit, put the
//!    decision into the model, where the option is read. The model also has the order of elements
//!    by number, the traits that a type derives, and the lints that an item trips.
//! 5. Add a fixture with the smallest schema that shows the items. Run
//!    `BLESS=1 cargo test --test generator`, and read the diff.
//!
//! `render/print.rs` has rules for the Rust that emitters use. It prints other tokens, too, but
//! without a layout of their own. A test of the goldens fails for such tokens. Then add a rule.

mod allow_lints;
mod cfg;
mod debug;
mod deferred;
mod derive_attribute;
mod doc_attributes;
mod enumeration;
mod extension;
mod inline;
mod item_path;
mod mentions_deprecated;
mod message;
mod oneof;
mod paths;
mod prost;
mod service_names;
pub(crate) mod spelled;
mod surface;
mod surface_list;
mod text;
mod tonic;
mod type_name;
mod types;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) use service_names::service_names;
pub(crate) use surface::{Spelling, Stubs};
pub(crate) use surface_list::Surfaces;
pub(crate) use type_name::type_url;

use crate::model::{EnumId, ExtensionId, MessageId, Package, Registered, ServiceId};

/// An element of a package's module.
#[derive(Clone, Copy)]
pub(crate) enum Element<'m> {
    Message(MessageId),
    Enum(EnumId),
    Service(ServiceId),
    Extension(ExtensionId),
    Registered(&'m Package, &'m Registered),
    DescriptorSet(&'m [u8]),
    /// The items that a file begins with.
    First,
}

/// Returns the elements of a package's module, in order.
pub(crate) fn elements(package: &Package) -> impl Iterator<Item = Element<'_>> {
    let messages = package.messages.iter().copied().map(Element::Message);
    let enums = package.enums.iter().copied().map(Element::Enum);
    let services = package.services.iter().copied().map(Element::Service);
    let extensions = package.extensions.iter().copied().map(Element::Extension);
    let registered = package.registered.as_ref();
    let others = messages
        .chain(enums)
        .chain(services)
        .chain(extensions)
        .chain(registered.map(|registered| Element::Registered(package, registered)))
        .chain(package.descriptor_set.as_deref().map(Element::DescriptorSet));
    let mut others = others.peekable();
    let first = others.peek().is_some().then_some(Element::First);
    first.into_iter().chain(others)
}

/// Returns the items of an element. The caller renders each of them by itself.
pub(crate) fn items(spelling: &Spelling<'_>, element: Element<'_>) -> Vec<TokenStream> {
    let items = match element {
        Element::Message(id) => message::items(spelling, spelling.message(id)),
        Element::Enum(id) => enumeration::items(spelling, spelling.enumeration(id)),
        Element::Service(id) => spelling.stubs.items(spelling, spelling.service(id)),
        Element::Extension(id) => {
            extension::item(spelling, &spelling.extensions[id]).into_iter().collect()
        }
        Element::Registered(package, registered) => {
            spelling.messages.registered_items(spelling, package, registered)
        }
        Element::DescriptorSet(bytes) => vec![descriptor_set(bytes)],
        Element::First => spelling.messages.first_items(),
    };
    if !mentions_deprecated::mentions(spelling, element) {
        return items;
    }
    let allow = |item| {
        if mentions_deprecated::is_allowed(&item) {
            item
        } else {
            quote!(#[allow(deprecated)] #item)
        }
    };
    items.into_iter().map(allow).collect()
}

/// Returns the constant with the embedded descriptors.
fn descriptor_set(bytes: &[u8]) -> TokenStream {
    let bytes = Literal::byte_string(bytes);
    let docs = " The encoded `google.protobuf.FileDescriptorSet` of this package and all it \
                imports, for server reflection.";
    quote! {
        #[doc = #docs]
        pub const FILE_DESCRIPTOR_SET: &[u8] = #bytes;
    }
}
