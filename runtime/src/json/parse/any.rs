//! `google.protobuf.Any`.

use alloc::borrow::Cow;
use alloc::format;

use super::object::{Inside, twice};
use super::{Parsed, Parser};
use crate::any::name_in;
use crate::json::error::{JsonError, shortened};
use crate::schema::{Form, Type};
use crate::table::well_known;
use crate::wire::skip::DELIMITED;

/// The field numbers of `Any`.
const TYPE_URL: u32 = 1;
const VALUE: u32 = 2;

/// The key of the value of a message that is no object in JSON.
const VALUE_KEY: &str = "value";

impl<'t, 'o> Parser<'t, 'o> {
    /// Parses an `Any`: an object with the type URL and the fields of the message.
    pub(super) fn any(&mut self, ty: Type<'_>) -> Parsed<()> {
        let Some((url, url_at)) = self.type_url()? else {
            // The object has no type URL, so it may have no field either.
            return self.object_without_type(ty);
        };
        let Some(packed) = self.resolve(&url) else {
            let url = shortened(&url);
            let what = match name_in(&url) {
                Some(_) => format!("the type of the `Any` is not in the registry: `{url}`"),
                None => format!("`{url}` is no type URL, e.g. `type.googleapis.com/acme.v1.Day`"),
            };
            return Err(JsonError::at(url_at, what));
        };
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

    /// Returns the type URL of the object at the position, and where it stands. The position
    /// stays.
    fn type_url(&self) -> Parsed<Option<(Cow<'t, str>, usize)>> {
        let mut scan = self.scan;
        let mut has_more = scan.open(b'{', b'}', "an object")?;
        while has_more {
            let key = scan.string("a key")?.text()?;
            scan.colon()?;
            if key == "@type" {
                let url = scan.string("a type URL in a string")?;
                return Ok(Some((url.text()?, url.at)));
            }
            scan.skip(self.levels)?;
            has_more = scan.more(b'}')?;
        }
        Ok(None)
    }

    fn object_without_type(&mut self, ty: Type<'_>) -> Parsed<()> {
        let start = self.scan.at;
        let mut has_more = self.scan.open(b'{', b'}', "an object")?;
        while has_more {
            if !self.options.ignores_unknown {
                return Err(JsonError::at(start, "the `Any` has no `@type`"));
            }
            let token = self.scan.string("a key")?;
            self.scan.colon()?;
            self.unknown(ty, token.raw, token.at)?;
            has_more = self.scan.more(b'}')?;
        }
        Ok(())
    }

    /// Returns the type that a type URL names.
    fn resolve(&self, url: &str) -> Option<Type<'o>> {
        let name = name_in(url)?;
        match self.options.registry {
            Some(registry) => registry.schema(name),
            None => well_known(name).map(Type::of_table),
        }
    }

    /// Parses an `Any` with a message that has a form of its own. `ty` is the type of the `Any`.
    fn value_of_any(&mut self, ty: Type<'_>, packed: Type<'_>) -> Parsed<()> {
        let start = self.scan.at;
        let (mut has_type, mut has_value) = (false, false);
        let mut has_more = self.scan.open(b'{', b'}', "an object")?;
        while has_more {
            let token = self.scan.string("a key")?;
            self.scan.colon()?;
            match &*token.text()? {
                "@type" if core::mem::replace(&mut has_type, true) => return Err(twice(token.at)),
                "@type" => self.scan.skip(0)?,
                VALUE_KEY if core::mem::replace(&mut has_value, true) => {
                    return Err(twice(token.at));
                }
                VALUE_KEY => self.form(packed).map_err(|error| error.in_field(VALUE_KEY))?,
                name => self.unknown(ty, name, token.at)?,
            }
            has_more = self.scan.more(b'}')?;
        }
        // An empty message is printed with a value by some programs and without one by others.
        if !has_value && packed.message().form != Form::Empty {
            let what = format!("the `Any` of a `{}` has no `value`", packed.message().full_name);
            return Err(JsonError::at(start, what));
        }
        Ok(())
    }
}
