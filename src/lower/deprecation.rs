//! Marks the elements that mention a deprecated type.

use super::assemble::Assembled;
use crate::index::{Column, Id};
use crate::model::{EnumRef, Extension, Message, MessageRef, Service, Shape, Value};

/// Marks the messages and services that mention a deprecated type of this tree.
pub(super) fn mark(assembled: &mut Assembled) {
    let has_deprecated_types =
        assembled.messages.values().flatten().any(|message| message.deprecated)
            || assembled.enums.values().flatten().any(|enumeration| enumeration.deprecated);
    // A type is deprecated in Rust only if an option asks for it.
    if !has_deprecated_types {
        return;
    }
    for id in assembled.extensions.ids() {
        let mentions = assembled.in_extension(&assembled.extensions[id]);
        if let Some(constant) = &mut assembled.extensions[id].constant {
            constant.mentions_deprecated_type = mentions;
        }
    }
    // A message comes before its nested messages. The reverse order marks the nested messages
    // first.
    for id in assembled.messages.ids().rev() {
        let mentions =
            assembled.messages[id].as_deref().is_some_and(|message| assembled.in_message(message));
        if let Some(message) = &mut assembled.messages[id] {
            message.mentions_deprecated_type = mentions;
        }
    }
    for id in assembled.services.ids() {
        let mentions =
            assembled.services[id].as_deref().is_some_and(|service| assembled.in_service(service));
        if let Some(service) = &mut assembled.services[id] {
            service.mentions_deprecated_type = mentions;
        }
    }
}

impl Assembled {
    /// Whether a message is deprecated or mentions a deprecated type. Its nested messages have been
    /// marked.
    fn in_message(&self, message: &Message) -> bool {
        let in_field = |shape: &Shape| match shape {
            Shape::Singular { value, .. }
            | Shape::Repeated { value, .. }
            | Shape::Map { value, .. } => self.in_value(value),
        };
        let mut members = message.oneofs.iter().flat_map(|oneof| &oneof.members);
        message.deprecated
            || message.fields.iter().any(|field| in_field(&field.shape))
            || members.any(|member| self.in_value(&member.value))
            || message.enums.iter().any(|id| has(&self.enums, *id, |nested| nested.deprecated))
            || message
                .messages
                .iter()
                .any(|id| has(&self.messages, *id, |nested| nested.mentions_deprecated_type))
    }

    fn in_extension(&self, extension: &Extension) -> bool {
        let in_shape = match &extension.shape {
            Shape::Singular { value, .. }
            | Shape::Repeated { value, .. }
            | Shape::Map { value, .. } => self.in_value(value),
        };
        in_shape || self.is_deprecated(&extension.extendee)
    }

    fn in_service(&self, service: &Service) -> bool {
        service.methods.iter().any(|method| {
            self.is_deprecated(&method.request) || self.is_deprecated(&method.response)
        })
    }

    fn in_value(&self, value: &Value) -> bool {
        match value {
            Value::Message(message, _) => self.is_deprecated(message),
            Value::Enum(EnumRef::Local(id), _) => has(&self.enums, *id, |target| target.deprecated),
            Value::Enum(EnumRef::WellKnown(..) | EnumRef::Extern(..), _)
            | Value::Scalar(_)
            | Value::String(_)
            | Value::Bytes(_) => false,
        }
    }

    fn is_deprecated(&self, message: &MessageRef) -> bool {
        match message {
            MessageRef::Local(id) => has(&self.messages, *id, |target| target.deprecated),
            MessageRef::WellKnown(..) | MessageRef::Extern(..) => false,
        }
    }
}

/// Checks that an element is generated and meets a condition.
fn has<I: Id, T>(
    elements: &Column<I, Option<Box<T>>>,
    id: I,
    condition: impl FnOnce(&T) -> bool,
) -> bool {
    elements[id].as_deref().is_some_and(condition)
}

#[cfg(test)]
mod tests {
    use prost::Message as _;

    use crate::descriptor::field_descriptor_proto::Label;
    use crate::descriptor::{
        DescriptorProto, EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto,
        FieldDescriptorProto, FileDescriptorProto, MessageOptions, MethodDescriptorProto,
        OneofDescriptorProto, ServiceDescriptorProto,
    };
    use crate::emit::Surfaces;
    use crate::model::Model;
    use crate::{Options, Request};

    fn model(options: &str) -> Model {
        let options: Options = options.parse().unwrap();
        let named = |name: &str| DescriptorProto { name: Some(name.into()), ..Default::default() };
        let field = FieldDescriptorProto {
            name: Some("f".into()),
            number: Some(1),
            type_name: Some(".Old".into()),
            ..Default::default()
        };
        let inner = DescriptorProto { field: vec![field], ..named("Inner") };
        let middle = DescriptorProto { nested_type: vec![inner], ..named("Middle") };
        let outer = DescriptorProto { nested_type: vec![middle], ..named("Outer") };
        let deprecated = MessageOptions { deprecated: Some(true), ..Default::default() };
        let old = DescriptorProto { options: Some(deprecated.encode_to_vec()), ..named("Old") };
        let service = |name: &str, response: &str| ServiceDescriptorProto {
            name: Some(name.into()),
            method: vec![MethodDescriptorProto {
                name: Some("Call".into()),
                input_type: Some(".Apart".into()),
                output_type: Some(response.into()),
                ..Default::default()
            }],
            ..Default::default()
        };
        let of_old = |name: &str| DescriptorProto {
            field: vec![FieldDescriptorProto {
                name: Some("f".into()),
                number: Some(1),
                type_name: Some(".Old".into()),
                ..Default::default()
            }],
            ..named(name)
        };
        let mut member = of_old("Member");
        member.oneof_decl =
            vec![OneofDescriptorProto { name: Some("o".into()), ..Default::default() }];
        member.field[0].oneof_index = Some(0);
        let mut list = of_old("List");
        list.field[0].label = Some(Label::Repeated as i32);
        let of_enum_itself = EnumOptions { deprecated: Some(true), ..Default::default() };
        let old_enum = EnumDescriptorProto {
            name: Some("E".into()),
            value: vec![EnumValueDescriptorProto {
                name: Some("V".into()),
                number: Some(0),
                ..Default::default()
            }],
            options: Some(of_enum_itself.encode_to_vec()),
            ..Default::default()
        };
        let holds_enum = DescriptorProto { enum_type: vec![old_enum], ..named("HoldsEnum") };
        let mut of_enum = of_old("OfEnum");
        of_enum.field[0].type_name = Some(".HoldsEnum.E".into());
        let file = FileDescriptorProto {
            name: Some("t.proto".into()),
            message_type: vec![outer, old, named("Apart"), member, list, holds_enum, of_enum],
            service: vec![service("Uses", ".Old"), service("Spares", ".Outer")],
            ..Default::default()
        };
        let reserved = Surfaces::new(&options).reserved();
        crate::lower::lower(&Request::of_file(file), &options, &reserved).unwrap().0
    }

    fn marked(model: &Model) -> Vec<&str> {
        let messages = model.messages.values().flatten();
        let messages = messages.filter(|message| message.mentions_deprecated_type);
        let services = model.services.values().flatten();
        let services = services.filter(|service| service.mentions_deprecated_type);
        let messages = messages.map(|message| &*message.full_name);
        messages.chain(services.map(|service| &*service.full_name)).collect()
    }

    #[test]
    fn a_deprecated_type_marks_the_messages_that_mention_it() {
        let expected = [
            "Outer",
            "Outer.Middle",
            "Outer.Middle.Inner",
            "Old",
            "Member",
            "List",
            "HoldsEnum",
            "OfEnum",
            "Uses",
        ];
        assert_eq!(marked(&model("deprecated_types=true")), expected);
        assert!(marked(&model("")).is_empty());
    }
}
