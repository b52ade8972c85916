//! Messages as the generator emits them, and a macro for the implementations that are equal for all
//! of them.

use rust_grpc::__private::v1 as rt;

pub use super::derived::Kind;
pub use super::hashed::Hashed;
pub use super::node::{Node, node};

/// Implements `prost::Message` and `Debug`.
macro_rules! message {
    ($name:ident { $($field:ident $(as $enumeration:ty)?),* }) => {
        rt::impl_message!($name);

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                rt::debug_struct(f, stringify!($name))
                    $(.field(stringify!($field), message!(@value self.$field $(, $enumeration)?)))*
                    .finish()
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
    int32, int64, uint32, uint64, sint32, sint64, fixed32, fixed64, sfixed32, sfixed64, bool,
    float, double, string,
    bytes, kind as Kind
});

#[rustfmt::skip]
impl rt::MessageCodec for Scalars {
    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short {
            message: "Scalars",
            keys: &[
                8, 16, 24, 32, 40, 48, 61, 65, 125, 129, 136, 16381, 16385, 2400002,
                4294967282, 4294967288,
            ],
            names: "int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 \
                bool float double string bytes kind",
        }
    }

    fn merge_fields<L>(&mut self, input: rt::Input<'_>, nesting: rt::Nesting<'_>) {
        let mut r = rt::Reader::new(input, nesting);
        loop {
            match r.tag() {
                8u32 => self.int32 = r.int32(),
                16u32 => self.int64 = r.int64(),
                24u32 => self.uint32 = r.uint32(),
                32u32 => self.uint64 = r.uint64(),
                40u32 => self.sint32 = r.sint32(),
                48u32 => self.sint64 = r.sint64(),
                61u32 => self.fixed32 = r.fixed32(),
                65u32 => self.fixed64 = r.fixed64(),
                125u32 => self.sfixed32 = r.sfixed32(),
                129u32 => self.sfixed64 = r.sfixed64(),
                136u32 => self.bool = r.bool(),
                16381u32 => self.float = r.float(),
                16385u32 => self.double = r.double(),
                2400002u32 => r.string(&mut self.string),
                4294967282u32 => r.bytes(&mut self.bytes),
                4294967288u32 => self.kind = r.int32(),
                rt::END => break,
                _ => r.skip(Self::table::<L>()),
            }
        }
    }

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w
            .nonzero_int32(4294967288, self.kind)
            .nonempty_bytes(4294967282, &self.bytes)
            .nonempty_string(2400002, &self.string)
            .nonzero_double(16385, self.double)
            .nonzero_float(16381, self.float)
            .nonzero_bool(136, self.bool)
            .nonzero_sfixed64(129, self.sfixed64)
            .nonzero_sfixed32(125, self.sfixed32)
            .nonzero_fixed64(65, self.fixed64)
            .nonzero_fixed32(61, self.fixed32)
            .nonzero_sint64(48, self.sint64)
            .nonzero_sint32(40, self.sint32)
            .nonzero_uint64(32, self.uint64)
            .nonzero_uint32(24, self.uint32)
            .nonzero_int64(16, self.int64)
            .nonzero_int32(8, self.int32)
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
    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short {
            message: "Optionals",
            keys: &[
                8, 16, 29, 33, 42, 50, 56, 64, 74,
            ],
            names: "int32 sint64 fixed32 double string bytes kind required message",
        }
    }

    fn merge_fields<L>(&mut self, input: rt::Input<'_>, nesting: rt::Nesting<'_>) {
        let mut r = rt::Reader::new(input, nesting);
        loop {
            match r.tag() {
                8u32 => self.int32 = Some(r.int32()),
                16u32 => self.sint64 = Some(r.sint64()),
                29u32 => self.fixed32 = Some(r.fixed32()),
                33u32 => self.double = Some(r.double()),
                42u32 => r.string(self.string.get_or_insert_default()),
                50u32 => r.bytes(self.bytes.get_or_insert_default()),
                56u32 => self.kind = Some(r.int32()),
                64u32 => self.required = r.int32(),
                74u32 => r.message(&mut self.message),
                rt::END => break,
                _ => r.skip(Self::table::<L>()),
            }
        }
    }

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w
            .message(74, &self.message)
            .int32(64, self.required)
            .some_int32(56, self.kind)
            .some_bytes(50, &self.bytes)
            .some_string(42, &self.string)
            .some_double(33, self.double)
            .some_fixed32(29, self.fixed32)
            .some_sint64(16, self.sint64)
            .some_int32(8, self.int32)
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
    int32, int64, uint32, uint64, sint32, sint64, fixed32, fixed64, sfixed32, sfixed64, bool,
    float, double,
    kind as Kind, expanded, string, bytes, message
});

#[rustfmt::skip]
impl rt::MessageCodec for Repeats {
    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short {
            message: "Repeats",
            keys: &[
                8, 16, 24, 32, 40, 48, 61, 65, 77, 81, 88, 101, 105, 112, 120, 130,
                138, 146,
            ],
            names: "int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 \
                bool float double kind expanded string bytes message",
        }
    }

    fn merge_fields<L>(&mut self, input: rt::Input<'_>, nesting: rt::Nesting<'_>) {
        let mut r = rt::Reader::new(input, nesting);
        loop {
            match r.tag() {
                8u32 => r.expanded::<rt::kind::Int32>(&mut self.int32),
                10u32 => r.packed::<rt::kind::Int32>(&mut self.int32),
                16u32 => r.expanded::<rt::kind::Int64>(&mut self.int64),
                18u32 => r.packed::<rt::kind::Int64>(&mut self.int64),
                24u32 => r.expanded::<rt::kind::Uint32>(&mut self.uint32),
                26u32 => r.packed::<rt::kind::Uint32>(&mut self.uint32),
                32u32 => r.expanded::<rt::kind::Uint64>(&mut self.uint64),
                34u32 => r.packed::<rt::kind::Uint64>(&mut self.uint64),
                40u32 => r.expanded::<rt::kind::Sint32>(&mut self.sint32),
                42u32 => r.packed::<rt::kind::Sint32>(&mut self.sint32),
                48u32 => r.expanded::<rt::kind::Sint64>(&mut self.sint64),
                50u32 => r.packed::<rt::kind::Sint64>(&mut self.sint64),
                61u32 => r.expanded::<rt::kind::Fixed32>(&mut self.fixed32),
                58u32 => r.packed::<rt::kind::Fixed32>(&mut self.fixed32),
                65u32 => r.expanded::<rt::kind::Fixed64>(&mut self.fixed64),
                66u32 => r.packed::<rt::kind::Fixed64>(&mut self.fixed64),
                77u32 => r.expanded::<rt::kind::Sfixed32>(&mut self.sfixed32),
                74u32 => r.packed::<rt::kind::Sfixed32>(&mut self.sfixed32),
                81u32 => r.expanded::<rt::kind::Sfixed64>(&mut self.sfixed64),
                82u32 => r.packed::<rt::kind::Sfixed64>(&mut self.sfixed64),
                88u32 => r.expanded::<rt::kind::Bool>(&mut self.bool),
                90u32 => r.packed::<rt::kind::Bool>(&mut self.bool),
                101u32 => r.expanded::<rt::kind::Float>(&mut self.float),
                98u32 => r.packed::<rt::kind::Float>(&mut self.float),
                105u32 => r.expanded::<rt::kind::Double>(&mut self.double),
                106u32 => r.packed::<rt::kind::Double>(&mut self.double),
                112u32 => r.expanded::<rt::kind::Enum>(&mut self.kind),
                114u32 => r.packed::<rt::kind::Enum>(&mut self.kind),
                120u32 => r.expanded::<rt::kind::Sint32>(&mut self.expanded),
                122u32 => r.packed::<rt::kind::Sint32>(&mut self.expanded),
                130u32 => r.each_string(&mut self.string),
                138u32 => r.each_bytes(&mut self.bytes),
                146u32 => r.each_message(&mut self.message),
                rt::END => break,
                _ => r.skip(Self::table::<L>()),
            }
        }
    }

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w
            .each_message(146, &self.message)
            .each_bytes(138, &self.bytes)
            .each_string(130, &self.string)
            .expanded::<rt::kind::Sint32>(120, &self.expanded)
            .packed::<rt::kind::Enum>(114, &self.kind)
            .packed::<rt::kind::Double>(106, &self.double)
            .packed::<rt::kind::Float>(98, &self.float)
            .packed::<rt::kind::Bool>(90, &self.bool)
            .packed::<rt::kind::Sfixed64>(82, &self.sfixed64)
            .packed::<rt::kind::Sfixed32>(74, &self.sfixed32)
            .packed::<rt::kind::Fixed64>(66, &self.fixed64)
            .packed::<rt::kind::Fixed32>(58, &self.fixed32)
            .packed::<rt::kind::Sint64>(50, &self.sint64)
            .packed::<rt::kind::Sint32>(42, &self.sint32)
            .packed::<rt::kind::Uint64>(34, &self.uint64)
            .packed::<rt::kind::Uint32>(26, &self.uint32)
            .packed::<rt::kind::Int64>(18, &self.int64)
            .packed::<rt::kind::Int32>(10, &self.int32)
    }
}
