//! The table by which the runtime checks an encoded message.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{is_lazy, path};
use crate::emit::inline::{paths, wire};
use crate::emit::surface::Spelling;
use crate::emit::types;
use crate::model::{
    Enums, Field, Framing, Member, Message, MessageRef, Name, Numbered, Scalar, Shape, Value,
};

/// The greatest number of entries without a field, for each field. A sparse table is searched.
const GAPS: usize = 4;
/// A table of this size is never sparse.
const SMALL: usize = 32;

/// Returns the static with the table of a message, and those with the tables of map entries.
pub(super) fn statics(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let keeps_unknown = message.unknown_fields.is_some();
    let numbered = message.by_number().into_iter();
    let entries = numbered.map(|one| match one {
        Numbered::Field(field) => (field.number, self::field(spelling, message, field)),
        Numbered::Member(_, Member { number, value, .. }) => {
            (*number, self::value(spelling, message, value))
        }
    });
    let entries: Vec<(u32, TokenStream)> = entries.collect();
    let rt = paths::runtime();
    let table = of_entries(entries, keeps_unknown, false);
    let of_maps = message.fields.iter().filter_map(|field| match &field.shape {
        Shape::Map { key, value, container: _ } => {
            let (name, table) = (entry(field), map_entry(spelling, message, key, value));
            Some(quote!(static #name: #rt::Fields = #table;))
        }
        Shape::Singular { .. } | Shape::Repeated { .. } => None,
    });
    quote! {
        static FIELDS: #rt::Fields = #table;
        #(#of_maps)*
    }
}

/// Returns the name of the static for the entries of a map, in the block of the message.
fn entry(field: &Field) -> proc_macro2::Ident {
    quote::format_ident!("ENTRY_{}", field.number)
}

/// Returns the table of the entries of a map.
fn map_entry(
    spelling: &Spelling<'_>,
    message: &Message,
    key: &Value,
    value: &Value,
) -> TokenStream {
    let key = self::value(spelling, message, key);
    // Values of maps have a length prefix, whatever the feature says.
    let value = match value {
        Value::Message(reference, _) => {
            let value = Value::Message(reference.clone(), Framing::LengthPrefixed);
            self::value(spelling, message, &value)
        }
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Enum(..) => {
            self::value(spelling, message, value)
        }
    };
    of_entries(vec![(1, key), (2, value)], message.unknown_fields.is_some(), true)
}

/// Returns the table with these entries, by ascending number.
fn of_entries(
    entries: Vec<(u32, TokenStream)>,
    preserves_unknown: bool,
    is_map_entry: bool,
) -> TokenStream {
    let rt = paths::runtime();
    let is_dense = |index: usize, number: u32| (number as usize) < SMALL.max(GAPS * (index + 1));
    let dense = entries
        .iter()
        .enumerate()
        .filter(|(index, (number, _))| is_dense(*index, *number))
        .map(|(index, _)| index + 1)
        .next_back()
        .unwrap_or(0);
    let (dense, sparse) = entries.split_at(dense);
    let length = dense.last().map_or(0, |(number, _)| *number as usize + 1);
    let mut all = vec![quote!(#rt::FieldEntry::Undeclared); length];
    for (number, entry) in dense {
        all[*number as usize] = entry.clone();
    }
    let sparse = sparse.iter().map(|(number, entry)| {
        let number = Literal::u32_unsuffixed(*number);
        quote!((#number, #entry))
    });
    quote! {
        #rt::Fields::new(&[#(#all),*], &[#(#sparse),*], #preserves_unknown, #is_map_entry)
    }
}

fn field(spelling: &Spelling<'_>, message: &Message, field: &Field) -> TokenStream {
    let rt = paths::runtime();
    match &field.shape {
        Shape::Singular { value, .. } => self::value(spelling, message, value),
        Shape::Repeated { value, packing: _ } => match value {
            Value::Scalar(scalar) => {
                let width = width(*scalar);
                let several = quote::format_ident!("{width}s");
                quote!(#rt::FieldEntry::#several)
            }
            Value::Enum(enumeration, Enums::Closed) => {
                let ty = types::enumeration(spelling, &message.scope, enumeration);
                quote!(#rt::FieldEntry::ClosedEnums(#rt::is_known::<#ty>))
            }
            Value::Enum(_, Enums::I32 | Enums::Open) => quote!(#rt::FieldEntry::Varints),
            Value::String(_) | Value::Bytes(_) | Value::Message(..) => {
                self::value(spelling, message, value)
            }
        },
        Shape::Map { .. } => {
            let entry = entry(field);
            quote!(#rt::FieldEntry::Message(#rt::FieldsRef::new(&#entry)))
        }
    }
}

fn value(spelling: &Spelling<'_>, message: &Message, value: &Value) -> TokenStream {
    let rt = paths::runtime();
    let entry = match value {
        Value::Scalar(scalar) => {
            let width = width(*scalar);
            quote!(#width)
        }
        Value::Enum(enumeration, Enums::Closed) => {
            let ty = types::enumeration(spelling, &message.scope, enumeration);
            quote!(ClosedEnum(#rt::is_known::<#ty>))
        }
        Value::Enum(_, Enums::I32 | Enums::Open) => quote!(Varint),
        Value::String(_) => quote!(String),
        Value::Bytes(_) => quote!(Bytes),
        Value::Message(reference, framing) => {
            let lazy = is_lazy(message, value);
            return of_message(spelling, &message.scope, reference, *framing, lazy);
        }
    };
    quote!(#rt::FieldEntry::#entry)
}

fn of_message(
    spelling: &Spelling<'_>,
    scope: &[Name],
    reference: &MessageRef,
    framing: Framing,
    lazy: bool,
) -> TokenStream {
    let rt = paths::runtime();
    match reference {
        MessageRef::Local(id) => {
            let view = path(spelling, scope, *id);
            let fields = quote!(<#view<'static> as #rt::MessageView>::FIELDS);
            match framing {
                Framing::LengthPrefixed if lazy => quote!(#rt::FieldEntry::LazyMessage(#fields)),
                Framing::LengthPrefixed => quote!(#rt::FieldEntry::Message(#fields)),
                Framing::Delimited => quote!(#rt::FieldEntry::Group(#fields)),
            }
        }
        MessageRef::WellKnown(..) | MessageRef::Extern(..) => {
            let ty = types::message(spelling, scope, reference);
            match framing {
                Framing::LengthPrefixed if lazy => {
                    quote!(#rt::FieldEntry::LazyForeign(#rt::check_foreign::<#ty>))
                }
                Framing::LengthPrefixed => {
                    quote!(#rt::FieldEntry::Foreign(#rt::check_foreign::<#ty>))
                }
                Framing::Delimited => {
                    let check = quote!(#rt::check_foreign_group::<#ty>);
                    quote!(#rt::FieldEntry::ForeignGroup(#check))
                }
            }
        }
    }
}

/// Returns the entry of a singular scalar.
fn width(scalar: Scalar) -> proc_macro2::Ident {
    let name = match wire::layout(scalar) {
        wire::Layout::Varint => "Varint",
        wire::Layout::Fixed32 => "Fixed32",
        wire::Layout::Fixed64 => "Fixed64",
    };
    quote::format_ident!("{name}")
}
