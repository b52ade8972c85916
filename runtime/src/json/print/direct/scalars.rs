//! Numbers, booleans and enum values.

use super::super::float::float;
use super::free::Free;
use super::state::State;
use crate::schema::{EnumLink, Field, Kind};
use crate::wire::kind::{Bits, Number};
use crate::wire::varint::{unzigzag32, unzigzag64};

/// The greatest number of bytes of a number, with its quotes and the punctuation on both sides.
const NUMBER: usize = 32;

/// The number of list values for which free bytes are reserved at once.
const BATCH: usize = 16;

impl State<'_, '_> {
    /// Prints a scalar field.
    #[inline(never)]
    pub(super) fn scalar_field<K: Bits>(&mut self, tag: u32, value: K::Value) {
        let Some(field) = self.field(tag) else { return };
        if self.scalar::<K>(field, value) {
            self.key(field);
        }
    }

    /// Prints the value of a map's entry.
    #[inline(never)]
    pub(super) fn scalar_element<K: Bits>(&mut self, value: K::Value) {
        let Some(field) = self.map_field else { return };
        self.is_omitted = !self.scalar::<K>(field, value);
    }

    /// Prints the key of a map's entry, and the comma before it.
    #[inline(never)]
    pub(super) fn scalar_key<K: Bits>(&mut self, value: K::Value) {
        let free = self.out.free(NUMBER).byte(b':');
        let bits = K::to_bits(value);
        let free = match K::NUMBER {
            // These numbers are printed in quotes anyway.
            Number::Int64 | Number::Sint64 | Number::Uint64 => number(K::NUMBER, bits, free),
            _ => number(K::NUMBER, bits, free.byte(b'"')).byte(b'"'),
        };
        free.byte(b',').end();
    }

    /// Prints a list of scalars.
    #[inline(never)]
    pub(super) fn scalars<K: Bits>(&mut self, tag: u32, values: &[K::Value]) {
        if values.is_empty() {
            return;
        }
        if let Number::Int32 = K::NUMBER
            && let Some(field) = self.field(tag)
            && let Kind::Enum(link) = field.kind
        {
            let numbers = values.iter().rev().map(|value| K::to_bits(*value) as i32);
            return self.enumerations(field, &link, numbers);
        }
        let Some(field) = self.begin_list(tag) else { return };
        // The position stays in a register for a whole batch.
        for values in values.rchunks(BATCH) {
            let free = self.out.free(BATCH * NUMBER);
            match K::NUMBER {
                Number::Float | Number::Double => floats::<K>(values, free),
                _ => values.iter().rev().fold(free, |free, value| {
                    number(K::NUMBER, K::to_bits(*value), free).byte(b',')
                }),
            }
            .end();
        }
        self.end_list(field);
    }

    /// Prints a scalar or an enum value. Returns whether it was printed.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn scalar<K: Bits>(&mut self, field: &'static Field, value: K::Value) -> bool {
        let bits = K::to_bits(value);
        if let Number::Int32 = K::NUMBER
            && let Kind::Enum(link) = field.kind
        {
            return self.enumeration(&link, bits as i32);
        }
        number(K::NUMBER, bits, self.out.free(NUMBER)).end();
        true
    }

    /// Prints a list of enum values, the last one first. Numbers that a closed field does not hold
    /// are unknown fields. If the list has no other numbers, it is not printed.
    fn enumerations(
        &mut self,
        field: &'static Field,
        link: &EnumLink,
        numbers: impl Iterator<Item = i32> + Clone,
    ) {
        if self.ty.is_closed(link) && !numbers.clone().any(|it| self.ty.holds(link, it)) {
            return;
        }
        self.out.byte(b']');
        numbers.for_each(|number| {
            if self.enumeration(link, number) {
                self.out.byte(b',');
            }
        });
        self.end_list(field);
    }

    #[inline(never)]
    fn enumeration(&mut self, link: &EnumLink, number: i32) -> bool {
        let decl = self.ty.linked_enum(link);
        match decl.value(number) {
            _ if decl.is_null_value() => self.out.raw(b"null"),
            Some(value) => self.out.quoted(value.in_json().as_bytes()),
            None if self.ty.is_closed(link) => return false,
            None => self.out.free(NUMBER).i64(number.into()).end(),
        }
        true
    }
}

/// Writes a number or a boolean, in quotes if its kind needs them.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn number(number: Number, bits: u64, free: Free<'_>) -> Free<'_> {
    match number {
        Number::Int32 => free.i64(i64::from(bits as i32)),
        Number::Sint32 => free.i64(i64::from(unzigzag32(bits as u32))),
        Number::Uint32 => free.u64(u64::from(bits as u32)),
        Number::Int64 => free.byte(b'"').i64(bits as i64).byte(b'"'),
        Number::Sint64 => free.byte(b'"').i64(unzigzag64(bits)).byte(b'"'),
        Number::Uint64 => free.byte(b'"').u64(bits).byte(b'"'),
        Number::Bool => free.bool(bits != 0),
        Number::Float | Number::Double => {
            free.short(float_of(number, bits, &mut zmij::Buffer::new()).as_bytes())
        }
    }
}

/// Writes a batch of a list's `float` or `double` values.
///
/// The code makes the texts of all values before it copies the first one. Otherwise the processor
/// waits when it reads bytes that were just written in pieces of another size (-30 % for `packed
/// double`, `bench -- json`).
#[inline]
fn floats<'a, K: Bits>(values: &[K::Value], mut free: Free<'a>) -> Free<'a> {
    let mut buffers = core::array::from_fn::<_, BATCH, _>(|_| zmij::Buffer::new());
    let mut texts = [""; BATCH];
    for ((text, buffer), value) in texts.iter_mut().zip(&mut buffers).zip(values) {
        *text = float_of(K::NUMBER, K::to_bits(*value), buffer);
    }
    for text in texts[..values.len()].iter().rev() {
        free = free.short(text.as_bytes()).byte(b',');
    }
    free
}

/// Returns the text of a `float` or `double` with these bits.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn float_of(number: Number, bits: u64, buffer: &mut zmij::Buffer) -> &str {
    match number {
        Number::Float => float(f32::from_bits(bits as u32), buffer),
        _ => float(f64::from_bits(bits), buffer),
    }
}
