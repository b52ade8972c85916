//! The declaration of an element in the notation of .proto files: the doc of an element without a
//! comment.

use super::Docs;
use crate::descriptor::FieldDescriptorProto;
use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::lower::link::{ElementId, File};
use crate::lower::resolve::{Cardinality, Kind, Resolved};
use crate::model::{FieldId, MessageId, MethodId};

impl Docs<'_, '_> {
    /// Returns the declaration, e.g. `optional double temperature = 2`. Elements with a body have
    /// their full name and no body, e.g. `message acme.v1.Forecast`. Types of the same package are
    /// named without it.
    pub(super) fn declared(&self, element: ElementId) -> String {
        let schema = self.schema;
        let with_keyword = |keyword: &str| format!("{keyword} {}", schema.full_name(element));
        match element {
            ElementId::Message(_) => with_keyword("message"),
            ElementId::Oneof(_) => with_keyword("oneof"),
            ElementId::Enum(_) => with_keyword("enum"),
            ElementId::Service(_) => with_keyword("service"),
            ElementId::Field(id) => self.field(id),
            ElementId::Value(id) => {
                let proto = schema.values[id].proto;
                format!("{} = {}", proto.name(), proto.number())
            }
            ElementId::Method(id) => self.method(id),
            ElementId::Extension(id) => {
                let (extension, proto) = (&self.extensions[id], schema.extensions[id].proto);
                let file = &schema.files[schema.extensions[id].at.file];
                let extendee = self.message(file, extension.extendee);
                let ty = self.kind(file, extension.field.kind);
                format!("extend {extendee} {{ {} }}", field(file, proto, extension.field, &ty))
            }
        }
    }

    fn field(&self, id: FieldId) -> String {
        let (decl, resolved) = (&self.schema.fields[id], self.fields[id]);
        let file = &self.schema.files[self.schema.messages[decl.message].at.file];
        let ty = match resolved.cardinality {
            Cardinality::Map(_, entry) => {
                let [key, value] = entry.map(|part| self.kind(file, self.fields[part].kind));
                format!("map<{key}, {value}>")
            }
            Cardinality::Singular(_) | Cardinality::Repeated(_) => self.kind(file, resolved.kind),
        };
        match decl.oneof {
            // Members have no label.
            Some(_) => format!("{} = {}", typed(decl.proto, &ty), decl.proto.number()),
            None => field(file, decl.proto, resolved, &ty),
        }
    }

    fn method(&self, id: MethodId) -> String {
        let (decl, call) = (&self.schema.methods[id], &self.calls[id]);
        let file = &self.schema.files[self.schema.services[decl.service].at.file];
        let message = |id, streams| {
            let stream = if streams { "stream " } else { "" };
            format!("({stream}{})", self.message(file, id))
        };
        let request = message(call.request, decl.proto.client_streaming());
        let response = message(call.response, decl.proto.server_streaming());
        format!("rpc {}{request} returns {response}", decl.proto.name())
    }

    /// Returns the type of a value.
    fn kind(&self, file: &File<'_>, kind: Kind) -> String {
        match kind {
            Kind::Scalar(scalar) => scalar.proto_name().to_owned(),
            Kind::String(_) => "string".to_owned(),
            Kind::Bytes => "bytes".to_owned(),
            Kind::Enum(id) => in_file(file, &self.schema.enums[id].at.full_name),
            Kind::Message(id, _) => self.message(file, id),
        }
    }

    fn message(&self, file: &File<'_>, id: MessageId) -> String {
        in_file(file, &self.schema.messages[id].at.full_name)
    }
}

/// Returns the name of a type for elements of a file, e.g. `Forecast` for `acme.v1.Forecast` in a
/// file of package `acme.v1`.
fn in_file(file: &File<'_>, full_name: &str) -> String {
    let package = file.proto.package();
    let rest = full_name.strip_prefix(package).and_then(|rest| rest.strip_prefix('.'));
    rest.unwrap_or(full_name).to_owned()
}

/// Returns the declaration of a field with its label. Files of an edition have no label but
/// `repeated`.
fn field(file: &File<'_>, proto: &FieldDescriptorProto, resolved: Resolved, ty: &str) -> String {
    let is_proto2 = matches!(file.proto.syntax(), "" | "proto2");
    let label = match resolved.cardinality {
        Cardinality::Map(..) => "",
        Cardinality::Repeated(_) => "repeated ",
        Cardinality::Singular(_) if is_proto2 && proto.label() == Label::Required => "required ",
        Cardinality::Singular(_) if is_proto2 || proto.proto3_optional() => "optional ",
        Cardinality::Singular(_) => "",
    };
    format!("{label}{} = {}", typed(proto, ty), proto.number())
}

/// Returns the type and the name. A group has one name for both.
fn typed(proto: &FieldDescriptorProto, ty: &str) -> String {
    match proto.r#type == Some(Type::Group as i32) {
        true => format!("group {}", ty.rsplit('.').next().unwrap_or(ty)),
        false => format!("{ty} {}", proto.name()),
    }
}
