//! Extensions.

use alloc::format;

use super::declare::{Declared, Element};
use super::defaults;
use super::message::is_redacted;
use crate::reflect::error::DescriptorError;
use crate::reflect::pool::ExtensionInfo;
use crate::reflect::proto::FieldProto;
use crate::schema::{Enum, Field, Kind, MessageLink};

impl Declared<'_, '_> {
    /// Builds the schema of an extension.
    pub(super) fn extension(
        &self,
        element: &Element<'_, FieldProto<'_>>,
        enums: &[Enum],
    ) -> Result<ExtensionInfo, DescriptorError> {
        let proto = element.proto;
        let scope = element.full_name.rsplit_once('.').map_or("", |(scope, _)| scope);
        let extendee = self.resolve_message(proto.extendee, scope)?;
        let ranges = &self.messages[extendee as usize].proto.extension_ranges;
        let is_in_range =
            ranges.iter().any(|(start, end)| *start <= proto.number && proto.number < *end);
        let number = u32::try_from(proto.number).ok().filter(|number| is_in_range && *number > 0);
        let number = number.ok_or_else(|| {
            let extendee = &self.messages[extendee as usize].full_name;
            let number = proto.number;
            let problem = format!("the number {number} is in no extension range of `{extendee}`");
            DescriptorError::new(problem)
        })?;
        let features = element.features.of_field(proto);
        let kind = self.kind(proto, scope, features)?;
        if let Kind::Message(MessageLink::Pool(linked)) = kind
            && self.is_map_entry(linked)
        {
            return Err(DescriptorError::new("an extension cannot be a map"));
        }
        let cardinality = self.cardinality(proto, kind, features);
        let mut field = Field::of_extension(number, element.full_name.clone(), cardinality, kind);
        field.is_redacted = is_redacted(proto);
        let info = defaults::info(proto, kind, enums)?;
        Ok(ExtensionInfo { file: element.file, extendee, field, info })
    }
}
