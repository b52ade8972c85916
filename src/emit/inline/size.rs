//! `size`: the sum over the fields.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::decode::{key, map_kinds};
use super::order::{Slot, by_number};
use super::presence::when_present;
use super::wire;
use crate::emit::paths;
use crate::model::{Field, Message, Model, Name, Oneof, Packing, Shape, Value};

/// The function, as an item of `impl MessageCodec`.
pub(super) fn size(model: &Model, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let unknown_fields = message.unknown_fields.as_ref().map(|ident| quote!(size += #rt::size::unknown_fields(&self.#ident);));
    let fields = by_number(message).into_iter().map(|slot| match slot {
        Slot::Field(field) => self::field(model, &message.scope, field),
        Slot::Oneof(oneof) => self::oneof(oneof),
    });
    let body: TokenStream = fields.chain(unknown_fields).collect();
    let body = if body.is_empty() {
        quote!(0)
    } else {
        quote! {
            let mut size = 0;
            #body
            size
        }
    };
    quote! {
        fn size(&self) -> usize {
            #body
        }
    }
}

fn field(model: &Model, scope: &[Name], field: &Field) -> TokenStream {
    let rt = paths::runtime();
    let Field { ident, number, .. } = field;
    match &field.shape {
        Shape::Singular { value, presence, storage: _, default: _ } => {
            let (method, key) = (wire::method(value), key(*number, value));
            when_present(ident, value, *presence, |operand| quote!(size += #rt::size::#method(#key, #operand);))
        }
        Shape::Repeated { value, packing } => repeated(model, scope, field, value, *packing),
        Shape::Map { key, value, container: _ } => {
            let tag = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
            let kinds = map_kinds(model, scope, key, value);
            quote!(size += #rt::size::map::<#kinds>(#tag, &self.#ident);)
        }
    }
}

fn repeated(model: &Model, scope: &[Name], field: &Field, value: &Value, packing: Packing) -> TokenStream {
    let rt = paths::runtime();
    let Field { ident, number, .. } = field;
    match value {
        Value::Scalar(_) | Value::Enum(_) => {
            let kind = wire::kind(model, scope, value);
            match packing {
                Packing::Packed => {
                    let key = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
                    quote!(size += #rt::size::packed::<#kind>(#key, &self.#ident);)
                }
                Packing::Expanded => {
                    let key = key(*number, value);
                    quote!(size += #rt::size::expanded::<#kind>(#key, &self.#ident);)
                }
            }
        }
        Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
            let (method, key) = (wire::method(value), key(*number, value));
            quote! {
                for value in &self.#ident {
                    size += #rt::size::#method(#key, value);
                }
            }
        }
    }
}

fn oneof(oneof: &Oneof) -> TokenStream {
    let rt = paths::runtime();
    let ident = &oneof.ident;
    quote! {
        if let ::core::option::Option::Some(value) = &self.#ident {
            size += #rt::OneofCodec::size(value);
        }
    }
}
