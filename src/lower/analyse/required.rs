//! The messages whose required fields the runtime checks.

use super::spread;
use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::Fields;
use crate::model::{FieldId, MessageId};

/// Returns for each message whether it has a field that `optional` marks, or holds a message with
/// such a field at any depth.
pub(super) fn checks(
    schema: &Schema<'_>,
    fields: &Fields,
    optional: &Column<FieldId, bool>,
) -> Column<MessageId, bool> {
    let mut own = Column::filled(false, schema.messages.len());
    for (field, decl) in schema.fields.iter() {
        own[decl.message] |= optional[field];
    }
    spread::to_holders(schema, fields, own)
}
