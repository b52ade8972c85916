//! The fields of every message, and how each library's type of it is read.

use super::touch::Touch;

/// A message of which three fields can be read.
pub trait Three {
    /// Returns a sum over three fields. Of a list, it reads the first element.
    fn three(&self) -> u64;
}

/// Reads fields and methods of the messages of a module. Each message has its name, the name of its
/// view and of buffa's lazy view, all fields, and the fields that a program reads that reads few.
macro_rules! messages {
    ($module:ident; $($message:ident $view:ident $lazy:ident {
        $($field:ident)*
    } {
        $($few:ident)*
    })*) => {$(
        messages!(@fields $module::ours::$message [$($field)*] [$($few)*]);
        messages!(@fields $module::buffa::__buffa::view::$view<'_> [$($field)*] [$($few)*]);
        messages!(@fields $module::buffa::__buffa::lazy_view::$lazy<'_> [$($field)*] [$($few)*]);
        messages!(@methods $module::ours::$view<'_> [$($field)*] [$($few)*]);
        messages!(@methods $module::lazy::$view<'_> [$($field)*] [$($few)*]);
    )*};
    (@fields $type:ty [$($field:ident)*] [$($few:ident)*]) => {
        impl Touch for $type {
            fn touch(&self) -> u64 {
                0_u64 $(.wrapping_add(self.$field.touch()))*
            }
        }

        impl Three for $type {
            fn three(&self) -> u64 {
                0_u64 $(.wrapping_add(self.$few.peek()))*
            }
        }
    };
    (@methods $type:ty [$($field:ident)*] [$($few:ident)*]) => {
        impl Touch for $type {
            fn touch(&self) -> u64 {
                0_u64 $(.wrapping_add(self.$field().touch()))*
            }
        }

        impl Three for $type {
            fn three(&self) -> u64 {
                0_u64 $(.wrapping_add(self.$few().peek()))*
            }
        }
    };
}

/// Reads the oneofs of the messages of a module. Each oneof has its module, its names, and its
/// members.
macro_rules! oneofs {
    ($module:ident; $($inside:ident $name:ident $view:ident { $($member:ident)* })*) => {$(
        oneofs!(@touch $module::ours::$inside::$name [$($member)*]);
        oneofs!(@touch $module::ours::$inside::$view::<'_> [$($member)*]);
        oneofs!(@touch $module::lazy::$inside::$view::<'_> [$($member)*]);
        oneofs!(@touch $module::buffa::__buffa::view::oneof::$inside::$name::<'_> [$($member)*]);
    )*};
    (@touch $type:ty [$($member:ident)*]) => {
        impl Touch for $type {
            fn touch(&self) -> u64 {
                match self {
                    $(Self::$member(value) => value.touch(),)*
                }
            }
        }
    };
}

mod shapes {
    use super::{Three, Touch};
    use crate::generated as all;

    messages! { all;
        Flat FlatView FlatLazyView { id name count active score flags region delta stamp ratio kind
            note limit offset owner parent version hidden } { id name parent }
        Profile ProfileView ProfileLazyView { name display_name description labels address tags
            counters others etag created } { name etag address }
        Address AddressView AddressLazyView { street city country number latitude longitude } {}
        Tree TreeView TreeLazyView { file line function calls span } { file line span }
        Span SpanView SpanLazyView { start end } {}
        Sparse SparseView SparseLazyView { a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16
            a17 a18 a19 a20 a21 a22 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16 b17 b18
            b19
            b20
            } { a1 b12 b19 }
        Blobs BlobsView BlobsLazyView { name digest chunks payload offset } { name digest offset }
        SharedBlobs SharedBlobsView SharedBlobsLazyView { name digest chunks payload offset } { name
            digest offset }
        Expr ExprView ExprLazyView { kind span } { span }
        Literal LiteralView LiteralLazyView { value } {}
        Call CallView CallLazyView { function arguments } {}
        Binary BinaryView BinaryLazyView { operator left right } {}
        Table TableView TableLazyView { rows } { rows }
        Row RowView RowLazyView { counts values ids flags weights deltas } {}
        Varints VarintsView VarintsLazyView { values } { values }
        SmallVarints SmallVarintsView SmallVarintsLazyView { values } { values }
        Zigzags ZigzagsView ZigzagsLazyView { values } { values }
        Bools BoolsView BoolsLazyView { values } { values }
        Floats FloatsView FloatsLazyView { values } { values }
        Doubles DoublesView DoublesLazyView { values } { values }
        Cloud CloudView CloudLazyView { points } { points }
        Vertex VertexView VertexLazyView { x y z } {}
        Nest NestView NestLazyView { inner level label } { level label inner }
    }

    oneofs! { all;
        expr Kind KindView { Literal Name Call Binary Not }
        literal Value ValueView { Integer Real Text Truth }
    }
}

mod datasets {
    use super::{Three, Touch};
    use crate::generated::datasets as all;

    messages! { all;
        Reply ReplyView ReplyLazyView { id code text seconds stored trace wait labels } { id text
            trace }
        Line LineView LineLazyView { nanos service host level text labels trace part origin } {
            nanos
            service text }
        Origin OriginView OriginLazyView { file line function } {}
        Visit VisitView VisitLazyView { id time user traits sections } { id time user }
        Trait TraitView TraitLazyView { key value } {}
        Section SectionView SectionLazyView { name traits sections } {}
        Record RecordView RecordLazyView { a b c d e f g h i j k inner l m n o p q r s t u v w x y z
            aa ab ac ad ae af ag ah ai aj ak al am an } { a f inner }
        Inner InnerView InnerLazyView { a b c d e f g h i j k l m n o p q r s t u v w } {}
        Frame FrameView FrameLazyView { id nanos kind body parts others } { id nanos body }
        Tile TileView TileLazyView { cells sums } { cells sums }
        Cell CellView CellLazyView { id steps samples places } {}
        Signed SignedView SignedLazyView { steps wide_steps } { steps wide_steps }
        Solid SolidView SolidLazyView { faces } { faces }
        Face FaceView FaceLazyView { a b c normal } {}
        Corner CornerView CornerLazyView { x y z } {}
        Columns ColumnsView ColumnsLazyView { table times values changes codes flags hashes } {
            table
            times values }
    }

    oneofs! { all;
        r#trait Value ValueView { Text Whole Real Truth }
    }
}
