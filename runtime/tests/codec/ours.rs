//! Messages as the generator emits them, and the impl that is the same for all of them.

use rust_grpc::__private::v1 as rt;

pub use super::derived::Kind;
pub use super::hashed::Hashed;
pub use super::node::{Node, node};

/// The one-call bodies of `prost::Message`, and `Debug`.
macro_rules! message {
    ($name:ident { $($field:ident $(as $enumeration:ty)?),* }) => {
        impl rt::prost::Message for $name {
            #[inline]
            fn encode_raw(&self, buf: &mut impl rt::bytes::BufMut) {
                rt::encode_raw(self, buf)
            }
            #[inline]
            fn merge_field(
                &mut self,
                tag: u32,
                wire_type: rt::prost::encoding::WireType,
                buf: &mut impl rt::bytes::Buf,
                ctx: rt::prost::encoding::DecodeContext,
            ) -> ::core::result::Result<(), rt::prost::DecodeError> {
                rt::merge_field(self, tag, wire_type, buf, ctx)
            }
            #[inline]
            fn encoded_len(&self) -> usize {
                rt::MessageCodec::size(self)
            }
            #[inline]
            fn encode(&self, buf: &mut impl rt::bytes::BufMut) -> ::core::result::Result<(), rt::prost::EncodeError> {
                rt::encode(self, buf)
            }
            #[inline]
            fn encode_to_vec(&self) -> rt::Vec<u8> {
                rt::encode_to_vec(self)
            }
            #[inline]
            fn encode_length_delimited(&self, buf: &mut impl rt::bytes::BufMut) -> ::core::result::Result<(), rt::prost::EncodeError> {
                rt::encode_length_delimited(self, buf)
            }
            #[inline]
            fn encode_length_delimited_to_vec(&self) -> rt::Vec<u8> {
                rt::encode_length_delimited_to_vec(self)
            }
            #[inline]
            fn decode(buf: impl rt::bytes::Buf) -> ::core::result::Result<Self, rt::prost::DecodeError> {
                rt::decode(buf)
            }
            #[inline]
            fn decode_length_delimited(buf: impl rt::bytes::Buf) -> ::core::result::Result<Self, rt::prost::DecodeError> {
                rt::decode_length_delimited(buf)
            }
            #[inline]
            fn merge(&mut self, buf: impl rt::bytes::Buf) -> ::core::result::Result<(), rt::prost::DecodeError> {
                rt::merge(self, buf)
            }
            #[inline]
            fn merge_length_delimited(&mut self, buf: impl rt::bytes::Buf) -> ::core::result::Result<(), rt::prost::DecodeError> {
                rt::merge_length_delimited(self, buf)
            }
            fn clear(&mut self) {
                *self = ::core::default::Default::default();
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                rt::debug_struct(
                    f,
                    stringify!($name),
                    &[$(stringify!($field)),*],
                    &[$(message!(@value self.$field $(, $enumeration)?)),*],
                )
            }
        }
    };
    (@value $value:expr) => { &$value };
    (@value $value:expr, $enumeration:ty) => { &rt::debug_enum::<$enumeration>(&$value) };
}
pub(crate) use message;

#[derive(Clone, PartialEq, Default)]
pub struct Scalars {
    pub int32: i32,
    pub int64: i64,
    pub uint32: u32,
    pub uint64: u64,
    pub sint32: i32,
    pub sint64: i64,
    pub fixed32: u32,
    pub fixed64: u64,
    pub sfixed32: i32,
    pub sfixed64: i64,
    pub bool: bool,
    pub float: f32,
    pub double: f64,
    pub string: rt::String,
    pub bytes: rt::Vec<u8>,
    pub kind: i32,
}

message!(Scalars {
    int32, int64, uint32, uint64, sint32, sint64, fixed32, fixed64, sfixed32, sfixed64, bool, float, double, string,
    bytes, kind as Kind
});

#[rustfmt::skip]
impl rt::MessageCodec for Scalars {
    fn merge_slice(&mut self, input: rt::Input<'_>) -> ::core::result::Result<(), rt::Error> {
        let mut r = rt::Reader::new(input);
        while let ::core::option::Option::Some(tag) = r.tag()? {
            match tag {
                8u32 => self.int32 = r.int32()?,
                16u32 => self.int64 = r.int64()?,
                24u32 => self.uint32 = r.uint32()?,
                32u32 => self.uint64 = r.uint64()?,
                40u32 => self.sint32 = r.sint32()?,
                48u32 => self.sint64 = r.sint64()?,
                61u32 => self.fixed32 = r.fixed32()?,
                65u32 => self.fixed64 = r.fixed64()?,
                125u32 => self.sfixed32 = r.sfixed32()?,
                129u32 => self.sfixed64 = r.sfixed64()?,
                136u32 => self.bool = r.bool()?,
                16381u32 => self.float = r.float()?,
                16385u32 => self.double = r.double()?,
                2400002u32 => r.string(&mut self.string)?,
                4294967282u32 => r.bytes(&mut self.bytes)?,
                4294967288u32 => self.kind = r.int32()?,
                _ => r.skip(tag, &[8, 16, 24, 32, 40, 48, 61, 65, 125, 129, 136, 16381, 16385, 2400002, 4294967282, 4294967288])?,
            }
        }
        Ok(())
    }

    fn size(&self) -> usize {
        let mut n = 0;
        if self.int32 != 0 { n += rt::size::int32(8, self.int32); }
        if self.int64 != 0 { n += rt::size::int64(16, self.int64); }
        if self.uint32 != 0 { n += rt::size::uint32(24, self.uint32); }
        if self.uint64 != 0 { n += rt::size::uint64(32, self.uint64); }
        if self.sint32 != 0 { n += rt::size::sint32(40, self.sint32); }
        if self.sint64 != 0 { n += rt::size::sint64(48, self.sint64); }
        if self.fixed32 != 0 { n += rt::size::fixed32(61, self.fixed32); }
        if self.fixed64 != 0 { n += rt::size::fixed64(65, self.fixed64); }
        if self.sfixed32 != 0 { n += rt::size::sfixed32(125, self.sfixed32); }
        if self.sfixed64 != 0 { n += rt::size::sfixed64(129, self.sfixed64); }
        if self.bool { n += rt::size::bool(136, self.bool); }
        if self.float.to_bits() != 0 { n += rt::size::float(16381, self.float); }
        if self.double.to_bits() != 0 { n += rt::size::double(16385, self.double); }
        if !self.string.is_empty() { n += rt::size::string(2400002, &self.string); }
        if !self.bytes.is_empty() { n += rt::size::bytes(4294967282, &self.bytes); }
        if self.kind != 0 { n += rt::size::int32(4294967288, self.kind); }
        n
    }

    fn write<'w>(&self, mut w: rt::Writer<'w>) -> rt::Writer<'w> {
        if self.kind != 0 { w.int32(4294967288, self.kind); }
        if !self.bytes.is_empty() { w.bytes(4294967282, &self.bytes); }
        if !self.string.is_empty() { w.string(2400002, &self.string); }
        if self.double.to_bits() != 0 { w.double(16385, self.double); }
        if self.float.to_bits() != 0 { w.float(16381, self.float); }
        if self.bool { w.bool(136, self.bool); }
        if self.sfixed64 != 0 { w.sfixed64(129, self.sfixed64); }
        if self.sfixed32 != 0 { w.sfixed32(125, self.sfixed32); }
        if self.fixed64 != 0 { w.fixed64(65, self.fixed64); }
        if self.fixed32 != 0 { w.fixed32(61, self.fixed32); }
        if self.sint64 != 0 { w.sint64(48, self.sint64); }
        if self.sint32 != 0 { w.sint32(40, self.sint32); }
        if self.uint64 != 0 { w.uint64(32, self.uint64); }
        if self.uint32 != 0 { w.uint32(24, self.uint32); }
        if self.int64 != 0 { w.int64(16, self.int64); }
        if self.int32 != 0 { w.int32(8, self.int32); }
        w
    }
}

#[derive(Clone, PartialEq, Default)]
pub struct Optionals {
    pub int32: Option<i32>,
    pub sint64: Option<i64>,
    pub fixed32: Option<u32>,
    pub double: Option<f64>,
    pub string: Option<rt::String>,
    pub bytes: Option<rt::Vec<u8>>,
    pub kind: Option<i32>,
    pub required: i32,
    pub message: Scalars,
}

message!(Optionals {
    int32, sint64, fixed32, double, string, bytes, kind as Kind, required, message
});

#[rustfmt::skip]
impl rt::MessageCodec for Optionals {
    fn merge_slice(&mut self, input: rt::Input<'_>) -> ::core::result::Result<(), rt::Error> {
        let mut r = rt::Reader::new(input);
        while let ::core::option::Option::Some(tag) = r.tag()? {
            match tag {
                8u32 => self.int32 = Some(r.int32()?),
                16u32 => self.sint64 = Some(r.sint64()?),
                29u32 => self.fixed32 = Some(r.fixed32()?),
                33u32 => self.double = Some(r.double()?),
                42u32 => r.string(self.string.get_or_insert_default())?,
                50u32 => r.bytes(self.bytes.get_or_insert_default())?,
                56u32 => self.kind = Some(r.int32()?),
                64u32 => self.required = r.int32()?,
                74u32 => r.message(&mut self.message)?,
                _ => r.skip(tag, &[8, 16, 29, 33, 42, 50, 56, 64, 74])?,
            }
        }
        Ok(())
    }

    fn size(&self) -> usize {
        let mut n = 0;
        if let Some(v) = self.int32 { n += rt::size::int32(8, v); }
        if let Some(v) = self.sint64 { n += rt::size::sint64(16, v); }
        if let Some(v) = self.fixed32 { n += rt::size::fixed32(29, v); }
        if let Some(v) = self.double { n += rt::size::double(33, v); }
        if let Some(v) = &self.string { n += rt::size::string(42, v); }
        if let Some(v) = &self.bytes { n += rt::size::bytes(50, v); }
        if let Some(v) = self.kind { n += rt::size::int32(56, v); }
        n += rt::size::int32(64, self.required);
        n += rt::size::message(74, &self.message);
        n
    }

    fn write<'w>(&self, mut w: rt::Writer<'w>) -> rt::Writer<'w> {
        w = w.message(74, &self.message);
        w.int32(64, self.required);
        if let Some(v) = self.kind { w.int32(56, v); }
        if let Some(v) = &self.bytes { w.bytes(50, v); }
        if let Some(v) = &self.string { w.string(42, v); }
        if let Some(v) = self.double { w.double(33, v); }
        if let Some(v) = self.fixed32 { w.fixed32(29, v); }
        if let Some(v) = self.sint64 { w.sint64(16, v); }
        if let Some(v) = self.int32 { w.int32(8, v); }
        w
    }
}

#[derive(Clone, PartialEq, Default)]
pub struct Repeats {
    pub int32: rt::Vec<i32>,
    pub int64: rt::Vec<i64>,
    pub uint32: rt::Vec<u32>,
    pub uint64: rt::Vec<u64>,
    pub sint32: rt::Vec<i32>,
    pub sint64: rt::Vec<i64>,
    pub fixed32: rt::Vec<u32>,
    pub fixed64: rt::Vec<u64>,
    pub sfixed32: rt::Vec<i32>,
    pub sfixed64: rt::Vec<i64>,
    pub bool: rt::Vec<bool>,
    pub float: rt::Vec<f32>,
    pub double: rt::Vec<f64>,
    pub kind: rt::Vec<i32>,
    pub expanded: rt::Vec<i32>,
    pub string: rt::Vec<rt::String>,
    pub bytes: rt::Vec<rt::Vec<u8>>,
    pub message: rt::Vec<Optionals>,
}

message!(Repeats {
    int32, int64, uint32, uint64, sint32, sint64, fixed32, fixed64, sfixed32, sfixed64, bool, float, double,
    kind as Kind, expanded, string, bytes, message
});

#[rustfmt::skip]
impl rt::MessageCodec for Repeats {
    fn merge_slice(&mut self, input: rt::Input<'_>) -> ::core::result::Result<(), rt::Error> {
        let mut r = rt::Reader::new(input);
        while let ::core::option::Option::Some(tag) = r.tag()? {
            match tag {
                8u32 => self.int32.push(r.int32()?),
                10u32 => r.packed::<rt::kind::Int32>(&mut self.int32)?,
                16u32 => self.int64.push(r.int64()?),
                18u32 => r.packed::<rt::kind::Int64>(&mut self.int64)?,
                24u32 => self.uint32.push(r.uint32()?),
                26u32 => r.packed::<rt::kind::Uint32>(&mut self.uint32)?,
                32u32 => self.uint64.push(r.uint64()?),
                34u32 => r.packed::<rt::kind::Uint64>(&mut self.uint64)?,
                40u32 => self.sint32.push(r.sint32()?),
                42u32 => r.packed::<rt::kind::Sint32>(&mut self.sint32)?,
                48u32 => self.sint64.push(r.sint64()?),
                50u32 => r.packed::<rt::kind::Sint64>(&mut self.sint64)?,
                61u32 => self.fixed32.push(r.fixed32()?),
                58u32 => r.packed::<rt::kind::Fixed32>(&mut self.fixed32)?,
                65u32 => self.fixed64.push(r.fixed64()?),
                66u32 => r.packed::<rt::kind::Fixed64>(&mut self.fixed64)?,
                77u32 => self.sfixed32.push(r.sfixed32()?),
                74u32 => r.packed::<rt::kind::Sfixed32>(&mut self.sfixed32)?,
                81u32 => self.sfixed64.push(r.sfixed64()?),
                82u32 => r.packed::<rt::kind::Sfixed64>(&mut self.sfixed64)?,
                88u32 => self.bool.push(r.bool()?),
                90u32 => r.packed::<rt::kind::Bool>(&mut self.bool)?,
                101u32 => self.float.push(r.float()?),
                98u32 => r.packed::<rt::kind::Float>(&mut self.float)?,
                105u32 => self.double.push(r.double()?),
                106u32 => r.packed::<rt::kind::Double>(&mut self.double)?,
                112u32 => self.kind.push(r.int32()?),
                114u32 => r.packed::<rt::kind::Enum>(&mut self.kind)?,
                120u32 => self.expanded.push(r.sint32()?),
                122u32 => r.packed::<rt::kind::Sint32>(&mut self.expanded)?,
                130u32 => r.string(rt::push(&mut self.string))?,
                138u32 => r.bytes(rt::push(&mut self.bytes))?,
                146u32 => r.message(rt::push(&mut self.message))?,
                _ => r.skip(tag, &[8, 16, 24, 32, 40, 48, 61, 65, 77, 81, 88, 101, 105, 112, 120, 130, 138, 146])?,
            }
        }
        Ok(())
    }

    fn size(&self) -> usize {
        let mut n = 0;
        n += rt::size::packed::<rt::kind::Int32>(10, &self.int32);
        n += rt::size::packed::<rt::kind::Int64>(18, &self.int64);
        n += rt::size::packed::<rt::kind::Uint32>(26, &self.uint32);
        n += rt::size::packed::<rt::kind::Uint64>(34, &self.uint64);
        n += rt::size::packed::<rt::kind::Sint32>(42, &self.sint32);
        n += rt::size::packed::<rt::kind::Sint64>(50, &self.sint64);
        n += rt::size::packed::<rt::kind::Fixed32>(58, &self.fixed32);
        n += rt::size::packed::<rt::kind::Fixed64>(66, &self.fixed64);
        n += rt::size::packed::<rt::kind::Sfixed32>(74, &self.sfixed32);
        n += rt::size::packed::<rt::kind::Sfixed64>(82, &self.sfixed64);
        n += rt::size::packed::<rt::kind::Bool>(90, &self.bool);
        n += rt::size::packed::<rt::kind::Float>(98, &self.float);
        n += rt::size::packed::<rt::kind::Double>(106, &self.double);
        n += rt::size::packed::<rt::kind::Enum>(114, &self.kind);
        n += rt::size::expanded::<rt::kind::Sint32>(120, &self.expanded);
        n += rt::size::expanded::<rt::kind::String>(130, &self.string);
        n += rt::size::expanded::<rt::kind::Bytes>(138, &self.bytes);
        n += rt::size::expanded::<rt::kind::Message<Optionals>>(146, &self.message);
        n
    }

    fn write<'w>(&self, mut w: rt::Writer<'w>) -> rt::Writer<'w> {
        for v in self.message.iter().rev() { w = w.message(146, v); }
        for v in self.bytes.iter().rev() { w.bytes(138, v); }
        for v in self.string.iter().rev() { w.string(130, v); }
        for v in self.expanded.iter().rev() { w.sint32(120, *v); }
        w.packed::<rt::kind::Enum>(114, &self.kind);
        w.packed::<rt::kind::Double>(106, &self.double);
        w.packed::<rt::kind::Float>(98, &self.float);
        w.packed::<rt::kind::Bool>(90, &self.bool);
        w.packed::<rt::kind::Sfixed64>(82, &self.sfixed64);
        w.packed::<rt::kind::Sfixed32>(74, &self.sfixed32);
        w.packed::<rt::kind::Fixed64>(66, &self.fixed64);
        w.packed::<rt::kind::Fixed32>(58, &self.fixed32);
        w.packed::<rt::kind::Sint64>(50, &self.sint64);
        w.packed::<rt::kind::Sint32>(42, &self.sint32);
        w.packed::<rt::kind::Uint64>(34, &self.uint64);
        w.packed::<rt::kind::Uint32>(26, &self.uint32);
        w.packed::<rt::kind::Int64>(18, &self.int64);
        w.packed::<rt::kind::Int32>(10, &self.int32);
        w
    }
}
