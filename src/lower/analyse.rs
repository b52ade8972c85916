//! The consequences of types and settings: boxes, derives, shared buffers, field tables.

mod copy_eq;
mod recursion;
mod required;
mod sharing;
mod spread;
mod with_table;

pub(super) use copy_eq::{Present, derived_by_enum};
pub(super) use with_table::TableUse;

use self::copy_eq::Deriving;
use self::with_table::Tables;
use super::declare::Declarations;
use super::extensions::ResolvedExtension;
use super::link::Schema;
use super::resolve::{Cardinality, Fields};
use super::settings::SettingsTable;
use crate::index::Column;
use crate::model::{ExtensionId, FieldId, Lacks, MessageId, OneofId, Presence, Storage};

/// The results of the analysis, for every element.
#[derive(Debug)]
pub(super) struct Analysis {
    /// Whether the schema requires the field, and its message would contain itself. Such a field is
    /// optional in Rust.
    pub self_requiring: Column<FieldId, bool>,
    /// Whether the schema requires the field, and the option `presence` makes it optional in Rust.
    pub optional: Column<FieldId, bool>,
    /// Whether a message has a field of [`Analysis::optional`], or holds a message that has one, at
    /// any depth.
    pub checks_required: Column<MessageId, bool>,
    /// The storage of singular values.
    pub storage: Column<FieldId, Storage>,
    /// The traits that messages lack.
    pub messages: Column<MessageId, Lacks>,
    /// The traits that the enums of real oneofs lack.
    pub oneofs: Column<OneofId, Lacks>,
    /// Whether a message keeps unknown fields.
    pub keeps_unknown: Column<MessageId, bool>,
    /// Whether a message can hold a `bytes::Bytes`, at any depth.
    pub shares_bytes: Column<MessageId, bool>,
    /// The messages, enums and extensions that have a field table.
    pub tables: Tables,
}

/// Analyses all messages. Makes a required field optional in `fields` if its message would contain
/// itself. The fields of `optional` are optional in `fields` already.
pub(super) fn analyse(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    fields: &mut Fields,
    optional: Column<FieldId, bool>,
    extensions: &Column<ExtensionId, ResolvedExtension>,
) -> Analysis {
    let graph = recursion::Graph::new(schema, fields);
    let self_requiring = recursion::self_requiring_fields(&graph);
    for (field, _) in self_requiring.iter().filter(|(_, requires_itself)| **requires_itself) {
        fields[field].cardinality = Cardinality::Singular(Presence::Explicit);
    }
    let is_boxed_by_rule = |field: FieldId| {
        settings.field(field).boxed.value && fields[field].single_message().is_some()
    };
    let by_rule = schema.fields.map(|(field, _)| is_boxed_by_rule(field));
    let recursive = recursion::boxed_fields(&graph, &by_rule);
    let storage = recursive.map(|(field, is_recursive)| match *is_recursive || by_rule[field] {
        true => Storage::Boxed,
        false => Storage::Inline,
    });
    let keeps_unknown =
        schema.messages.map(|(message, _)| settings.keeps_unknown_fields(schema, message));
    let deriving = Deriving {
        schema,
        settings,
        fields,
        recursive: &recursive,
        by_rule: &by_rule,
        keeps_unknown: &keeps_unknown,
    };
    let messages = deriving.messages();
    let oneofs = schema.oneofs.map(|(oneof, _)| deriving.oneof(&messages, oneof));
    let shares_bytes = sharing::shares_bytes(schema, settings, fields);
    let checks_required = required::checks(schema, fields, &optional);
    Analysis {
        self_requiring,
        optional,
        checks_required,
        storage,
        messages,
        oneofs,
        keeps_unknown,
        shares_bytes,
        tables: with_table::tables(schema, declared, settings, fields, extensions),
    }
}
