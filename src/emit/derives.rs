//! The `#[derive(...)]` of structs and oneof enums.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Derives;

/// What prost derives, in its order, and `last`.
pub(crate) fn derive(derives: Derives, last: Option<TokenStream>) -> TokenStream {
    let copy = derives.copy.then(|| quote!(Copy,));
    let eq = derives.eq.then(|| quote!(Eq, Hash,));
    quote!(#[derive(Clone, #copy PartialEq, #eq #last)])
}
