//! Emitters: pure functions from the finished [`Model`] to tokens.

use proc_macro2::TokenStream;

use crate::model::{Model, Package};

/// The items of a package's module, in order, each small enough to be rendered by itself.
pub(crate) fn package(model: &Model, package: &Package) -> Vec<TokenStream> {
    let _ = (model, package);
    todo!()
}
