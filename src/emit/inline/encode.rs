//! `write`: one call for each field, backwards, so that a length is known when its prefix is
//! written. The unknown fields are written first, then the fields from the last to the first.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::decode::{key, map_kinds};
use super::wire;
use crate::emit::deferred::deferred;
use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::model::{Field, Message, Name, Packing, Presence, Shape, Slot, Value};

/// Returns the function `write`, as an item of `impl MessageCodec`.
pub(super) fn write(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let unknown_fields =
        message.unknown_fields.as_ref().map(|ident| quote!(.unknown_fields(&self.#ident)));
    let fields = message.on_the_wire().into_iter().rev().map(|slot| {
        deferred(move || match slot {
            Slot::Field(field) => self::field(spelling, &message.scope, field),
            Slot::Oneof(oneof) => {
                let ident = &oneof.ident;
                quote!(.oneof(&self.#ident))
            }
        })
    });
    quote! {
        fn write<'w, W: #rt::WriteFields<'w>>(
            &'w self,
            writer: #rt::Writer<W>,
        ) -> #rt::Writer<W> {
            writer #unknown_fields #(#fields)*
        }
    }
}

/// Returns the call for a field. The runtime omits fields that need no bytes.
fn field(spelling: &Spelling<'_>, scope: &[Name], field: &Field) -> TokenStream {
    let Field { ident, number, .. } = field;
    match &field.shape {
        Shape::Singular { value, presence, storage: _, default: _ } => {
            let name = wire::method(value);
            let (method, operand) = match (presence, value) {
                (Presence::Explicit, Value::Scalar(_) | Value::Enum(..)) => {
                    (format_ident!("some_{name}"), quote!(self.#ident))
                }
                (Presence::Explicit, Value::String(_) | Value::Bytes(_) | Value::Message(..)) => {
                    (format_ident!("some_{name}"), quote!(&self.#ident))
                }
                (Presence::Implicit, Value::Scalar(_) | Value::Enum(..)) => {
                    (format_ident!("nonzero_{name}"), quote!(self.#ident))
                }
                (Presence::Implicit, Value::String(_) | Value::Bytes(_)) => {
                    (format_ident!("nonempty_{name}"), quote!(&self.#ident))
                }
                (Presence::Required, Value::Scalar(_) | Value::Enum(..)) => {
                    (name, quote!(self.#ident))
                }
                // A message that is not an `Option` is always written.
                (Presence::Implicit, Value::Message(..))
                | (Presence::Required, Value::String(_) | Value::Bytes(_) | Value::Message(..)) => {
                    (name, quote!(&self.#ident))
                }
            };
            let key = key(*number, value);
            quote!(.#method(#key, #operand))
        }
        Shape::Repeated { value, packing } => repeated(spelling, scope, field, value, *packing),
        Shape::Map { key, value, container: _ } => {
            let tag = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
            let kinds = map_kinds(spelling, scope, key, value);
            quote!(.map::<#kinds>(#tag, &self.#ident))
        }
    }
}

fn repeated(
    spelling: &Spelling<'_>,
    scope: &[Name],
    field: &Field,
    value: &Value,
    packing: Packing,
) -> TokenStream {
    let Field { ident, number, .. } = field;
    match value {
        Value::Scalar(_) | Value::Enum(..) => {
            let kind = wire::kind(spelling, scope, value);
            match packing {
                Packing::Packed => {
                    let key = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
                    quote!(.packed::<#kind>(#key, &self.#ident))
                }
                Packing::Expanded => {
                    let key = key(*number, value);
                    quote!(.expanded::<#kind>(#key, &self.#ident))
                }
            }
        }
        Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
            let (method, key) =
                (format_ident!("each_{}", wire::method(value)), key(*number, value));
            quote!(.#method(#key, &self.#ident))
        }
    }
}
