//! Reads everything of a message once, from the owned message and from views of it.

use buffa::view::MessageView as _;
use prost::Message;
use rust_grpc::view::MessageView;

use crate::generated::buffa as messages;
use crate::generated::buffa::__buffa::view as views;
use crate::generated::ours;

/// A message that has a view.
pub trait Viewed: Message + Default + Touch {
    /// The view.
    type View: MessageView<Message = Self>;
}

/// A message of which every field can be read.
pub trait Touch {
    /// Returns a sum over all fields. It is the same for all libraries.
    fn touch(&self) -> u64;
}

/// Defines how each field of a message is read. A field is a number (`n`), an optional number
/// (`on`), text or bytes (`t`), optional text (`ot`), a message (`m`), or a list of one of them
/// (`ln`, `lt`, `lm`).
macro_rules! touch {
    ($($message:ident $view:ident { $($kind:ident $field:ident)* })*) => {$(
        impl Touch for ours::$message {
            fn touch(&self) -> u64 {
                let mut sum = 0_u64;
                $(sum = sum.wrapping_add(touch!(@owned $kind self.$field));)*
                sum
            }
        }

        impl Touch for ours::$view<'_> {
            fn touch(&self) -> u64 {
                let mut sum = 0_u64;
                $(sum = sum.wrapping_add(touch!(@view $kind self.$field()));)*
                sum
            }
        }

        impl Viewed for ours::$message {
            type View = ours::$view<'static>;
        }
    )*};
    (@owned n $value:expr) => { number(f64::from($value as f32)) };
    (@owned on $value:expr) => { $value.map_or(0, |value| number(f64::from(value as f32))) };
    (@owned t $value:expr) => { $value.len() as u64 };
    (@owned ot $value:expr) => { $value.as_ref().map_or(0, |value| value.len() as u64) };
    (@owned b $value:expr) => { u64::from($value) };
    (@owned ob $value:expr) => { $value.map_or(0, u64::from) };
    (@owned m $value:expr) => { $value.as_ref().map_or(0, |value| value.touch()) };
    (@owned ln $value:expr) => {
        $value.iter().fold(0_u64, |sum, value| sum.wrapping_add(number(f64::from(*value as f32))))
    };
    (@owned lb $value:expr) => { $value.iter().map(|value| u64::from(*value)).sum::<u64>() };
    (@owned lt $value:expr) => { $value.iter().map(|value| value.len() as u64).sum::<u64>() };
    (@owned lm $value:expr) => {
        $value.iter().fold(0_u64, |sum, value| sum.wrapping_add(value.touch()))
    };
    (@owned map $value:expr) => {
        $value.iter().fold(0_u64, |sum, (key, value)| {
            sum.wrapping_add(key.len() as u64).wrapping_add(entry(value))
        })
    };
    (@view ln $value:expr) => {
        $value.iter().fold(0_u64, |sum, value| sum.wrapping_add(number(f64::from(value as f32))))
    };
    (@view lb $value:expr) => { $value.iter().map(u64::from).sum::<u64>() };
    (@view map $value:expr) => {
        $value.iter().fold(0_u64, |sum, (key, value)| {
            sum.wrapping_add(key.len() as u64).wrapping_add(entry(&value))
        })
    };
    (@view $kind:ident $value:expr) => { touch!(@owned $kind $value) };
}

/// Returns the bits of a number.
fn number(value: f64) -> u64 {
    value.to_bits()
}

/// A value of a map.
trait Entry {
    fn entry(&self) -> u64;
}

impl Entry for i64 {
    fn entry(&self) -> u64 {
        *self as u64
    }
}

impl Entry for String {
    fn entry(&self) -> u64 {
        self.len() as u64
    }
}

impl Entry for &str {
    fn entry(&self) -> u64 {
        self.len() as u64
    }
}

fn entry(value: &impl Entry) -> u64 {
    value.entry()
}

touch! {
    Flat FlatView {
        n id t name n count b active n score n flags t region n delta n stamp n ratio n kind
        t note on limit n offset t owner ot parent n version b hidden
    }
    Profile ProfileView {
        t name t display_name t description map labels m address lt tags map counters lm others
        t etag n created
    }
    Address AddressView { t street t city t country n number n latitude n longitude }
    Tree TreeView { t file n line t function lm calls m span }
    Span SpanView { n start n end }
    Blobs BlobsView { t name t digest lt chunks t payload n offset }
    SharedBlobs SharedBlobsView { t name t digest lt chunks t payload n offset }
    Table TableView { lm rows }
    Row RowView { ln counts ln values ln ids lb flags ln weights ln deltas }
    Varints VarintsView { ln values }
    SmallVarints SmallVarintsView { ln values }
    Zigzags ZigzagsView { ln values }
    Bools BoolsView { lb values }
    Floats FloatsView { ln values }
    Doubles DoublesView { ln values }
    Cloud CloudView { lm points }
    Vertex VertexView { n x n y n z }
    Nest NestView { m inner n level t label }
    Sparse SparseView {
        n a1 n a2 n a3 n a4 n a5 n a6 b a7 n a8 n a9 n a10 n a11 t a12 t a13 m a14 on a15 on a16
        ob a17 on a18 ot a19 ln a20 lt a21 lm a22 n b1 n b2 n b3 n b4 n b5 n b6 b b7 n b8 n b9
        n b10 n b11 t b12 t b13 m b14 on b15 on b16 ob b17 on b18 ot b19 n b20
    }
    Call CallView { t function lm arguments }
    Binary BinaryView { n operator m left m right }
}

impl Touch for ours::Expr {
    fn touch(&self) -> u64 {
        use ours::expr::Kind;
        let kind = match &self.kind {
            None => 0,
            Some(Kind::Literal(literal)) => literal.touch(),
            Some(Kind::Name(name)) => name.len() as u64,
            Some(Kind::Call(call)) => call.touch(),
            Some(Kind::Binary(binary)) => binary.touch(),
            Some(Kind::Not(not)) => not.touch(),
        };
        kind.wrapping_add(self.span.as_ref().map_or(0, Touch::touch))
    }
}

impl Touch for ours::ExprView<'_> {
    fn touch(&self) -> u64 {
        use ours::expr::KindView;
        let kind = match self.kind() {
            None => 0,
            Some(KindView::Literal(literal)) => literal.touch(),
            Some(KindView::Name(name)) => name.len() as u64,
            Some(KindView::Call(call)) => call.touch(),
            Some(KindView::Binary(binary)) => binary.touch(),
            Some(KindView::Not(not)) => not.touch(),
        };
        kind.wrapping_add(self.span().map_or(0, |span| span.touch()))
    }
}

impl Viewed for ours::Expr {
    type View = ours::ExprView<'static>;
}

impl Touch for ours::Literal {
    fn touch(&self) -> u64 {
        use ours::literal::Value;
        match &self.value {
            None => 0,
            Some(Value::Integer(value)) => *value as u64,
            Some(Value::Real(value)) => value.to_bits(),
            Some(Value::Text(text)) => text.len() as u64,
            Some(Value::Truth(truth)) => u64::from(*truth),
        }
    }
}

impl Touch for ours::LiteralView<'_> {
    fn touch(&self) -> u64 {
        use ours::literal::ValueView;
        match self.value() {
            None => 0,
            Some(ValueView::Integer(value)) => value as u64,
            Some(ValueView::Real(value)) => value.to_bits(),
            Some(ValueView::Text(text)) => text.len() as u64,
            Some(ValueView::Truth(truth)) => u64::from(truth),
        }
    }
}

/// Decodes a view of buffa's, and drops it.
pub trait BuffaView {
    /// Decodes a view.
    fn decode(bytes: &[u8]) -> bool;
}

macro_rules! buffas {
    ($($message:ident $view:ident)*) => {$(
        impl BuffaView for messages::$message {
            fn decode(bytes: &[u8]) -> bool {
                let view = views::$view::decode_view(bytes);
                std::hint::black_box(&view).is_ok()
            }
        }
    )*};
}

buffas! {
    Flat FlatView Profile ProfileView Tree TreeView Sparse SparseView Blobs BlobsView
    SharedBlobs SharedBlobsView
    Expr ExprView Table TableView Varints VarintsView SmallVarints SmallVarintsView
    Zigzags ZigzagsView Bools BoolsView Floats FloatsView Doubles DoublesView Cloud CloudView
    Nest NestView
}
