//! The reasons why a type lacks `Copy`, or `Eq` and `Hash`.

use super::Reader;
use super::traits::Type;
use crate::model::{FieldId, Holds, Lack, Lacks, Message, MessageId};

/// A trait that only some messages and oneofs have by prost's rules.
#[derive(Clone, Copy)]
pub(super) enum Conditional {
    Copy,
    /// `Eq` and `Hash`.
    Eq,
}

impl Conditional {
    fn of(self, lacks: Lacks) -> Option<Lack> {
        match self {
            Self::Copy => lacks.copy,
            Self::Eq => lacks.eq,
        }
    }
}

impl<'m> Reader<'m> {
    /// Returns the rule, or the path to the field, that is the reason why a type lacks a trait.
    /// Returns `None` if its fields do not prevent the trait.
    pub(super) fn why(&self, ty: Type<'m>, conditional: Conditional) -> Option<String> {
        /// The maximum number of fields that are shown.
        const SHOWN: usize = 20;
        let (mut message, lacks) = match ty {
            Type::Message(message) => (message, message.lacks),
            Type::Oneof(message, oneof) => (message, oneof.lacks),
            Type::Enum(_) => return None,
        };
        let mut lack = conditional.of(lacks)?;
        let mut path = Vec::new();
        loop {
            let (field, holds) = match lack {
                Lack::Rule(rule) => {
                    path.push(self.by_rule(rule));
                    break;
                }
                Lack::UnknownFields => {
                    path.push(format!("`{}` keeps unknown fields", message.full_name));
                    break;
                }
                Lack::Field(field, holds) => (field, holds),
            };
            let name = field_name(message, field).unwrap_or_default();
            let inner = match holds {
                Holds::Message(id) => self.inner(id, conditional),
                _ => None,
            };
            let Some((next, next_lack)) = inner else {
                path.push(format!("`{name}` is {}", self.held(holds)));
                break;
            };
            path.push(format!("`{name}`"));
            if path.len() == SHOWN {
                path.push("...".to_owned());
                break;
            }
            (message, lack) = (next, next_lack);
        }
        Some(path.join(" -> "))
    }

    /// Returns the message of an id, with the reason why it lacks the trait.
    fn inner(&self, id: MessageId, conditional: Conditional) -> Option<(&'m Message, Lack)> {
        let message = self.spelling.model.messages[id].as_deref()?;
        Some((message, conditional.of(message.lacks)?))
    }

    /// Describes a value, e.g. "a double".
    fn held(&self, holds: Holds) -> String {
        let text = match holds {
            Holds::Float => "a float",
            Holds::Double => "a double",
            Holds::String => "a `String`",
            Holds::Bytes => "bytes",
            Holds::Vec => "a `Vec`",
            Holds::Map => "a map",
            Holds::Group => "a group",
            Holds::Messages => "a list of messages",
            Holds::Box => "in a `Box`",
            Holds::Cycle => "in a `Box`, because of a cycle",
            Holds::Message(id) => {
                let foreign = self.spelling.foreign_messages.get(&id);
                let name = foreign.map_or("", |foreign| &foreign.full_name);
                return format!("a `{name}`, which lacks it by its declaration");
            }
        };
        text.to_owned()
    }
}

/// Returns the full name of a field or member of a message.
fn field_name(message: &Message, id: FieldId) -> Option<String> {
    let fields = message.fields.iter().map(|field| (field.id, &field.proto_name));
    let members = message.oneofs.iter().flat_map(|oneof| &oneof.members);
    let members = members.map(|member| (member.id, &member.proto_name));
    let (_, name) = fields.chain(members).find(|(known, _)| *known == id)?;
    Some(format!("{}.{name}", message.full_name))
}
