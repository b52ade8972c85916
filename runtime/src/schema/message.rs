//! The schemas of messages.

use alloc::boxed::Box;
#[cfg(any(feature = "text", feature = "reflect"))]
use alloc::format;
#[cfg(any(feature = "text", feature = "reflect"))]
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::Field;
use super::name_index::NameIndex;

/// A message type.
#[derive(Debug)]
pub(crate) struct Message {
    /// The full name, e.g. `acme.v1.Forecast`.
    pub full_name: Box<str>,
    /// The fields, ascending by number.
    pub fields: Box<[Field]>,
    /// The real oneofs.
    pub oneofs: Box<[Oneof]>,
    /// The form of the message in JSON.
    pub form: Form,
    /// Whether the message has `option message_set_wire_format = true`.
    pub is_message_set: bool,
    /// The reserved names, in declaration order. Text format skips fields with such a name.
    pub reserved_names: Box<[Box<str>]>,
    /// Whether unknown fields can contain secrets: a field or an extension of the message has
    /// `debug_redact`.
    pub hides_unknown: bool,
    /// Whether the message has fields that text format and reflection do not know: the type of the
    /// field has no field table.
    pub has_untabled: bool,
    /// The numbers of the members of oneofs that no reader knows.
    pub skipped_members: Box<[u32]>,
    /// The number of required fields.
    pub required: usize,
    /// The index of the field with each small number, or `NONE`.
    by_number: Box<[u16]>,
    /// The fields ordered by name. A field whose proto name and JSON name differ occurs twice.
    by_name: Box<[ByName]>,
    /// The table of the names in `by_name`.
    names: Option<NameIndex>,
}

/// A real oneof.
#[derive(Debug)]
pub(crate) struct Oneof {
    /// The proto name, e.g. `payload`.
    pub name: Box<str>,
    /// The lowest number of a member. `Message::new` sets it.
    pub first: u32,
}

impl Oneof {
    /// Creates a oneof without members.
    pub(crate) fn new(name: Box<str>) -> Self {
        Oneof { name, first: u32::MAX }
    }
}

/// The entry of a number without a field.
const NONE: u16 = u16::MAX;

#[derive(Debug, Clone, Copy)]
struct ByName {
    field: u32,
    /// Whether the name is the proto name. Otherwise, it is the JSON name.
    is_proto_name: bool,
}

/// The form of a message in JSON. Well-known types have forms of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// An object with the fields.
    Plain,
    /// `google.protobuf.Any`.
    Any,
    /// `google.protobuf.Timestamp`.
    Timestamp,
    /// `google.protobuf.Duration`.
    Duration,
    /// `google.protobuf.FieldMask`.
    FieldMask,
    /// `google.protobuf.Struct`.
    Struct,
    /// `google.protobuf.Value`.
    Value,
    /// `google.protobuf.ListValue`.
    ListValue,
    /// A wrapper of a scalar, string or `bytes`, e.g. `google.protobuf.Int32Value`.
    Wrapper,
    /// `google.protobuf.Empty`: an object. In an `Any`, it is the member `value`, like the other
    /// well-known types.
    Empty,
    /// The form that serde's traits give the type.
    #[cfg(feature = "json")]
    Serde(crate::json::SerdeType),
}

impl Form {
    /// Returns the form of the message with this full name.
    fn of(full_name: &str) -> Self {
        let Some(name) = full_name.strip_prefix("google.protobuf.") else { return Self::Plain };
        match name {
            "Any" => Self::Any,
            "Timestamp" => Self::Timestamp,
            "Duration" => Self::Duration,
            "FieldMask" => Self::FieldMask,
            "Struct" => Self::Struct,
            "Value" => Self::Value,
            "ListValue" => Self::ListValue,
            "DoubleValue" | "FloatValue" | "Int64Value" | "UInt64Value" | "Int32Value"
            | "UInt32Value" | "BoolValue" | "StringValue" | "BytesValue" => Self::Wrapper,
            "Empty" => Self::Empty,
            _ => Self::Plain,
        }
    }
}

impl Message {
    /// Creates a message without reserved names from its fields, in any order. If several fields
    /// have one number, the first one counts.
    pub(crate) fn new(
        full_name: Box<str>,
        mut fields: Vec<Field>,
        mut oneofs: Vec<Oneof>,
        is_message_set: bool,
    ) -> Self {
        fields.sort_by_key(|field| field.number);
        fields.dedup_by_key(|field| field.number);
        for field in &fields {
            if let Some(oneof) = field.oneof.and_then(|oneof| oneofs.get_mut(oneof as usize)) {
                oneof.first = oneof.first.min(field.number);
            }
        }
        let mut by_name = Vec::with_capacity(fields.len() * 2);
        for (index, field) in (0..).zip(&fields) {
            by_name.push(ByName { field: index, is_proto_name: false });
            if field.name != field.json_name {
                by_name.push(ByName { field: index, is_proto_name: true });
            }
        }
        // If the JSON name of one field is the proto name of another field, the JSON name counts.
        by_name.sort_by(|a, b| {
            let names = a.name(&fields).cmp(b.name(&fields));
            names.then(a.is_proto_name.cmp(&b.is_proto_name))
        });
        by_name.dedup_by(|b, a| a.name(&fields) == b.name(&fields));
        let hides_unknown = fields.iter().any(|field| field.is_redacted);
        Message {
            skipped_members: Box::default(),
            has_untabled: fields.iter().any(|field| field.is_json_only),
            required: fields.iter().filter(|field| field.is_required()).count(),
            form: Form::of(&full_name),
            by_number: by_number(&fields),
            full_name,
            names: NameIndex::new(by_name.iter().map(|entry| entry.name(&fields))),
            fields: fields.into(),
            oneofs: oneofs.into(),
            is_message_set,
            reserved_names: Box::default(),
            hides_unknown,
            by_name: by_name.into(),
        }
    }

    /// Returns the index of the field with this number.
    #[inline]
    pub(crate) fn index_of(&self, number: u32) -> Option<usize> {
        match self.by_number.get(number as usize) {
            Some(&NONE) => None,
            Some(index) => Some(usize::from(*index)),
            None => self.fields.binary_search_by_key(&number, |field| field.number).ok(),
        }
    }

    /// Returns the index of the field with this number, unless only JSON has the field.
    #[cfg(any(feature = "text", feature = "reflect"))]
    pub(crate) fn index_beside_json(&self, number: u32) -> Option<usize> {
        self.index_of(number).filter(|index| !self.fields[*index].is_json_only)
    }

    /// Returns the error that text format and reflection have no field of this proto name.
    #[cfg(any(feature = "text", feature = "reflect"))]
    #[cold]
    pub(crate) fn no_field(&self, name: &str, shown: &str) -> String {
        let full_name = &self.full_name;
        match self.index_of_proto(name) {
            Some(index) if self.fields[index].is_json_only => format!(
                "only JSON has the field `{shown}` of `{full_name}`: the type has no field table \
                 (`json_extern`)"
            ),
            _ => format!("`{full_name}` has no field `{shown}`"),
        }
    }

    /// Returns the field with this number.
    #[inline]
    pub(crate) fn field(&self, number: u32) -> Option<&Field> {
        self.index_of(number).map(|index| &self.fields[index])
    }

    /// Returns the position of a field in an encoded message: its number. A member of a oneof has
    /// the position of the oneof's lowest member.
    #[inline]
    pub(crate) fn position(&self, field: &Field) -> u32 {
        match field.oneof {
            Some(oneof) => self.oneofs[oneof as usize].first,
            None => field.number,
        }
    }

    /// Returns the index of the field with this JSON name or proto name. `expected` is its most
    /// probable index.
    #[inline]
    pub(crate) fn index_of_json(&self, name: &str, expected: usize) -> Option<usize> {
        match self.fields.get(expected) {
            Some(field) if *field.json_name == *name => Some(expected),
            _ => self.search(name),
        }
    }

    fn search(&self, name: &str) -> Option<usize> {
        let name_of = |at: u32| self.by_name[at as usize].name(&self.fields);
        let found = match &self.names {
            Some(names) => names.find(name, name_of)? as usize,
            None => {
                let order = |entry: &ByName| entry.name(&self.fields).cmp(name);
                self.by_name.binary_search_by(order).ok()?
            }
        };
        Some(self.by_name[found].field as usize)
    }

    /// Returns the index of the field with this proto name.
    pub(crate) fn index_of_proto(&self, name: &str) -> Option<usize> {
        match self.search(name) {
            Some(index) if *self.fields[index].name == *name => Some(index),
            // The name is the JSON name of another field, or unknown.
            _ => self.fields.iter().position(|field| *field.name == *name),
        }
    }

    /// Whether the name is reserved.
    #[cfg(feature = "text")]
    pub(crate) fn is_reserved(&self, name: &str) -> bool {
        self.reserved_names.iter().any(|reserved| **reserved == *name)
    }
}

/// Returns the index of each field by its number, up to a number for which the list is still small.
fn by_number(fields: &[Field]) -> Box<[u16]> {
    let limit = (fields.len() * 4 + 16).min(usize::from(NONE)) as u32;
    let small = fields.iter().take_while(|field| field.number < limit);
    let count = small.clone().last().map_or(0, |field| field.number as usize + 1);
    let mut by_number = vec![NONE; count].into_boxed_slice();
    for (index, field) in (0..).zip(small) {
        by_number[field.number as usize] = index;
    }
    by_number
}

impl ByName {
    fn name<'a>(&self, fields: &'a [Field]) -> &'a str {
        let field = &fields[self.field as usize];
        if self.is_proto_name { &field.name } else { &field.json_name }
    }
}
