//! Views beside owned messages, and ours beside buffa's.
//!
//! The shapes are those of the codec, and those of the nine datasets that buffa is measured with.
//! Each way of reading decodes a message or a view, and then reads nothing, everything once, or
//! three fields.

use std::hint::black_box;
use std::sync::Arc;

use buffa::MessageView as _;
use buffa::view::LazyMessageView as _;
use prost::Message;
use rust_grpc::view::MessageView as _;

use crate::contenders::{Contender, Name};
use crate::data::{self, Random, datasets};

/// The messages of both .proto files.
mod modules {
    pub(super) use crate::generated as all;
    pub(super) use crate::generated::datasets;
}

mod messages;
mod touch;

use messages::Three as _;
use touch::Touch as _;

/// A shape, with its contenders.
pub struct Shape {
    /// The name of the shape, e.g. `deep tree`.
    pub name: &'static str,
    /// Whether it is the shape of a dataset of buffa's.
    pub is_dataset: bool,
    /// The encoded messages.
    pub encoded: Arc<[Vec<u8>]>,
    /// All ways of reading the messages. The first one is prost's decode.
    pub ways: Vec<Way>,
}

/// A function that reads an encoded message. Returns a sum of what it has read.
pub type Way = (Name, fn(&[u8]) -> u64);

impl Shape {
    fn new<P: Message>(name: &'static str, is_dataset: bool, make: fn(&mut Random) -> P) -> Self {
        let mut random = Random::seeded();
        let one = make(&mut random).encoded_len().max(1);
        let count = (128 * 1024 / one).clamp(8, 512);
        let encoded = (0..count).map(|_| make(&mut random).encode_to_vec()).collect();
        Shape { name, is_dataset, encoded, ways: Vec::new() }
    }

    /// Returns the ways as contenders of a measurement.
    pub fn contenders(&self) -> Vec<Contender> {
        let contender = |&(name, read): &Way| {
            let encoded = self.encoded.clone();
            let pass =
                move || encoded.iter().for_each(|bytes| _ = black_box(read(black_box(bytes))));
            Contender { name, pass: Box::new(pass) }
        };
        self.ways.iter().map(contender).collect()
    }

    /// Panics if two ways that read the same fields have different sums.
    fn agree(self) -> Self {
        for bytes in &*self.encoded {
            for names in [Name::TOUCHED, Name::THREE] {
                let ways = self.ways.iter().filter(|(name, _)| names.contains(name));
                let mut sums = ways.map(|(name, read)| (name, read(bytes)));
                let Some((_, first)) = sums.next() else { continue };
                for (name, sum) in sums {
                    assert_eq!(sum, first, "{name:?} of {}", self.name);
                }
            }
        }
        self
    }
}

macro_rules! shapes {
    ($($name:literal $message:ident $view:ident $lazy:ident $data:expr;)*) => {
        shapes! { @all all false $($name $message $view $lazy $data;)* }
    };
    (@all $module:ident $is_dataset:literal
        $($name:literal $message:ident $view:ident $lazy:ident $data:expr;)*
    ) => {
        &[$(|| {
            use modules::$module::{buffa, lazy, ours, prost};
            use buffa::__buffa::{lazy_view, view};

            let mut shape = Shape::new::<prost::$message>($name, $is_dataset, $data);
            shape.ways = vec![
                (Name::Prost, |bytes| {
                    drop(black_box(prost::$message::decode(bytes)));
                    0
                }),
                (Name::Ours, |bytes| {
                    drop(black_box(ours::$message::decode(bytes)));
                    0
                }),
                (Name::View, |bytes| black_box(&ours::$view::decode_view(bytes)).is_ok().into()),
                (Name::Lazy, |bytes| black_box(&lazy::$view::decode_view(bytes)).is_ok().into()),
                (Name::BuffaView, |bytes| {
                    u64::from(black_box(&view::$view::decode_view(bytes)).is_ok())
                }),
                (Name::BuffaLazy, |bytes| {
                    u64::from(black_box(&lazy_view::$lazy::decode_lazy(bytes)).is_ok())
                }),
                (Name::OursTouch, |bytes| ours::$message::decode(bytes).unwrap().touch()),
                (Name::ViewTouch, |bytes| ours::$view::decode_view(bytes).unwrap().touch()),
                (Name::LazyTouch, |bytes| lazy::$view::decode_view(bytes).unwrap().touch()),
                (Name::BuffaViewTouch, |bytes| view::$view::decode_view(bytes).unwrap().touch()),
                (Name::BuffaLazyTouch, |bytes| {
                    lazy_view::$lazy::decode_lazy(bytes).unwrap().touch()
                }),
                (Name::OursThree, |bytes| ours::$message::decode(bytes).unwrap().three()),
                (Name::ViewThree, |bytes| ours::$view::decode_view(bytes).unwrap().three()),
                (Name::LazyThree, |bytes| lazy::$view::decode_view(bytes).unwrap().three()),
                (Name::BuffaViewThree, |bytes| view::$view::decode_view(bytes).unwrap().three()),
                (Name::BuffaLazyThree, |bytes| {
                    lazy_view::$lazy::decode_lazy(bytes).unwrap().three()
                }),
            ];
            shape.agree()
        },)*]
    };
}

/// The functions that make the shapes of buffa's datasets.
pub static DATASETS: &[fn() -> Shape] = shapes! { @all datasets true
    "api response" Reply ReplyView ReplyLazyView datasets::reply;
    "log record" Line LineView LineLazyView datasets::line;
    "analytics event" Visit VisitView VisitLazyView datasets::visit;
    "google message 1" Record RecordView RecordLazyView datasets::record;
    "media frame" Frame FrameView FrameLazyView datasets::frame;
    "packed tile" Tile TileView TileLazyView datasets::tile;
    "packed signed" Signed SignedView SignedLazyView datasets::signed;
    "mesh" Solid SolidView SolidLazyView datasets::solid;
    "column batch" Columns ColumnsView ColumnsLazyView datasets::columns;
};

/// The functions that make the shapes of the codec.
pub static SHAPES: &[fn() -> Shape] = shapes! {
    "flat scalars, strings" Flat FlatView FlatLazyView data::flat;
    "strings, maps, message" Profile ProfileView ProfileLazyView data::profile;
    "deep tree" Tree TreeView TreeLazyView data::tree;
    "42 sparse fields" Sparse SparseView SparseLazyView data::sparse;
    "bytes" Blobs BlobsView BlobsLazyView data::blobs;
    "oneofs" Expr ExprView ExprLazyView data::expr;
    "short packed arrays" Table TableView TableLazyView data::table;
    "packed uint64" Varints VarintsView VarintsLazyView data::varints;
    "packed int32, small" SmallVarints SmallVarintsView SmallVarintsLazyView data::small_varints;
    "packed sint64" Zigzags ZigzagsView ZigzagsLazyView data::zigzags;
    "packed bool" Bools BoolsView BoolsLazyView data::bools;
    "packed float" Floats FloatsView FloatsLazyView data::floats;
    "packed double" Doubles DoublesView DoublesLazyView data::doubles;
    "3-float messages" Cloud CloudView CloudLazyView data::cloud;
    "150 KB of strings" Profile ProfileView ProfileLazyView data::strings;
    "200 KB of trees" Tree TreeView TreeLazyView data::trees;
    "20 levels" Nest NestView NestLazyView data::nest::<20>;
};
