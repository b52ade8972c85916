//! `merge_fields`: one arm for each key, one call in each arm.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::wire;
use crate::emit::deferred::deferred;
use crate::emit::inline::paths;
use crate::emit::surface::Spelling;
use crate::model::{
    Enums, Field, Member, Message, Name, Oneof, Presence, Shape, Slot, Storage, Value,
};

/// Returns the function that merges fields, as an item of `impl MessageCodec`.
pub(super) fn merge_fields(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let slots = message.on_the_wire();
    let arms = slots.iter().map(|slot| {
        deferred(move || match slot {
            Slot::Field(field) => self::field(spelling, message, field),
            Slot::Oneof(oneof) => self::oneof(message, oneof),
        })
    });
    let other = deferred(|| match &message.unknown_fields {
        None => quote!(reader.skip(<Self as #rt::MessageCodec>::table::<L>())),
        Some(ident) => {
            quote!(reader.preserve(&mut self.#ident, <Self as #rt::MessageCodec>::table::<L>()))
        }
    });
    // Clippy rejects a `match` with a single arm.
    let body = match slots.as_slice() {
        [] => quote! {
            while reader.tag() != #rt::END {
                #other;
            }
        },
        [..] => quote! {
            loop {
                match reader.tag() {
                    #(#arms)*
                    #rt::END => break,
                    _ => #other,
                }
            }
        },
    };
    quote! {
        fn merge_fields<L>(&mut self, input: #rt::Input<'_>, nesting: #rt::Nesting<'_>) {
            let mut reader = #rt::Reader::new(input, nesting);
            #body
        }
    }
}

/// Returns the key of a oneof's member.
pub(super) fn member_key(member: &Member) -> u32 {
    wire::key(member.number, &member.value)
}

/// Returns a slice of keys.
pub(super) fn list(keys: impl Iterator<Item = u32>) -> TokenStream {
    let keys = keys.map(Literal::u32_unsuffixed);
    quote!(&[#(#keys),*])
}

/// Returns a key as a literal without suffix.
pub(super) fn key(number: u32, value: &Value) -> Literal {
    Literal::u32_unsuffixed(wire::key(number, value))
}

fn field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> TokenStream {
    let Field { ident, number, .. } = field;
    let scope = &message.scope;
    match &field.shape {
        Shape::Singular { value, presence, storage, default: _ } => {
            let key = key(*number, value);
            let read = deferred(|| match presence {
                Presence::Explicit => optional(message, ident, value, *storage),
                Presence::Implicit | Presence::Required => plain(message, ident, value, *storage),
            });
            quote!(#key => #read,)
        }
        Shape::Repeated { value, packing: _ } => repeated(spelling, message, field, value),
        Shape::Map { key, value: Value::Enum(_, Enums::Closed), container: _ } => {
            let tag = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
            let (key, unknown) = (wire::kind(spelling, scope, key), unknown_fields(message));
            quote!(#tag => reader.map_of_closed_enum::<#key, _, _>(&mut self.#ident, #unknown),)
        }
        Shape::Map { key, value, container: _ } => {
            let tag = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
            let kinds = map_kinds(spelling, scope, key, value);
            let map = match message.unknown_fields {
                None => quote!(map),
                Some(_) => quote!(map_of_any_wire_type),
            };
            quote!(#tag => reader.#map::<#kinds>(&mut self.#ident),)
        }
    }
}

fn optional(message: &Message, ident: &Name, value: &Value, storage: Storage) -> TokenStream {
    let method = wire::method(value);
    match value {
        Value::Enum(_, Enums::Closed) => {
            let unknown = unknown_fields(message);
            quote!(reader.some_closed_enum(&mut self.#ident, #unknown))
        }
        Value::Scalar(_) | Value::Enum(_, Enums::I32 | Enums::Open) => {
            quote!(self.#ident = ::core::option::Option::Some(reader.#method()))
        }
        Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
            read(value, storage, deferred(|| quote!(self.#ident.get_or_insert_default())))
        }
    }
}

fn plain(message: &Message, ident: &Name, value: &Value, storage: Storage) -> TokenStream {
    let method = wire::method(value);
    match value {
        Value::Enum(_, Enums::Closed) => {
            let unknown = unknown_fields(message);
            quote!(reader.closed_enum(&mut self.#ident, #unknown))
        }
        Value::Scalar(_) | Value::Enum(_, Enums::I32 | Enums::Open) => {
            quote!(self.#ident = reader.#method())
        }
        Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
            read(value, storage, deferred(|| quote!(&mut self.#ident)))
        }
    }
}

/// Returns the arms of a repeated field. Scalars are read in both encodings, packed and expanded,
/// whatever the declaration says.
fn repeated(
    spelling: &Spelling<'_>,
    message: &Message,
    field: &Field,
    value: &Value,
) -> TokenStream {
    let Field { ident, number, .. } = field;
    let key = key(*number, value);
    let packed = Literal::u32_unsuffixed(wire::length_delimited_key(*number));
    match value {
        Value::Enum(_, Enums::Closed) => {
            let unknown = unknown_fields(message);
            quote! {
                #key => reader.expanded_closed_enum(&mut self.#ident, #unknown),
                #packed => reader.packed_closed_enum(&mut self.#ident, #unknown),
            }
        }
        Value::Scalar(_) | Value::Enum(_, Enums::I32 | Enums::Open) => {
            let kind = wire::kind(spelling, &message.scope, value);
            quote! {
                #key => reader.expanded::<#kind>(&mut self.#ident),
                #packed => reader.packed::<#kind>(&mut self.#ident),
            }
        }
        Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
            let each = format_ident!("each_{}", wire::method(value));
            quote!(#key => reader.#each(&mut self.#ident),)
        }
    }
}

/// Returns the call that reads a value other than a scalar into `target`, a mutable reference.
pub(super) fn read(value: &Value, storage: Storage, target: impl ToTokens) -> TokenStream {
    let method = wire::reads(value, storage);
    quote!(reader.#method(#target))
}

fn oneof(message: &Message, oneof: &Oneof) -> TokenStream {
    let ident = &oneof.ident;
    let is_closed = |member: &&Member| matches!(member.value, Value::Enum(_, Enums::Closed));
    let (closed, others): (Vec<&Member>, Vec<_>) = oneof.members.iter().partition(is_closed);
    let key = |member: &Member| Literal::u32_unsuffixed(member_key(member));
    let keys = others.into_iter().map(key);
    let others = (keys.len() > 0).then(|| quote!(#(#keys)|* => reader.oneof(&mut self.#ident),));
    let (ty, unknown) = (crate::emit::oneof::path(message, oneof), unknown_fields(message));
    let closed = closed.into_iter().map(|member| {
        let (key, variant) = (key(member), &member.ident);
        quote!(#key => reader.closed_enum_member(&mut self.#ident, #ty::#variant, #unknown),)
    });
    quote!(#others #(#closed)*)
}

/// Returns the field for unknown fields as an argument. Every message with a closed enum has the
/// field.
fn unknown_fields(message: &Message) -> TokenStream {
    message.unknown_fields.iter().map(|ident| quote!(&mut self.#ident)).collect()
}

/// Returns the type arguments of the runtime's functions for maps. A key or value that an entry
/// lacks is zero. This is right for an enum, too, because protoc refuses a map of an enum whose
/// first value is not 0.
pub(super) fn map_kinds(
    spelling: &Spelling<'_>,
    scope: &[Name],
    key: &Value,
    value: &Value,
) -> TokenStream {
    let key = wire::kind(spelling, scope, key);
    let value = wire::kind(spelling, scope, value);
    quote!(#key, #value, _)
}
