//! `write`: backwards, so that a length is known when it is its turn. The last field comes first, unknown fields before all.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::decode::{key, map_kinds};
use super::order::{Slot, by_number};
use super::presence::when_present;
use super::wire;
use crate::emit::paths;
use crate::model::{Field, Framing, Message, MessageRef, Model, Name, Oneof, Packing, Shape, Value};

/// The function, as an item of `impl MessageCodec`.
pub(super) fn write(model: &Model, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let unknown_fields = message.unknown_fields.as_ref().map(|ident| quote!(writer.unknown_fields(&self.#ident);));
    let fields = by_number(message).into_iter().rev().map(|slot| match slot {
        Slot::Field(field) => self::field(model, &message.scope, field),
        Slot::Oneof(oneof) => self::oneof(oneof),
    });
    let body: TokenStream = unknown_fields.into_iter().chain(fields).collect();
    // Without anything to write, `mut` would trip a lint.
    let mutable = (!body.is_empty()).then(|| quote!(mut));
    quote! {
        fn write<'w>(&self, #mutable writer: #rt::Writer<'w>) -> #rt::Writer<'w> {
            #body
            writer
        }
    }
}

/// Writes one value. Messages pass the writer on, all else borrows it.
fn value(number: u32, value: &Value, operand: TokenStream) -> TokenStream {
    let (method, key) = (wire::method(value), key(number, value));
    match passes_writer(value) {
        true => quote!(writer = writer.#method(#key, #operand);),
        false => quote!(writer.#method(#key, #operand);),
    }
}

/// Whether the writer is taken and given back: what messages of ours do, to keep it in registers.
pub(super) fn passes_writer(value: &Value) -> bool {
    match value {
        Value::Message(MessageRef::Local(_), Framing::LengthPrefixed | Framing::Delimited) => true,
        Value::Message(MessageRef::WellKnown(_) | MessageRef::Extern(_), _) => false,
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Enum(_) => false,
    }
}

fn field(model: &Model, scope: &[Name], field: &Field) -> TokenStream {
    let Field { ident, number, .. } = field;
    match &field.shape {
        Shape::Singular { value, presence, storage: _, default: _ } => {
            when_present(ident, value, *presence, |operand| self::value(*number, value, operand))
        }
        Shape::Repeated { value, packing } => match packing {
            Packing::Packed => {
                let key = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
                let kind = wire::kind(model, scope, value);
                quote!(writer.packed::<#kind>(#key, &self.#ident);)
            }
            Packing::Expanded => {
                let pattern = match value {
                    Value::Scalar(_) | Value::Enum(_) => quote!(&value),
                    Value::String(_) | Value::Bytes(_) | Value::Message(..) => quote!(value),
                };
                let write = self::value(*number, value, quote!(value));
                quote! {
                    for #pattern in self.#ident.iter().rev() {
                        #write
                    }
                }
            }
        },
        Shape::Map { key, value, container: _ } => {
            let tag = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
            let kinds = map_kinds(model, scope, key, value);
            quote!(writer = writer.map::<#kinds>(#tag, &self.#ident);)
        }
    }
}

fn oneof(oneof: &Oneof) -> TokenStream {
    let rt = paths::runtime();
    let ident = &oneof.ident;
    quote! {
        if let ::core::option::Option::Some(value) = &self.#ident {
            writer = #rt::OneofCodec::write(value, writer);
        }
    }
}
