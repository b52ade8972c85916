//! The form of a view's records: whether they can be read in place of the encoding of the owned
//! message.

use crate::canonical::{KeyOrder, is_closed, is_single_value, is_value};
use crate::records::{Order, Records};
use crate::registry::Registry;
use crate::schema::{Cardinality, Field, Kind, Message, Type};
use crate::unknown::UnknownValue;
use crate::wire::cursor::Cursor;
use crate::wire::input::RECURSION_LIMIT;

/// The form of the records of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// The records are in the form that our encoder writes, at all levels.
    Canonical,
    /// The records mean what the encoding of the owned message means. They are in another order, or
    /// some of them replace others.
    Readable,
    /// The records can mean something else.
    Unreadable,
}

/// The records that a reader reads.
#[doc(hidden)]
pub struct Reads<'r> {
    pub(crate) unknown: UnknownReads<'r>,
    /// Whether the reader knows the fields that only JSON has.
    pub(crate) has_json_fields: bool,
}

/// The unknown fields that a reader reads. The schema of a message does not tell whether the owned
/// message keeps them.
pub(crate) enum UnknownReads<'r> {
    /// The extensions of a registry. The function is called for the first unknown field.
    Extensions(&'r dyn Fn() -> &'r Registry),
    All,
    Nothing,
}

impl UnknownReads<'_> {
    /// Whether the reader reads a field that the message does not declare.
    fn reads(&self, message: &Message, number: u32) -> bool {
        match self {
            UnknownReads::Nothing => false,
            UnknownReads::All => true,
            UnknownReads::Extensions(registry) => {
                let registry = registry();
                let is_extension =
                    || registry.extension_by_number(&message.full_name, number).is_some();
                // The numbers of a message set's extensions are in its items.
                registry.has_extensions() && (message.is_message_set || is_extension())
            }
        }
    }
}

/// Returns the form of the records of a message that the check of its view has accepted.
pub(super) fn form(ty: Type<'_>, bytes: &[u8], reads: &Reads<'_>) -> Form {
    let mut walk = Walk { reads, is_canonical: true, copied: 0 };
    match walk.message(ty, bytes, RECURSION_LIMIT) {
        Some(()) if walk.is_canonical => Form::Canonical,
        // If messages that a reader copies nest deep, the copies would be long.
        Some(()) if walk.copied <= bytes.len().saturating_mul(4) => Form::Readable,
        Some(()) | None => Form::Unreadable,
    }
}

struct Walk<'w, 'r> {
    reads: &'w Reads<'r>,
    /// Whether all messages are canonical.
    is_canonical: bool,
    /// The lengths of all messages that a reader copies if any message is not canonical: those that
    /// are not, and those with maps, whose entries it sorts.
    copied: usize,
}

impl Walk<'_, '_> {
    /// Walks over a message. Returns `None` if it is not readable. `levels` is the number of levels
    /// that messages may nest in the one around it.
    fn message(&mut self, ty: Type<'_>, bytes: &[u8], levels: u32) -> Option<()> {
        let levels = levels.checked_sub(1)?;
        let message = ty.message();
        // A field without a table is among the unknown fields of the encoded message, even if it
        // was required and missing.
        if message.has_untabled && matches!(self.reads.unknown, UnknownReads::All) {
            return None;
        }
        let (mut order, mut is_canonical) = (Order::default(), true);
        let (mut has_map, mut map, mut keys) = (false, 0, KeyOrder::default());
        // The greatest number of a singular message, the greatest number of a required field, and
        // the number of required fields.
        let (mut last_message, mut last_required, mut required) = (0, 0, 0);
        // A message of another codec can have keys of more than five bytes, which are errors here.
        let mut records = Records::new(bytes);
        while let Some((number, value)) = records.next().ok()? {
            let declared = message.field(number);
            // Required fields that do not ascend are not counted, so that the walk need not
            // remember them.
            if let Some(field) = declared
                && field.is_required()
                && number > last_required
                && is_value(field, ty, value)
            {
                (last_required, required) = (number, required + 1);
            }
            let field = declared.filter(|field| self.reads.has_json_fields || !field.is_json_only);
            let Some(field) = field else {
                order.end_run();
                // The reader would not see that the member replaces another one.
                let is_member = match declared {
                    Some(field) => field.oneof.is_some(),
                    None => message.skipped_members.contains(&number),
                };
                if is_member || self.reads.unknown.reads(message, number) {
                    return None;
                }
                continue;
            };
            let is_admitted = order.admits(message, field, value);
            is_canonical &= is_admitted;
            has_map |= field.is_map();
            if !is_value(field, ty, value) {
                if self.reads.unknown.reads(message, number) {
                    return None;
                }
                continue;
            }
            if field.kind.is_message() && !field.has_many() {
                // The record can be another piece of the message. A reader would merge the pieces
                // by copying them, and again at each level below.
                if !is_admitted && number <= last_message {
                    return None;
                }
                last_message = last_message.max(number);
            }
            match (field.cardinality, value) {
                (Cardinality::Map(_), UnknownValue::LengthDelimited(entry)) => {
                    if map != number {
                        (map, keys) = (number, KeyOrder::default());
                    }
                    is_canonical &= keys.admits(field, entry).ok()?;
                    self.entry(ty, field, entry, levels)?;
                }
                (_, UnknownValue::LengthDelimited(bytes) | UnknownValue::Group(bytes)) => {
                    self.value(ty, field, bytes, levels)?;
                }
                _ => {}
            }
        }
        // The owned message has the default of a required field that is missing, and writes it.
        if required < message.required {
            return None;
        }
        self.is_canonical &= is_canonical;
        if !is_canonical || has_map {
            self.copied = self.copied.saturating_add(bytes.len());
        }
        Some(())
    }

    /// Walks over the entry of a map.
    fn entry(&mut self, ty: Type<'_>, field: &Field, entry: &[u8], levels: u32) -> Option<()> {
        const VALUE: u32 = 2;
        let levels = levels.checked_sub(1)?;
        let mut has_value = false;
        let mut records = Records::new(entry);
        while let Some((number, value)) = records.next().ok()? {
            if number == VALUE && is_single_value(field.kind, ty, value) {
                // A reader would merge the pieces of a message.
                if has_value {
                    return None;
                }
                has_value = true;
                if let UnknownValue::LengthDelimited(bytes) | UnknownValue::Group(bytes) = value {
                    self.value(ty, field, bytes, levels)?;
                }
            }
        }
        match has_value {
            true => Some(()),
            // The default message can lack required fields.
            false => self.value(ty, field, &[], levels),
        }
    }

    /// Walks over a message in a field, or over a packed list.
    fn value(&mut self, ty: Type<'_>, field: &Field, bytes: &[u8], levels: u32) -> Option<()> {
        match field.kind {
            Kind::Message(link) | Kind::Group(link) => {
                self.message(ty.linked(&link), bytes, levels)
            }
            kind if kind.is_packable() && is_closed(kind, ty) => {
                let mut numbers = Cursor::new(bytes);
                while !numbers.is_empty() {
                    let number = UnknownValue::Varint(numbers.varint().ok()?);
                    let is_unknown = !is_single_value(kind, ty, number);
                    if is_unknown && self.reads.unknown.reads(ty.message(), field.number) {
                        return None;
                    }
                }
                Some(())
            }
            _ => Some(()),
        }
    }
}
