//! Extensions: their constants, the messages that have them, and the types whose custom options can
//! be read.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::{literal, paths, wire};
use crate::emit::doc_attributes::{allow_deprecated, deprecated, docs};
use crate::emit::surface::Spelling;
use crate::emit::{allow_lints, item_path, types};
use crate::model::{
    Constant, EnumRef, Extension, Framing, Literal, Message, Name, Openness, Packing, Shape, Value,
};

/// Returns the constant of an extension. Its type has a public path, because users see it.
pub(super) fn constant(
    spelling: &Spelling<'_>,
    extension: &Extension,
    constant: &Constant,
) -> Option<TokenStream> {
    let Constant { ident, scope, docs: lines, mentions_deprecated_type, lints: trips } = constant;
    let (shape, default) = match &extension.shape {
        Shape::Singular { value, default, presence: _, storage: _ } => {
            let kind = kind(spelling, scope, value);
            let default = default.as_ref().map(|literal| (value, literal));
            (quote!(::rust_grpc::extension::Optional<#kind>), default)
        }
        Shape::Repeated { value, packing } => {
            let kind = kind(spelling, scope, value);
            let list = match packing {
                Packing::Packed => quote!(Packed),
                Packing::Expanded => quote!(Repeated),
            };
            (quote!(::rust_grpc::extension::#list<#kind>), None)
        }
        // Extensions cannot be maps.
        Shape::Map { .. } => return None,
    };
    let extendee = types::message(spelling, scope, &extension.extendee);
    let (full_name, extendee_name) = (&*extension.full_name, &*extension.extendee_name);
    let number = Token::u32_unsuffixed(extension.number);
    let names_deprecated = default.is_some_and(|(_, literal)| literal.may_be_deprecated());
    let with_default = default.map(|(value, literal)| {
        let value = self::default(spelling, scope, value, literal);
        quote!(.with_default(|| #value))
    });
    let docs = docs(lines);
    let lints = allow_lints::allow(*trips);
    let allow = allow_deprecated(*mentions_deprecated_type || names_deprecated);
    let deprecated = deprecated(extension.deprecated);
    Some(quote! {
        #docs
        #lints
        #allow
        #deprecated
        pub const #ident: ::rust_grpc::Extension<#extendee, #shape> =
            ::rust_grpc::Extension::new(#full_name, #extendee_name, #number) #with_default;
    })
}

/// Returns the default of an extension as a value.
fn default(
    spelling: &Spelling<'_>,
    scope: &[Name],
    value: &Value,
    literal: &Literal,
) -> TokenStream {
    match (literal, value) {
        (Literal::Variant { number: _, ident, may_be_deprecated: _ }, Value::Enum(of, _)) => {
            let ty = types::enumeration(spelling, scope, of);
            match openness(spelling, of) {
                Openness::Open => quote!(::rust_grpc::OpenEnum::new(#ty::#ident as i32)),
                Openness::Closed => quote!(#ty::#ident),
            }
        }
        _ => literal::owned(value, literal),
    }
}

/// Returns the kind of a value, in the runtime's public module.
fn kind(spelling: &Spelling<'_>, scope: &[Name], value: &Value) -> TokenStream {
    let kind = match value {
        Value::Scalar(scalar) => {
            let name = wire::scalar_kind(*scalar);
            quote!(#name)
        }
        Value::String(_) => quote!(String),
        Value::Bytes(_) => quote!(Bytes),
        Value::Enum(of, _) => {
            let ty = types::enumeration(spelling, scope, of);
            match openness(spelling, of) {
                Openness::Open => quote!(Enum<#ty>),
                Openness::Closed => quote!(ClosedEnum<#ty>),
            }
        }
        Value::Message(message, framing) => {
            let ty = types::message(spelling, scope, message);
            match framing {
                Framing::LengthPrefixed => quote!(Message<#ty>),
                Framing::Delimited => quote!(Group<#ty>),
            }
        }
    };
    quote!(::rust_grpc::extension::#kind)
}

fn openness(spelling: &Spelling<'_>, of: &EnumRef) -> Openness {
    match of {
        EnumRef::Local(id) => spelling.enumeration(*id).openness,
        EnumRef::WellKnown(_, id) | EnumRef::Extern(_, id) => {
            spelling.foreign_enums.get(id).map_or(Openness::Open, |foreign| foreign.openness)
        }
    }
}

/// Returns the implementation for a message that has extension ranges and keeps unknown fields, for
/// code inside [`paths::with_runtime`]. Extensions are among the unknown fields.
pub(super) fn extendable(message: &Message) -> Option<TokenStream> {
    if message.extension_ranges.is_empty() {
        return None;
    }
    let field = message.unknown_fields.as_ref()?;
    let rt = paths::runtime();
    let ident = &message.ident;
    let ranges = message.extension_ranges.iter().map(|range| {
        let [first, last] = [range.numbers.first, range.numbers.last].map(Token::i32_unsuffixed);
        quote!(::core::ops::RangeInclusive::new(#first, #last))
    });
    let is_message_set = message.is_message_set.then(|| {
        quote!(
            const IS_MESSAGE_SET: bool = true;
        )
    });
    Some(quote! {
        impl #rt::Extendable for #ident {
            const EXTENSION_RANGES: &'static [::core::ops::RangeInclusive<u32>] = &[#(#ranges),*];
            #is_message_set
            fn unknown_fields(&self) -> &#rt::UnknownFields {
                &self.#field
            }
            fn unknown_fields_mut(&mut self) -> &mut #rt::UnknownFields {
                &mut self.#field
            }
        }
    })
}

/// Returns the implementation for a message or enum whose custom options can be read, for code
/// inside [`paths::with_runtime`]. `scope` is the module of the type.
pub(super) fn described(
    ident: &Name,
    full_name: &str,
    scope: &[Name],
    described_in: Option<&[Name]>,
) -> Option<TokenStream> {
    let rt = paths::runtime();
    let descriptors = item_path::relative(scope, described_in?, &Name::new("FILE_DESCRIPTOR_SET"));
    Some(quote! {
        impl #rt::Described for #ident {
            const FULL_NAME: &'static str = #full_name;
            const DESCRIPTORS: &'static [u8] = #descriptors;
        }
    })
}
