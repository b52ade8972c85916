//! A deserializer that reads a `google.protobuf.Value`.

use prost_types::Value;
use prost_types::value::Kind;
use serde::de::value::{
    MapAccessDeserializer, MapDeserializer, SeqDeserializer, StringDeserializer,
};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::ValueError;

/// The deserializer of one value.
pub(super) struct FromValue(pub Value);

impl IntoDeserializer<'_, ValueError> for FromValue {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The greatest `n` for which an `f64` can hold every integer from 0 to `n`: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl<'de> Deserializer<'de> for FromValue {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0.kind {
            None | Some(Kind::NullValue(_)) => visitor.visit_unit(),
            Some(Kind::BoolValue(value)) => visitor.visit_bool(value),
            // A visitor for floats accepts an integer. A visitor for integers accepts no float.
            Some(Kind::NumberValue(number))
                if number == number as i64 as f64 && number.abs() <= EXACT =>
            {
                visitor.visit_i64(number as i64)
            }
            Some(Kind::NumberValue(number)) => visitor.visit_f64(number),
            Some(Kind::StringValue(text)) => visitor.visit_string(text),
            Some(Kind::ListValue(list)) => {
                let mut elements = SeqDeserializer::new(list.values.into_iter().map(FromValue));
                let list = visitor.visit_seq(&mut elements)?;
                elements.end()?;
                Ok(list)
            }
            Some(Kind::StructValue(object)) => {
                let members = object.fields.into_iter().map(|(key, value)| (key, FromValue(value)));
                let mut members = MapDeserializer::new(members);
                let object = visitor.visit_map(&mut members)?;
                members.end()?;
                Ok(object)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0.kind {
            None | Some(Kind::NullValue(_)) => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match self.0.kind {
            Some(Kind::StringValue(text)) => {
                StringDeserializer::new(text).deserialize_enum(name, variants, visitor)
            }
            Some(Kind::StructValue(object)) => {
                let members = object.fields.into_iter().map(|(key, value)| (key, FromValue(value)));
                let members = MapAccessDeserializer::new(MapDeserializer::new(members));
                members.deserialize_enum(name, variants, visitor)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
