//! Printing: the printer reads the records of a message and writes their text.
//!
//! The printer keeps the open messages in a vector and not on the stack of the thread. So it can
//! print a message of any depth.

use alloc::string::String;
use alloc::vec::{self, Vec};

use super::PrintOptions;
use super::enum_number::has_value_form;
use super::known::Known;
use crate::canonical::is_single_value;
use crate::schema::{Kind, Type};
use crate::unknown::{UnknownFieldsIter, UnknownValue};
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::skip;

mod any;
mod collect;
mod entries;
mod float;
mod lines;
mod scalar;
mod unknown;

use any::Expansion;
use collect::{Content, Item, Parts};
use entries::Entry;

/// Prints a message of the type. If records are malformed, the message that they are in ends.
pub(crate) fn message(ty: Type<'_>, bytes: &[u8], options: PrintOptions<'_>) -> String {
    let out = String::with_capacity(bytes.len() * 2);
    let mut printer = Printer { out, options, steps: Vec::new(), depth: 0, expansions: 0 };
    let mut result = printer.fields(ty, Parts::One(bytes));
    loop {
        if result.is_err() {
            result = printer.recover();
            continue;
        }
        match printer.step() {
            Some(next) => result = next,
            None => break,
        }
    }
    let mut out = printer.out;
    if options.is_single_line {
        out.truncate(out.trim_end_matches(' ').len());
    }
    out
}

/// The text printed so far, and the steps that follow.
struct Printer<'a> {
    out: String,
    options: PrintOptions<'a>,
    /// The steps, in reverse order: the last element is the next step.
    steps: Vec<Step<'a>>,
    /// The number of open braces.
    depth: usize,
    /// The number of open messages in an `Any`.
    expansions: usize,
}

/// A part of the message that is not printed yet.
enum Step<'a> {
    /// The fields of a message.
    Fields(Type<'a>, vec::IntoIter<Item<'a>>),
    /// The entries of a map field of the message.
    Entries(Type<'a>, Known<'a>, vec::IntoIter<Entry<'a>>),
    /// The fields of an unknown message. The number is how many levels of bytes the printer may
    /// still guess to be messages.
    Unknown(UnknownFieldsIter<'a>, u32),
    /// A closing brace.
    Close,
    /// The end of the message in an `Any`.
    Expanded(Expansion<'a>),
}

impl<'a> Printer<'a> {
    /// Prints the next part. Returns `None` if there is none.
    fn step(&mut self) -> Option<Result<(), Error>> {
        let result = match self.steps.last_mut()? {
            Step::Fields(ty, items) => match items.next() {
                Some(item) => {
                    let ty = *ty;
                    self.item(ty, item)
                }
                None => self.end_step(),
            },
            Step::Entries(ty, known, entries) => match entries.next() {
                Some(entry) => {
                    let (ty, known) = (*ty, *known);
                    self.entry(ty, known, entry)
                }
                None => self.end_step(),
            },
            Step::Unknown(fields, budget) => match fields.next() {
                Some((number, value)) => {
                    let budget = *budget;
                    self.unknown(number, value, budget);
                    Ok(())
                }
                None => self.end_step(),
            },
            Step::Close => {
                self.close();
                self.end_step()
            }
            Step::Expanded(_) => {
                self.expansions -= 1;
                self.end_step()
            }
        };
        Some(result)
    }

    fn end_step(&mut self) -> Result<(), Error> {
        self.steps.pop();
        Ok(())
    }

    /// Continues after malformed records: prints the innermost `Any` again, with its bytes. If
    /// there is none, ends the message with the records.
    fn recover(&mut self) -> Result<(), Error> {
        if self.expansions > 0 {
            while let Some(step) = self.steps.pop() {
                let Step::Expanded(expansion) = step else { continue };
                self.expansions -= 1;
                self.out.truncate(expansion.start);
                self.depth = expansion.depth;
                return self.fields_of(expansion.any, expansion.parts, false);
            }
        }
        while let Some(step) = self.steps.pop() {
            if let Step::Close = step {
                self.close();
                break;
            }
        }
        Ok(())
    }

    /// Adds the steps that print the fields of a message.
    fn fields(&mut self, ty: Type<'a>, parts: Parts<'a>) -> Result<(), Error> {
        self.fields_of(ty, parts, true)
    }

    fn fields_of(&mut self, ty: Type<'a>, parts: Parts<'a>, expands: bool) -> Result<(), Error> {
        if self.expansions > 0 {
            // No decoder has checked the bytes in an `Any`.
            for part in parts.as_slice() {
                skip::all(part, RECURSION_LIMIT)?;
            }
        }
        if expands && let Some(expansion) = self.expansion(ty, &parts)? {
            let (ty, value) = (expansion.ty, expansion.value);
            self.open_in_brackets(expansion)?;
            return self.fields(ty, Parts::One(value));
        }
        let items = collect::items(ty, &parts, self.options)?;
        self.steps.push(Step::Fields(ty, items.into_iter()));
        Ok(())
    }

    /// Prints a field of a message of the type.
    fn item(&mut self, ty: Type<'a>, item: Item<'a>) -> Result<(), Error> {
        let Some(known) = item.known(ty, self.options) else {
            if let Content::Value(value) = item.content {
                self.unknown(item.number, value, unknown::GUESSED_LEVELS);
            }
            return Ok(());
        };
        if self.options.is_redacted && (known.field.is_redacted || any::is_value(ty, known)) {
            self.name(ty, known);
            self.out.push_str(": [REDACTED]");
            self.end_line();
            // The number of redacted values is secret, too.
            if let Some(Step::Fields(_, items)) = self.steps.last_mut() {
                while items.as_slice().first().is_some_and(|next| next.is_of_field_of(&item)) {
                    items.next();
                }
            }
            return Ok(());
        }
        match item.content {
            Content::Message(parts) => {
                self.name(ty, known);
                self.message(known, parts)
            }
            Content::Entries(entries) => {
                self.steps.push(Step::Entries(ty, known, entries.into_iter()));
                Ok(())
            }
            Content::Value(UnknownValue::LengthDelimited(packed))
                if known.field.kind.is_packable() =>
            {
                scalar::each(known.field.kind, packed, |value| {
                    // Numbers that a closed field does not hold are unknown fields.
                    if is_single_value(known.field.kind, known.scope, value) {
                        self.value(ty, known, value);
                    }
                })
            }
            Content::Value(value) => {
                self.value(ty, known, value);
                Ok(())
            }
        }
    }

    /// Prints an entry of a map field.
    fn entry(&mut self, ty: Type<'a>, known: Known<'a>, entry: Entry<'a>) -> Result<(), Error> {
        if let Content::Value(value) = entry.value
            && !self.prints(known, value)
        {
            return Ok(());
        }
        self.name(ty, known);
        self.open()?;
        self.begin_line();
        self.out.push_str("key: ");
        entry.write_key(&mut self.out);
        self.end_line();
        self.begin_line();
        self.out.push_str("value");
        match entry.value {
            Content::Message(parts) => self.message(known, parts),
            Content::Value(value) => {
                self.out.push_str(": ");
                scalar::write(known, value, &mut self.out);
                self.end_line();
                Ok(())
            }
            Content::Entries(_) => Ok(()),
        }
    }

    /// Prints the value of a field that is not a message.
    fn value(&mut self, ty: Type<'a>, known: Known<'a>, value: UnknownValue<'a>) {
        if !self.prints(known, value) {
            return;
        }
        self.name(ty, known);
        self.out.push_str(": ");
        scalar::write(known, value, &mut self.out);
        self.end_line();
    }

    /// Whether a value is printed. Text format cannot express some numbers without a name. They are
    /// printed only together with unknown fields.
    fn prints(&self, known: Known<'a>, value: UnknownValue<'a>) -> bool {
        self.options.prints_unknown_fields || has_value_form(known, value)
    }

    /// Prints the value of a field that is a message, in braces.
    fn message(&mut self, known: Known<'a>, parts: Parts<'a>) -> Result<(), Error> {
        self.open()?;
        match &known.field.kind {
            Kind::Message(link) | Kind::Group(link) => self.fields(known.scope.linked(link), parts),
            _ => Ok(()),
        }
    }
}
