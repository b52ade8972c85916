//! Skipping values, e.g. of unknown fields.

use super::Parsed;
use super::scanner::Scanner;
use super::string::StringToken;
use super::type_urls::Visit;

impl<'t> Scanner<'t> {
    /// Skips a value, and checks its syntax. `levels` is the number of lists and objects that may
    /// be nested in each other.
    pub(super) fn skip(&mut self, levels: u32) -> Parsed<()> {
        self.skip_and(levels, &mut ())
    }

    /// Skips a value, and calls `visit` for the keys in it.
    pub(super) fn skip_and(&mut self, levels: u32, visit: &mut impl Visit) -> Parsed<()> {
        match self.peek() {
            b'"' => self.skip_string().map(drop),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            b'{' | b'[' => self.skip_inside(levels, visit),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            _ => Err(self.expected("a value")),
        }
    }

    fn skip_inside(&mut self, levels: u32, visit: &mut impl Visit) -> Parsed<()> {
        let Some(levels) = levels.checked_sub(1) else {
            return Err(self.error("the value nests too deep"));
        };
        let is_object = self.peek() == b'{';
        let end = if is_object { b'}' } else { b']' };
        let start = self.at;
        let mut has_more = self.open(self.peek(), end, "a value")?;
        let mut is_first = true;
        while has_more {
            if is_object {
                let key = self.skip_string()?;
                self.colon()?;
                if !is_first && !visit.key(start, key, self.at) {
                    return Err(self.error("the message needs more memory than the limit allows"));
                }
                is_first = false;
            }
            self.skip_and(levels, visit)?;
            has_more = self.more(end)?;
        }
        Ok(())
    }

    fn skip_string(&mut self) -> Parsed<StringToken<'t>> {
        let token = self.string("a key")?;
        token.check()?;
        Ok(token)
    }
}
