//! `Debug` with prost's output: the fields in declaration order, the enums by their names.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::debug::{implement, redacted, shown_enum, shown_member};
use crate::emit::deferred::deferred;
use crate::emit::doc_attributes::allow_deprecated;
use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::emit::{item_path, text, types};
use crate::model::{Field, Member, Message, Name, Oneof};

/// Returns the implementation for a message.
pub(super) fn message(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let ident = &message.ident;
    let allow = allow_deprecated(message.mentions_deprecated);
    let body = deferred(|| {
        let fields = message.fields.iter().map(|field| {
            deferred(move || shown(&field.ident, self::field(spelling, message, field)))
        });
        let oneofs = message.oneofs.iter().map(|oneof| {
            let ident = &oneof.ident;
            shown(ident, quote!(&self.#ident))
        });
        // A newer schema may hide a field that is unknown here. A field with another wire type is
        // unknown, too.
        let unknown = message.unknown_fields.iter().map(|ident| match message.redacts() {
            true => shown(ident, redacted()),
            false => shown(ident, quote!(&self.#ident)),
        });
        let name = text::literal(ident.as_str());
        quote!(#rt::debug_struct(f, #name)#(#fields)*#(#oneofs)*#(#unknown)*.finish())
    });
    implement(ident, allow, body)
}

/// Returns the call that shows a field.
fn shown(ident: &Name, value: TokenStream) -> TokenStream {
    let name = text::literal(ident.as_str());
    quote!(.field(#name, #value))
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
    let body = deferred(|| {
        let arms = oneof.members.iter();
        let arms = arms.map(|member| deferred(move || arm(spelling, message, member)));
        quote!(match self { #(#arms,)* })
    });
    implement(&oneof.type_ident, allow, body)
}

fn arm(spelling: &Spelling<'_>, message: &Message, member: &Member) -> TokenStream {
    let rt = paths::runtime();
    let ident = &member.ident;
    let name = text::literal(ident.as_str());
    let (pattern, value) = shown_member(member, |enumeration| {
        let scope = item_path::inside(&message.scope, &message.module);
        let ty = types::enumeration(spelling, &scope, enumeration);
        quote!(&#rt::debug_enum::<#ty>(value))
    });
    quote!(Self::#ident(#pattern) => #rt::debug_variant(f, #name, #value))
}
