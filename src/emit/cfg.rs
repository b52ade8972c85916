//! Conditions on the features of the user's crate.

use proc_macro2::TokenStream;
use quote::quote;

/// Returns the attribute of an item that exists if any of some features is on. Without features,
/// the item has no attribute and always exists.
pub(crate) fn any<F: AsRef<str>>(features: &[F]) -> Option<TokenStream> {
    let condition = condition(features)?;
    Some(quote!(#[cfg(#condition)]))
}

/// Returns the attribute of an item that exists if all of some features are off. Returns `None` if
/// there are no features.
pub(crate) fn none<F: AsRef<str>>(features: &[F]) -> Option<TokenStream> {
    let condition = condition(features)?;
    Some(quote!(#[cfg(not(#condition))]))
}

/// Returns the condition of an item that exists if each set has a feature that is on. Returns
/// `None` if there are no sets.
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
