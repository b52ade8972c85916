//! The option `views`: a type that borrows a message from its encoding.
//!
//! The view of a message is a struct beside it. Its fields are private, because the runtime has to
//! know what is in them. It has a method for each field. The runtime reads a view by a table of the
//! fields, and by the function `merge`, which has an arm for each key.

mod accessors;
mod constants;
mod fields;
mod oneof;
mod stored;

use proc_macro2::TokenStream;
use quote::quote;

use super::{json, paths};
use crate::emit::allow_lints;
use crate::emit::cfg;
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::item_path;
use crate::emit::surface::Spelling;
use crate::model::{Framing, Message, MessageId, Name, StdTrait, Value};

pub(super) use oneof::enumeration;

/// Returns the path of the view of a message, for code in the module `scope`.
fn path(spelling: &Spelling<'_>, scope: &[Name], id: MessageId) -> TokenStream {
    let message = spelling.message(id);
    // A message in a view has a view, too.
    let ident = message.view.as_ref().unwrap_or(&message.ident);
    item_path::relative(scope, &message.scope, ident)
}

/// Whether a value in a message is checked when it is read. The extent of a group is known only
/// after it has been checked.
fn is_lazy(message: &Message, value: &Value) -> bool {
    message.has_lazy_view && matches!(value, Value::Message(_, Framing::LengthPrefixed))
}

/// Returns the path of the runtime's items for views. Private fields have these types. Blocks name
/// the module `__rt`.
fn views() -> TokenStream {
    quote!(::rust_grpc::__private::v1::views)
}

/// Returns the items of a message's view, if it has one.
pub(super) fn items(spelling: &Spelling<'_>, message: &Message) -> Vec<TokenStream> {
    let Some(view) = &message.view else { return Vec::new() };
    let default = stored::default(spelling, message, view);
    let methods = accessors::methods(spelling, message, view);
    let constants = constants::items(spelling, message, view);
    let traits = traits(spelling, message, view);
    let std_traits = std_traits(message, view);
    let readable = readable(message, view);
    let serialize = json::view(spelling, message, view);
    let views = views();
    let block = quote! {
        const _: () = {
            use #views as __rt;

            #default
            #methods
            #constants
            #traits
            #std_traits
            #readable
            #serialize
        };
    };
    vec![stored::structure(spelling, message, view), block]
}

/// Returns the implementations of the runtime's traits.
fn traits(spelling: &Spelling<'_>, message: &Message, view: &Name) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    let statics = fields::statics(spelling, message);
    let merge = stored::merge(spelling, message, view);
    let allow = allow_deprecated(message.mentions_deprecated);
    let decoded = match message.has_lazy_view {
        true => quote!(::core::result::Result<#ident, #rt::DecodeError>),
        false => quote!(#ident),
    };
    quote! {
        #statics
        #allow
        impl #rt::MessageView for #view<'static> {
            type Message = #ident;
            type View<'a> = #view<'a>;
            type Decoded = #decoded;

            const FIELDS: #rt::FieldsRef = #rt::FieldsRef::new(&FIELDS);

            #merge
            #[inline]
            fn shorten<'long: 'short, 'short>(view: #view<'long>) -> #view<'short> {
                view
            }
        }
        impl #rt::Viewed for #ident {
            type Static = #view<'static>;
        }
        impl #rt::Viewed for #view<'_> {
            type Static = #view<'static>;
        }
        impl<'a> #rt::View<'a> for #view<'a> {
            type Static = #view<'static>;

            #[inline]
            fn source(&self) -> #rt::Source<'a> {
                self.__source
            }
        }
    }
}

/// Returns the implementations of std's traits. They convert the view to the owned message, so that
/// they mean what they mean there.
fn std_traits(message: &Message, view: &Name) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    let debug = message.debug.then(|| {
        quote! {
            impl ::core::fmt::Debug for #view<'_> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Debug::fmt(&#rt::View::to_message(self), f)
                }
            }
        }
    });
    // A lazy view that cannot be decoded equals nothing.
    let (view_equals, message_equals) = match message.has_lazy_view {
        false => (
            quote!(#rt::View::to_message(self) == #rt::View::to_message(other)),
            quote!(#rt::View::to_message(self) == *other),
        ),
        true => (
            quote! {
                match (#rt::View::to_message(self), #rt::View::to_message(other)) {
                    (::core::result::Result::Ok(one), ::core::result::Result::Ok(other)) => {
                        one == other
                    }
                    _ => false,
                }
            },
            quote!(#rt::View::to_message(self).is_ok_and(|message| message == *other)),
        ),
    };
    let equal = message.derives.has(StdTrait::PartialEq).then(|| {
        quote! {
            impl ::core::cmp::PartialEq for #view<'_> {
                fn eq(&self, other: &Self) -> bool {
                    #view_equals
                }
            }
            impl ::core::cmp::PartialEq<#ident> for #view<'_> {
                fn eq(&self, other: &#ident) -> bool {
                    #message_equals
                }
            }
            impl ::core::cmp::PartialEq<#view<'_>> for #ident {
                fn eq(&self, other: &#view<'_>) -> bool {
                    other == self
                }
            }
        }
    });
    quote!(#debug #equal)
}

/// Returns the implementation of the trait for JSON, text format and reflection, if the message has
/// a field table.
fn readable(message: &Message, view: &Name) -> Option<TokenStream> {
    let condition = cfg::any(&message.table.as_deref()?.features);
    let rt = paths::runtime();
    Some(quote! {
        #condition
        impl #rt::Readable for #view<'_> {
            type By = #rt::ByView<#view<'static>>;
        }
    })
}

/// Returns the attribute for the lints that the methods of a view trip.
fn allow_of_methods(message: &Message) -> Option<TokenStream> {
    allow_lints::allow(message.view_lints)
}
