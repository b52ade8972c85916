//! The sink that is a text.
//!
//! Each value writes a comma after itself, and the end of the object or list removes the last
//! comma. So no value checks whether it is the first one.

use super::base64;
use super::float::float;
use super::node::Node;
use super::out::Out;
use super::sink::{Key, List, Object, Scalar, Sink};
use super::{JsonError, PrintOptions};
use crate::schema::Field;

/// A text, and the state of printing it.
pub(super) struct Text<'o> {
    pub out: Out,
    options: &'o PrintOptions<'o>,
    /// The level of indentation.
    level: usize,
}

impl<'o> Text<'o> {
    pub(super) fn new(options: &'o PrintOptions<'o>, capacity: usize) -> Self {
        Text { out: Out::with_capacity(capacity), options, level: 0 }
    }

    #[inline]
    fn begin(&mut self, bracket: u8) {
        self.out.byte(bracket);
        self.level += 1;
    }

    /// Begins the line of the next value, if the options indent the text.
    #[inline]
    fn next(&mut self) {
        if self.options.indent.is_some() {
            self.new_line();
        }
    }

    #[cold]
    #[inline(never)]
    fn new_line(&mut self) {
        let spaces = self.level * usize::from(self.options.indent.unwrap_or_default());
        self.out.byte(b'\n');
        self.out.with(spaces, |line| line.fill(b' '));
    }

    #[inline]
    fn end(&mut self, bracket: u8) {
        self.level -= 1;
        if self.out.pop_comma() {
            self.next();
        }
        self.out.block([bracket, b','], 2);
    }

    /// Prints a scalar and the byte after it. The function is inlined where the kind of the scalar
    /// is known.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn put(&mut self, value: Scalar<'_>, behind: u8) {
        let out = &mut self.out;
        match value {
            Scalar::Null => out.block([b'n', b'u', b'l', b'l', behind], 5),
            Scalar::Bool(value) => {
                // The code looks the text up in a table, because a branch on the value cannot be
                // predicted.
                const NAMES: [(u64, usize); 2] = [
                    (u64::from_le_bytes(*b"false\0\0\0"), 5),
                    (u64::from_le_bytes(*b"true\0\0\0\0"), 4),
                ];
                let (name, len) = NAMES[usize::from(value)];
                let block = name | u64::from(behind) << (8 * len);
                out.block(block.to_le_bytes(), len + 1);
            }
            Scalar::I32(value) => out.i64(value.into(), behind),
            Scalar::U32(value) => out.u64(value.into(), behind),
            Scalar::I64(value) => {
                out.byte(b'"');
                out.i64(value, b'"');
                out.byte(behind);
            }
            Scalar::U64(value) => {
                out.byte(b'"');
                out.u64(value, b'"');
                out.byte(behind);
            }
            Scalar::F32(value) => {
                out.short(float(value, &mut zmij::Buffer::new()).as_bytes());
                out.byte(behind);
            }
            Scalar::F64(value) => {
                out.short(float(value, &mut zmij::Buffer::new()).as_bytes());
                out.byte(behind);
            }
            Scalar::Name(name) => {
                out.string(name.as_bytes());
                out.byte(behind);
            }
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn key(&mut self, key: Key<'_>) {
        match key {
            Key::Field(field) => {
                let name = match self.options.proto_names {
                    true => &field.proto_key,
                    false => &field.json_key,
                };
                self.out.blocks(name.blocks(), name.len());
            }
            Key::Name(name) => {
                self.out.string(name.as_bytes());
                self.out.byte(b':');
            }
            Key::Text(text) => {
                self.out.string(text);
                self.out.byte(b':');
            }
            // These numbers are printed in quotes anyway.
            Key::Scalar(value @ (Scalar::I64(_) | Scalar::U64(_))) => self.put(value, b':'),
            Key::Scalar(value) => {
                self.out.byte(b'"');
                self.put(value, b'"');
                self.out.byte(b':');
            }
        }
        if self.options.indent.is_some() {
            self.out.byte(b' ');
        }
    }
}

impl<'t, 'o> Sink for &'t mut Text<'o> {
    type Ok = ();
    type Error = JsonError;
    type Object = Self;
    type List = Self;

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn scalar(self, value: Scalar<'_>) -> Result<(), JsonError> {
        self.put(value, b',');
        Ok(())
    }

    #[inline]
    fn string(self, text: &[u8]) -> Result<(), JsonError> {
        self.out.string(text);
        self.out.byte(b',');
        Ok(())
    }

    fn bytes(self, bytes: &[u8]) -> Result<(), JsonError> {
        self.out.byte(b'"');
        self.out.with(base64::length(bytes), |text| base64::encode(bytes, text));
        self.out.block(*b"\",", 2);
        Ok(())
    }

    #[inline]
    fn object(self) -> Result<Self, JsonError> {
        self.begin(b'{');
        Ok(self)
    }

    #[inline]
    fn list(self) -> Result<Self, JsonError> {
        self.begin(b'[');
        Ok(self)
    }
}

impl Object for &mut Text<'_> {
    type Ok = ();
    type Error = JsonError;

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn entry(&mut self, key: Key<'_>, node: Node<'_>) -> Result<(), JsonError> {
        self.next();
        self.key(key);
        node.print(&mut **self)
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn scalar(&mut self, field: &Field, value: Scalar<'_>) -> Result<(), JsonError> {
        self.next();
        self.key(Key::Field(field));
        self.put(value, b',');
        Ok(())
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn string(&mut self, field: &Field, text: &[u8]) -> Result<(), JsonError> {
        self.next();
        self.key(Key::Field(field));
        self.out.string(text);
        self.out.byte(b',');
        Ok(())
    }

    #[inline]
    fn end(self) -> Result<(), JsonError> {
        Text::end(self, b'}');
        Ok(())
    }
}

impl List for &mut Text<'_> {
    type Ok = ();
    type Error = JsonError;

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn element(&mut self, node: Node<'_>) -> Result<(), JsonError> {
        self.next();
        node.print(&mut **self)
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn scalar(&mut self, value: Scalar<'_>) -> Result<(), JsonError> {
        self.next();
        self.put(value, b',');
        Ok(())
    }

    #[inline]
    fn end(self) -> Result<(), JsonError> {
        Text::end(self, b']');
        Ok(())
    }
}
