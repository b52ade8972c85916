//! A message with all kinds of fields that nest, as the generator emits it.

use rust_grpc::__private::v1 as rt;

use super::ours::{Kind, message};

#[derive(Clone, PartialEq, Default)]
pub struct Node {
    pub name: rt::String,
    pub next: Option<rt::Box<Node>>,
    pub children: rt::Vec<Node>,
    pub by_name: rt::BTreeMap<rt::String, Node>,
    pub kinds: rt::BTreeMap<i32, i32>,
    pub at: Option<rt::prost_types::Timestamp>,
    pub part: Option<rt::Box<Node>>,
    pub parts: rt::Vec<Node>,
    pub times: rt::BTreeMap<u64, rt::prost_types::Timestamp>,
    pub blobs: rt::BTreeMap<bool, rt::Vec<u8>>,
    pub shared: rt::Bytes,
    pub what: Option<node::What>,
}

message!(Node {
    name, next, children, by_name, kinds as Kind, at, part, parts, times, blobs, shared, what
});

#[rustfmt::skip]
impl rt::MessageCodec for Node {
    const SHARES_BYTES: bool = true;

    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short {
            message: "Node",
            keys: &[
                10, 18, 26, 34, 42, 50, 58, 67, 72, 82, 91, 99, 106, 114, 122, 162,
                169,
            ],
            names: "name next children by_name kinds what what what what at part parts times \
                blobs shared what what",
        }
    }

    fn merge_fields<L>(&mut self, input: rt::Input<'_>, nesting: rt::Nesting<'_>) {
        let mut r = rt::Reader::new(input, nesting);
        loop {
            match r.tag() {
                10u32 => r.string(&mut self.name),
                18u32 => r.message(self.next.get_or_insert_default()),
                26u32 => r.each_message(&mut self.children),
                34u32 => r.map::<rt::kind::String, rt::kind::Message<Node>, _>(&mut self.by_name),
                42u32 => r.map::<rt::kind::Sint32, rt::kind::Enum, _>(&mut self.kinds),
                50u32 | 58u32 | 67u32 | 72u32 | 162u32 | 169u32 => r.oneof(&mut self.what),
                82u32 => r.foreign_message(self.at.get_or_insert_default()),
                91u32 => r.group(self.part.get_or_insert_default()),
                99u32 => r.each_group(&mut self.parts),
                106u32 => {
                    type Time = rt::kind::ForeignMessage<rt::prost_types::Timestamp>;
                    r.map::<rt::kind::Uint64, Time, _>(&mut self.times)
                }
                114u32 => r.map::<rt::kind::Bool, rt::kind::Bytes, _>(&mut self.blobs),
                122u32 => r.bytes_shared(&mut self.shared),
                rt::END => break,
                _ => r.skip(Self::table::<L>()),
            }
        }
    }

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w
            .nonempty_bytes_shared(122, &self.shared)
            .map::<rt::kind::Bool, rt::kind::Bytes, _>(114, &self.blobs)
            .map::<rt::kind::Uint64, rt::kind::ForeignMessage<rt::prost_types::Timestamp>, _>(
                106,
                &self.times,
            )
            .each_group(99, &self.parts)
            .some_group(91, &self.part)
            .some_foreign_message(82, &self.at)
            .oneof(&self.what)
            .map::<rt::kind::Sint32, rt::kind::Enum, _>(42, &self.kinds)
            .map::<rt::kind::String, rt::kind::Message<Node>, _>(34, &self.by_name)
            .each_message(26, &self.children)
            .some_message(18, &self.next)
            .nonempty_string(10, &self.name)
    }
}

// The module has the name of the message, as in generated code. The name of this file is equal by
// chance.
#[allow(clippy::module_inception)]
pub mod node {
    use super::*;

    #[derive(Clone, PartialEq)]
    pub enum What {
        Text(rt::String),
        Node(rt::Box<Node>),
        Part(rt::Box<Node>),
        Kind(i32),
        Shared(rt::Bytes),
        Double(f64),
    }

    impl What {
        pub fn encode(&self, buf: &mut impl rt::bytes::BufMut) {
            rt::oneof_encode(self, buf)
        }

        pub fn merge(
            field: &mut Option<Self>,
            tag: u32,
            wire_type: rt::prost::encoding::WireType,
            buf: &mut impl rt::bytes::Buf,
            ctx: rt::prost::encoding::DecodeContext,
        ) -> Result<(), rt::prost::DecodeError> {
            rt::oneof_merge(field, tag, wire_type, buf, ctx)
        }

        pub fn encoded_len(&self) -> usize {
            rt::oneof_encoded_len(self)
        }
    }

    #[rustfmt::skip]
    impl rt::OneofCodec for What {
        #[inline]
        fn merge_field<L>(field: &mut Option<Self>, tag: u32, r: &mut rt::Reader<'_>) {
            match tag {
                50u32 => {
                    let mut v = rt::String::default();
                    r.string(&mut v);
                    *field = Some(What::Text(v));
                }
                58u32 => {
                    if let Some(What::Node(v)) = field {
                        r.message(v);
                    } else {
                        let mut v = rt::Box::<Node>::default();
                        r.message(&mut v);
                        *field = Some(What::Node(v));
                    }
                }
                67u32 => {
                    if let Some(What::Part(v)) = field {
                        r.group(v);
                    } else {
                        let mut v = rt::Box::<Node>::default();
                        r.group(&mut v);
                        *field = Some(What::Part(v));
                    }
                }
                72u32 => *field = Some(What::Kind(r.int32())),
                162u32 => {
                    let mut v = rt::Bytes::default();
                    r.bytes_shared(&mut v);
                    *field = Some(What::Shared(v));
                }
                169u32 => *field = Some(What::Double(r.double())),
                _ => r.skip(&rt::Table::Short {
                    message: "",
                    keys: &[50, 58, 67, 72, 162, 169],
                    names: "",
                }),
            }
        }

        #[inline]
        fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
            match self {
                What::Text(v) => w.string(50, v),
                What::Node(v) => w.message(58, &**v),
                What::Part(v) => w.group(67, &**v),
                What::Kind(v) => w.int32(72, *v),
                What::Shared(v) => w.bytes_shared(162, v),
                What::Double(v) => w.double(169, *v),
            }
        }
    }

    impl ::core::fmt::Debug for What {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            match self {
                What::Text(v) => rt::debug_variant(f, "Text", v),
                What::Node(v) => rt::debug_variant(f, "Node", v),
                What::Part(v) => rt::debug_variant(f, "Part", v),
                What::Kind(v) => rt::debug_variant(f, "Kind", &rt::debug_enum::<Kind>(v)),
                What::Shared(v) => rt::debug_variant(f, "Shared", v),
                What::Double(v) => rt::debug_variant(f, "Double", v),
            }
        }
    }
}
