//! Conditions on the features of the user's crate.

use proc_macro2::TokenStream;
use quote::quote;

/// The attribute of an item that is there with any of some features. An item without features is
/// always there.
pub(crate) fn any<F: AsRef<str>>(features: &[F]) -> Option<TokenStream> {
    let condition = condition(features)?;
    Some(quote!(#[cfg(#condition)]))
}

/// The attribute of an item that is there without all of some features; `None` if there are no
/// features.
pub(crate) fn none<F: AsRef<str>>(features: &[F]) -> Option<TokenStream> {
    let condition = condition(features)?;
    Some(quote!(#[cfg(not(#condition))]))
}

/// The condition of what is there with any feature of each set; `None` if there are no sets.
pub(crate) fn any_of_each<F: AsRef<str>>(sets: &[impl AsRef<[F]>]) -> Option<TokenStream> {
    let conditions = sets.iter().filter_map(|set| condition(set.as_ref()));
    let conditions: Vec<TokenStream> = conditions.collect();
    match &conditions[..] {
        [] => None,
        [condition] => Some(condition.clone()),
        _ => Some(quote!(all(#(#conditions),*))),
    }
}

fn condition<F: AsRef<str>>(features: &[F]) -> Option<TokenStream> {
    let mut conditions = features.iter().map(|feature| {
        let feature = feature.as_ref();
        quote!(feature = #feature)
    });
    match features.len() {
        0 | 1 => conditions.next(),
        _ => Some(quote!(any(#(#conditions),*))),
    }
}
