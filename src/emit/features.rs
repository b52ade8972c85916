//! Conditions on the features of the user's crate.

use proc_macro2::TokenStream;
use quote::quote;

/// The attribute of an item that is there with any of some features. An item without features is
/// always there.
pub(crate) fn any<F: AsRef<str>>(features: &[F]) -> Option<TokenStream> {
    let mut conditions = features.iter().map(|feature| {
        let feature = feature.as_ref();
        quote!(feature = #feature)
    });
    match features.len() {
        0 | 1 => conditions.next().map(|condition| quote!(#[cfg(#condition)])),
        _ => Some(quote!(#[cfg(any(#(#conditions),*))])),
    }
}
