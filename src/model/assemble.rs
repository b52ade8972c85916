//! Puts together what the stages before have decided.

use super::declare::Declarations;
use super::derives::Facts;
use super::features::FeatureTable;
use super::link::Schema;
use super::names::Names;
use super::rules::{Attribute, Rules, Tracked};
use super::{Code, Derives, Enum, EnumId, Message, MessageId, Service, ServiceId};
use crate::diagnostics::Diagnostics;
use crate::options::Options;

mod enumeration;
mod field;
mod message;
mod service;

/// Everything known so far, by index into the schema.
pub(super) struct Assembly<'a, 'r> {
    pub schema: &'a Schema<'r>,
    pub features: &'a FeatureTable,
    pub declared: &'a Declarations,
    pub names: &'a Names,
    pub facts: Facts<'a>,
    pub derives: &'a [Derives],
    /// Messages that can hold a `bytes::Bytes`.
    pub sharing: &'a [bool],
    pub options: &'a Options,
    pub rules: &'a Rules,
}

/// The elements of the model, and which id each element of the schema has.
pub(super) struct Assembled {
    pub messages: Vec<Message>,
    pub enums: Vec<Enum>,
    pub services: Vec<Service>,
    ids: Ids,
}

/// Ids by index into the schema; types from elsewhere have none.
struct Ids {
    messages: Vec<Option<MessageId>>,
    enums: Vec<Option<EnumId>>,
}

/// What a file declares at its top level.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub messages: Vec<MessageId>,
    pub enums: Vec<EnumId>,
    pub services: Vec<ServiceId>,
}

impl Contents {
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.enums.is_empty() && self.services.is_empty()
    }
}

impl Assembly<'_, '_> {
    /// Every element that has a Rust type in this tree, also those of files that are not emitted in this run: emitted
    /// ones refer to them.
    pub fn assemble(&self, found: &mut Diagnostics) -> Assembled {
        let ids = Ids {
            messages: number((0..self.schema.messages.len()).map(|index| self.declared.generated_message(index)), MessageId),
            enums: number((0..self.schema.enums.len()).map(|index| self.declared.generated_enum(index)), EnumId),
        };
        let messages = (0..ids.messages.len()).filter(|&index| ids.messages[index].is_some());
        let messages = messages.map(|index| self.message(index, &ids, found)).collect();
        let enums = (0..ids.enums.len()).filter(|&index| ids.enums[index].is_some()).map(|index| self.enumeration(index)).collect();
        let services = (0..self.schema.services.len()).map(|index| self.service(index, &ids, found)).collect();
        Assembled { messages, enums, services, ids }
    }
}

impl Assembly<'_, '_> {
    /// Attributes of a type: those for all types, then those for its kind.
    fn type_attributes(&self, of_kind: &Tracked<Attribute>, full_name: &str) -> Vec<Code> {
        let mut attributes = self.rules.attributes.type_attribute.of(&[full_name]);
        attributes.extend(of_kind.of(&[full_name]));
        attributes
    }
}

impl Assembled {
    /// What a file declares at its top level, in declaration order.
    pub fn contents(&self, schema: &Schema<'_>, file: usize) -> Contents {
        let top = |at: &super::link::Declared| at.file == file && at.parent.is_none();
        let messages = schema.messages.iter().zip(&self.ids.messages);
        let enums = schema.enums.iter().zip(&self.ids.enums);
        let services = schema.services.iter().zip(0u32..);
        Contents {
            messages: messages.filter(|(message, _)| top(&message.at)).filter_map(|(_, id)| *id).collect(),
            enums: enums.filter(|(decl, _)| top(&decl.at)).filter_map(|(_, id)| *id).collect(),
            services: services.filter(|(service, _)| top(&service.at)).map(|(_, index)| ServiceId(index)).collect(),
        }
    }
}

/// Numbers those that take part.
fn number<Id>(take_part: impl Iterator<Item = bool>, id: fn(u32) -> Id) -> Vec<Option<Id>> {
    let mut next = 0;
    let mut take = || {
        next += 1;
        id(next - 1)
    };
    take_part.map(|takes_part| takes_part.then(&mut take)).collect()
}
