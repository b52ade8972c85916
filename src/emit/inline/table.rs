//! Field tables: the data of JSON, text format and reflection.

use proc_macro2::TokenStream;
use quote::quote;

use super::needs::Needs;
use super::{json, paths};
use crate::emit::cfg;
use crate::emit::surface::Spelling;
use crate::emit::types;
use crate::model::{Enum, EnumTable, Extension, Model, Name, Openness, Settings, Table, TableType};

mod message;

pub(super) use message::{function, implementation};

/// Returns a reference to the table of an extension, as an element of a list in the module `scope`.
pub(super) fn extension(
    spelling: &Spelling<'_>,
    scope: &[Name],
    extension: &Extension,
) -> Option<TokenStream> {
    let Table { text, types, features, paths: _, purpose: _ } = extension.table.as_deref()?;
    let condition = cfg::any(features);
    let rt = paths::runtime();
    let extendee = &*extension.extendee_name;
    let types = types.iter().map(|ty| reference(spelling, scope, ty, &quote!(#rt::Late)));
    Some(quote! {
        #condition
        {
            static TABLE: #rt::ExtensionTable =
                #rt::ExtensionTable::new(#extendee, #text, &[#(#types),*]);
            &TABLE
        },
    })
}

/// Returns a reference to the table of a type, for code in the module `scope`. `late` is the type
/// argument of the function that returns the table.
fn reference(
    spelling: &Spelling<'_>,
    scope: &[Name],
    ty: &TableType,
    late: &TokenStream,
) -> TokenStream {
    let rt = paths::runtime();
    match ty {
        TableType::Message(target) => {
            let ty = types::message(spelling, scope, target);
            quote!(#rt::TableRef::Message(<#ty as #rt::Tabled>::table::<#late>))
        }
        TableType::Enum(target, openness) => {
            let ty = types::enumeration(spelling, scope, target);
            let variant = match openness {
                None => quote!(Enum),
                Some(Openness::Open) => quote!(OpenEnum),
                Some(Openness::Closed) => quote!(ClosedEnum),
            };
            quote!(#rt::TableRef::#variant(<#ty as #rt::TabledEnum>::table::<#late>))
        }
        TableType::SerdeMessage(target, full_name) => {
            let ty = types::message(spelling, scope, target);
            quote! {
                #rt::TableRef::Message(|| const {
                    &#rt::Table::Long {
                        full_name: #full_name,
                        keys: &[],
                        fields: "",
                        types: &[#rt::TableRef::Serde(#rt::SerdeType::of::<#ty>())],
                    }
                })
            }
        }
        TableType::Numbers(full_name) => {
            quote! {
                #rt::TableRef::Enum(|| &#rt::EnumTable { full_name: #full_name, values: "" })
            }
        }
    }
}

/// Returns the implementations for an enum: the trait of its table, and the traits that read the
/// table. The whole block depends on the features of the table, so that its `use` is never unused.
pub(super) fn enumeration(spelling: &Spelling<'_>, enumeration: &Enum) -> Option<TokenStream> {
    let EnumTable { text, features, purpose: _ } = enumeration.table.as_deref()?;
    let condition = cfg::any(features);
    let rt = paths::runtime();
    let (ident, full_name) = (&enumeration.ident, &enumeration.full_name);
    let table = quote! {
        impl #rt::TabledEnum for #ident {
            fn table<L>() -> &'static #rt::EnumTable {
                &#rt::EnumTable { full_name: #full_name, values: #text }
            }
        }
    };
    let implementations = [table].into_iter().chain(json::enumeration(spelling, enumeration));
    let block = paths::with_runtime(&Needs::of_tabled_enum(spelling, enumeration), implementations);
    Some(quote!(#condition #block))
}

/// Returns the features of the runtime that tables and stubs need, whichever features the user's
/// crate has on.
pub(super) fn runtime_features(model: &Model) -> Vec<&'static str> {
    let settings: Vec<&Settings> = tabled(model).collect();
    let of_extensions = model.extensions.values().filter_map(|extension| extension.table.as_ref());
    let of_messages =
        model.messages.values().flatten().filter_map(|message| message.table.as_ref());
    let has_serde = of_messages
        .chain(of_extensions)
        .any(|table| table.features.is_empty() && table.has_serde());
    let has_json =
        |settings: &&Settings| settings.json.value && settings.json_feature.value.is_none();
    let stubs = model.services.values().flatten();
    let speaks_json = stubs
        .into_iter()
        .any(|service| service.grpc_json.as_ref().is_some_and(|features| features.is_empty()));
    let features = [
        ("json", has_serde || speaks_json || settings.iter().any(has_json)),
        ("text", settings.iter().any(|settings| settings.text.value)),
        ("reflect", settings.iter().any(|settings| settings.reflect.value)),
    ];
    features.into_iter().filter(|(_, is_on)| *is_on).map(|(feature, _)| feature).collect()
}

/// Returns the features of the user's crate for JSON. Each has the feature of the runtime that it
/// turns on.
pub(super) fn features(model: &Model) -> Vec<(&str, &'static str)> {
    let settings = tabled(model).filter(|settings| settings.json.value);
    let features = settings.filter_map(|settings| settings.json_feature.value.as_deref());
    features.map(|feature| (feature, "rust-grpc/json")).collect()
}

/// Returns the settings of the messages, enums and extensions that have a table.
fn tabled(model: &Model) -> impl Iterator<Item = &Settings> {
    let messages = model.messages.values().flatten();
    let enums = model.enums.values().flatten();
    let extensions = model.extensions.values();
    let settings = messages
        .filter(|message| message.table.is_some())
        .map(|message| message.settings)
        .chain(enums.filter(|decl| decl.table.is_some()).map(|decl| decl.settings))
        .chain(extensions.filter(|decl| decl.table.is_some()).map(|decl| decl.settings));
    settings.map(|id| &model.settings[id])
}
