//! Extensions.

use super::Assembly;
use crate::lower::json_name::json_name;
use crate::lower::resolve::{Cardinality, Kind};
use crate::model::{
    BytesContainer, Declaration, EncodedOptions, Extension, ExtensionId, Packing, Position, Shape,
    Storage,
};

impl Assembly<'_, '_> {
    pub(super) fn extension(&self, id: ExtensionId) -> Extension {
        let decl = &self.schema.extensions[id];
        let (at, proto) = (&decl.at, decl.proto);
        let position = self.schema.files[at.file].position(&at.path);
        Extension {
            full_name: at.full_name.as_str().into(),
            declaration: Declaration {
                position: position.and_then(Position::new),
                features: self.features.extensions[id],
                options: EncodedOptions::new(proto.options.as_deref()),
            },
            file: at.file,
            scope: at.parent,
            extendee: self.message_ref(self.extensions[id].extendee),
            proto_name: proto.name().into(),
            json_name: json_name(proto.name(), proto.json_name.as_deref()),
            number: u32::try_from(proto.number()).unwrap_or_default(),
            deprecated: proto.is_deprecated(),
            redacted: proto.is_redacted(),
            shape: self.extension_shape(id),
        }
    }

    fn extension_shape(&self, id: ExtensionId) -> Shape {
        let extension = &self.extensions[id];
        let value = |kind: Kind| self.value_in(kind, || BytesContainer::Vec);
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
            // The stage before reports such an extension.
            Cardinality::Map(..) => {
                Shape::Repeated { value: value(extension.field.kind), packing: Packing::Expanded }
            }
        }
    }
}
