//! The constants of a view: its fields that hold messages with views.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::doc_attributes::deprecated;
use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::emit::types;
use crate::model::{Framing, Message, MessageRef, Name, Shape, Value};

/// Returns the constants, in the order of the fields and then of the members of oneofs.
pub(super) fn items(spelling: &Spelling<'_>, message: &Message, view: &Name) -> TokenStream {
    let fields = message.fields.iter().filter_map(|field| {
        let (Shape::Singular { value, .. } | Shape::Repeated { value, .. }) = &field.shape else {
            return None;
        };
        let ident = field.view_constant.as_ref()?;
        let docs = docs(&field.proto_name);
        one(spelling, message, (ident, docs, field.deprecated), value, field.number)
    });
    let members = message.oneofs.iter().flat_map(|oneof| &oneof.members).filter_map(|member| {
        let ident = member.view_constant.as_ref()?;
        let docs = docs(&member.proto_name);
        one(spelling, message, (ident, docs, member.deprecated), &member.value, member.number)
    });
    let constants: Vec<TokenStream> = fields.chain(members).collect();
    if constants.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[allow(dead_code)]
        impl #view<'_> {
            #(#constants)*
        }
    }
}

fn docs(proto_name: &str) -> String {
    format!(" The field `{proto_name}`, for `Encoded::with_field`.")
}

/// Returns the constant of a field, given its name, its docs, and whether it is deprecated.
fn one(
    spelling: &Spelling<'_>,
    message: &Message,
    (ident, docs, is_deprecated): (&Name, String, bool),
    value: &Value,
    number: u32,
) -> Option<TokenStream> {
    let Value::Message(of @ MessageRef::Local(_), framing) = value else { return None };
    let rt = paths::runtime();
    let (owner, held) = (&message.ident, types::message(spelling, &message.scope, of));
    let new = match framing {
        Framing::LengthPrefixed => quote!(new),
        Framing::Delimited => quote!(group),
    };
    let number = Token::u32_unsuffixed(number);
    let deprecated = deprecated(is_deprecated);
    Some(quote! {
        #[doc = #docs]
        #deprecated
        pub const #ident: #rt::MessageField<#owner, #held> = #rt::MessageField::#new(#number);
    })
}
