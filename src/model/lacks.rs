//! The reasons why messages and oneofs lack `Copy`, or `Eq` and `Hash`.

use std::fmt;

use super::{FieldId, MessageId, RuleId};

/// The reasons why a message or oneof cannot derive `Copy`, or `Eq` and `Hash`. It can derive a
/// trait if there is no reason. `skip_derive` is no reason, because the user may implement the
/// trait.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lacks {
    /// The reason for `Copy`: a part of the type owns memory.
    pub copy: Option<Lack>,
    /// The reason for `Eq` and `Hash`: a float, a map, a list of messages, a group or a cycle.
    pub eq: Option<Lack>,
}

/// The reason why a type lacks a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lack {
    /// A rule forbids the trait: `skip_copy` or `skip_eq`.
    Rule(RuleId),
    /// The message keeps unknown fields.
    UnknownFields,
    /// The field or member holds a value without the trait.
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
    /// A message in a `Box` because of a rule.
    Box,
    /// A message in a `Box` because it contains the message that holds it.
    Cycle,
    /// A message that lacks the trait.
    Message(MessageId),
}

impl Lacks {
    /// Creates the reasons of a type that lacks all three traits for one reason.
    pub fn both(lack: Lack) -> Self {
        Self { copy: Some(lack), eq: Some(lack) }
    }

    /// Combines the reasons of two types that one type holds. The first reason wins.
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
