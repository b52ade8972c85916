//! Which elements mention a deprecated type, so that their items need `allow(deprecated)`.

use proc_macro2::{TokenStream, TokenTree};

use super::Element;
use crate::model::{EnumRef, Message, MessageRef, Model, Shape, Value};

/// Whether a top-level element does: itself, in what it holds or in what is nested in it.
pub(super) fn mentions(model: &Model, element: Element<'_>) -> bool {
    // Nothing is, unless an option asks for it.
    model.deprecated_types
        && match element {
            Element::Message(id) => in_message(model, model.message(id)),
            Element::Enum(id) => model.enumeration(id).deprecated,
            Element::Service(id) => {
                let mut methods = model.service(id).methods.iter();
                methods.any(|method| {
                    is_deprecated(model, &method.request) || is_deprecated(model, &method.response)
                })
            }
            Element::DescriptorSet(_) => false,
        }
}

/// Whether an item has `allow(deprecated)` among its attributes. Clippy objects to a second one.
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

fn in_message(model: &Model, message: &Message) -> bool {
    let in_field = |shape: &Shape| match shape {
        Shape::Singular { value, .. }
        | Shape::Repeated { value, .. }
        | Shape::Map { value, .. } => in_value(model, value),
    };
    message.deprecated
        || message.fields.iter().any(|field| in_field(&field.shape))
        || message
            .oneofs
            .iter()
            .flat_map(|oneof| &oneof.members)
            .any(|member| in_value(model, &member.value))
        || message.enums.iter().any(|id| model.enumeration(*id).deprecated)
        || message.messages.iter().any(|id| in_message(model, model.message(*id)))
}

fn in_value(model: &Model, value: &Value) -> bool {
    match value {
        Value::Message(message, _) => is_deprecated(model, message),
        Value::Enum(EnumRef::Local(id)) => model.enumeration(*id).deprecated,
        Value::Enum(EnumRef::WellKnown(..) | EnumRef::Extern(..))
        | Value::Scalar(_)
        | Value::String(_)
        | Value::Bytes(_) => false,
    }
}

fn is_deprecated(model: &Model, message: &MessageRef) -> bool {
    match message {
        MessageRef::Local(id) => model.message(*id).deprecated,
        MessageRef::WellKnown(..) | MessageRef::Extern(..) => false,
    }
}
