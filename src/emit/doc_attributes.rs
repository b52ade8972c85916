//! Docs, and the attributes for deprecated elements.

use proc_macro2::TokenStream;
use quote::quote;

use super::text;

/// Returns the doc attribute of all lines. A line is the text after `///`, including its leading
/// space.
pub(crate) fn docs(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let text = text::literal(&lines.join("\n"));
    quote!(#[doc = #text])
}

/// Returns `#[deprecated]` for an element that is deprecated.
pub(crate) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// Returns `#[allow(deprecated)]` for code that mentions a deprecated item.
pub(crate) fn allow_deprecated(mentions: bool) -> Option<TokenStream> {
    mentions.then(|| quote!(#[allow(deprecated)]))
}
