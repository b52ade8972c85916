//! Extensions.

use super::{Assembly, names};
use crate::code::Name;
use crate::lower::json_name::json_name;
use crate::lower::link::ElementId;
use crate::lower::lints;
use crate::lower::name::package_scope;
use crate::lower::resolve::{Cardinality, Kind};
use crate::model::{
    BytesContainer, Constant, Declaration, EncodedOptions, Enums, Extension, ExtensionId, FileId,
    MessageId, Packing, Position, Settings, Shape, Storage,
};

impl Assembly<'_, '_> {
    pub(super) fn extension(&self, id: ExtensionId) -> Extension {
        let decl = &self.schema.extensions[id];
        let (at, proto) = (&decl.at, decl.proto);
        let extendee = &self.schema.messages[self.extensions[id].extendee];
        let position = self.schema.files[at.file].position(&at.path);
        let mut extension = Extension {
            full_name: at.full_name.as_str().into(),
            declaration: Declaration {
                position: position.and_then(Position::new),
                features: self.features.extensions[id],
                options: EncodedOptions::new(proto.options.as_deref()),
            },
            file: at.file,
            settings: self.settings.extensions[id],
            scope: at.parent,
            extendee: self.message_ref(self.extensions[id].extendee),
            extendee_name: extendee.at.full_name.as_str().into(),
            proto_name: proto.name().into(),
            json_name: json_name(proto.name(), proto.json_name.as_deref()),
            number: u32::try_from(proto.number()).unwrap_or_default(),
            deprecated: proto.is_deprecated(),
            redacted: proto.is_redacted(),
            shape: self.extension_shape(id),
            constant: self.constant(id).map(Box::new),
            table: None,
        };
        let table_use = self.analysis.tables.extensions[id].clone();
        let table = table_use.and_then(|table| self.extension_table(&extension, table));
        extension.table = table.map(Box::new);
        extension
    }

    /// Returns the extensions that are declared in a message and have a constant.
    pub(super) fn nested_constants(&self, message: MessageId) -> Vec<ExtensionId> {
        let constants = self.constants_in.get(&message);
        constants.cloned().unwrap_or_default()
    }

    /// Returns the module with the descriptors that a program reads the custom options of a type
    /// from.
    pub(super) fn described_in(&self, file: FileId, settings: &Settings) -> Option<Vec<Name>> {
        let package = self.schema.files[file].proto.package();
        let is_described = self.options.descriptor_set && settings.extensions.value;
        is_described.then(|| names(&package_scope(package)))
    }

    fn constant(&self, id: ExtensionId) -> Option<Constant> {
        if !self.declared.constants[id] {
            return None;
        }
        let named = &self.names.extensions[id];
        let element = ElementId::Extension(id);
        let ident = Name::new(&named.ident.name);
        Some(Constant {
            lints: lints::constant(&ident),
            ident,
            scope: names(&named.scope),
            docs: self.docs.of(element, Some(&named.ident), Some(&named.scope)),
            // `deprecation.rs` sets it later, when all types exist.
            mentions_deprecated_type: false,
        })
    }

    fn extension_shape(&self, id: ExtensionId) -> Shape {
        let extension = &self.extensions[id];
        let value = |kind: Kind| self.value_in(kind, BytesContainer::Vec, Enums::I32);
        match extension.field.cardinality {
            Cardinality::Singular(presence) => Shape::Singular {
                value: value(extension.field.kind),
                presence,
                storage: Storage::Inline,
                default: extension.default.as_ref().map(|default| self.literal(default)),
            },
            Cardinality::Repeated(packing) => {
                Shape::Repeated { value: value(extension.field.kind), packing }
            }
            // The stage `extensions` has reported such an extension.
            Cardinality::Map(..) => {
                Shape::Repeated { value: value(extension.field.kind), packing: Packing::Expanded }
            }
        }
    }
}
