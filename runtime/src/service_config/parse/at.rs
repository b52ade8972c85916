//! A value of a service config, with its position.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use prost_types::Value;
use prost_types::value::Kind;

use super::{ConfigError, Parsed};

/// The greatest duration of protobuf, in seconds.
const MAX_SECONDS: u64 = 315_576_000_000;

/// A value of a service config.
pub struct At<'a> {
    value: &'a Value,
    /// The position, e.g. `methodConfig[0].timeout`.
    path: String,
}

impl<'a> At<'a> {
    /// Returns the whole config.
    pub fn root(value: &'a Value) -> Self {
        Self { value, path: String::new() }
    }

    pub fn error(&self, message: impl Into<String>) -> ConfigError {
        ConfigError::new(&*self.path, message)
    }

    /// Returns a field of this object. A field that is `null` is absent, as in ProtoJSON.
    pub fn field(&self, name: &str) -> Parsed<Option<At<'a>>> {
        let Some(Kind::StructValue(fields)) = &self.value.kind else {
            return Err(self.error("must be an object"));
        };
        let value = fields
            .fields
            .get(name)
            .filter(|value| !matches!(value.kind, None | Some(Kind::NullValue(_))));
        Ok(value.map(|value| At { value, path: self.path_of(name) }))
    }

    /// Returns a field that must be there.
    pub fn required(&self, name: &str) -> Parsed<At<'a>> {
        self.field(name)?.ok_or_else(|| ConfigError::new(self.path_of(name), "is missing"))
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_string() } else { format!("{}.{name}", self.path) }
    }

    /// Returns the elements of a field that is a list. An absent field has no elements.
    pub fn elements(&self, name: &str) -> Parsed<Vec<At<'a>>> {
        let Some(list) = self.field(name)? else { return Ok(Vec::new()) };
        let Some(Kind::ListValue(values)) = &list.value.kind else {
            return Err(list.error("must be a list"));
        };
        let elements = values.values.iter().enumerate();
        Ok(elements
            .map(|(index, value)| At { value, path: format!("{}[{index}]", list.path) })
            .collect())
    }

    pub fn string(&self) -> Parsed<&'a str> {
        match &self.value.kind {
            Some(Kind::StringValue(text)) => Ok(text),
            _ => Err(self.error("must be a string")),
        }
    }

    pub fn bool(&self) -> Parsed<bool> {
        match &self.value.kind {
            Some(Kind::BoolValue(value)) => Ok(*value),
            _ => Err(self.error("must be `true` or `false`")),
        }
    }

    /// Returns a number. As in ProtoJSON, it may be in a string.
    pub fn number(&self) -> Parsed<f64> {
        let number = match &self.value.kind {
            Some(Kind::NumberValue(number)) => Some(*number),
            Some(Kind::StringValue(text)) => text.parse().ok(),
            _ => None,
        };
        number.filter(|number| number.is_finite()).ok_or_else(|| self.error("must be a number"))
    }

    /// Returns a whole number that is not negative.
    pub fn integer(&self) -> Parsed<u32> {
        let number = self.number()?;
        // `as` saturates, so a number that does not fit becomes another one.
        let integer = number as u32;
        if f64::from(integer) != number {
            return Err(self.error("must be a whole number from 0 to 4294967295"));
        }
        Ok(integer)
    }

    /// Returns a duration in the form of ProtoJSON, e.g. `"1.5s"`.
    pub fn duration(&self) -> Parsed<Duration> {
        duration(self.string()?)
            .ok_or_else(|| self.error("must be a duration that is not negative, e.g. \"0.1s\""))
    }
}

fn duration(text: &str) -> Option<Duration> {
    let (seconds, fraction) = match text.strip_suffix('s')?.split_once('.') {
        Some((seconds, fraction)) => (seconds, fraction),
        None => (text.strip_suffix('s')?, "0"),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(seconds) || !is_digits(fraction) || !(1..=9).contains(&fraction.len()) {
        return None;
    }
    let seconds = seconds.parse().ok().filter(|seconds| *seconds <= MAX_SECONDS)?;
    Some(Duration::new(seconds, format!("{fraction:0<9}").parse().ok()?))
}
