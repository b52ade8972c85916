//! Messages.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use super::declare::{Declared, Element};
use super::defaults;
use super::features::OF_ONEOF;
use super::field::HIGHEST_NUMBER;
use crate::reflect::error::DescriptorError;
use crate::reflect::pool::{FieldInfo, MessageInfo};
use crate::reflect::proto::{FieldProto, MessageProto};
use crate::schema::{Cardinality, Enum, Field, Kind, Message, MessageLink, Oneof};

impl Declared<'_, '_> {
    /// Builds the schema of the message with this index.
    pub(super) fn message(
        &self,
        index: u32,
        element: &Element<'_, MessageProto<'_>>,
        enums: &[Enum],
    ) -> Result<(Message, MessageInfo), DescriptorError> {
        const MESSAGE_SET_WIRE_FORMAT: u32 = 1;
        let proto = element.proto;
        check_names(proto)?;
        let oneofs = RealOneofs::of(proto);
        let mut fields = Vec::with_capacity(proto.fields.len());
        for field in &proto.fields {
            let made = self.field(index, element, field, &oneofs, enums);
            let in_field = |error: DescriptorError| error.of(&element.full_name_of(field.name));
            fields.push(made.map_err(in_field)?);
        }
        fields.sort_by_key(|(field, _)| field.number);
        let (fields, infos): (Vec<Field>, Vec<FieldInfo>) = fields.into_iter().unzip();
        if let Some(two) = fields.windows(2).find(|two| two[0].number == two[1].number) {
            let problem = format!("the field `{}` has the same number", two[0].name);
            return Err(DescriptorError::new(problem).of(&element.full_name_of(&two[1].name)));
        }
        let info = MessageInfo {
            file: element.file,
            parent: element.parent,
            fields: infos.into(),
            oneofs: oneofs.options(proto),
            is_map_entry: self.is_map_entry(index),
            extension_ranges: proto.extension_ranges.as_slice().into(),
            options: proto.options.to_bytes(),
        };
        let is_message_set = proto.options.is_set(MESSAGE_SET_WIRE_FORMAT);
        let full_name = element.full_name.clone();
        let mut message = Message::new(full_name, fields, oneofs.schemas(proto), is_message_set);
        message.reserved_names = proto.reserved_names.iter().copied().map(Box::from).collect();
        Ok((message, info))
    }

    /// Builds the schema of a field. `message` is the index of the message that declares the field.
    fn field(
        &self,
        message: u32,
        element: &Element<'_, MessageProto<'_>>,
        field: &FieldProto<'_>,
        oneofs: &RealOneofs,
        enums: &[Enum],
    ) -> Result<(Field, FieldInfo), DescriptorError> {
        let number = u32::try_from(field.number).ok();
        let number = number.filter(|_| (1..=HIGHEST_NUMBER).contains(&field.number));
        let number = number.ok_or_else(|| {
            DescriptorError::new(format!("{} is not a field number", field.number))
        })?;
        let around = match field.oneof {
            Some(index) => {
                let oneof = element.proto.oneofs.get(index as usize);
                let oneof = oneof.ok_or_else(|| {
                    let problem = format!("the message has no oneof with the index {index}");
                    DescriptorError::new(problem)
                })?;
                element.features.with(&oneof.options, OF_ONEOF)
            }
            None => element.features,
        };
        let features = around.of_field(field);
        let kind = self.kind(field, &element.full_name, features)?;
        let (cardinality, kind) = match kind {
            Kind::Message(MessageLink::Pool(linked)) => match self.map(linked)? {
                Some((key, value)) => {
                    if self.messages[linked as usize].parent != Some(message) {
                        let problem = "the entry of a map belongs to another message";
                        return Err(DescriptorError::new(problem));
                    }
                    if !field.is_repeated() {
                        return Err(DescriptorError::new("the field of a map is not repeated"));
                    }
                    (Cardinality::Map(key), value)
                }
                None => (self.cardinality(field, kind, features), kind),
            },
            _ => (self.cardinality(field, kind, features), kind),
        };
        let json_name = field.json_name.map(Into::into);
        let mut schema = Field::new(number, field.name.into(), json_name, cardinality, kind);
        schema.oneof = field.oneof.and_then(|oneof| oneofs.0[oneof as usize]);
        if schema.has_many() && field.oneof.is_some() {
            return Err(DescriptorError::new("a member of a oneof cannot be repeated"));
        }
        schema.is_redacted = is_redacted(field);
        Ok((schema, defaults::info(field, kind, enums)?))
    }
}

/// Whether a field has the option `debug_redact`.
pub(super) fn is_redacted(field: &FieldProto<'_>) -> bool {
    const DEBUG_REDACT: u32 = 16;
    field.options.is_set(DEBUG_REDACT)
}

impl<P> Element<'_, P> {
    /// Returns the full name of an element that this element contains.
    fn full_name_of(&self, name: &str) -> alloc::string::String {
        format!("{}.{name}", self.full_name)
    }
}

/// Checks that the names of fields and oneofs are distinct.
fn check_names(proto: &MessageProto<'_>) -> Result<(), DescriptorError> {
    let mut names = BTreeSet::new();
    let fields = proto.fields.iter().map(|field| field.name);
    for name in fields.chain(proto.oneofs.iter().map(|oneof| oneof.name)) {
        if !names.insert(name) {
            let problem = format!("there are two fields or oneofs `{name}`");
            return Err(DescriptorError::new(problem));
        }
    }
    Ok(())
}

/// For each oneof, its index among the real ones. A synthetic oneof only expresses the presence of
/// a field.
struct RealOneofs(Vec<Option<u32>>);

impl RealOneofs {
    fn of(proto: &MessageProto<'_>) -> Self {
        let mut is_synthetic = alloc::vec![false; proto.oneofs.len()];
        for field in proto.fields.iter().filter(|field| field.is_proto3_optional) {
            if let Some(oneof) = field.oneof.and_then(|oneof| is_synthetic.get_mut(oneof as usize))
            {
                *oneof = true;
            }
        }
        let mut count = 0;
        let indexes = is_synthetic.into_iter().map(|is_synthetic| {
            (!is_synthetic).then(|| {
                count += 1;
                count - 1
            })
        });
        RealOneofs(indexes.collect())
    }

    fn schemas(&self, proto: &MessageProto<'_>) -> Vec<Oneof> {
        let oneofs = self.0.iter().zip(&proto.oneofs).filter(|(index, _)| index.is_some());
        oneofs.map(|(_, oneof)| Oneof::new(oneof.name.into())).collect()
    }

    fn options(&self, proto: &MessageProto<'_>) -> Box<[Box<[u8]>]> {
        let oneofs = self.0.iter().zip(&proto.oneofs).filter(|(index, _)| index.is_some());
        oneofs.map(|(_, oneof)| oneof.options.to_bytes()).collect()
    }
}
