//! Values that are not needed: those of unknown fields.

use super::Parsed;
use super::scanner::Scanner;

impl Scanner<'_> {
    /// Skips a value, which is checked like any other one. `levels` is the number of lists and
    /// objects that may be in one another.
    pub(super) fn skip(&mut self, levels: u32) -> Parsed<()> {
        match self.peek() {
            b'"' => self.skip_string(),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            b'{' | b'[' => self.skip_inside(levels),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            _ => Err(self.expected("a value")),
        }
    }

    fn skip_inside(&mut self, levels: u32) -> Parsed<()> {
        let Some(levels) = levels.checked_sub(1) else {
            return Err(self.error("the value nests too deep"));
        };
        let is_object = self.peek() == b'{';
        let end = if is_object { b'}' } else { b']' };
        let mut has_more = self.open(self.peek(), end, "a value")?;
        while has_more {
            if is_object {
                self.skip_string()?;
                self.colon()?;
            }
            self.skip(levels)?;
            has_more = self.more(end)?;
        }
        Ok(())
    }

    fn skip_string(&mut self) -> Parsed<()> {
        let token = self.string("a key")?;
        token.check()
    }
}
