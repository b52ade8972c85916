//! A message with `HashMap` fields, as the generator emits it.

use std::collections::HashMap;

use rust_grpc::__private::v1 as rt;

use super::ours::{Kind, Node, message};

#[derive(Clone, PartialEq, Default)]
pub struct Hashed {
    pub nodes: HashMap<rt::String, Node>,
    pub floats: HashMap<u64, f32>,
    pub kinds: HashMap<i32, i32>,
}

message!(Hashed { nodes, floats, kinds as Kind });

#[rustfmt::skip]
impl rt::MessageCodec for Hashed {
    const SHARES_BYTES: bool = true;

    fn table<L>() -> &'static rt::Table {
        &rt::Table::Short { message: "Hashed", keys: &[10, 18, 26], names: "nodes floats kinds" }
    }

    fn merge_fields<L>(&mut self, input: rt::Input<'_>, nesting: rt::Nesting<'_>) {
        let mut r = rt::Reader::new(input, nesting);
        loop {
            match r.tag() {
                10u32 => r.map::<rt::kind::String, rt::kind::Message<Node>, _>(&mut self.nodes),
                18u32 => r.map::<rt::kind::Fixed64, rt::kind::Float, _>(&mut self.floats),
                26u32 => r.map::<rt::kind::Int32, rt::kind::Enum, _>(&mut self.kinds),
                rt::END => break,
                _ => r.skip(Self::table::<L>()),
            }
        }
    }

    fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
        w
            .map::<rt::kind::Int32, rt::kind::Enum, _>(26, &self.kinds)
            .map::<rt::kind::Fixed64, rt::kind::Float, _>(18, &self.floats)
            .map::<rt::kind::String, rt::kind::Message<Node>, _>(10, &self.nodes)
    }
}
