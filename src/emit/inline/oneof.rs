//! The codec of a oneof, and the functions that prost derives for it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::decode::{key, read};
use super::needs::Needs;
use super::paths;
use super::{debug, wire};
use crate::emit::deferred::deferred;
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::item_path;
use crate::emit::surface::Spelling;
use crate::model::{Enums, Member, Message, Name, Oneof, Value};

/// Returns the implementations for the enum of a oneof.
pub(crate) fn oneof(spelling: &Spelling<'_>, message: &Message, oneof: &Oneof) -> Vec<TokenStream> {
    let allow = allow_deprecated(oneof.mentions_deprecated);
    let debug = message.debug.then(|| debug::oneof(spelling, message, oneof, allow.clone()));
    let mut implementations =
        vec![codec(spelling, message, oneof, allow), functions(&oneof.type_ident)];
    implementations.extend(debug);
    vec![paths::with_runtime(&Needs::default(), implementations)]
}

fn codec(
    spelling: &Spelling<'_>,
    message: &Message,
    oneof: &Oneof,
    allow: Option<TokenStream>,
) -> TokenStream {
    let rt = paths::runtime();
    let ident = &oneof.type_ident;
    let scope = item_path::inside(&message.scope, &message.module);
    let scope = &scope;
    let reads = oneof.members.iter();
    let reads = reads.map(|member| deferred(move || read_member(spelling, scope, member)));
    let writes = oneof.members.iter().map(|member| deferred(|| write_member(member)));
    quote! {
        #allow
        impl #rt::OneofCodec for #ident {
            #[inline]
            fn merge_field<L>(
                field: &mut ::core::option::Option<Self>,
                tag: u32,
                reader: &mut #rt::Reader<'_>
            ) {
                match tag {
                    #(#reads,)*
                    _ => reader.no_member(),
                }
            }
            fn write<'w, W: #rt::WriteFields<'w>>(
                &'w self,
                writer: #rt::Writer<W>,
            ) -> #rt::Writer<W> {
                match self {
                    #(#writes,)*
                }
            }
        }
    }
}

/// Returns the arm that reads a member. A message is merged into the value if the oneof has the
/// same member. Any other value replaces the value of the oneof.
///
/// The runtime creates each new value of the enum. If the arms created them, a debug build would
/// reserve memory for each value in the frame of `merge_field`, and members lead to messages that
/// have the oneof again.
fn read_member(spelling: &Spelling<'_>, scope: &[Name], member: &Member) -> TokenStream {
    let rt = paths::runtime();
    let Member { ident, value, .. } = member;
    let key = key(member.number, value);
    match value {
        // The message has an arm of its own for the member, which keeps other numbers. This arm is
        // for a oneof that is merged without its message.
        Value::Enum(_, Enums::Closed) => {
            quote!(#key => reader.known_enum_member(field, Self::#ident))
        }
        Value::Scalar(_)
        | Value::Enum(_, Enums::I32 | Enums::Open)
        | Value::String(_)
        | Value::Bytes(_) => {
            let kind = wire::kind(spelling, scope, value);
            quote!(#key => reader.member::<#kind, _>(field, Self::#ident))
        }
        Value::Message(..) => {
            let read = deferred(|| read(value, member.storage, format_ident!("value")));
            quote! {
                #key => {
                    if !::core::matches!(field, ::core::option::Option::Some(Self::#ident(_))) {
                        #rt::set_default(field, Self::#ident);
                    }
                    if let ::core::option::Option::Some(Self::#ident(value)) = field {
                        #read;
                    }
                }
            }
        }
    }
}

fn write_member(member: &Member) -> TokenStream {
    let Member { ident, value, .. } = member;
    let (method, key, operand) = (wire::method(value), key(member.number, value), operand(value));
    quote!(Self::#ident(value) => writer.#method(#key, #operand))
}

/// Returns a matched value as an argument. Scalars are passed by value.
fn operand(value: &Value) -> TokenStream {
    match value {
        Value::Scalar(_) | Value::Enum(..) => quote!(*value),
        Value::String(_) | Value::Bytes(_) | Value::Message(..) => quote!(value),
    }
}

/// Returns the functions `encode`, `merge` and `encoded_len`, which prost derives.
fn functions(ident: &Name) -> TokenStream {
    let rt = paths::runtime();
    quote!(#rt::impl_oneof!(#ident);)
}
