//! Values that are strings or `bytes`.

use alloc::string::String as Text;
use alloc::vec::Vec;

use super::{Sealed, Value, refused};
use crate::extension::{Bytes, Fault, String, limits::Limits};
use crate::unknown::{UnknownFields, UnknownValue};
use crate::wire::error::Error;
use crate::wire::skip;

impl Sealed for String {}

impl Value for String {
    type Rust = Text;
    const WIRE_TYPE: u32 = skip::DELIMITED;

    fn merge(
        value: &mut Option<Text>,
        from: UnknownValue<'_>,
        limits: &Limits,
    ) -> Result<(), Fault> {
        let UnknownValue::LengthDelimited(bytes) = from else { return Err(refused::<Self>(from)) };
        let text = core::str::from_utf8(bytes).map_err(|_| Error::utf8())?;
        limits.spend(text.len())?;
        *value = Some(text.into());
        Ok(())
    }

    fn write(value: Text, number: u32, fields: &mut UnknownFields) {
        fields.append(number, UnknownValue::LengthDelimited(value.as_bytes()));
    }
}

impl Sealed for Bytes {}

impl Value for Bytes {
    type Rust = Vec<u8>;
    const WIRE_TYPE: u32 = skip::DELIMITED;

    fn merge(
        value: &mut Option<Vec<u8>>,
        from: UnknownValue<'_>,
        limits: &Limits,
    ) -> Result<(), Fault> {
        let UnknownValue::LengthDelimited(bytes) = from else { return Err(refused::<Self>(from)) };
        limits.spend(bytes.len())?;
        *value = Some(bytes.into());
        Ok(())
    }

    fn write(value: Vec<u8>, number: u32, fields: &mut UnknownFields) {
        fields.append(number, UnknownValue::LengthDelimited(&value));
    }
}
