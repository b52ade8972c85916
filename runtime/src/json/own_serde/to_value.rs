//! A serializer that writes a `google.protobuf.Value`.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use prost_types::value::Kind;
use prost_types::{ListValue, Struct, Value};
use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::ValueError;

/// The serializer of one value.
pub(super) struct ToValue;

/// The elements of a list. The list of an enum variant becomes the only member of an object, under
/// the name of the variant.
pub(super) struct Elements {
    values: Vec<Value>,
    variant: Option<&'static str>,
}

/// The members of an object. The object of an enum variant becomes the only member of another
/// object, under the name of the variant.
pub(super) struct Members {
    fields: BTreeMap<String, Value>,
    key: Option<String>,
    variant: Option<&'static str>,
}

fn value(kind: Kind) -> Value {
    Value { kind: Some(kind) }
}

/// Returns an object with the value under the name of the variant. Returns the value itself if
/// there is no variant.
fn in_variant(variant: Option<&str>, inner: Value) -> Value {
    let Some(variant) = variant else { return inner };
    value(Kind::StructValue(Struct { fields: BTreeMap::from([(variant.to_string(), inner)]) }))
}

/// Returns the value of an integer. Returns an error if an `f64` cannot hold the integer exactly.
fn integer(number: i128) -> Result<Value, ValueError> {
    match number.unsigned_abs() <= 1 << 53 {
        true => Ok(value(Kind::NumberValue(number as f64))),
        false => Err(ValueError::new(format_args!("the integer {number} exceeds 53 bits"))),
    }
}

macro_rules! integers {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, number: $type) -> Result<Value, ValueError> {
            integer(number.into())
        }
    )*};
}

impl Serializer for ToValue {
    type Ok = Value;
    type Error = ValueError;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Elements;
    type SerializeTupleVariant = Elements;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    integers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    fn serialize_bool(self, on: bool) -> Result<Value, ValueError> {
        Ok(value(Kind::BoolValue(on)))
    }

    fn serialize_f32(self, number: f32) -> Result<Value, ValueError> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<Value, ValueError> {
        Ok(value(Kind::NumberValue(number)))
    }

    fn serialize_char(self, letter: char) -> Result<Value, ValueError> {
        Ok(value(Kind::StringValue(letter.to_string())))
    }

    fn serialize_str(self, text: &str) -> Result<Value, ValueError> {
        Ok(value(Kind::StringValue(text.into())))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value, ValueError> {
        bytes.serialize(self)
    }

    fn serialize_none(self) -> Result<Value, ValueError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, some: &T) -> Result<Value, ValueError> {
        some.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, ValueError> {
        Ok(value(Kind::NullValue(0)))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, ValueError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Value, ValueError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        inner: &T,
    ) -> Result<Value, ValueError> {
        inner.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        inner: &T,
    ) -> Result<Value, ValueError> {
        Ok(in_variant(Some(variant), inner.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements, ValueError> {
        Ok(Elements { values: Vec::new(), variant: None })
    }

    fn serialize_tuple(self, length: usize) -> Result<Elements, ValueError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Elements, ValueError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Elements, ValueError> {
        Ok(Elements { values: Vec::new(), variant: Some(variant) })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, ValueError> {
        Ok(Members { fields: BTreeMap::new(), key: None, variant: None })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Members, ValueError> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Members, ValueError> {
        Ok(Members { fields: BTreeMap::new(), key: None, variant: Some(variant) })
    }
}

macro_rules! elements {
    ($($trait:ident $add:ident),*) => {$(
        impl $trait for Elements {
            type Ok = Value;
            type Error = ValueError;

            fn $add<T: Serialize + ?Sized>(&mut self, element: &T) -> Result<(), ValueError> {
                self.values.push(element.serialize(ToValue)?);
                Ok(())
            }

            fn end(self) -> Result<Value, ValueError> {
                let list = value(Kind::ListValue(ListValue { values: self.values }));
                Ok(in_variant(self.variant, list))
            }
        }
    )*};
}

elements! {
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field
}

impl Members {
    fn finish(self) -> Result<Value, ValueError> {
        let object = value(Kind::StructValue(Struct { fields: self.fields }));
        Ok(in_variant(self.variant, object))
    }
}

impl SerializeMap for Members {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), ValueError> {
        self.key = Some(match key.serialize(ToValue)?.kind {
            Some(Kind::StringValue(text)) => text,
            Some(Kind::NumberValue(number)) => number.to_string(),
            Some(Kind::BoolValue(on)) => on.to_string(),
            _ => return Err(ValueError::new("a key of a map is not a string")),
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        let key = self.key.take().unwrap_or_default();
        self.fields.insert(key, value.serialize(ToValue)?);
        Ok(())
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish()
    }
}

macro_rules! members {
    ($($trait:ident),*) => {$(
        impl $trait for Members {
            type Ok = Value;
            type Error = ValueError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), ValueError> {
                self.fields.insert(key.into(), value.serialize(ToValue)?);
                Ok(())
            }

            fn end(self) -> Result<Value, ValueError> {
                self.finish()
            }
        }
    )*};
}

members!(SerializeStruct, SerializeStructVariant);
