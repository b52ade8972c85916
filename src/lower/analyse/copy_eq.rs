//! The types that can be `Copy`, and those that can be `Eq` and `Hash`.
//!
//! The rules are prost's. They judge a type of another crate by its proto definition, as prost
//! does. If that is wrong, the user corrects it with `skip_copy` and `skip_eq`.

use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::{Cardinality, Fields, Kind};
use crate::lower::settings::SettingsTable;
use crate::model::{
    FieldId, Flag, Framing, Holds, Lack, Lacks, MessageId, OneofId, Scalar, Settings, StdTrait,
    StdTraits,
};
use crate::traits::Skipped;

/// The results of other stages that the derives depend on.
pub(super) struct Deriving<'a, 'r> {
    pub schema: &'a Schema<'r>,
    pub settings: &'a SettingsTable,
    pub fields: &'a Fields,
    /// Whether a field is in a `Box` because of a cycle.
    pub recursive: &'a Column<FieldId, bool>,
    /// Whether a field is in a `Box` because of a rule.
    pub by_rule: &'a Column<FieldId, bool>,
    /// Whether a message keeps unknown fields. They are on the heap.
    pub keeps_unknown: &'a Column<MessageId, bool>,
}

/// Returns the rules that deny traits to a message or oneof: `skip_copy` and `skip_eq`.
/// `skip_derive` does not count: the trait may be implemented by hand.
fn denied(settings: &Settings) -> Lacks {
    let (copy, eq) = (settings.skip_copy.rule, settings.skip_eq.rule);
    Lacks { copy: copy.map(Lack::Rule), eq: eq.map(Lack::Rule) }
}

impl Deriving<'_, '_> {
    /// Returns the traits that every message lacks.
    pub fn messages(&self) -> Column<MessageId, Lacks> {
        let mut known: Column<MessageId, Option<Lacks>> =
            Column::filled(None, self.schema.messages.len());
        for root in self.schema.messages.ids() {
            // A depth-first search without recursion. It does not follow a field on a cycle, so it
            // terminates. It does not follow a group either: a rule may have boxed a field of a
            // cycle that leads through the group, and a group lacks the traits in any case.
            let mut walk = vec![root];
            while let Some(&message) = walk.last() {
                if known[message].is_some() {
                    walk.pop();
                    continue;
                }
                let needed = |field: FieldId| match self.fields[field].single_message() {
                    Some((target, Framing::LengthPrefixed))
                        if !self.recursive[field] && known[target].is_none() =>
                    {
                        Some(target)
                    }
                    _ => None,
                };
                let fields = self.schema.messages[message].fields;
                let pending: Vec<MessageId> = fields.into_iter().filter_map(needed).collect();
                if !pending.is_empty() {
                    walk.extend(pending);
                    continue;
                }
                walk.pop();
                let mut lacks = denied(self.settings.message(message));
                if self.keeps_unknown[message] {
                    lacks.copy = lacks.copy.or(Some(Lack::UnknownFields));
                }
                for oneof in self.schema.messages[message].oneofs {
                    lacks = lacks.and(denied(self.settings.oneof(oneof)));
                }
                for field in fields {
                    lacks = lacks.and(self.field(field, |target| known[target]));
                }
                known[message] = Some(lacks);
            }
        }
        // The loop has visited every message.
        known.map(|(_, lacks)| lacks.unwrap_or_default())
    }

    /// Returns the traits that a oneof lacks.
    pub fn oneof(&self, messages: &Column<MessageId, Lacks>, oneof: OneofId) -> Lacks {
        let members = self.schema.oneofs[oneof].members.iter();
        let member = |field: &FieldId| self.field(*field, |target| Some(messages[target]));
        members.map(member).fold(denied(self.settings.oneof(oneof)), Lacks::and)
    }

    fn field(&self, id: FieldId, of_message: impl Fn(MessageId) -> Option<Lacks>) -> Lacks {
        let field = self.fields[id];
        let holds = |holds| Some(Lack::Field(id, holds));
        let neither = |holds| Lacks::both(Lack::Field(id, holds));
        let unless_single = match field.cardinality {
            Cardinality::Repeated(_) => holds(Holds::Vec),
            Cardinality::Singular(_) | Cardinality::Map(..) => None,
        };
        match (field.kind, field.cardinality) {
            (_, Cardinality::Map(..)) => neither(Holds::Map),
            (Kind::Message(_, Framing::Delimited), _) => neither(Holds::Group),
            (Kind::Message(..), Cardinality::Repeated(_)) => neither(Holds::Messages),
            (Kind::Message(..), Cardinality::Singular(_)) if self.recursive[id] => {
                neither(Holds::Cycle)
            }
            (Kind::Message(target, Framing::LengthPrefixed), Cardinality::Singular(_)) => {
                // A message without a result is on a cycle.
                let Some(inner) = of_message(target) else { return neither(Holds::Cycle) };
                let inner_copy = inner.copy.and(holds(Holds::Message(target)));
                let boxed = if self.by_rule[id] { holds(Holds::Box) } else { None };
                Lacks {
                    copy: inner_copy.or(boxed),
                    eq: inner.eq.and(holds(Holds::Message(target))),
                }
            }
            (Kind::Scalar(Scalar::Float), _) => {
                Lacks { copy: unless_single, eq: holds(Holds::Float) }
            }
            (Kind::Scalar(Scalar::Double), _) => {
                Lacks { copy: unless_single, eq: holds(Holds::Double) }
            }
            (Kind::Scalar(_) | Kind::Enum(_), _) => Lacks { copy: unless_single, eq: None },
            (Kind::String(_), _) => Lacks { copy: holds(Holds::String), eq: None },
            (Kind::Bytes, _) => Lacks { copy: holds(Holds::Bytes), eq: None },
        }
    }
}

impl Lacks {
    /// Returns the traits of std that a message or oneof derives, without `Debug` and `Default`.
    pub(in super::super) fn derived(self, skipped: &Skipped) -> StdTraits {
        let has = |one: &StdTrait| match one {
            StdTrait::Clone | StdTrait::PartialEq => true,
            StdTrait::Copy => self.copy.is_none(),
            StdTrait::Eq | StdTrait::Hash => self.eq.is_none(),
            StdTrait::Debug | StdTrait::PartialOrd | StdTrait::Ord => false,
        };
        let all = StdTrait::ALL.iter().copied();
        all.filter(has).filter(|one| !skipped.has(one.text())).collect()
    }
}

/// Returns the traits of std that an enum derives, without `Default`.
pub(in super::super) fn derived_by_enum(skipped: &Skipped, debug: bool) -> StdTraits {
    let all = StdTrait::ALL.iter().copied();
    let all = all.filter(|one| debug || *one != StdTrait::Debug);
    all.filter(|one| !skipped.has(one.text())).collect()
}

/// The names of the traits of std that a message, oneof or enum has without the rules that add
/// traits.
pub(in super::super) type Present = Vec<String>;
