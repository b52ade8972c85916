//! The state of printing a message.
//!
//! The functions of this type are not generic over messages, so a program has them once.

use alloc::string::String;
use alloc::vec::Vec;

use super::super::extensions::extensions;
use super::super::node::{Node, Shared, Value, Walk};
use super::super::text::Text;
use super::backward::Backward;
use crate::interop::encode;
use crate::json::JsonError;
use crate::schema::{Field, Form, Kind, Type};
use crate::wire::buffer::encode::Source;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::request::Request;

/// The text printed so far, and the position in the message.
pub(super) struct State<'s, 'w> {
    pub out: Backward<'w>,
    shared: &'s Shared<'s>,
    /// The type of the message whose fields are printed.
    pub ty: Type<'static>,
    /// The map field whose entry is printed.
    pub map_field: Option<&'static Field>,
    /// The number of levels that messages may still nest.
    levels: u32,
    /// Whether the text is not the JSON form of the message, so that the caller must print the
    /// records.
    has_failed: bool,
    /// Whether the last value was omitted, because a closed field does not hold its number. This
    /// occurs only with tables of older generators, whose Rust type can hold numbers that the
    /// closed enum lacks.
    pub is_omitted: bool,
}

/// The JSON form of a message.
pub(super) enum MessageForm {
    /// An object with the fields.
    Object(Type<'static>),
    /// Another form, e.g. for a `google.protobuf.Timestamp`.
    Records(Type<'static>),
    /// No form, because printing has failed.
    Failed,
}

impl<'s, 'w> State<'s, 'w> {
    /// Begins the object of a message. Returns `None` if the message has another form.
    pub(super) fn begin(shared: &'s Shared<'s>, ty: Type<'static>) -> Option<Self> {
        let (Form::Plain | Form::Empty) = ty.message().form else { return None };
        let mut out = Backward::new();
        out.byte(b'}');
        Some(State {
            out,
            shared,
            ty,
            map_field: None,
            levels: RECURSION_LIMIT,
            has_failed: false,
            is_omitted: false,
        })
    }

    /// Ends the object. Returns `None` if printing has failed.
    pub(super) fn finish(mut self) -> Option<String> {
        self.out.open(b'{');
        if self.has_failed {
            return None;
        }
        self.out.into_string()
    }

    /// Returns the field with this key. Returns `None` if the option `json_extern=PATH=skip` omits
    /// the field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn field(&self, tag: u32) -> Option<&'static Field> {
        self.ty.message().field(tag >> 3)
    }

    /// Writes the key of a field, and the comma before it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn key(&mut self, field: &'static Field) {
        self.out.blocks(field.json_member.blocks(), field.json_member.len());
    }

    #[cold]
    #[inline(never)]
    pub(super) fn fail(&mut self) {
        self.has_failed = true;
    }

    /// Returns the form of a message in a field.
    #[inline(never)]
    pub(super) fn form(&mut self, field: &Field) -> MessageForm {
        let (Kind::Message(link) | Kind::Group(link)) = field.kind else { return self.failed() };
        if self.has_failed || self.levels == 0 {
            return self.failed();
        }
        let ty = self.ty.linked(&link);
        match ty.message().form {
            Form::Plain | Form::Empty => MessageForm::Object(ty),
            _ => MessageForm::Records(ty),
        }
    }

    #[cold]
    fn failed(&mut self) -> MessageForm {
        self.fail();
        MessageForm::Failed
    }

    /// Begins the object of an inner message. Returns the type of the outer message.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn begin_object(&mut self, ty: Type<'static>) -> Type<'static> {
        self.out.byte(b'}');
        self.levels -= 1;
        core::mem::replace(&mut self.ty, ty)
    }

    /// Ends the object of an inner message. `outer` is the type of the outer message.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn end_object(&mut self, outer: Type<'static>) {
        self.out.open(b'{');
        self.levels += 1;
        self.ty = outer;
    }

    /// Prints an encoded message.
    #[inline(never)]
    pub(super) fn records(&mut self, ty: Type<'static>, records: &[u8]) {
        match self.print_records(ty, records) {
            Ok(text) => self.out.raw(&text),
            Err(_) => self.fail(),
        }
    }

    /// Encodes a message and prints its records.
    #[cold]
    #[inline(never)]
    pub(super) fn encoded(&mut self, ty: Type<'static>, message: &dyn Source) {
        self.records(ty, &encode::to_vec(message, Request { sorted: true, ..Request::NONE }));
    }

    fn print_records(&mut self, ty: Type<'static>, records: &[u8]) -> Result<Vec<u8>, JsonError> {
        let walk = self.walk().inner()?;
        let mut text = Text::new(self.shared.options, records.len() * 2);
        Node { value: Value::Message(ty, records), walk }.print(&mut text)?;
        text.out.pop_comma();
        Ok(text.out.into_bytes())
    }

    fn walk(&self) -> Walk<'s> {
        Walk { shared: self.shared, levels: self.levels, is_canonical: true }
    }

    /// Begins a list. Returns its field.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn begin_list(&mut self, tag: u32) -> Option<&'static Field> {
        let field = self.field(tag)?;
        self.out.byte(b']');
        Some(field)
    }

    /// Ends a list.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn end_list(&mut self, field: &'static Field) {
        self.out.open(b'[');
        self.key(field);
    }

    /// Begins a map that has entries. Returns its field.
    #[inline(never)]
    pub(super) fn begin_map(&mut self, tag: u32) -> Option<&'static Field> {
        let field = self.field(tag)?;
        if self.levels == 0 {
            self.fail();
            return None;
        }
        self.out.byte(b'}');
        self.levels -= 1;
        Some(field)
    }

    /// Begins an entry of a map.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn begin_entry(&mut self, field: &'static Field) {
        self.map_field = Some(field);
        self.is_omitted = false;
    }

    /// Ends a map. `is_empty` is whether all entries were omitted, because a closed field holds
    /// none of their values. Then the map itself is an unknown field, and the caller must print the
    /// records.
    #[inline(never)]
    pub(super) fn end_map(&mut self, field: &'static Field, is_empty: bool) {
        if is_empty {
            self.fail();
        }
        // The map can be in a message that is the value of another map's entry, which must not be
        // omitted.
        self.is_omitted = false;
        self.levels += 1;
        self.out.open(b'{');
        self.key(field);
    }

    /// Prints the extensions among the unknown fields.
    #[cold]
    #[inline(never)]
    pub(super) fn unknown(&mut self, unknown: &[u8]) {
        let mut text = Text::new(self.shared.options, unknown.len() * 2);
        match extensions(self.walk(), self.ty, unknown, &mut &mut text) {
            Ok(()) => {
                if text.out.pop_comma() {
                    let text = text.out.into_bytes();
                    self.out.raw(&text);
                    self.out.byte(b',');
                }
            }
            Err(_) => self.fail(),
        }
    }
}
