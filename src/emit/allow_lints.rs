//! The `#[allow(...)]` of items that trip lints because of the schema. The model has the lints.

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::Spelling;
use crate::model::{Flag as _, Lint, Lints, Message};

/// Returns the attribute of an item, if it trips lints.
pub(crate) fn allow(lints: Lints) -> Option<TokenStream> {
    let paths = lints.iter().map(|lint| lint.text().parse().unwrap_or_default());
    let paths: Vec<TokenStream> = paths.collect();
    (!paths.is_empty()).then(|| quote!(#[allow(#(#paths),*)]))
}

/// Returns the attribute of a struct.
///
/// Clippy looks for the lint about `len` at the struct, although it is a lint about methods.
/// The accessors that prost's derive writes take no attribute.
pub(crate) fn structure(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let mut lints = message.lints;
    let about_len = Lint::LenWithoutIsEmpty;
    if spelling.messages.derives_accessors() && message.accessor_lints.has(about_len) {
        lints.insert(about_len);
    }
    allow(lints)
}
