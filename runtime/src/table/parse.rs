//! Parses the texts of tables.
//!
//! A generator of this major version writes the texts. An error in a text is a bug of the generator
//! or of hand-written code, so the functions panic.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{EnumSlot, EnumTable, MessageSlot, Openness, TableRef, paths};
use crate::schema::{
    Cardinality, Enum, EnumLink, EnumValue, Field, Kind, MapKey, Message, MessageLink, Oneof,
    Presence,
};

/// Creates the schema of a message.
pub(super) fn message(full_name: &str, text: &str, types: &[TableRef]) -> Message {
    let (is_message_set, text) = flag(without_struct(text), "#message_set; ");
    let (reserved_names, text) = reserved_names(text);
    let mut oneofs: Vec<Oneof> = Vec::new();
    let parts = text.split("; ").filter(|part| !part.is_empty());
    let (mut fields, mut skipped_members) = (Vec::new(), Vec::new());
    let (mut hides_unknown, mut has_untabled) = (false, false);
    for part in parts {
        if part == "#redact_unknown" {
            hides_unknown = true;
        } else if is_skipped(part) {
            has_untabled = true;
            if part.contains(" @") {
                skipped_members.push(number(full_name, part.split(' ').next().unwrap_or_default()));
            }
            // The value of a skipped field is among the unknown fields.
            hides_unknown |= part.split(' ').any(|word| word == "#redact");
        } else {
            fields.push(field(full_name, part, types, &mut oneofs));
        }
    }
    let mut message = Message::new(full_name.into(), fields, oneofs, is_message_set);
    message.reserved_names = reserved_names;
    message.hides_unknown |= hides_unknown;
    message.has_untabled |= has_untabled;
    message.skipped_members = skipped_members.into();
    #[cfg(feature = "json")]
    if let [TableRef::Serde(traits)] = types {
        message.form = crate::schema::Form::Serde(*traits);
    }
    message
}

/// Returns the text after the name of the struct, e.g. after `#struct Forecast; `. Errors alone use
/// the name.
fn without_struct(text: &str) -> &str {
    match text.strip_prefix("#struct ") {
        Some(text) => text.split_once("; ").map_or("", |(_, rest)| rest),
        None => text,
    }
}

/// Whether a field is in the text only for errors, e.g. `2 ?message day`.
fn is_skipped(field: &str) -> bool {
    paths::is_skipped(field.split(' ').nth(1).unwrap_or_default().as_bytes())
}

/// Splits the reserved names, e.g. `#reserved wind gusts; `, from the fields after them.
fn reserved_names(text: &str) -> (Box<[Box<str>]>, &str) {
    let Some(text) = text.strip_prefix("#reserved ") else { return (Box::default(), text) };
    let (names, fields) = text.split_once("; ").unwrap_or((text, ""));
    (names.split(' ').map(Box::from).collect(), fields)
}

/// Creates the schema of an extension. The name in the text is the full name.
pub(super) fn extension(extendee: &str, text: &str, types: &[TableRef]) -> Field {
    let field = field(extendee, text, types, &mut Vec::new());
    let Field { number, name, cardinality, kind, is_redacted, is_json_only, .. } = field;
    Field { is_redacted, is_json_only, ..Field::of_extension(number, name, cardinality, kind) }
}

/// Creates the schema of a field.
fn field(owner: &str, text: &str, types: &[TableRef], oneofs: &mut Vec<Oneof>) -> Field {
    let mut words = text.split(' ');
    let mut word =
        || words.next().unwrap_or_else(|| panic!("the table of {owner} ends in `{text}`"));
    let number = number(owner, word());
    let (cardinality, kind) = shape(owner, word(), types);
    let (name, json_name) = names(word());
    let mut field = Field::new(number, name, json_name, cardinality, kind);
    for word in words {
        match word.strip_prefix('@') {
            Some(oneof) => field.put_in_oneof(oneof, oneofs),
            None if word == "#redact" => field.is_redacted = true,
            None if word == "#json" => field.is_json_only = true,
            // Only errors need the name in the struct.
            None if word.starts_with('$') => {}
            None => panic!("the table of {owner} has an unknown word `{word}`"),
        }
    }
    field
}

/// Creates the schema of an enum.
pub(super) fn enumeration(full_name: &str, text: &str) -> Enum {
    let (is_closed, text) = flag(text, "#closed; ");
    let values = text.split("; ").filter(|part| !part.is_empty()).map(|part| {
        let (number, names) = part.split_once(' ').unwrap_or((part, ""));
        let (name, json_name) = self::names(names);
        EnumValue { number: self::number(full_name, number), name, json_name }
    });
    Enum::new(full_name.into(), values.collect(), is_closed)
}

fn flag<'a>(text: &'a str, flag: &str) -> (bool, &'a str) {
    match text.strip_prefix(flag) {
        Some(rest) => (true, rest),
        // If the text consists of the flag alone, no separator follows the flag.
        None if text == flag.trim_end_matches("; ") => (true, ""),
        None => (false, text),
    }
}

fn number<N: core::str::FromStr>(owner: &str, word: &str) -> N {
    word.parse().unwrap_or_else(|_| panic!("the table of {owner} has no number in `{word}`"))
}

/// Splits a proto name from the JSON name after it.
fn names(word: &str) -> (Box<str>, Option<Box<str>>) {
    match word.split_once('=') {
        Some((name, json_name)) => (name.into(), Some(unescaped(json_name))),
        None => (word.into(), None),
    }
}

/// Decodes a name, in which `%XX` is a byte.
fn unescaped(name: &str) -> Box<str> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut parts = name.split('%');
    bytes.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        bytes.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned()).into()
}

fn shape(owner: &str, word: &str, types: &[TableRef]) -> (Cardinality, Kind) {
    let kind = |word: &str| kind(owner, word, types);
    let singular = Cardinality::Singular;
    if let Some(rest) = word.strip_prefix('{') {
        let (key, value) = rest.split_once('}').unwrap_or((rest, ""));
        let key = MapKey::of(kind(key));
        let key = key.unwrap_or_else(|| panic!("the table of {owner} has the map key `{word}`"));
        return (Cardinality::Map(key), kind(value));
    }
    match word.as_bytes().first() {
        Some(b'?') => (singular(Presence::Explicit), kind(&word[1..])),
        Some(b'!') => (singular(Presence::Required), kind(&word[1..])),
        Some(b'*') => (Cardinality::Repeated { is_packed: false }, kind(&word[1..])),
        Some(b'+') => (Cardinality::Repeated { is_packed: true }, kind(&word[1..])),
        _ => (singular(Presence::Implicit), kind(word)),
    }
}

fn kind(owner: &str, word: &str, types: &[TableRef]) -> Kind {
    match word {
        "int32" => return Kind::Int32,
        "int64" => return Kind::Int64,
        "uint32" => return Kind::Uint32,
        "uint64" => return Kind::Uint64,
        "sint32" => return Kind::Sint32,
        "sint64" => return Kind::Sint64,
        "fixed32" => return Kind::Fixed32,
        "fixed64" => return Kind::Fixed64,
        "sfixed32" => return Kind::Sfixed32,
        "sfixed64" => return Kind::Sfixed64,
        "bool" => return Kind::Bool,
        "float" => return Kind::Float,
        "double" => return Kind::Double,
        "string" => return Kind::String,
        "bytes" => return Kind::Bytes,
        _ => {}
    }
    let at = word.find(|letter: char| letter.is_ascii_digit()).unwrap_or(word.len());
    let (kind, index) = word.split_at(at);
    match (kind, types.get(number::<usize>(owner, index))) {
        ("message", Some(TableRef::Message(table))) => {
            Kind::Message(MessageLink::Table(MessageSlot::leak(*table)))
        }
        ("group", Some(TableRef::Message(table))) => {
            Kind::Group(MessageLink::Table(MessageSlot::leak(*table)))
        }
        ("enum", Some(TableRef::Enum(table))) => enum_kind(*table, Openness::Declared),
        ("enum", Some(TableRef::OpenEnum(table))) => enum_kind(*table, Openness::Open),
        ("enum", Some(TableRef::ClosedEnum(table))) => enum_kind(*table, Openness::Closed),
        _ => panic!("the table of {owner} has an unknown type `{word}`"),
    }
}

fn enum_kind(table: fn() -> &'static EnumTable, openness: Openness) -> Kind {
    Kind::Enum(EnumLink::Table(EnumSlot::leak(table, openness)))
}

impl Field {
    /// Adds the field to a oneof. Members of oneofs have explicit presence.
    fn put_in_oneof(&mut self, name: &str, oneofs: &mut Vec<Oneof>) {
        let known = oneofs.iter().position(|oneof| *oneof.name == *name);
        let index = known.unwrap_or_else(|| {
            oneofs.push(Oneof::new(name.into()));
            oneofs.len() - 1
        });
        self.oneof = u32::try_from(index).ok();
        self.cardinality = Cardinality::Singular(Presence::Explicit);
    }
}
