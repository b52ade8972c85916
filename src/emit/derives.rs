//! The `#[derive(...)]` of structs and oneof enums.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Codec, Derives, Name};

/// What prost derives, in its order, and `last`; but for what [`marker`] implements.
pub(crate) fn derive(codec: Codec, derives: Derives, last: Option<TokenStream>) -> TokenStream {
    let copy = derives.copy.then(|| quote!(Copy,));
    let eq = derives.eq.then(|| match codec {
        Codec::Prost => quote!(Eq, Hash,),
        Codec::Inline => quote!(Hash,),
    });
    quote!(#[derive(Clone, #copy PartialEq, #eq #last)])
}

/// `Eq`: derived, it would be a function that mentions every field, which takes the compiler longer than its use is worth.
pub(crate) fn marker(codec: Codec, derives: Derives, ident: &Name) -> Option<TokenStream> {
    match codec {
        Codec::Inline if derives.eq => Some(quote!(impl ::core::cmp::Eq for #ident {})),
        Codec::Inline | Codec::Prost => None,
    }
}
