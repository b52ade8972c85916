//! `google.protobuf.Any`.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use super::object::{Inside, twice};
use super::{Parsed, Parser};
use crate::json::error::JsonError;
use crate::schema::{Form, Type};
use crate::wire::skip::DELIMITED;

/// The field numbers of `Any`.
pub(in crate::json) const TYPE_URL: u32 = 1;
pub(in crate::json) const VALUE: u32 = 2;

/// The key of the type URL.
pub(in crate::json) const TYPE_KEY: &str = "@type";
/// The key of the value, for a message whose JSON form is not an object.
pub(in crate::json) const VALUE_KEY: &str = "value";

/// The error for an object with fields and without a type URL.
pub(in crate::json) const NO_TYPE: &str = "the `Any` has no `@type`";

impl<'t> Parser<'t, '_> {
    /// Parses an `Any`: an object with the type URL and the fields of the message.
    pub(super) fn any(&mut self, ty: Type<'_>) -> Parsed<()> {
        let Some((url, url_at)) = self.type_url()? else {
            // An object without a type URL must have no field.
            return self.object_without_type(ty);
        };
        let packed = self.registry.resolve(&url);
        let packed = packed.map_err(|problem| JsonError::at(url_at, problem))?;
        self.reserve(url.len() + 10)?;
        self.out.key(TYPE_URL, DELIMITED);
        self.out.delimited(url.as_bytes());
        let start = self.out.len();
        let begun = self.out.begin(VALUE);
        let empty = self.out.len();
        self.enter()?;
        match packed.message().form {
            Form::Plain => self.object(packed, Inside::Any)?,
            _ => self.value_of_any(ty, packed)?,
        }
        self.levels += 1;
        if self.out.len() > empty {
            self.out.end(begun);
        } else {
            self.out.truncate(start);
        }
        Ok(())
    }

    /// Returns the type URL of the object at the position, and the offset of the type URL. Does not
    /// move the position.
    fn type_url(&mut self) -> Parsed<Option<(Cow<'t, str>, usize)>> {
        let mut scan = self.scan;
        let mut is_first = true;
        let mut has_more = scan.open(b'{', b'}', "an object")?;
        while has_more {
            let key = self.text(scan.string("a key")?)?;
            scan.colon()?;
            if key == TYPE_KEY {
                let url = scan.string("a type URL in a string")?;
                return Ok(Some((self.text(url)?, url.at)));
            }
            if let (true, Some(known)) = (is_first, self.type_urls.get(self.scan.at)) {
                let Some(at) = known else { return Ok(None) };
                scan.at = at;
                let url = scan.string("a type URL in a string")?;
                return Ok(Some((self.text(url)?, url.at)));
            }
            is_first = false;
            let left = self.limit.saturating_sub(self.out.len() + self.keys.size());
            let taken = self.type_urls.skip(&mut scan, self.levels, left)?;
            self.limit = self.limit.saturating_sub(taken);
            has_more = scan.more(b'}')?;
        }
        Ok(None)
    }

    fn object_without_type(&mut self, ty: Type<'_>) -> Parsed<()> {
        let start = self.scan.at;
        let mut has_more = self.scan.open(b'{', b'}', "an object")?;
        while has_more {
            if !self.options.ignores_unknown {
                return Err(JsonError::at(start, NO_TYPE));
            }
            let token = self.scan.string("a key")?;
            self.scan.colon()?;
            self.unknown(ty, token.raw, token.at)?;
            has_more = self.scan.more(b'}')?;
        }
        Ok(())
    }

    /// Parses an `Any` whose message has a JSON form of its own. `ty` is the type of the `Any`.
    fn value_of_any(&mut self, ty: Type<'_>, packed: Type<'_>) -> Parsed<()> {
        let start = self.scan.at;
        let (mut has_type, mut has_value) = (false, false);
        let mut has_more = self.scan.open(b'{', b'}', "an object")?;
        while has_more {
            let token = self.scan.string("a key")?;
            self.scan.colon()?;
            match &*self.text(token)? {
                TYPE_KEY if core::mem::replace(&mut has_type, true) => return Err(twice(token.at)),
                TYPE_KEY => self.scan.skip(0)?,
                VALUE_KEY if core::mem::replace(&mut has_value, true) => {
                    return Err(twice(token.at));
                }
                VALUE_KEY => self.form(packed).map_err(|error| error.in_field(VALUE_KEY))?,
                name => self.unknown(ty, name, token.at)?,
            }
            has_more = self.scan.more(b'}')?;
        }
        // Some programs print an `Empty` with a value, and others without one.
        if !has_value && packed.message().form != Form::Empty {
            return Err(JsonError::at(start, no_value(packed)));
        }
        Ok(())
    }
}

/// Returns the error for an `Any` that lacks `value`, which the JSON form of its message needs.
#[cold]
pub(in crate::json) fn no_value(packed: Type<'_>) -> String {
    format!("the `Any` of a `{}` has no `value`", packed.message().full_name)
}
