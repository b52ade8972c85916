//! The check of required fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths;
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::oneof;
use crate::emit::surface::Spelling;
use crate::model::{Field, Member, Message, MessageRef, Oneof, Presence, Shape, Storage, Value};

/// Returns the implementation of `RequiredFields`, if the message has it.
pub(super) fn check(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let is_asked = spelling.settings[message.settings].presence.value;
    if !message.checks_required && !is_asked {
        return None;
    }
    let rt = paths::runtime();
    let ident = &message.ident;
    let full_name = &message.full_name;
    let allow = allow_deprecated(message.mentions_deprecated);
    let fields = message.fields.iter().filter_map(|field| of_field(spelling, field));
    let members = message.oneofs.iter().filter_map(|oneof| of_oneof(spelling, message, oneof));
    let steps: Vec<TokenStream> = fields.chain(members).collect();
    let missing = if steps.is_empty() { quote!(_) } else { quote!(missing) };
    Some(quote! {
        #allow
        impl #rt::RequiredFields for #ident {
            const MESSAGE: &'static str = #full_name;

            fn missing_required(&self, #missing: &mut #rt::Missing<'_>) {
                #(#steps)*
            }
        }
    })
}

/// Whether the messages of a field implement `RequiredFields`.
fn is_checked(spelling: &Spelling<'_>, value: &Value) -> bool {
    match value {
        Value::Message(MessageRef::Local(id), _) => spelling.message(*id).checks_required,
        Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), _)
        | Value::Scalar(_)
        | Value::String(_)
        | Value::Bytes(_)
        | Value::Enum(..) => false,
    }
}

fn of_field(spelling: &Spelling<'_>, field: &Field) -> Option<TokenStream> {
    let (ident, name) = (&field.ident, &field.proto_name);
    match &field.shape {
        Shape::Singular { value, presence, storage, default: _ } => {
            let is_required = field.declared_presence == Some(Presence::Required)
                && *presence == Presence::Explicit;
            let itself = is_required.then(|| quote!(missing.field(#name, self.#ident.is_some());));
            let inside = is_checked(spelling, value).then(|| {
                let value = match (presence, storage) {
                    (Presence::Explicit, Storage::Inline) => quote!(self.#ident.as_ref()),
                    (Presence::Explicit, Storage::Boxed) => quote!(self.#ident.as_deref()),
                    (Presence::Implicit | Presence::Required, Storage::Inline) => {
                        quote!(::core::option::Option::Some(&self.#ident))
                    }
                    (Presence::Implicit | Presence::Required, Storage::Boxed) => {
                        quote!(::core::option::Option::Some(&*self.#ident))
                    }
                };
                quote!(missing.message(#name, #value);)
            });
            (itself.is_some() || inside.is_some()).then(|| quote!(#itself #inside))
        }
        Shape::Repeated { value, packing: _ } => {
            is_checked(spelling, value).then(|| quote!(missing.list(#name, &self.#ident);))
        }
        Shape::Map { key: _, value, container: _ } if field.redacted => {
            is_checked(spelling, value).then(|| quote!(missing.redacted_map(#name, &self.#ident);))
        }
        Shape::Map { key: _, value, container: _ } => {
            is_checked(spelling, value).then(|| quote!(missing.map(#name, &self.#ident);))
        }
    }
}

fn of_oneof(spelling: &Spelling<'_>, message: &Message, oneof: &Oneof) -> Option<TokenStream> {
    let is_checked = |member: &&Member| is_checked(spelling, &member.value);
    let (field, path) = (&oneof.ident, oneof::path(message, oneof));
    let members = oneof.members.iter().filter(is_checked).map(|member| {
        let Member { ident, proto_name, .. } = member;
        let value = match member.storage {
            Storage::Inline => quote!(value),
            Storage::Boxed => quote!(&**value),
        };
        quote! {
            if let ::core::option::Option::Some(#path::#ident(value)) = &self.#field {
                missing.message(#proto_name, ::core::option::Option::Some(#value));
            }
        }
    });
    let members: TokenStream = members.collect();
    (!members.is_empty()).then_some(members)
}
