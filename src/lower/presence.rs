//! The option `presence`. A required field of a selected message is an `Option`, so that it can be
//! missing.

use super::link::Schema;
use super::resolve::{Cardinality, Fields};
use super::settings::SettingsTable;
use crate::index::Column;
use crate::model::{FieldId, Presence};

/// Makes the required fields of selected messages optional in `fields`. Returns, for every field,
/// whether it is one of them.
pub(super) fn apply(
    schema: &Schema<'_>,
    settings: &SettingsTable,
    fields: &mut Fields,
) -> Column<FieldId, bool> {
    schema.fields.map(|(id, field)| {
        let is_required = fields[id].cardinality == Cardinality::Singular(Presence::Required);
        let becomes_option = is_required && settings.message(field.message).presence.value;
        if becomes_option {
            fields[id].cardinality = Cardinality::Singular(Presence::Explicit);
        }
        becomes_option
    })
}
