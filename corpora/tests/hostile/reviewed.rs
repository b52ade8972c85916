//! The differences between Python's parsers and ours that were reviewed, each with its reason.

use serde_json::Value;

use super::documents::{Document, Form};

/// The results of both parsers for a document: the message in hexadecimal digits, or the error.
#[derive(Debug)]
pub struct Verdicts {
    pub theirs: Result<String, String>,
    pub ours: Result<String, String>,
}

impl Verdicts {
    /// Reads a line that Python printed.
    pub fn of_line(line: &str) -> Self {
        let line: Value = serde_json::from_str(line).unwrap();
        let verdict = |side: &str| {
            let text = |key| line[side][key].as_str().map(str::to_owned);
            text("bytes").ok_or_else(|| text("error").expect("one of both"))
        };
        Verdicts { theirs: verdict("theirs"), ours: verdict("ours") }
    }

    pub fn agree(&self) -> bool {
        match (&self.theirs, &self.ours) {
            (Ok(theirs), Ok(ours)) => theirs == ours,
            (theirs, ours) => theirs.is_err() && ours.is_err(),
        }
    }
}

/// A difference. In all of them, our parser follows the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Python accepts every path of a `FieldMask` that has no `_`, e.g. `"+1"`. Ours accepts paths
    /// in lowerCamelCase.
    FieldMaskPath,
    /// Python accepts the number of an enum's value in a string. Ours, like C++, accepts names
    /// there.
    EnumNumberInString,
    /// Python reads an integer with a fraction or an exponent as a `double`: it rounds large ones,
    /// and reads `1e-999` as 0. Ours reads the exact value, and refuses `1e-999`.
    ThroughDouble,
    /// Python accepts `true` for a number or an enum's value, since its `bool` is an integer.
    BoolAsNumber,
    /// Python truncates the number of an open enum to 32 bits. Ours refuses numbers out of range.
    EnumOutOfRange,
    /// Python reads a number out of the range of `double` in a `Value` as infinity.
    InfiniteValue,
    /// Python refuses `3.4028235e38` for a `float`. C++ prints the largest `float` so.
    LargestFloat,
    /// Python parses `""` as an object without members.
    TextAsObject,
    /// Python accepts any name after the full name of the message in which an extension is
    /// declared.
    ExtensionByMessage,
    /// Python refuses an `Any` whose message lacks required fields.
    IncompleteAny,
    /// Python's `int` and `float` accept `+1`, `1_0`, leading zeros and white space in a string.
    NumberInString,
    /// Python's `json` accepts `NaN` and `Infinity` without quotes, which are not JSON.
    NotFinite,
    /// Python's `json` reads `-0` as an integer, which has no sign. Ours reads a `double`.
    NegativeZero,
    /// Python accepts white space before the `s` of a `Duration`.
    SpaceInDuration,
    /// Python accepts a `Timestamp` with a `.` and no digits after it.
    EmptyFraction,
    /// Python skips characters that are not Base64. Ours refuses them.
    Base64,
    /// Python refuses an undeclared number of a closed enum in JSON. Ours, like C++, keeps it as an
    /// unknown field.
    ClosedEnum,
    /// Python's text format accepts Python's integers, e.g. `1_0`, `+1` and `0b1`.
    PythonNumber,
    /// Python's text format refuses white space after a `-`. The specification allows it.
    SpaceBehindMinus,
    /// Python's text format refuses octal digits for a `bool` and for the number of an enum. C++
    /// accepts them.
    Octal,
    /// Python's text format keeps `\X4` and `\?` unchanged. Ours and protoc read the bytes 4 and
    /// `?`.
    KeptEscape,
    /// Python's text format accepts a second key in an entry of a map. protoc refuses a second
    /// field.
    KeyTwice,
    /// Python's text format skips escapes that the specification lacks, e.g. `\q`.
    UnknownEscape,
    /// Python's text format refuses white space inside the parts of a name in brackets.
    SpaceInBrackets,
}

impl Difference {
    /// Returns the difference that explains the verdicts.
    pub fn of(input: &Document, verdicts: &Verdicts) -> Option<Self> {
        match (input.form, &verdicts.theirs, &verdicts.ours) {
            (Form::Json, Ok(_), Err(error)) => Self::refused_json(error),
            (Form::Json, Ok(_), Ok(_)) if has_negative_zero(&input.text) => {
                Some(Self::NegativeZero)
            }
            (Form::Json, Ok(_), Ok(_)) => {
                has_long_fraction(&input.text).then_some(Self::ThroughDouble)
            }
            (Form::Json, Err(error), Ok(_)) if error.contains("missing required fields") => {
                Some(Self::IncompleteAny)
            }
            (Form::Json, Err(error), Ok(_)) if error.contains("Float value too large") => {
                Some(Self::LargestFloat)
            }
            (Form::Json, Err(error), Ok(_)) if error.contains("enum") => Some(Self::ClosedEnum),
            (Form::Text, Ok(_), Ok(_)) if has_kept_escape(&input.text) => Some(Self::KeptEscape),
            (Form::Text, Ok(_), Err(error)) => Self::refused_text(error),
            (Form::Text, Err(error), Ok(_)) if error.contains(": Couldn't parse") => {
                is_spaced(&input.text).then_some(Self::SpaceBehindMinus)
            }
            (Form::Text, Err(error), Ok(_)) if error.ends_with("has no value named -.") => {
                is_spaced(&input.text).then_some(Self::SpaceBehindMinus)
            }
            (Form::Text, Err(error), Ok(_))
                if error.contains("has no value named 0")
                    || error.contains("has no value named -0") =>
            {
                Some(Self::Octal)
            }
            (Form::Text, Err(error), Ok(_)) if error.contains("Expected \"true\"") => {
                Some(Self::Octal)
            }
            (Form::Text, Err(error), Ok(_)) if error.contains(" not registered") => {
                let is_space = |char: char| char.is_whitespace() || char == '#';
                let within = |name: &str| name.split(']').next().unwrap().contains(is_space);
                input.text.split('[').skip(1).any(within).then_some(Self::SpaceInBrackets)
            }
            _ => None,
        }
    }

    fn refused_json(error: &str) -> Option<Self> {
        let ends = |end: &str| error.ends_with(end);
        let found = |what: &str| error.contains("expected a ") && ends(what);
        if ends("a path that is not in lowerCamelCase") || ends("a path with an empty name") {
            Some(Self::FieldMaskPath)
        } else if ["found `true`", "found `false`"].into_iter().any(ends) {
            Some(Self::BoolAsNumber)
        } else if error.contains("out of range of `double`") {
            Some(Self::InfiniteValue)
        } else if error.contains("out of range of `i") {
            Some(Self::EnumOutOfRange)
        } else if ends("expected an object, found a string") {
            Some(Self::TextAsObject)
        } else if error.contains(" has no field `[") {
            Some(Self::ExtensionByMessage)
        } else if error.contains("the enum `") {
            Some(Self::EnumNumberInString)
        } else if error.contains("the number is not an integer") {
            Some(Self::ThroughDouble)
        } else if ends("the text is not a number") {
            Some(Self::NumberInString)
        } else if ["found `-`", "found `NaN`", "found `Infinity`"].into_iter().any(found) {
            Some(Self::NotFinite)
        } else if ends("the string is not Base64") {
            Some(Self::Base64)
        } else if error.contains("the string is not a duration") {
            Some(Self::SpaceInDuration)
        } else if error.contains("the string is not a time") {
            Some(Self::EmptyFraction)
        } else {
            None
        }
    }

    fn refused_text(error: &str) -> Option<Self> {
        if error.ends_with(".key: the field is set twice") {
            Some(Self::KeyTwice)
        } else if error.contains("the integer is not between") {
            Some(Self::EnumOutOfRange)
        } else if error.ends_with("not UTF-8") {
            Some(Self::KeptEscape)
        } else if error.contains("directly after a number") || error.ends_with(", found `+`") {
            Some(Self::PythonNumber)
        } else if error.contains("malformed escape in `") {
            Some(Self::UnknownEscape)
        } else {
            None
        }
    }
}

/// Whether there is white space after a `-`.
fn is_spaced(text: &str) -> bool {
    text.split('-').skip(1).any(|behind| behind.starts_with(char::is_whitespace))
}

/// Whether there is an escape that Python keeps unchanged.
fn has_kept_escape(text: &str) -> bool {
    text.contains("\\X") || text.contains("\\?")
}

/// Whether there is a number with more digits than a `double` holds, and with a fraction or an
/// exponent.
fn has_long_fraction(text: &str) -> bool {
    let ends = text.match_indices(['.', 'e', 'E']);
    ends.into_iter().any(|(end, _)| {
        let digits = text[..end].bytes().rev().take_while(u8::is_ascii_digit);
        digits.count() > 15
    })
}

/// Whether there is a `-0` without a fraction or an exponent.
fn has_negative_zero(text: &str) -> bool {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-');
    text.split("-0").skip(1).any(|behind| !behind.starts_with(is_part))
}
