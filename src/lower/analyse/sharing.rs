//! The messages that can hold a `bytes::Bytes`, at any depth. Their decoding keeps the allocation
//! of the input.

use super::spread;
use crate::index::Column;
use crate::lower::link::Schema;
use crate::lower::resolve::{Fields, Kind};
use crate::lower::settings::SettingsTable;
use crate::model::MessageId;

/// Returns, for every message, whether it can hold a `bytes::Bytes`.
pub(super) fn shares_bytes(
    schema: &Schema<'_>,
    settings: &SettingsTable,
    fields: &Fields,
) -> Column<MessageId, bool> {
    let mut own = Column::filled(false, schema.messages.len());
    for (field, decl) in schema.fields.iter() {
        if settings.field(field).bytes.value && fields[field].value_kind(fields) == Kind::Bytes {
            own[decl.message] = true;
        }
    }
    spread::to_holders(schema, fields, own)
}
