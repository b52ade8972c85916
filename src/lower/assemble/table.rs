//! The text of field tables. docs/internals/field-tables.md documents the grammar.

use std::collections::HashMap;

use super::Assembly;
use crate::code::Name;
use crate::lower::analyse::TableUse;
use crate::lower::json_name::lower_camel;
use crate::lower::link::TypeId;
use crate::model::{
    Alias, Enum, EnumRef, EnumValue, Enums, Extension, Field, Framing, JsonExtern, Member, Message,
    MessageRef, Numbered, Oneof, Openness, Packing, Presence, Shape, Storage, Table, TableType,
    Value, ValueId,
};

impl Assembly<'_, '_> {
    /// Returns the table of a message. The table lists a field of a skipped type only for error
    /// messages.
    pub(super) fn message_table(&self, message: &Message, table: TableUse) -> Table {
        let mut types = Types::new(self);
        let fields = message.by_number().into_iter().map(|numbered| match numbered {
            Numbered::Field(field) => types.field(field),
            Numbered::Member(oneof, member) => types.member(member, oneof),
        });
        let parts: Vec<String> = reserved(message).into_iter().chain(fields).collect();
        let name = struct_name(message);
        let prefix = if message.is_message_set { "#message_set; " } else { "" };
        let text = format!("{name}{prefix}{}", parts.join("; "));
        let paths = self.settings.all[message.settings].reflect.value.then_some(types.inner);
        let TableUse { features, purpose } = table;
        Table { text: text.into(), types: types.listed, paths, features, purpose }
    }

    /// Returns the table of an extension. Returns `None` if its type is skipped.
    pub(super) fn extension_table(&self, extension: &Extension, table: TableUse) -> Option<Table> {
        let mut types = Types { is_extension: true, ..Types::new(self) };
        let shape = types.shape(&extension.shape, None);
        if types.has_skipped {
            return None;
        }
        let redact = redact(extension.redacted);
        let json = types.json_only(extension.shape.value());
        let text = format!("{} {shape} {}{redact}{json}", extension.number, extension.full_name);
        let TableUse { features, purpose } = table;
        Some(Table { text: text.into(), types: types.listed, paths: None, features, purpose })
    }

    fn of_message(&self, target: &MessageRef) -> Option<(TypeId, TableType)> {
        let (MessageRef::Local(id) | MessageRef::WellKnown(_, id) | MessageRef::Extern(_, id)) =
            target;
        let ty = match self.settings.message(*id).json_extern.value {
            JsonExtern::Table => TableType::Message(target.clone()),
            JsonExtern::Serde => {
                let full_name = self.schema.messages[*id].at.full_name.as_str();
                TableType::SerdeMessage(target.clone(), full_name.into())
            }
            JsonExtern::Skip => return None,
        };
        Some((TypeId::Message(*id), ty))
    }

    /// `openness` is that of the field, if it is not what the schema of the enum says.
    fn of_enum(&self, target: &EnumRef, openness: Option<Openness>) -> Option<(TypeId, TableType)> {
        let (EnumRef::Local(id) | EnumRef::WellKnown(_, id) | EnumRef::Extern(_, id)) = target;
        let ty = match self.settings.enumeration(*id).json_extern.value {
            JsonExtern::Table => TableType::Enum(target.clone(), openness),
            JsonExtern::Serde => {
                TableType::Numbers(self.schema.enums[*id].at.full_name.as_str().into())
            }
            JsonExtern::Skip => return None,
        };
        Some((TypeId::Enum(*id), ty))
    }
}

/// Returns the text of an enum's table: the values and aliases in declaration order. `json_name`
/// returns the JSON name that an option of the value sets.
pub(super) fn of_enum(decl: &Enum, json_name: impl Fn(ValueId) -> Option<String>) -> Box<str> {
    let value = |value: &EnumValue| (value.id, value.number, value.proto_name.clone());
    let alias =
        |alias: &Alias| (alias.id, decl.values[alias.value].number, alias.proto_name.clone());
    let values = decl.values.iter().map(value);
    let mut values: Vec<_> = values.chain(decl.aliases.iter().map(alias)).collect();
    values.sort_unstable_by_key(|(id, ..)| *id);
    let values = values.into_iter().map(|(id, number, proto_name)| {
        let json_name = json_name(id).map(|name| format!("={}", escaped(&name)));
        format!("{number} {proto_name}{}", json_name.unwrap_or_default())
    });
    let values: Vec<String> = values.collect();
    let prefix = match decl.openness {
        Openness::Open => "",
        Openness::Closed => "#closed; ",
    };
    format!("{prefix}{}", values.join("; ")).into()
}

/// The types that the text of a table refers to.
struct Types<'a, 'b, 'r> {
    assembly: &'a Assembly<'b, 'r>,
    /// The types, each at its index.
    listed: Vec<TableType>,
    /// Whether a constant field path can continue in the type of this index.
    inner: Vec<bool>,
    /// Whether the text has a skipped type, which has no index.
    has_skipped: bool,
    /// Whether the text is that of an extension.
    is_extension: bool,
    known: HashMap<(TypeId, Option<Openness>), usize>,
}

impl<'a, 'b, 'r> Types<'a, 'b, 'r> {
    fn new(assembly: &'a Assembly<'b, 'r>) -> Self {
        Self {
            assembly,
            listed: Vec::new(),
            inner: Vec::new(),
            has_skipped: false,
            is_extension: false,
            known: HashMap::new(),
        }
    }

    /// Returns the text of a field.
    fn field(&mut self, field: &Field) -> String {
        let shape = self.shape(&field.shape, field.declared_presence);
        let json_name = json_name(&field.proto_name, field.json_name.as_deref());
        let redact = redact(field.redacted);
        let json = self.json_only(field.shape.value());
        let ident = ident(&field.proto_name, &field.ident);
        format!("{} {shape} {}{json_name}{redact}{json}{ident}", field.number, field.proto_name)
    }

    /// Returns the text of a oneof member.
    fn member(&mut self, member: &Member, oneof: &Oneof) -> String {
        let value = self.singular(&member.value, member.storage);
        let json_name = json_name(&member.proto_name, member.json_name.as_deref());
        let redact = redact(member.redacted);
        let names = format!("{}{json_name} @{}", member.proto_name, oneof.proto_name);
        let json = self.json_only(&member.value);
        let ident = ident(&oneof.proto_name, &oneof.ident);
        format!("{} {value} {names}{redact}{json}{ident}", member.number)
    }

    /// Returns the flag of a field that JSON alone knows: serde's traits write and read its type.
    fn json_only(&self, value: &Value) -> &'static str {
        match value {
            Value::Message(target, _) => match self.assembly.of_message(target) {
                Some((_, TableType::SerdeMessage(..))) => " #json",
                _ => "",
            },
            Value::Scalar(_) | Value::String(_) | Value::Bytes(_) | Value::Enum(..) => "",
        }
    }

    /// Returns the text of a shape. `declared` is the presence that the schema declares, if it
    /// differs from that of the shape.
    fn shape(&mut self, shape: &Shape, declared: Option<Presence>) -> String {
        match shape {
            Shape::Singular { value, presence, storage, default: _ } => {
                let label = match declared.unwrap_or(*presence) {
                    Presence::Explicit => "?",
                    Presence::Required => "!",
                    Presence::Implicit => "",
                };
                format!("{label}{}", self.singular(value, *storage))
            }
            Shape::Repeated { value, packing } => {
                let label = match packing {
                    Packing::Packed => "+",
                    Packing::Expanded => "*",
                };
                format!("{label}{}", self.value(value))
            }
            Shape::Map { key, value, container: _ } => {
                format!("{{{}}}{}", self.value(key), self.value(value))
            }
        }
    }

    /// Returns the text of the type of a single value.
    ///
    /// A constant field path can continue in a message that is not boxed. Such a message is on no
    /// cycle, and constants cannot refer to each other in a cycle.
    fn singular(&mut self, value: &Value, storage: Storage) -> String {
        let text = self.value(value);
        if let (Value::Message(target, _), Storage::Inline) = (value, storage)
            && let Some((id, TableType::Message(_))) = self.assembly.of_message(target)
        {
            let index = self.known[&(id, None)];
            self.inner.resize(self.inner.len().max(index + 1), false);
            self.inner[index] = true;
        }
        text
    }

    fn value(&mut self, value: &Value) -> String {
        match value {
            Value::Scalar(scalar) => scalar.proto_name().to_owned(),
            Value::String(_) => "string".to_owned(),
            Value::Bytes(_) => "bytes".to_owned(),
            Value::Enum(target, enums) => {
                let openness = self.openness(target, *enums);
                format!("enum{}", self.index(self.assembly.of_enum(target, openness)))
            }
            Value::Message(target, framing) => {
                let word = match framing {
                    Framing::LengthPrefixed => "message",
                    Framing::Delimited => "group",
                };
                format!("{word}{}", self.index(self.assembly.of_message(target)))
            }
        }
    }

    /// Returns the numbers that a field holds. Returns `None` if they are those of an open enum in
    /// the schema. The table of a closed enum from another crate need not say that it is closed.
    fn openness(&self, target: &EnumRef, enums: Enums) -> Option<Openness> {
        let (EnumRef::Local(id) | EnumRef::WellKnown(_, id) | EnumRef::Extern(_, id)) = target;
        match (self.assembly.features.enums[*id].openness, enums) {
            // An extension has no field in Rust: the functions that read it follow the schema.
            (Openness::Closed, _) if self.is_extension => Some(Openness::Closed),
            (Openness::Open, _) if self.is_extension => None,
            (_, Enums::Closed) => Some(Openness::Closed),
            (Openness::Closed, Enums::I32 | Enums::Open) => Some(Openness::Open),
            (Openness::Open, Enums::I32 | Enums::Open) => None,
        }
    }

    /// Returns the text of a type's index. The text is empty for a skipped type.
    fn index(&mut self, target: Option<(TypeId, TableType)>) -> String {
        let Some((id, ty)) = target else {
            self.has_skipped = true;
            return String::new();
        };
        let openness = match &ty {
            TableType::Enum(_, openness) => *openness,
            TableType::Message(_) | TableType::SerdeMessage(..) | TableType::Numbers(_) => None,
        };
        let index = *self.known.entry((id, openness)).or_insert_with(|| {
            self.listed.push(ty);
            self.listed.len() - 1
        });
        index.to_string()
    }
}

/// Returns the text of the struct's name, if it differs from the last part of the full name.
fn struct_name(message: &Message) -> String {
    let full_name = message.full_name.as_str();
    let last = full_name.rsplit('.').next().unwrap_or(full_name);
    match message.ident == *last {
        true => String::new(),
        false => format!("#struct {}; ", message.ident),
    }
}

/// Returns the text of a field's name in the struct, if it differs from the proto name. Error
/// messages show it.
fn ident(proto_name: &str, ident: &Name) -> String {
    if *ident == *proto_name { String::new() } else { format!(" ${ident}") }
}

/// Returns the text of a message's reserved names. Text format skips fields of these names. The
/// text leaves out a name that no field can have.
fn reserved(message: &Message) -> Option<String> {
    let is_identifier = |name: &&str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let names = message.reserved.names.iter().map(|name| &**name).filter(is_identifier);
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| format!("#reserved {}", names.join(" ")))
}

/// Returns the text of a JSON name, if it differs from the name that protoc derives from the proto
/// name. `json_name` is `None` if it equals the proto name.
fn json_name(proto_name: &str, json_name: Option<&str>) -> String {
    let json_name = json_name.unwrap_or(proto_name);
    match *lower_camel(proto_name) == *json_name {
        true => String::new(),
        false => format!("={}", escaped(json_name)),
    }
}

fn redact(is_redacted: bool) -> &'static str {
    if is_redacted { " #redact" } else { "" }
}

/// Returns a name with escapes: `%` and two hexadecimal digits stand for every byte that is not
/// an ASCII letter, digit or underscore.
fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped() {
        assert_eq!(escaped("wind_Speed9"), "wind_Speed9");
        assert_eq!(escaped("a b;=%@é\"\n"), "a%20b%3B%3D%25%40%C3%A9%22%0A");
        assert_eq!(json_name("wind_speed", Some("windSpeed")), "");
        assert_eq!(json_name("wind_speed", None), "=wind_speed");
        assert_eq!(json_name("wind", Some("")), "=");
        assert_eq!(json_name("wind", None), "");
    }
}
