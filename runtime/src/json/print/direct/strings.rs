//! Strings and bytes.

use alloc::string::String;

use super::super::base64;
use super::state::State;

impl<'w> State<'_, 'w> {
    /// Prints a string field.
    #[inline(never)]
    pub(super) fn string_field(&mut self, tag: u32, text: &'w str) {
        let Some(field) = self.field(tag) else { return };
        self.out.string(text.as_bytes());
        self.key(field);
    }

    /// Prints a string that is the value of a map's entry.
    #[inline(never)]
    pub(super) fn string_element(&mut self, text: &'w str) {
        self.out.string(text.as_bytes());
    }

    /// Prints the key of a map's entry, and the comma before it.
    #[inline(never)]
    pub(super) fn string_key(&mut self, text: &'w str) {
        self.out.byte(b':');
        self.out.string(text.as_bytes());
        self.out.byte(b',');
    }

    /// Prints a list of strings.
    #[inline(never)]
    pub(super) fn strings(&mut self, tag: u32, texts: &'w [String]) {
        if texts.is_empty() {
            return;
        }
        let Some(field) = self.begin_list(tag) else { return };
        for text in texts.iter().rev() {
            self.out.string(text.as_bytes());
            self.out.byte(b',');
        }
        self.end_list(field);
    }

    /// Prints a bytes field.
    #[inline(never)]
    pub(super) fn bytes_field(&mut self, tag: u32, bytes: &[u8]) {
        let Some(field) = self.field(tag) else { return };
        self.base64(bytes);
        self.key(field);
    }

    /// Prints bytes that are the value of a map's entry.
    #[inline(never)]
    pub(super) fn bytes_element(&mut self, bytes: &[u8]) {
        self.base64(bytes);
    }

    /// Prints a list of bytes.
    #[inline(never)]
    pub(super) fn all_bytes<B: AsRef<[u8]>>(&mut self, tag: u32, values: &[B]) {
        if values.is_empty() {
            return;
        }
        let Some(field) = self.begin_list(tag) else { return };
        for bytes in values.iter().rev() {
            self.base64(bytes.as_ref());
            self.out.byte(b',');
        }
        self.end_list(field);
    }

    fn base64(&mut self, bytes: &[u8]) {
        self.out.byte(b'"');
        self.out.with(base64::length(bytes), |text| base64::encode(bytes, text));
        self.out.byte(b'"');
    }
}
