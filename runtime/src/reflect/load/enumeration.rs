//! Enums.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use super::declare::{Declared, Element};
use crate::records::Records;
use crate::reflect::error::DescriptorError;
use crate::reflect::pool::EnumInfo;
use crate::reflect::proto::{EnumProto, Options, ValueProto};
use crate::schema::{Enum, EnumValue};
use crate::unknown::UnknownValue;

impl Declared<'_, '_> {
    /// Builds the schema of an enum.
    pub(super) fn enumeration(
        &self,
        element: &Element<'_, EnumProto<'_>>,
    ) -> Result<(Enum, EnumInfo), DescriptorError> {
        const ALLOW_ALIAS: u32 = 2;
        let values = &element.proto.values;
        let is_closed = element.features.is_closed;
        match values.first() {
            None => return Err(DescriptorError::new("the enum has no values")),
            Some(first) if first.number != 0 && !is_closed => {
                return Err(DescriptorError::new("the first value of an open enum must be 0"));
            }
            Some(_) => {}
        }
        check_values(values, element.proto.options.is_set(ALLOW_ALIAS))?;
        let info = EnumInfo {
            file: element.file,
            parent: element.parent,
            values: values.iter().map(|value| value.options.to_bytes()).collect(),
            options: element.proto.options.to_bytes(),
        };
        let values = values.iter().map(|value| EnumValue {
            number: value.number,
            name: value.name.into(),
            json_name: json_name(&value.options),
        });
        Ok((Enum::new(element.full_name.clone(), values.collect(), is_closed), info))
    }
}

/// Checks that names are distinct. Checks the same for numbers, unless the enum allows aliases.
fn check_values(values: &[ValueProto<'_>], allows_aliases: bool) -> Result<(), DescriptorError> {
    let mut names = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for value in values {
        if !names.insert(value.name) {
            let problem = format!("there are two values `{}`", value.name);
            return Err(DescriptorError::new(problem));
        }
        if !numbers.insert(value.number) && !allows_aliases {
            let problem =
                format!("another value has the number {} of `{}`", value.number, value.name);
            return Err(DescriptorError::new(problem));
        }
    }
    Ok(())
}

/// Returns the JSON name of a value, if the option `(pb.enumvalue.json).string` sets one.
fn json_name(options: &Options<'_>) -> Option<Box<str>> {
    const JSON: u32 = 998;
    const STRING: u32 = 1;
    let mut name: Option<Vec<u8>> = None;
    options.each_message(JSON, |json| {
        let mut records = Records::new(json);
        while let Ok(Some((number, value))) = records.next() {
            if let (STRING, UnknownValue::LengthDelimited(string)) = (number, value) {
                name = Some(string.to_vec());
            }
        }
    });
    alloc::string::String::from_utf8(name?).ok().map(Into::into)
}
