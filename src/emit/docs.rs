//! Documentation, and the notices that belong to it.

use proc_macro2::TokenStream;
use quote::quote;

/// Returns the doc attribute of all lines. A line is the text after `///`, with its leading space.
pub(crate) fn docs(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let text = lines.join("\n");
    quote!(#[doc = #text])
}

/// `#[deprecated]`, if it is.
pub(crate) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// `#[allow(deprecated)]` for code that touches something deprecated.
pub(crate) fn allow_deprecated(mentions: bool) -> Option<TokenStream> {
    mentions.then(|| quote!(#[allow(deprecated)]))
}
