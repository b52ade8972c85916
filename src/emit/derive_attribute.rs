//! The `#[derive(...)]` of structs, oneof enums and enums.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::surface::Spelling;
use crate::model::{Enum, Flag as _, Name, StdTrait, StdTraits};

/// Returns the derive of a struct or of the enum of a oneof. `last` is at its end. The derive omits
/// the trait that [`marker`] implements.
pub(crate) fn derive(
    spelling: &Spelling<'_>,
    derives: StdTraits,
    last: Option<TokenStream>,
) -> TokenStream {
    let derives_eq = spelling.messages.derives_eq();
    of(derives.iter().filter(|one| derives_eq || *one != StdTrait::Eq), last)
}

/// Returns the derive of an enum. `last` is at its end.
pub(crate) fn of_enum(enumeration: &Enum, last: Option<TokenStream>) -> TokenStream {
    of(enumeration.derives.iter(), last)
}

/// Returns the implementation of `Eq`, if the surface does not derive it.
pub(crate) fn marker(
    spelling: &Spelling<'_>,
    derives: StdTraits,
    ident: &Name,
) -> Option<TokenStream> {
    let is_marked = !spelling.messages.derives_eq() && derives.has(StdTrait::Eq);
    is_marked.then(|| quote!(impl ::core::cmp::Eq for #ident {}))
}

fn of(traits: impl Iterator<Item = StdTrait>, last: Option<TokenStream>) -> TokenStream {
    let traits = traits.map(|one| Ident::new(one.text(), Span::call_site()));
    let traits = quote!(#(#traits,)* #last);
    if traits.is_empty() { TokenStream::new() } else { quote!(#[derive(#traits)]) }
}
