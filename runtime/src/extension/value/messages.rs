//! Values that are messages.

use core::marker::PhantomData;

use super::{Sealed, Value, refused};
use crate::extension::{Fault, limits::Limits};
use crate::unknown::{UnknownFields, UnknownValue};
use crate::wire::skip;

/// A message with a length prefix.
pub struct Message<M>(PhantomData<fn(M)>);

/// A message that is encoded as a group.
pub struct Group<M>(PhantomData<fn(M)>);

macro_rules! messages {
    ($($kind:ident $wire_type:ident $framing:ident;)*) => {$(
        impl<M: prost::Message + Default> Sealed for $kind<M> {}

        impl<M: prost::Message + Default> Value for $kind<M> {
            type Rust = M;
            const WIRE_TYPE: u32 = skip::$wire_type;

            fn merge(
                value: &mut Option<M>,
                from: UnknownValue<'_>,
                limits: &Limits,
            ) -> Result<(), Fault> {
                let UnknownValue::$framing(fields) = from else {
                    return Err(refused::<Self>(from));
                };
                limits.merge(value.get_or_insert_default(), fields)
            }

            fn write(value: M, number: u32, fields: &mut UnknownFields) {
                fields.append(number, UnknownValue::$framing(&value.encode_to_vec()));
            }
        }
    )*};
}

messages! {
    Message DELIMITED LengthDelimited;
    Group START_GROUP Group;
}
