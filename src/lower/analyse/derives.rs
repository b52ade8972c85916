//! Which types can be `Copy`, and which `Eq` and `Hash`: prost's rules. Types from elsewhere are
//! judged by their proto definition, as prost does; where that is wrong, `skip_copy` and `skip_eq`
//! say so.

use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::{Cardinality, Fields, Kind};
use crate::lower::settings::SettingsTable;
use crate::model::{
    FieldId, Flag, Framing, MessageId, OneofId, Scalar, Settings, StdTrait, StdTraits,
};
use crate::traits::Skipped;

/// The stages that the derives depend on.
pub(super) struct Deriving<'a, 'r> {
    pub schema: &'a Schema<'r>,
    pub settings: &'a SettingsTable,
    pub fields: &'a Fields,
    /// Fields in a `Box` because of a cycle.
    pub recursive: &'a Column<FieldId, bool>,
    /// Fields in a `Box` because of a rule.
    pub by_rule: &'a Column<FieldId, bool>,
    /// Messages that keep unknown fields, which are on the heap.
    pub keeps_unknown: &'a Column<MessageId, bool>,
}

/// Traits that depend on what a type holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Derives {
    /// `Copy`: nothing in it owns memory.
    pub copy: bool,
    /// `Eq` and `Hash`, by prost's rule: no float, no map, no repeated message, no cycle.
    pub eq: bool,
}

const NEITHER: Derives = Derives { copy: false, eq: false };

impl Derives {
    fn and(self, other: Self) -> Self {
        Self { copy: self.copy && other.copy, eq: self.eq && other.eq }
    }
}

/// The derives that `skip_copy` and `skip_eq` leave to a message or oneof. `skip_derive` does not
/// count: the trait may be implemented by hand.
fn allowed(settings: &Settings) -> Derives {
    Derives { copy: !settings.skip_copy.value, eq: !settings.skip_eq.value }
}

impl Deriving<'_, '_> {
    /// The derives of every message.
    pub fn messages(&self) -> Column<MessageId, Derives> {
        let mut known: Column<MessageId, Option<Derives>> =
            Column::filled(None, self.schema.messages.len());
        for root in self.schema.messages.ids() {
            // Depth first without recursion. Fields on a cycle end the walk, so that it ends; so do
            // groups, which decide by themselves: rules may have boxed a field of a cycle through
            // them.
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
                let mut derives = allowed(self.settings.message(message));
                derives.copy &= !self.keeps_unknown[message];
                for oneof in self.schema.messages[message].oneofs {
                    derives = derives.and(allowed(self.settings.oneof(oneof)));
                }
                for field in fields {
                    derives = derives.and(self.field(field, |target| known[target]));
                }
                known[message] = Some(derives);
            }
        }
        known.map(|(_, derives)| derives.unwrap_or(NEITHER))
    }

    /// The derives of a oneof.
    pub fn oneof(&self, messages: &Column<MessageId, Derives>, oneof: OneofId) -> Derives {
        let members = self.schema.oneofs[oneof].members.iter();
        let member = |field: &FieldId| self.field(*field, |target| Some(messages[target]));
        members.map(member).fold(allowed(self.settings.oneof(oneof)), Derives::and)
    }

    fn field(&self, id: FieldId, of_message: impl Fn(MessageId) -> Option<Derives>) -> Derives {
        let field = self.fields[id];
        let is_single = !matches!(field.cardinality, Cardinality::Repeated(_));
        match (field.kind, field.cardinality) {
            (_, Cardinality::Map(..)) | (Kind::Message(_, Framing::Delimited), _) => NEITHER,
            (Kind::Message(..), Cardinality::Repeated(_)) => NEITHER,
            (Kind::Message(..), Cardinality::Singular(_)) if self.recursive[id] => NEITHER,
            (Kind::Message(target, Framing::LengthPrefixed), Cardinality::Singular(_)) => {
                let inner = of_message(target).unwrap_or(NEITHER);
                Derives { copy: inner.copy && !self.by_rule[id], eq: inner.eq }
            }
            (Kind::Scalar(Scalar::Float | Scalar::Double), _) => {
                Derives { copy: is_single, eq: false }
            }
            (Kind::Scalar(_) | Kind::Enum(_), _) => Derives { copy: is_single, eq: true },
            (Kind::String(_) | Kind::Bytes, _) => Derives { copy: false, eq: true },
        }
    }
}

impl Derives {
    /// The traits of std that a message or oneof derives, without `Debug` and `Default`.
    pub(in super::super) fn derived(self, skipped: &Skipped) -> StdTraits {
        let has = |one: &StdTrait| match one {
            StdTrait::Clone | StdTrait::PartialEq => true,
            StdTrait::Copy => self.copy,
            StdTrait::Eq | StdTrait::Hash => self.eq,
            StdTrait::Debug | StdTrait::PartialOrd | StdTrait::Ord => false,
        };
        let all = StdTrait::ALL.iter().copied();
        all.filter(has).filter(|one| !skipped.has(one.text())).collect()
    }
}

/// The traits of std that an enum derives, without `Default`.
pub(in super::super) fn derived_by_enum(skipped: &Skipped, debug: bool) -> StdTraits {
    let all = StdTrait::ALL.iter().copied();
    let all = all.filter(|one| debug || *one != StdTrait::Debug);
    all.filter(|one| !skipped.has(one.text())).collect()
}

/// The traits of std that a message, oneof or enum has without rules that add to them, by name.
pub(in super::super) type Present = Vec<String>;

/// Returns the traits of std that a type has: those that it derives, and `Debug` and `Default`, if
/// the runtime's derive or an implementation gives them.
pub(in super::super) fn present(derived: StdTraits, debug: bool, default: bool) -> Present {
    let others = [debug.then_some("Debug"), default.then_some("Default")];
    let names = derived.iter().map(Flag::text).chain(others.into_iter().flatten());
    names.map(str::to_owned).collect()
}
