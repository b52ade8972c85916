//! Tokens that are not copied where `quote!` interpolates them.
//!
//! `quote!` copies a `TokenStream` that it interpolates, token by token, and each identifier and
//! literal is an allocation. So emitters of parts that occur once for each field are deferred, and
//! so are the parts of a large item. `docs/internals/measurements.md` says how much that saves.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::ToTokens;

/// The call of an emitter. `quote!` makes the call where it interpolates the value, and the tokens
/// of the result are moved.
pub(super) struct Deferred<F>(F);

/// Defers the call of an emitter.
pub(super) fn deferred<F: Fn() -> TokenStream>(emitter: F) -> Deferred<F> {
    Deferred(emitter)
}

impl<F: Fn() -> TokenStream> ToTokens for Deferred<F> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend((self.0)());
    }
}

/// Returns `{ .. }` with all items inside. `quote!` copies a group as one token.
pub(super) fn in_braces(items: impl IntoIterator<Item = TokenStream>) -> Group {
    Group::new(Delimiter::Brace, items.into_iter().collect())
}
