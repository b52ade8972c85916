//! Tests with a view that is written by hand. Miri runs them. `fixtures/every` has the tests of
//! generated views.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use bytes::Bytes;
use prost::Message as _;

use super::generated::*;
use super::traits::whole;
use super::*;
use crate::wire::reader::END;

mod foreign_group;

#[derive(Clone, PartialEq, prost::Message)]
struct Node {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(bytes = "vec", tag = "2")]
    data: Vec<u8>,
    #[prost(string, repeated, tag = "3")]
    tags: Vec<String>,
    #[prost(btree_map = "string, string", tag = "4")]
    notes: alloc::collections::BTreeMap<String, String>,
    #[prost(message, optional, boxed, tag = "5")]
    next: Option<alloc::boxed::Box<Node>>,
    #[prost(sint32, repeated, tag = "6")]
    deltas: Vec<i32>,
    #[prost(message, repeated, tag = "7")]
    nodes: Vec<Node>,
    #[prost(oneof = "Kind", tags = "8, 9")]
    kind: Option<Kind>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
enum Kind {
    #[prost(string, tag = "8")]
    Text(String),
    #[prost(message, tag = "9")]
    Node(alloc::boxed::Box<Node>),
}

static FIELDS: Fields = Fields::new(
    &[
        FieldEntry::Undeclared,
        FieldEntry::String,
        FieldEntry::Bytes,
        FieldEntry::String,
        FieldEntry::Message(FieldsRef::new({
            static ENTRY: Fields = Fields::new(
                &[FieldEntry::Undeclared, FieldEntry::String, FieldEntry::String],
                &[],
                false,
                true,
            );
            &ENTRY
        })),
        FieldEntry::Message(FieldsRef::new(&FIELDS)),
        FieldEntry::Varints,
        FieldEntry::Message(FieldsRef::new(&FIELDS)),
    ],
    &[(8, FieldEntry::String), (9, FieldEntry::Message(FieldsRef::new(&FIELDS)))],
    false,
    false,
);

/// A view, and the function that reads it. Some functions of tests misuse the reader.
macro_rules! view {
    ($view:ident, |$this:ident, $reader:ident| $merge:block) => {
        #[derive(Clone, Copy, Default)]
        #[allow(dead_code, reason = "misused views do not read all of their fields")]
        struct $view<'a> {
            source: Source<'a>,
            name: &'a str,
            data: &'a [u8],
            tags: Records<'a, $view<'static>, 3>,
            notes: Records<'a, $view<'static>, 4>,
            next: Nested<'a, $view<'static>>,
            deltas: Records<'a, $view<'static>, 6>,
            nodes: Records<'a, $view<'static>, 7>,
            kind: Member<'a, $view<'static>>,
        }

        impl Viewed for $view<'_> {
            type Static = $view<'static>;
        }

        impl MessageView for $view<'static> {
            type Message = Node;
            type View<'a> = $view<'a>;
            type Decoded = Node;
            const FIELDS: FieldsRef = FieldsRef::new(&FIELDS);

            fn merge<'a, C: Mode>(
                $this: &mut $view<'a>,
                mut $reader: ViewReader<'a, Self, C>,
            ) -> Finished<'a, Self, C> {
                $this.source = $reader.source();
                $merge
                $reader.finish()
            }

            fn shorten<'long: 'short, 'short>(view: $view<'long>) -> $view<'short> {
                view
            }
        }

        impl<'a> View<'a> for $view<'a> {
            type Static = $view<'static>;

            fn source(&self) -> Source<'a> {
                self.source
            }
        }
    };
}

view!(NodeView, |view, reader| {
    loop {
        match reader.tag() {
            10 => view.name = reader.string::<10>(),
            18 => view.data = reader.bytes::<18>(),
            26 => view.tags.read::<kind::String>(&mut reader),
            34 => view.notes.read_map::<kind::String, kind::String>(&mut reader),
            42 => reader.message::<42>(&mut view.next),
            48 | 50 => view.deltas.read::<kind::Sint32>(&mut reader),
            58 => view.nodes.read::<Message<NodeView<'static>>>(&mut reader),
            66 => reader.member(&mut view.kind),
            74 => reader.message_member(&mut view.kind),
            END => break,
            _ => reader.skip(),
        }
    }
});

impl NodeView<'_> {
    fn rebuilt(&self) -> Node {
        let notes = self.notes.map::<kind::String, kind::String>(self.source);
        let nodes: List<'_, Message<NodeView<'static>>> = self.nodes.list(self.source);
        Node {
            name: self.name.to_owned(),
            data: self.data.to_owned(),
            tags: self.tags.list::<kind::String>(self.source).iter().map(str::to_owned).collect(),
            notes: notes.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
            next: self.next.get(self.source).map(|next| alloc::boxed::Box::new(next.rebuilt())),
            deltas: self.deltas.list::<kind::Sint32>(self.source).to_vec(),
            nodes: nodes.iter().map(|node| node.rebuilt()).collect(),
            kind: match self.kind.key() {
                66 => Some(Kind::Text(self.kind.string::<66>().to_owned())),
                74 => {
                    let node = self.kind.message::<74, NodeView<'static>>(self.source);
                    Some(Kind::Node(alloc::boxed::Box::new(node.rebuilt())))
                }
                _ => None,
            },
        }
    }
}

fn leaf(name: &str) -> Node {
    let notes = [(name.to_owned(), "x".to_owned()), ("é".to_owned(), name.to_owned())];
    Node {
        name: name.to_owned(),
        data: vec![0xff, 1],
        tags: vec![name.to_owned(), "ü".to_owned()],
        notes: notes.into(),
        next: None,
        deltas: vec![1, -1, 300, i32::MIN],
        nodes: vec![],
        kind: Some(Kind::Text("ß".to_owned())),
    }
}

fn tree() -> Node {
    Node {
        next: Some(alloc::boxed::Box::new(leaf("next"))),
        nodes: vec![leaf("one"), Node::default(), leaf("two")],
        kind: Some(Kind::Node(alloc::boxed::Box::new(Node {
            next: Some(alloc::boxed::Box::new(leaf("deep"))),
            ..leaf("kind")
        }))),
        ..leaf("root")
    }
}

fn is_read(bytes: &[u8]) {
    let expected = Node::decode(bytes).expect("the bytes are a message");
    let view = NodeView::decode_view(bytes).expect("the view accepts what decoding accepts");
    assert_eq!(view.rebuilt(), expected);
    assert_eq!(view.to_message(), expected);
}

#[test]
fn a_view_has_what_the_message_has() {
    is_read(&[]);
    is_read(&tree().encode_to_vec());
    // Everything comes in pieces.
    let pieces = [tree(), leaf("between"), tree()].map(|node| node.encode_to_vec()).concat();
    is_read(&pieces);
    let wrapped = Node { next: Some(alloc::boxed::Box::new(tree())), ..Node::default() };
    let wrapped = [wrapped.encode_to_vec(), pieces, wrapped.encode_to_vec()].concat();
    is_read(&wrapped.repeat(2));
}

#[test]
fn a_large_map_has_each_key_once() {
    let entry = |key: u32, value: u32| Node {
        notes: [(alloc::format!("{key}"), alloc::format!("{value}"))].into(),
        ..Node::default()
    };
    let bytes: Vec<u8> =
        (0..60).flat_map(|index| entry(index % 23, index).encode_to_vec()).collect();
    is_read(&bytes);
    let view = NodeView::decode_view(&bytes).expect("the bytes are a message");
    let notes = view.notes.map::<kind::String, kind::String>(view.source);
    assert_eq!((notes.len(), notes.entries().count()), (23, 60));
    assert_eq!((notes.get("22"), notes.get("23")), (Some("45"), None));
}

#[test]
fn what_decoding_refuses_is_refused_with_its_error() {
    for bytes in [&[10, 2, b'a', 0xff][..], &[10, 5, b'a'], &[8, 1], &[50, 1, 0x80], &[3, 4], &[0]]
    {
        let error = NodeView::decode_view(bytes).err().expect("the bytes are malformed");
        assert_eq!(Some(error), Node::decode(bytes).err());
    }
}

#[test]
fn an_owned_view_moves_with_its_bytes() {
    let expected = tree();
    let owned = OwnedView::<NodeView<'static>>::decode(Bytes::from(expected.encode_to_vec()));
    let owned = owned.expect("the bytes are a message");
    let moved = alloc::boxed::Box::new(owned.clone());
    drop(owned);
    let read = |owned: &OwnedView<NodeView<'static>>| owned.get().rebuilt();
    #[cfg(feature = "std")]
    let moved = std::thread::spawn(move || {
        assert_eq!(read(&moved), tree());
        moved
    })
    .join()
    .expect("the thread reads the view");
    assert_eq!(read(&moved), expected);
    assert_eq!(*moved.get().encoded(), moved.bytes()[..]);
    assert_eq!(OwnedView::<NodeView<'static>>::default().to_message(), Node::default());
}

#[test]
fn an_owned_view_is_dropped_by_the_function_that_gets_it() {
    let owned = OwnedView::<NodeView<'static>>::decode(tree().encode_to_vec().into());
    let owned = owned.expect("the bytes are a message");
    assert_eq!(owned.get().name, "root");
    // The function frees the memory that the references in its argument refer to.
    drop(owned);
}

// Code that misuses the reader gets wrong values, but no string that is not UTF-8. A debug build
// checks each string that is trusted.

view!(Forgetful, |view, reader| {
    // The values of fields with an even number are not read.
    loop {
        match reader.tag() {
            10 => view.name = reader.string::<10>(),
            END => break,
            26 => view.tags.read::<kind::String>(&mut reader),
            _ => {}
        }
    }
});

view!(Twice, |view, reader| {
    loop {
        match reader.tag() {
            END => break,
            18 => {
                view.data = reader.bytes::<18>();
                view.data = reader.bytes::<18>();
                reader.skip();
                reader.member(&mut view.kind);
            }
            _ => {
                view.name = reader.string::<10>();
                view.name = reader.string::<10>();
            }
        }
    }
});

view!(Confused, |view, reader| {
    loop {
        match reader.tag() {
            END => break,
            // The wire type differs.
            10 => drop(reader.scalar::<kind::Int32>()),
            // The field differs.
            18 => {
                view.name = reader.string::<10>();
                view.tags.read::<kind::String>(&mut reader);
            }
            26 => reader.message::<42>(&mut view.next),
            // The kind differs.
            34 => view.notes.read::<kind::Bytes>(&mut reader),
            42 => reader.member(&mut view.kind),
            74 => reader.foreign(&mut ForeignField::<Node>::default()),
            _ => reader.skip(),
        }
    }
});

view!(Hasty, |view, reader| {
    // The fields after the first string of a list are not read.
    loop {
        match reader.tag() {
            26 => {
                view.tags.read::<kind::String>(&mut reader);
                break;
            }
            34 => {
                view.notes.read_map::<kind::String, kind::String>(&mut reader);
                break;
            }
            42 => reader.message::<42>(&mut view.next),
            END => break,
            _ => reader.skip(),
        }
    }
});

/// Reads every string that a misused view has.
macro_rules! strings {
    ($view:expr) => {{
        let view = $view;
        let source = view.source;
        let tags: usize = view.tags.list::<kind::String>(source).iter().map(str::len).sum();
        // A list of the wrong kind is empty.
        assert!(view.data.is_empty() || view.tags.list::<kind::Bytes>(source).is_empty());
        let notes = view.notes.map::<kind::String, kind::String>(source);
        let notes: usize = notes.entries().map(|(key, value)| key.len() + value.len()).sum();
        let kind = view.kind.string::<66>().len() + view.kind.bytes().len();
        let next = view.next.get(source).map_or(0, |next| next.name.len());
        view.name.len() + tags + notes + kind + next
    }};
}

/// Returns the view that a checking reader leaves, or an empty view if it refuses the bytes.
fn checked<V: MessageView>(bytes: &[u8]) -> V::View<'_> {
    V::decode_view(bytes).unwrap_or_default()
}

#[test]
fn misuse_never_makes_invalid_strings() {
    // Bytes that look like records with invalid strings.
    let hostile = [10, 2, 0xff, 0xfe, 26, 1, 0xff, 66, 1, 0xc0];
    let mut node = tree();
    node.data = hostile.repeat(3);
    node.name = "\u{a}\u{2}ÿþ\u{1a}\u{1}é".to_owned();
    for node in [node.clone(), Node { next: Some(alloc::boxed::Box::new(node)), ..tree() }] {
        let bytes = node.encode_to_vec();
        for bytes in [bytes.clone(), bytes.repeat(2)] {
            let mut read = 0;
            assert!(NodeView::decode_view(&bytes).is_ok());
            // A reader of bytes that have been checked.
            read += strings!(whole::<Forgetful>(&bytes, 100));
            read += strings!(whole::<Twice>(&bytes, 100));
            read += strings!(whole::<Confused>(&bytes, 100));
            read += strings!(whole::<Hasty>(&bytes, 100));
            // A reader that checks the bytes.
            read += strings!(checked::<Forgetful>(&bytes));
            read += strings!(checked::<Twice>(&bytes));
            read += strings!(checked::<Confused>(&bytes));
            read += strings!(checked::<Hasty>(&bytes));
            assert!(read < 1 << 20);
        }
    }
}

#[test]
fn a_view_that_is_not_read_to_the_end_is_refused() {
    // The second string, which `Hasty` does not reach, is not UTF-8.
    for bytes in [&[26, 1, b'a', 26, 1, b'b'][..], &[26, 1, b'a', 26, 1, 0xff]] {
        assert!(Hasty::decode_view(bytes).is_err());
        // A message that comes in pieces.
        let outer = [&[42, bytes.len() as u8], bytes, &[42, bytes.len() as u8], bytes].concat();
        let view = Hasty::decode_view(&outer);
        assert_eq!(view.is_ok(), bytes[5] == b'b');
        if let Some(next) = view.ok().and_then(|view| view.next.get(view.source)) {
            assert!(next.tags.list::<kind::String>(next.source).is_empty());
        }
    }
}
