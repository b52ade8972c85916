//! Generated messages in messages of prost's derive, and the reverse.

use rust_grpc::__private::v1 as rt;

use super::compare::agree;
use super::ours::message;
use super::random::{self, CASES, Random, Shape};
use super::{derived, ours};

macro_rules! outer {
    ($name:ident $foreign:ty) => {
        #[derive(Clone, PartialEq, Default)]
        pub struct $name {
            pub node: Option<$foreign>,
            pub next: Option<rt::Box<$name>>,
            pub group: Option<$foreign>,
            pub map: rt::BTreeMap<rt::String, $foreign>,
        }

        impl rt::MessageCodec for $name {
            fn table<L>() -> &'static rt::Table {
                &rt::Table::Short {
                    message: stringify!($name),
                    keys: &[10, 18, 27, 34],
                    names: "node next group map",
                }
            }

            fn merge_fields<L>(&mut self, input: rt::Input<'_>, nesting: rt::Nesting<'_>) {
                let mut r = rt::Reader::new(input, nesting);
                loop {
                    match r.tag() {
                        10u32 => r.foreign_message(self.node.get_or_insert_default()),
                        18u32 => r.message(self.next.get_or_insert_default()),
                        27u32 => r.foreign_group(self.group.get_or_insert_default()),
                        34u32 => r.map::<rt::kind::String, rt::kind::ForeignMessage<$foreign>, _>(
                            &mut self.map,
                        ),
                        rt::END => break,
                        _ => r.skip(Self::table::<L>()),
                    }
                }
            }

            fn write<'w, W: rt::WriteFields<'w>>(&'w self, w: rt::Writer<W>) -> rt::Writer<W> {
                w.map::<rt::kind::String, rt::kind::ForeignMessage<$foreign>, _>(34, &self.map)
                    .some_foreign_group(27, &self.group)
                    .some_message(18, &self.next)
                    .some_foreign_message(10, &self.node)
            }
        }
    };
}

mod ours_around_derived {
    use super::*;
    outer!(Outer derived::Node);
    message!(Outer { node, next, group, map });
}
pub use ours_around_derived::Outer as OursAroundDerived;

/// A message of ours that contains a generated message of another crate, accessible through
/// `prost::Message` alone.
mod ours_around_foreign_ours {
    use super::*;
    outer!(Outer ours::Node);
    message!(Outer { node, next, group, map });
}
pub use ours_around_foreign_ours::Outer as OursAroundForeignOurs;

macro_rules! derived_outer {
    ($module:ident $name:ident $inner:ty) => {
        mod $module {
            #[allow(unused_imports)]
            use super::super::{derived, ours};

            #[derive(Clone, PartialEq, prost::Message)]
            pub struct Outer {
                #[prost(message, optional, tag = "1")]
                pub node: Option<$inner>,
                #[prost(message, optional, boxed, tag = "2")]
                pub next: Option<Box<Outer>>,
                #[prost(group, optional, tag = "3")]
                pub group: Option<$inner>,
                #[prost(btree_map = "string, message", tag = "4")]
                pub map: std::collections::BTreeMap<String, $inner>,
            }
        }
        pub use $module::Outer as $name;
    };
}

derived_outer!(derived_around_derived DerivedAroundDerived derived::Node);
derived_outer!(derived_around_ours DerivedAroundOurs ours::Node);

static OUTER: [(u32, Shape); 4] = [
    (1, Shape::Message(&random::NODE)),
    (2, Shape::Message(&OUTER)),
    (3, Shape::Group(&random::NODE)),
    (4, Shape::Message(&ENTRY)),
];
static ENTRY: [(u32, Shape); 2] = [(1, Shape::Text), (2, Shape::Message(&random::NODE))];

#[test]
fn at_random() {
    let mut random = Random::new(6);
    for _ in 0..CASES {
        let mut bytes = random::message(&mut random, &OUTER, 4);
        for _ in 0..2 {
            agree::<OursAroundDerived, DerivedAroundDerived>(&bytes);
            agree::<DerivedAroundOurs, DerivedAroundDerived>(&bytes);
            agree::<OursAroundForeignOurs, DerivedAroundDerived>(&bytes);
            random::spoil(&mut random, &mut bytes);
        }
    }
}
