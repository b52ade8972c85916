//! Assembles the elements of the model from the results of all stages. Assembling reads no rule and
//! cannot fail.

use std::collections::HashMap;

use super::analyse::{Analysis, Present};
use super::calls::Call;
use super::declare::Declarations;
use super::defaults::Defaults;
use super::docs::Docs;
use super::extensions::ResolvedExtension;
use super::extern_paths::RustItem;
use super::features::FeatureTable;
use super::link::Schema;
use super::name::{ModulePath, Names};
use super::resolve::Fields;
use super::settings::SettingsTable;
use crate::code::{Code, Name};
use crate::index::{Column, Id};
use crate::model::{
    Enum, EnumId, EnumRef, Extension, ExtensionId, Listed, Message, MessageId, MessageRef,
    MethodId, Service, ServiceId, Settings, WellKnown,
};
use crate::options::Options;
use crate::parallel;
use crate::traits::Attributes;

mod any;
mod declaration;
mod enumeration;
mod extension;
mod field;
mod foreign;
mod message;
mod reserved;
mod service;
mod table;

pub(super) use declaration::of_file as file_declaration;

/// The results of all earlier stages.
pub(super) struct Assembly<'a, 'r> {
    pub schema: &'a Schema<'r>,
    pub features: &'a FeatureTable,
    pub declared: &'a Declarations,
    pub settings: &'a SettingsTable,
    pub fields: &'a Fields,
    pub defaults: &'a Defaults,
    pub extensions: &'a Column<ExtensionId, ResolvedExtension>,
    pub calls: &'a Column<MethodId, Call>,
    pub names: &'a Names,
    /// The extensions that have a constant, by the message that declares them.
    pub constants_in: HashMap<MessageId, Vec<ExtensionId>>,
    pub analysis: &'a Analysis,
    pub docs: Docs<'a, 'r>,
    pub options: &'a Options,
}

/// The elements of the model that have a Rust type in this tree. Emitted elements can refer to
/// elements of files that this run does not emit, so the model has those too.
pub(super) struct Assembled {
    pub messages: Column<MessageId, Option<Box<Message>>>,
    pub enums: Column<EnumId, Option<Box<Enum>>>,
    pub services: Column<ServiceId, Option<Box<Service>>>,
    pub extensions: Column<ExtensionId, Extension>,
}

impl Assembly<'_, '_> {
    pub fn assemble(&self) -> Assembled {
        let Declarations { enums, services, .. } = self.declared;
        let messages = self.schema.messages.map(|(id, _)| self.declared.has_items(id));
        Assembled {
            messages: all(&messages, |id| self.message(id)),
            enums: all(enums, |id| self.enumeration(id)),
            services: all(services, |id| self.service(id)),
            extensions: self.schema.extensions.map(|(id, _)| self.extension(id)),
        }
    }

    /// Returns the attributes of a type: those for all types, those for its kind, and the derives
    /// of the traits that are not `present`.
    ///
    /// Some attributes are helpers of a derive, e.g. `#[serde(default)]`. So the derives come
    /// before the first attribute that may be a helper.
    fn type_attributes<'s>(
        &self,
        settings: &'s Settings,
        of_kind: impl IntoIterator<Item = &'s Vec<Listed<Attributes>>>,
        mut present: Present,
    ) -> Vec<Code> {
        let options = [&settings.type_attribute].into_iter().chain(of_kind);
        let attributes: Vec<&Attributes> = options.flatten().map(|listed| &listed.value).collect();
        present.extend(attributes.iter().flat_map(|one| one.about_derives.derived.iter().cloned()));
        let derives = settings.derive.iter().filter_map(|deriving| {
            let withheld = |name: &str| settings.withholds(name, deriving);
            deriving.value.beside(&mut present, withheld)
        });
        let derives: Vec<Code> = derives.collect();
        let ahead = attributes.iter().take_while(|one| !one.about_derives.may_be_helper).count();
        let mut codes: Vec<Code> = attributes.into_iter().map(|one| one.code.clone()).collect();
        codes.splice(ahead..ahead, derives);
        codes
    }

    fn message_ref(&self, id: MessageId) -> MessageRef {
        match self.declared.external_messages[id].as_ref().map(|external| &external.item) {
            Some(RustItem::WellKnown(well_known)) => MessageRef::WellKnown(well_known.clone(), id),
            Some(RustItem::Path(path)) => MessageRef::Extern(path.clone(), id),
            None => MessageRef::Local(id),
        }
    }

    fn enum_ref(&self, id: EnumId) -> EnumRef {
        match self.declared.external_enums[id].as_ref().map(|external| &external.item) {
            Some(RustItem::WellKnown(WellKnown::Type(path))) => {
                EnumRef::WellKnown(path.clone(), id)
            }
            Some(RustItem::Path(path)) => EnumRef::Extern(path.clone(), id),
            Some(RustItem::WellKnown(_)) | None => EnumRef::Local(id),
        }
    }
}

/// Collects elements into a vector without spare capacity. A growing vector has capacity for four
/// elements, or for twice as many as it holds.
fn exact<T>(elements: impl Iterator<Item = T>) -> Vec<T> {
    let mut elements: Vec<T> = elements.collect();
    elements.shrink_to_fit();
    elements
}

/// Returns the attributes of several options, in the order of the options.
fn codes<'s>(options: impl IntoIterator<Item = &'s Vec<Listed<Attributes>>>) -> Vec<Code> {
    options.into_iter().flatten().map(|listed| listed.value.code.clone()).collect()
}

fn names(path: &ModulePath) -> Vec<Name> {
    path.iter().map(|name| Name::new(name)).collect()
}

/// Makes all elements that are generated, on all cores.
fn all<I: Id, T: Send>(
    generated: &Column<I, bool>,
    make: impl Fn(I) -> T + Sync,
) -> Column<I, Option<Box<T>>> {
    let ids: Vec<I> = generated.ids().collect();
    let chunks: Vec<&[I]> = ids.chunks(64).collect();
    let make = |id: &I| generated[*id].then(|| Box::new(make(*id)));
    let made = parallel::map(&chunks, |ids| ids.iter().map(make).collect::<Vec<_>>());
    made.into_iter().flatten().collect()
}
