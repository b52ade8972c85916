//! The variants of an enum.

use super::scope::{Reserved, Style};
use super::wanted::{WantId, Wanted};
use super::{Identifier, Namer};
use crate::diagnostics::Diagnostics;
use crate::lower::link::ElementId;
use crate::model::{EnumId, ValueId};

impl Namer<'_, '_> {
    /// Returns the names of all values of an enum. For an enum of another crate, these are the
    /// names that prost gives.
    pub(super) fn values(&self, id: EnumId, found: &mut Diagnostics) -> Vec<Option<Identifier>> {
        let values = self.schema.enums[id].values.into_iter();
        let is_alias = |value: ValueId| self.schema.values[value].is_alias;
        if !self.declared.enums[id] {
            let natural = |value| Identifier { name: self.natural_value(value), renamed: None };
            return values.map(|value| (!is_alias(value)).then(|| natural(value))).collect();
        }
        let mut wanted = Wanted::new(self);
        let want = |value: ValueId| {
            if is_alias(value) {
                return None;
            }
            let named = &self.settings.value(value).field_name;
            let natural = self.natural_value(value);
            Some(wanted.element(ElementId::Value(value), natural, Style::Camel, named))
        };
        let want_ids: Vec<Option<WantId>> = values.map(want).collect();
        let mut names = wanted.assign(&Reserved::default(), found);
        want_ids.into_iter().map(|want_id| want_id.map(|want_id| names.take(want_id))).collect()
    }
}
