//! The elements whose items need `allow(deprecated)`.

use proc_macro2::{TokenStream, TokenTree};

use super::Element;
use crate::model::Model;

/// Whether the items of a top-level element need `allow(deprecated)`, because they mention a
/// deprecated type.
pub(super) fn mentions(model: &Model, element: Element<'_>) -> bool {
    match element {
        Element::Message(id) => model.message(id).mentions_deprecated_type,
        Element::Enum(id) => model.enumeration(id).deprecated,
        Element::Service(id) => model.service(id).mentions_deprecated_type,
        // The constant, and the one function that mentions types, have the attribute already.
        Element::Extension(_)
        | Element::Registered(..)
        | Element::DescriptorSet(_)
        | Element::First => false,
    }
}

/// Whether an item has the attribute `allow(deprecated)`. Clippy rejects a second one.
pub(super) fn is_allowed(item: &TokenStream) -> bool {
    let mut tokens = item.clone().into_iter();
    while let Some(TokenTree::Punct(sharp)) = tokens.next()
        && sharp.as_char() == '#'
        && let Some(TokenTree::Group(attribute)) = tokens.next()
    {
        let mut attribute = attribute.stream().into_iter();
        if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(lints))) =
            (attribute.next(), attribute.next())
            && name == "allow"
            && lints
                .stream()
                .into_iter()
                .any(|lint| matches!(lint, TokenTree::Ident(lint) if lint == "deprecated"))
        {
            return true;
        }
    }
    false
}
