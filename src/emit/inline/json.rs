//! serde's traits: ProtoJSON, which the runtime prints and parses with field tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths;
use crate::emit::cfg;
use crate::emit::surface::Spelling;
use crate::model::{Enum, Message, Name, Settings, SettingsId, StdTrait};

/// Returns the implementations for a message, for code inside [`paths::with_runtime`].
pub(super) fn message(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let settings = with_json(spelling, message.settings)?;
    let rt = paths::runtime();
    let defaults = defaults(settings);
    Some(implementations(
        settings,
        &message.ident,
        &quote!(#rt::json_serialize(self, #defaults, serializer)),
        &quote!(#rt::json_deserialize(#defaults, deserializer)),
    ))
}

/// Returns the implementation of `Serialize` for the view of a message, for code inside the block
/// of the view.
pub(super) fn view(spelling: &Spelling<'_>, message: &Message, view: &Name) -> Option<TokenStream> {
    let settings = with_json(spelling, message.settings)?;
    let rt = paths::runtime();
    let defaults = defaults(settings);
    let body = quote!(#rt::json_serialize(self, #defaults, serializer));
    Some(serialize(settings, &quote!(#view<'_>), &body))
}

/// Returns the implementations for an enum, for code inside [`paths::with_runtime`].
pub(super) fn enumeration(spelling: &Spelling<'_>, enumeration: &Enum) -> Option<TokenStream> {
    let settings = with_json(spelling, enumeration.settings)?;
    let rt = paths::runtime();
    let defaults = defaults(settings);
    // The number of an enum that is not `Copy` cannot be read through a reference.
    let serialize = match enumeration.derives.has(StdTrait::Copy) {
        true => quote!(#rt::json_serialize_enum(self, #defaults, serializer)),
        false => quote! {
            #rt::json_serialize_enum_value::<Self, S>(self.as_str_name(), #defaults, serializer)
        },
    };
    Some(implementations(
        settings,
        &enumeration.ident,
        &serialize,
        &quote!(#rt::json_deserialize_enum(#defaults, deserializer)),
    ))
}

/// Returns the feature of the user's crate that serde's traits of an element need. Returns `None`
/// if the element does not have the traits.
pub(super) fn feature<'m>(spelling: &Spelling<'m>, id: SettingsId) -> Option<Option<&'m str>> {
    Some(with_json(spelling, id)?.json_feature.value.as_deref())
}

/// Returns the settings of an element if its JSON option is on.
fn with_json<'m>(spelling: &Spelling<'m>, id: SettingsId) -> Option<&'m Settings> {
    let settings = &spelling.model.settings[id];
    settings.json.value.then_some(settings)
}

/// Returns the implementations. `cargo check` spends most of its time for them on their signatures.
/// Bounds in a `where` clause would cost a tenth more.
fn implementations(
    settings: &Settings,
    ident: &Name,
    serialize: &TokenStream,
    deserialize: &TokenStream,
) -> TokenStream {
    let rt = paths::runtime();
    let condition = cfg::any(settings.json_feature.value.as_slice());
    let serialize = self::serialize(settings, &quote!(#ident), serialize);
    quote! {
        #serialize

        #condition
        impl<'de> #rt::serde::Deserialize<'de> for #ident {
            fn deserialize<D: #rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, <D as #rt::serde::Deserializer<'de>>::Error> {
                #deserialize
            }
        }
    }
}

/// Returns the implementation of `Serialize` for a type.
fn serialize(settings: &Settings, ty: &TokenStream, body: &TokenStream) -> TokenStream {
    let rt = paths::runtime();
    let condition = cfg::any(settings.json_feature.value.as_slice());
    quote! {
        #condition
        impl #rt::serde::Serialize for #ty {
            fn serialize<S: #rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<
                <S as #rt::serde::Serializer>::Ok,
                <S as #rt::serde::Serializer>::Error,
            > {
                #body
            }
        }
    }
}

/// Returns the JSON options that are not arguments of serde's traits.
fn defaults(settings: &Settings) -> TokenStream {
    let rt = paths::runtime();
    let proto_names = settings.json_proto_names.value.then(|| quote!(.proto_names()));
    let emit_defaults = settings.json_emit_defaults.value.then(|| quote!(.emit_defaults()));
    let numbers = settings.json_enums_as_numbers.value.then(|| quote!(.enums_as_numbers()));
    let ignore_unknown = settings.json_ignore_unknown.value.then(|| quote!(.ignore_unknown()));
    quote!(#rt::JsonDefaults::NONE #proto_names #emit_defaults #numbers #ignore_unknown)
}
