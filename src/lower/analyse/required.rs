//! Which messages have required fields to check.

use super::spread;
use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::Fields;
use crate::model::{FieldId, MessageId};

/// For every message whether it has one of the fields in `optional`, or holds a message that does,
/// at any depth.
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
