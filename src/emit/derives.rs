//! The `#[derive(...)]` of structs and oneof enums.

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::Spelling;
use crate::model::{Derives, Enum, Name, Skipped};

/// What prost derives, in its order, and `last`; but for what [`marker`] implements.
pub(crate) fn derive(
    spelling: &Spelling<'_>,
    derives: Derives,
    skipped: &Skipped,
    last: Option<TokenStream>,
) -> TokenStream {
    let unless_skipped = |name: &str, tokens: TokenStream| (!skipped.has(name)).then_some(tokens);
    let (clone, partial_eq) =
        (unless_skipped("Clone", quote!(Clone,)), unless_skipped("PartialEq", quote!(PartialEq,)));
    let copy = derives.copy.then(|| unless_skipped("Copy", quote!(Copy,)));
    let hash = derives.eq.then(|| unless_skipped("Hash", quote!(Hash,)));
    let eq =
        (derives.eq && spelling.messages.derives_eq()).then(|| unless_skipped("Eq", quote!(Eq,)));
    let traits = quote!(#clone #copy #partial_eq #eq #hash #last);
    if traits.is_empty() { TokenStream::new() } else { quote!(#[derive(#traits)]) }
}

/// What an enum derives, and `last`.
pub(crate) fn of_enum(enumeration: &Enum, last: Option<TokenStream>) -> TokenStream {
    let traits = [
        ("Clone", quote!(Clone,)),
        ("Copy", quote!(Copy,)),
        ("Debug", if enumeration.debug { quote!(Debug,) } else { TokenStream::new() }),
        ("PartialEq", quote!(PartialEq,)),
        ("Eq", quote!(Eq,)),
        ("Hash", quote!(Hash,)),
        ("PartialOrd", quote!(PartialOrd,)),
        ("Ord", quote!(Ord,)),
    ];
    let traits: TokenStream = traits
        .into_iter()
        .filter(|(name, _)| !enumeration.skipped.has(name))
        .map(|(_, tokens)| tokens)
        .collect();
    let traits = quote!(#traits #last);
    if traits.is_empty() { TokenStream::new() } else { quote!(#[derive(#traits)]) }
}

/// `Eq`, where the surface does not derive it.
pub(crate) fn marker(
    spelling: &Spelling<'_>,
    derives: Derives,
    skipped: &Skipped,
    ident: &Name,
) -> Option<TokenStream> {
    let is_marked = !spelling.messages.derives_eq() && derives.eq && !skipped.has("Eq");
    is_marked.then(|| quote!(impl ::core::cmp::Eq for #ident {}))
}
