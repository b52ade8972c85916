//! The cycle of fields that puts a value into a `Box`.

use std::collections::{HashSet, VecDeque};

use super::Reader;
use crate::model::{Message, MessageId, MessageRef, Shape, Value};

/// The maximum number of fields that the search for one cycle visits. A schema can have a cycle
/// through all of its messages.
const SEARCHED: usize = 1000;

/// The maximum number of fields that are shown.
const SHOWN: usize = 20;

/// A field on a path, with the step before it.
struct Step {
    field: String,
    before: Option<usize>,
    target: MessageId,
}

impl Reader<'_> {
    /// Returns the shortest path from a field back to the message that holds it, along singular
    /// messages, e.g. `acme.A.b -> acme.B.a -> acme.A`. Returns `None` if the path leads through a
    /// foreign message, or if a search of [`SEARCHED`] fields does not find one.
    pub(super) fn cycle(&self, message: &Message, name: &str, value: &Value) -> Option<String> {
        let Value::Message(MessageRef::Local(target), _) = value else { return None };
        let mut seen = HashSet::from([*target]);
        let mut steps = vec![Step { field: name.to_owned(), before: None, target: *target }];
        let mut pending = VecDeque::from([0]);
        while let Some(at) = pending.pop_front()
            && steps.len() <= SEARCHED
        {
            let held = self.spelling.message(steps[at].target);
            if held.full_name == message.full_name {
                return Some(path_text(&steps, at, &message.full_name));
            }
            for (field, target) in singular_messages(held) {
                if seen.insert(target) {
                    let field = format!("{}.{field}", held.full_name);
                    pending.push_back(steps.len());
                    steps.push(Step { field, before: Some(at), target });
                }
            }
        }
        None
    }
}

/// Returns the singular message fields and members of a message, with their names and types.
fn singular_messages(message: &Message) -> impl Iterator<Item = (&str, MessageId)> {
    let fields = message.fields.iter().filter_map(|field| match &field.shape {
        Shape::Singular { value, .. } => Some((field.proto_name.as_str(), value)),
        Shape::Repeated { .. } | Shape::Map { .. } => None,
    });
    let members = message.oneofs.iter().flat_map(|oneof| &oneof.members);
    let members = members.map(|member| (member.proto_name.as_str(), &member.value));
    fields.chain(members).filter_map(|(name, value)| match value {
        Value::Message(MessageRef::Local(id), _) => Some((name, *id)),
        Value::Message(MessageRef::WellKnown(..) | MessageRef::Extern(..), _) => None,
        Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Enum(..) => None,
    })
}

fn path_text(steps: &[Step], last: usize, end: &str) -> String {
    let mut names = vec![end];
    let mut at = Some(last);
    while let Some(step) = at.map(|at| &steps[at]) {
        names.push(&step.field);
        at = step.before;
    }
    names.reverse();
    if names.len() > SHOWN {
        names.splice(SHOWN / 2..names.len() - SHOWN / 2, ["..."]);
    }
    names.join(" -> ")
}
