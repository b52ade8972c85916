//! The table of a message, in its short form or its long form, and the trait of the long form.

use proc_macro2::TokenStream;
use quote::quote;

use super::reference;
use crate::emit::cfg;
use crate::emit::inline::decode::{list, member_key};
use crate::emit::inline::{paths, wire};
use crate::emit::surface::Spelling;
use crate::emit::{text, types};
use crate::model::{Field, Message, Numbered, Shape, Table, TableType};

/// Returns the function that returns the table, as an item of `impl MessageCodec`. If the features
/// of the long form are off, the table has its short form.
pub(in crate::emit::inline) fn function(spelling: &Spelling<'_>, message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let item = |condition: Option<TokenStream>, table: TokenStream| {
        quote! {
            #condition
            #[inline(never)]
            fn table<L>() -> &'static #rt::Table {
                #table
            }
        }
    };
    let Some(table) = message.table.as_deref() else { return item(None, short(message)) };
    let with = item(cfg::any(&table.features), long(spelling, message, table));
    let without = cfg::none(&table.features);
    let without = without.map(|without| item(Some(without), short(message)));
    quote!(#with #without)
}

/// Returns the keys of all fields, so that the runtime can distinguish another wire type from an
/// unknown field. Each number has one key, so the keys ascend with the numbers.
fn keys(message: &Message) -> TokenStream {
    list(message.by_number().into_iter().map(|numbered| match numbered {
        Numbered::Field(Field { number, shape, .. }) => match shape {
            Shape::Singular { value, .. } | Shape::Repeated { value, .. } => {
                wire::key(*number, value)
            }
            Shape::Map { .. } => wire::length_delimited_key(*number),
        },
        Numbered::Member(_, member) => member_key(member),
    }))
}

/// Returns the short form: the keys and names of all fields, so that the runtime can name the field
/// that has an error.
fn short(message: &Message) -> TokenStream {
    let rt = paths::runtime();
    let keys = keys(message);
    let names = message.by_number().into_iter().map(|numbered| match numbered {
        Numbered::Field(field) => field.ident.as_str(),
        Numbered::Member(oneof, _) => oneof.ident.as_str(),
    });
    let names: Vec<&str> = names.collect();
    let (ident, names) = (text::literal(message.ident.as_str()), text::literal(&names.join(" ")));
    quote!(&#rt::Table::Short { message: #ident, keys: #keys, names: #names })
}

/// Returns the long form: the keys and the text. If the message has constants for paths, the text
/// is `Tabled::FIELDS`.
fn long(spelling: &Spelling<'_>, message: &Message, table: &Table) -> TokenStream {
    let rt = paths::runtime();
    let Table { text, types, paths, features: _, purpose: _ } = table;
    let (full_name, keys) = (&message.full_name, keys(message));
    let text = match paths {
        Some(_) => quote!(<Self as #rt::Tabled>::FIELDS),
        None => quote!(#text),
    };
    let types = types.iter().map(|ty| reference(spelling, &message.scope, ty, &quote!(L)));
    quote! {
        &#rt::Table::Long {
            full_name: #full_name,
            keys: #keys,
            fields: #text,
            types: &[#(#types),*],
        }
    }
}

/// Returns the implementation of `Tabled` for a table in its long form, for code inside
/// [`paths::with_runtime`].
pub(in crate::emit::inline) fn implementation(
    spelling: &Spelling<'_>,
    message: &Message,
) -> Option<TokenStream> {
    let table = message.table.as_deref()?;
    let condition = cfg::any(&table.features);
    let rt = paths::runtime();
    let ident = &message.ident;
    let constants = of_paths(spelling, message, table);
    Some(quote! {
        #condition
        impl #rt::Tabled for #ident { #constants }
    })
}

/// Returns the fields and types that the compiler checks constants with paths against. It evaluates
/// them in programs with such constants. They add 2 % to the instructions of `cargo check` (494
/// messages of Google's APIs, `reflect` alone). One constant with both parts would add 3 %.
fn of_paths(spelling: &Spelling<'_>, message: &Message, table: &Table) -> Option<TokenStream> {
    let rt = paths::runtime();
    let Table { text, types, paths, .. } = table;
    let inner = paths.as_ref()?.iter().zip(types).map(|(goes_on, ty)| match ty {
        TableType::Message(target) if *goes_on => {
            let ty = types::message(spelling, &message.scope, target);
            quote!(<#ty as #rt::Tabled>::PATHS)
        }
        TableType::Message(_)
        | TableType::Enum(..)
        | TableType::SerdeMessage(..)
        | TableType::Numbers(_) => quote!(#rt::Paths::NONE),
    });
    let inner = (inner.len() > 0).then(|| {
        quote!(
            const INNER: &'static [#rt::Paths] = &[#(#inner),*];
        )
    });
    Some(quote! {
        const FIELDS: &'static str = #text;
        #inner
    })
}
