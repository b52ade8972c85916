//! The reasons for which messages and oneofs lack `Copy`, or `Eq` and `Hash`.

use std::fmt;

use super::{FieldId, MessageId, RuleId};

/// The reasons for which a message or oneof cannot derive `Copy`, or `Eq` and `Hash`. Without a
/// reason it can. `skip_derive` does not count: the trait may be implemented by hand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lacks {
    /// For `Copy`: something in the type owns memory.
    pub copy: Option<Lack>,
    /// For `Eq` and `Hash`: a float, a map, a list of messages, a group or a cycle.
    pub eq: Option<Lack>,
}

/// A reason for which a type lacks a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lack {
    /// The rule says so: `skip_copy` or `skip_eq`.
    Rule(RuleId),
    /// The message keeps unknown fields.
    UnknownFields,
    /// The field or member holds something without the trait.
    Field(FieldId, Holds),
}

/// The kind of value that lacks a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Float,
    Double,
    String,
    Bytes,
    /// A list of scalars or enums.
    Vec,
    Map,
    Group,
    /// A list of messages.
    Messages,
    /// A message in a `Box`, by a rule.
    Box,
    /// A message in a `Box`, because it contains the message that holds it.
    Cycle,
    /// A message that lacks the trait itself.
    Message(MessageId),
}

impl Lacks {
    /// The reasons of a type that lacks both for one reason.
    pub fn both(lack: Lack) -> Self {
        Self { copy: Some(lack), eq: Some(lack) }
    }

    /// The reasons of a type that holds both types; the first reason counts.
    pub fn and(self, other: Self) -> Self {
        Self { copy: self.copy.or(other.copy), eq: self.eq.or(other.eq) }
    }
}

/// Writes the reasons on one line, because recorded models show them for every message.
impl fmt::Debug for Lacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = |lack: Option<Lack>| match lack {
            Some(lack) => format!("{lack:?}"),
            None => "-".to_owned(),
        };
        write!(f, "Copy {}, Eq {}", reason(self.copy), reason(self.eq))
    }
}
