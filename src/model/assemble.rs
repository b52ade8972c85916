//! Puts together what the stages before have decided.

use super::declare::Declarations;
use super::derives::Facts;
use super::features::FeatureTable;
use super::link::{Declared, Schema};
use super::links::Links;
use super::names::Names;
use super::rules::{Attribute, Rules, Tracked};
use super::{Code, Derives, Enum, EnumId, Message, MessageId, Service, ServiceId, Skipped};
use crate::diagnostics::Diagnostics;
use crate::options::Options;
use crate::parallel;

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
    pub links: Links<'a, 'r>,
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
    services: Vec<Option<ServiceId>>,
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
            messages: number((0..self.schema.messages.len()).map(|index| self.declared.has_items(index)), MessageId),
            enums: number((0..self.schema.enums.len()).map(|index| self.declared.generated_enum(index)), EnumId),
            services: number((0..self.schema.services.len()).map(|index| self.declared.generated_service(index)), ServiceId),
        };
        let messages = all(&ids.messages, |index, found| self.message(index, &ids, found), found);
        let enums = all(&ids.enums, |index, _| self.enumeration(index), found);
        let services = all(&ids.services, |index, found| self.service(index, &ids, found), found);
        Assembled { messages, enums, services, ids }
    }
}

impl Assembly<'_, '_> {
    /// Returns the attributes of a type: those for all types, those for its kind, and the derives
    /// of traits that are not `present`.
    ///
    /// The derives stand before the first attribute that may be a helper of theirs, e.g.
    /// `#[serde(default)]`.
    fn type_attributes(&self, of_kind: &[&Tracked<Attribute>], full_name: &str, mut present: Vec<String>) -> Vec<Code> {
        let options = [&self.rules.attributes.type_attribute].into_iter().chain(of_kind.iter().copied());
        let rules: Vec<&Attribute> = options.flat_map(|option| option.rules_of(&[full_name])).collect();
        present.extend(rules.iter().flat_map(|rule| rule.about_derives.derived.iter().cloned()));
        let derives = self.rules.derivings.derive.beside(full_name, present, &self.rules.skippings.skip_derive);
        let ahead = rules.iter().take_while(|rule| !rule.about_derives.may_be_helper).count();
        let mut attributes: Vec<Code> = rules.into_iter().map(Attribute::code).collect();
        attributes.splice(ahead..ahead, derives);
        attributes
    }

    /// What a type is not to derive.
    pub(super) fn skipped(&self, full_name: &str) -> Skipped {
        self.rules.skippings.skip_derive.of(full_name)
    }

    /// Attributes by several options.
    fn attributes(&self, options: &[&Tracked<Attribute>], names: &[&str]) -> Vec<Code> {
        options.iter().flat_map(|rules| rules.of(names)).collect()
    }
}

impl Assembled {
    /// What every file declares at its top level, in declaration order.
    pub fn contents(&self, schema: &Schema<'_>) -> Vec<Contents> {
        let mut contents: Vec<Contents> = schema.files.iter().map(|_| Contents::default()).collect();
        let top = |at: &Declared| at.parent.is_none().then_some(at.file);
        for (message, id) in schema.messages.iter().zip(&self.ids.messages) {
            if let (Some(file), Some(id)) = (top(&message.at), *id) {
                contents[file].messages.push(id);
            }
        }
        for (decl, id) in schema.enums.iter().zip(&self.ids.enums) {
            if let (Some(file), Some(id)) = (top(&decl.at), *id) {
                contents[file].enums.push(id);
            }
        }
        for (service, id) in schema.services.iter().zip(&self.ids.services) {
            if let (Some(file), Some(id)) = (top(&service.at), *id) {
                contents[file].services.push(id);
            }
        }
        contents
    }
}

/// Makes an element for everything that has an id, on all cores.
fn all<Id: Copy, T: Send>(ids: &[Option<Id>], make: impl Fn(usize, &mut Diagnostics) -> T + Sync, found: &mut Diagnostics) -> Vec<T> {
    let indices: Vec<usize> = (0..ids.len()).filter(|&index| ids[index].is_some()).collect();
    parallel::each(&indices, |&index, found| make(index, found), found)
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
