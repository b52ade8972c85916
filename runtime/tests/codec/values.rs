//! A full value of every message, encoded and decoded by both codecs.

use bytes::Bytes;
use prost::Message;

use super::compare::agree;
use super::{derived, ours};

/// The number of bytes of a value whose length takes two bytes. Miri takes minutes for the `Debug`
/// of 1000 bytes.
const LONG: usize = if cfg!(miri) { 200 } else { 1000 };

macro_rules! values {
    ($module:ident, $types:ident) => {
        pub mod $module {
            use std::collections::HashMap;

            use super::super::$types::*;
            use super::*;

            pub fn scalars() -> Scalars {
                Scalars {
                    int32: -1,
                    int64: i64::MIN,
                    uint32: u32::MAX,
                    uint64: u64::MAX,
                    sint32: i32::MIN,
                    sint64: -300,
                    fixed32: 1,
                    fixed64: u64::MAX - 1,
                    sfixed32: -2,
                    sfixed64: i64::MIN,
                    bool: true,
                    float: f32::MIN_POSITIVE,
                    double: f64::NEG_INFINITY,
                    string: "grün".into(),
                    bytes: vec![0xff, 0],
                    kind: -1,
                }
            }

            pub fn optionals() -> Optionals {
                Optionals {
                    int32: Some(0),
                    sint64: Some(-1),
                    fixed32: Some(0),
                    double: Some(-0.0),
                    string: Some(String::new()),
                    bytes: Some(vec![]),
                    kind: Some(17),
                    required: 0,
                    message: scalars(),
                }
            }

            pub fn repeats() -> Repeats {
                Repeats {
                    int32: vec![0, 1, -1, i32::MAX, i32::MIN],
                    int64: vec![0, 127, 128, 16383, 16384, -1],
                    uint32: vec![u32::MAX],
                    uint64: (0..64).map(|bit| 1 << bit).collect(),
                    sint32: vec![i32::MIN, -64, 63, 64],
                    sint64: vec![i64::MIN, i64::MAX],
                    fixed32: vec![0, u32::MAX],
                    fixed64: vec![1, 2, 3],
                    sfixed32: vec![-1],
                    sfixed64: vec![-1, 0],
                    bool: vec![true, false],
                    float: vec![0.0, -0.0, 1.5, f32::NAN],
                    double: vec![0.0, -0.0, 1.5, f64::INFINITY],
                    kind: vec![0, 1, -1, 99],
                    expanded: vec![0, -5, 5],
                    string: vec!["".into(), "x".repeat(200)],
                    bytes: vec![vec![], vec![1; LONG], vec![2; 3]],
                    message: vec![Default::default(), optionals()],
                }
            }

            pub fn leaf(name: &str) -> Node {
                Node {
                    name: name.into(),
                    shared: Bytes::from(name.as_bytes().to_vec()),
                    ..Default::default()
                }
            }

            pub fn node() -> Node {
                let time = |seconds| prost_types::Timestamp { seconds, nanos: 7 };
                Node {
                    name: "root".into(),
                    next: Some(Box::new(leaf("next"))),
                    children: vec![leaf("a"), Default::default(), leaf("b")],
                    by_name: [
                        ("".into(), leaf("no key")),
                        ("k".into(), leaf("")),
                        ("z".into(), leaf("v")),
                    ]
                    .into(),
                    kinds: [(0, 0), (-1, -1), (5, 99)].into(),
                    at: Some(time(-5)),
                    part: Some(Box::new(leaf("part"))),
                    parts: vec![leaf("1"), leaf("2")],
                    times: [(0, Default::default()), (1, time(1))].into(),
                    blobs: [(false, vec![]), (true, vec![1, 2])].into(),
                    shared: Bytes::from_static(b"shared"),
                    what: Some(node::What::Part(Box::new(leaf("in a group")))),
                }
            }

            pub fn members() -> Vec<node::What> {
                vec![
                    node::What::Text("t".into()),
                    node::What::Node(Box::new(leaf("n"))),
                    node::What::Part(Default::default()),
                    node::What::Kind(-1),
                    node::What::Kind(44),
                    node::What::Shared(Bytes::from_static(b"s")),
                    node::What::Double(0.0),
                ]
            }

            pub fn hashed() -> Hashed {
                Hashed {
                    nodes: HashMap::from([("one".into(), node())]),
                    floats: HashMap::from([(7, 0.5)]),
                    kinds: HashMap::from([(-3, 1)]),
                }
            }
        }
    };
}

values!(of_ours, ours);
values!(of_derived, derived);

macro_rules! same {
    ($($test:ident $message:ident $value:ident;)*) => {$(
        #[test]
        fn $test() {
            let (ours, expected) = (of_ours::$value(), of_derived::$value());
            assert_eq!(format!("{ours:?}"), format!("{expected:?}"));
            assert_eq!(format!("{ours:#?}"), format!("{expected:#?}"));
            let bytes = expected.encode_to_vec();
            assert_eq!(ours.encode_to_vec(), bytes);
            assert_eq!(ours.encoded_len(), bytes.len());
            assert_eq!(
                ours.encode_length_delimited_to_vec(),
                expected.encode_length_delimited_to_vec()
            );
            // NaN is not equal to itself.
            let decoded = ours::$message::decode(&bytes[..]).unwrap();
            assert_eq!(format!("{decoded:?}"), format!("{ours:?}"));
            agree::<ours::$message, derived::$message>(&bytes);
            agree::<ours::$message, derived::$message>(&[]);
        }
    )*};
}

same! {
    scalars Scalars scalars;
    optionals Optionals optionals;
    repeats Repeats repeats;
    node Node node;
    hashed Hashed hashed;
}

#[test]
fn values_of_a_repeated_enum() {
    let known: Vec<ours::Kind> = rust_grpc::__private::v1::enum_iter(&[0, 99, -1]).collect();
    assert_eq!(known, [ours::Kind::Unknown, ours::Kind::Negative]);
}

#[test]
fn defaults() {
    assert_eq!(ours::Scalars::default().encode_to_vec(), []);
    assert_eq!(ours::Repeats::default().encode_to_vec(), []);
    assert_eq!(ours::Node::default().encode_to_vec(), []);
    let required = ours::Optionals::default().encode_to_vec();
    assert_eq!(required, derived::Optionals::default().encode_to_vec());
}

#[test]
fn members_of_a_oneof() {
    for (ours, expected) in of_ours::members().into_iter().zip(of_derived::members()) {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        ours.encode(&mut own);
        expected.encode(&mut others);
        assert_eq!(own, others);
        assert_eq!(ours.encoded_len(), expected.encoded_len());

        let mut buf = &own[..];
        let (tag, wire_type) = prost::encoding::decode_key(&mut buf).unwrap();
        let mut merged = None;
        ours::node::What::merge(&mut merged, tag, wire_type, &mut buf, Default::default()).unwrap();
        assert_eq!((merged, buf.len()), (Some(ours.clone()), 0));

        let node = ours::Node { what: Some(ours), ..Default::default() };
        let expected = derived::Node { what: Some(expected), ..Default::default() };
        assert_eq!(node.encode_to_vec(), expected.encode_to_vec());
        assert_eq!(format!("{node:#?}"), format!("{expected:#?}"));
        agree::<ours::Node, derived::Node>(&own);
    }
}

#[test]
fn merging_is_prosts() {
    let first = of_ours::node().encode_to_vec();
    let mut second = of_ours::node();
    second.name = "second".into();
    second.shared = Bytes::new();
    for what in of_ours::members().into_iter().take(if cfg!(miri) { 1 } else { 9 }) {
        second.what = Some(what);
        let second = second.encode_to_vec();
        agree::<ours::Node, derived::Node>(&[&first[..], &second].concat());
        agree::<ours::Node, derived::Node>(&[&second[..], &first, &second].concat());
    }
    let repeats = of_ours::repeats().encode_to_vec();
    agree::<ours::Repeats, derived::Repeats>(&[&repeats[..], &repeats].concat());
    let optionals = of_ours::optionals().encode_to_vec();
    agree::<ours::Optionals, derived::Optionals>(&[&optionals[..], &optionals].concat());

    let mut message = of_ours::node();
    message.clear();
    assert_eq!(message, ours::Node::default());
}

/// prost compares with zero and loses the sign. Our codec compares the bits.
#[test]
fn negative_zero_is_kept() {
    let ours = ours::Scalars { float: -0.0, double: -0.0, ..Default::default() };
    let decoded = ours::Scalars::decode(&ours.encode_to_vec()[..]).unwrap();
    assert!(decoded.float.is_sign_negative() && decoded.double.is_sign_negative());
}
