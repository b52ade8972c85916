//! `Debug` with prost's output: the fields in declaration order, the enums by their names.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::debug::{implement, redacted, shown_enum, shown_member};
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::emit::{item_path, types};
use crate::model::{Field, Member, Message, Oneof};

/// Returns the implementation for a message.
pub(super) fn message(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    let allow = allow_deprecated(message.mentions_deprecated);
    let fields =
        message.fields.iter().map(|field| (&field.ident, self::field(spelling, message, field)));
    let oneofs = message.oneofs.iter().map(|oneof| {
        let ident = &oneof.ident;
        (ident, quote!(&self.#ident))
    });
    // A newer schema may hide a field that is unknown here. A field with another wire type is
    // unknown, too.
    let unknown = message.unknown_fields.iter().map(|ident| match message.redacts() {
        true => (ident, redacted()),
        false => (ident, quote!(&self.#ident)),
    });
    let fields = fields.chain(oneofs).chain(unknown).map(|(ident, value)| {
        let name = ident.to_string();
        quote!(.field(#name, #value))
    });
    let name = ident.to_string();
    implement(ident, allow, quote!(#rt::debug_struct(f, #name)#(#fields)*.finish()))
}

fn field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> TokenStream {
    let rt = paths::runtime();
    let ident = &field.ident;
    match shown_enum(&field.shape) {
        _ if field.redacted => redacted(),
        None => quote!(&self.#ident),
        Some(enumeration) => {
            let ty = types::enumeration(spelling, &message.scope, enumeration);
            quote!(&#rt::debug_enum::<#ty>(&self.#ident))
        }
    }
}

/// Returns the implementation for the enum of a oneof.
pub(super) fn oneof(
    spelling: &Spelling<'_>,
    message: &Message,
    oneof: &Oneof,
    allow: Option<TokenStream>,
) -> TokenStream {
    let arms = oneof.members.iter().map(|member| arm(spelling, message, member));
    implement(&oneof.type_ident, allow, quote!(match self { #(#arms,)* }))
}

fn arm(spelling: &Spelling<'_>, message: &Message, member: &Member) -> TokenStream {
    let rt = paths::runtime();
    let ident = &member.ident;
    let name = ident.to_string();
    let (pattern, value) = shown_member(member, |enumeration| {
        let scope = item_path::inside(&message.scope, &message.module);
        let ty = types::enumeration(spelling, &scope, enumeration);
        quote!(&#rt::debug_enum::<#ty>(value))
    });
    quote!(Self::#ident(#pattern) => #rt::debug_variant(f, #name, #value))
}
