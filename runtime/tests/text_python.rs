//! Text format against Python and protoc: random messages are printed and parsed by each side.
//! `scripts/fetch python` installs the peers; then:
//! `cargo test -p rust-grpc --features text --test text_python -- --include-ignored`.

#![cfg(feature = "text")]

use std::fmt::Write;
use std::fs;
use std::marker::PhantomData;
use std::path::Path;

use example_testing::{python, run};
use prost::DecodeError;
use prost::Message;
use prost::bytes::{Buf, BufMut};
use prost::encoding::{DecodeContext, WireType};
use prost_types::FileDescriptorSet;
use rust_grpc::__private::v1::{EnumTable, ExtensionTable, Table, TableRef, TableSource, Tabled};
use rust_grpc::Registry;
use rust_grpc::text::{ParseOptions, PrintOptions};
use rust_grpc::{from_text, to_text};

const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/text/peer.py");

static OPEN: EnumTable = EnumTable::new("acme.Open", "0 NONE; 1 RAIN; 1 WET; -1 ODD");
static CLOSED: EnumTable = EnumTable::new("acme.Closed", "#closed; 1 ONE; 2 TWO");
static LEAF: Table =
    Table::new("acme.All.Leaf", "1 ?int32 a; 2 ?message0 next", &[TableRef::Message(|| &LEAF)]);
static GRP: Table = Table::new("acme.All.Grp", "1 ?int32 a", &[]);
static MANY_WORDS: Table = Table::new("acme.All.ManyWords", "1 ?int32 a", &[]);
static MANY: Table = Table::new("acme.Many", "1 *message0 all", &[TableRef::Message(|| &ALL)]);
static ALL: Table = Table::new(
    "acme.All",
    "#reserved gone older; 1 int32 int32; 2 int64 int64; 3 uint32 uint32; 4 uint64 uint64; \
     5 sint32 sint32; 6 sint64 sint64; 7 fixed32 fixed32; 8 fixed64 fixed64; \
     9 sfixed32 sfixed32; 10 sfixed64 sfixed64; 11 bool bool; 12 float float; 13 double double; \
     14 string string; 15 bytes bytes; 16 enum1 open; 17 ?enum2 closed; 18 ?message0 leaf; \
     19 +int32 packed; 20 *string strings; 21 *message0 leaves; 22 {string}message0 by_name; \
     23 {int32}enum1 by_number; 24 {bool}bytes by_bool; 25 ?group0 leaf_group; 26 ?group3 grp; \
     27 *group4 manywords; 28 int32 left @either; 29 message0 right @either; 30 ?message5 any; \
     33 +double doubles; 34 *enum2 closeds; 35 ?message6 all; 37 +float floats; \
     38 ?message7 struct; 39 {fixed64}double by_fixed; 40 {sint64}string by_signed",
    &[
        TableRef::Message(|| &LEAF),
        TableRef::Enum(|| &OPEN),
        TableRef::Enum(|| &CLOSED),
        TableRef::Message(|| &GRP),
        TableRef::Message(|| &MANY_WORDS),
        TableRef::Message(<prost_types::Any as Tabled>::table::<rust_grpc::__private::v1::Late>),
        TableRef::Message(|| &ALL),
        TableRef::Message(<prost_types::Struct as Tabled>::table::<rust_grpc::__private::v1::Late>),
    ],
);
static GUSTS: ExtensionTable = ExtensionTable::new("acme.All", "100 ?int32 acme.gusts", &[]);
static NOTES: ExtensionTable = ExtensionTable::new("acme.All", "101 *string acme.notes", &[]);
static LEAF_EXTENSION: ExtensionTable =
    ExtensionTable::new("acme.All", "102 ?message0 acme.leaf", &[TableRef::Message(|| &LEAF)]);
static GRP_EXTENSION: ExtensionTable =
    ExtensionTable::new("acme.All", "103 ?group0 acme.grp", &[TableRef::Message(|| &GRP)]);

/// A message that keeps the bytes it is decoded from.
#[derive(Debug, Default)]
struct Kept<T>(Vec<u8>, PhantomData<fn(T)>);

#[derive(Debug, Default)]
struct All;

impl Tabled for All {}

impl TableSource for All {
    fn source<L>() -> &'static Table {
        &ALL
    }
}

#[derive(Debug, Default)]
struct Many;

impl Tabled for Many {}

impl TableSource for Many {
    fn source<L>() -> &'static Table {
        &MANY
    }
}

impl<T: Tabled> Tabled for Kept<T> {}

impl<T: Tabled> TableSource for Kept<T> {
    fn source<L>() -> &'static Table {
        T::table::<rust_grpc::__private::v1::Late>()
    }
}

impl<T> Kept<T> {
    fn new(bytes: Vec<u8>) -> Self {
        Kept(bytes, PhantomData)
    }
}

impl<T> Message for Kept<T> {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        buf.put_slice(&self.0);
    }

    fn merge_field(
        &mut self,
        _: u32,
        _: WireType,
        _: &mut impl Buf,
        _: DecodeContext,
    ) -> Result<(), DecodeError> {
        unreachable!("`merge` reads all fields")
    }

    fn merge(&mut self, buf: impl Buf) -> Result<(), DecodeError> {
        self.0.put(buf);
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        self.0.len()
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

/// Compares texts line by line, because a failure with the whole texts takes pages.
fn assert_same_lines(ours: &str, expected: &str) {
    for (ours, expected) in ours.lines().zip(expected.lines()) {
        assert_eq!(ours, expected);
    }
    assert_eq!(ours.len(), expected.len());
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn python_and_protoc_agree_about_random_messages() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("text_python");
    run(python(PEER).arg("generate").arg(&folder).arg("1000"));
    let mut registry = Registry::new();
    registry.add_extensions(&[&GUSTS, &NOTES, &LEAF_EXTENSION, &GRP_EXTENSION]).unwrap();
    let printing = PrintOptions::new().registry(&registry);
    let parsing = ParseOptions::new().registry(&registry);

    let messages = fs::read_to_string(folder.join("messages")).unwrap();
    let ours: Vec<String> = messages
        .lines()
        .map(|line| {
            let (bytes, text) = line.split_once(' ').unwrap();
            let text = String::from_utf8(from_hex(text)).unwrap();
            let message: Kept<All> = Kept::new(from_hex(bytes));
            let parsed = parsing.from_text::<Kept<All>>(&text);
            let parsed = parsed.unwrap_or_else(|error| panic!("{error}\n{text}"));
            let texts = [printing.to_text(&message), printing.single_line(true).to_text(&message)];
            let [many, one] = texts.map(|text| hex(text.as_bytes()));
            format!("{many} {one} {}", hex(&parsed.0))
        })
        .collect();
    fs::write(folder.join("ours"), ours.join("\n")).unwrap();
    run(python(PEER).arg("check").arg(&folder));

    // C++ prints equal text.
    let plain: Kept<Many> = Kept::new(fs::read(folder.join("plain")).unwrap());
    let expected = fs::read_to_string(folder.join("plain.txt")).unwrap();
    assert!(plain.0.len() > 10_000);
    assert_same_lines(&printing.to_text(&plain), &expected);

    // For `google.protobuf.Empty`, all fields are unknown.
    let unknown: Kept<()> = Kept::new(fs::read(folder.join("unknown")).unwrap());
    assert!(unknown.0.len() > 5_000);
    let expected = fs::read_to_string(folder.join("unknown.txt")).unwrap();
    assert_same_lines(&PrintOptions::new().unknown_fields(true).to_text(&unknown), &expected);
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn descriptors_are_printed_as_protoc_prints_them() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("text_protoc");
    run(python(PEER).arg("describe").arg(&folder));
    let bytes = fs::read(folder.join("described.fds")).unwrap();
    let set = FileDescriptorSet::decode(&bytes[..]).unwrap();
    let expected = fs::read_to_string(folder.join("described.txt")).unwrap();
    assert!(expected.len() > 10_000);
    assert_same_lines(&to_text(&set), &expected);
    assert_eq!(from_text(&expected), Ok(set));
}
