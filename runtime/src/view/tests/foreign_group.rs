//! Groups of messages that are written by hand, and end where the program says.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::{Buf, BufMut};
use prost::encoding::{DecodeContext, WireType};
use prost::{DecodeError, Message};

use super::super::check::{Extent, check};
use super::super::generated::*;
use super::super::*;
use crate::wire::cursor::Cursor;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::reader::END;

/// A message that takes `TAKEN` bytes for each value.
#[derive(Clone, Debug, Default, PartialEq)]
struct Takes<const TAKEN: usize>;

impl<const TAKEN: usize> Message for Takes<TAKEN> {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        _: u32,
        _: WireType,
        buf: &mut impl Buf,
        _: DecodeContext,
    ) -> Result<(), DecodeError> {
        buf.advance(TAKEN);
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        0
    }

    fn clear(&mut self) {}
}

#[derive(Clone, PartialEq, Message)]
struct Names<const TAKEN: usize> {
    #[prost(string, repeated, tag = "1")]
    names: Vec<String>,
    #[prost(group, optional, tag = "2")]
    group: Option<Takes<TAKEN>>,
    #[prost(bytes = "vec", tag = "3")]
    data: Vec<u8>,
}

#[derive(Clone, Copy, Default)]
struct NamesView<'a, const TAKEN: usize> {
    source: Source<'a>,
    names: Records<'a, NamesView<'static, TAKEN>, 1>,
}

impl<const TAKEN: usize> Viewed for NamesView<'_, TAKEN> {
    type Static = NamesView<'static, TAKEN>;
}

/// The tables of `NamesView`, by `TAKEN`.
static NAMES: [Fields; 2] = [names::<0>(), names::<4>()];

const fn names<const TAKEN: usize>() -> Fields {
    Fields::new(
        const {
            &[
                FieldEntry::Undeclared,
                FieldEntry::String,
                FieldEntry::ForeignGroup(check_foreign_group::<Takes<TAKEN>>),
                FieldEntry::Bytes,
            ]
        },
        &[],
        false,
        false,
    )
}

impl<const TAKEN: usize> MessageView for NamesView<'static, TAKEN> {
    type Message = Names<TAKEN>;
    type View<'a> = NamesView<'a, TAKEN>;
    type Decoded = Names<TAKEN>;
    const FIELDS: FieldsRef = FieldsRef::new(&NAMES[TAKEN / 4]);

    fn merge<'a, C: Mode>(
        view: &mut NamesView<'a, TAKEN>,
        mut reader: ViewReader<'a, Self, C>,
    ) -> Finished<'a, Self, C> {
        view.source = reader.source();
        loop {
            match reader.tag() {
                10 => view.names.read::<kind::String>(&mut reader),
                END => break,
                _ => reader.skip(),
            }
        }
        reader.finish()
    }

    fn shorten<'long: 'short, 'short>(view: NamesView<'long, TAKEN>) -> NamesView<'short, TAKEN> {
        view
    }
}

impl<'a, const TAKEN: usize> View<'a> for NamesView<'a, TAKEN> {
    type Static = NamesView<'static, TAKEN>;

    fn source(&self) -> Source<'a> {
        self.source
    }
}

/// A string, and then a group with a value of four bytes. A message that takes none of them ends
/// its group inside them. The bytes after that end are another field, with a string that is not
/// UTF-8 in it.
const BYTES: &[u8] = &[10, 1, b'a', 19, 13, 20, 26, 5, b'x', 20, 10, 1, 0xff];

/// Two strings around a group.
const VALID: &[u8] = &[10, 1, b'a', 19, 13, 20, 26, 5, b'x', 20, 10, 1, b'b'];

#[test]
fn a_group_ends_where_its_records_end() {
    assert!(Names::<0>::decode(BYTES).is_ok());
    assert!(NamesView::<0>::decode_view(BYTES).is_err());
    assert!(NamesView::<0>::decode_view(VALID).is_err());
    assert!(NamesView::<4>::decode_view(BYTES).is_err());
    let view = NamesView::<4>::decode_view(VALID).expect("the message takes the whole value");
    assert_eq!(view.names.list::<kind::String>(view.source).to_vec(), ["a", "b"]);
}

#[derive(Clone, PartialEq, Message)]
struct Chain {
    #[prost(int32, tag = "1")]
    number: i32,
    #[prost(group, optional, boxed, tag = "2")]
    next: Option<Box<Chain>>,
}

static CHAIN: Fields = Fields::new(
    &[
        FieldEntry::Undeclared,
        FieldEntry::Varint,
        FieldEntry::ForeignGroup(check_foreign_group::<Chain>),
    ],
    &[],
    false,
    false,
);

#[test]
fn groups_nest_as_deep_as_prost_decodes_them() {
    for levels in [1, 99, 100, 101, 102] {
        let bytes = [&[19].repeat(levels)[..], &[8, 1], &[20].repeat(levels)].concat();
        let accepted = check(&CHAIN, Cursor::new(&bytes), RECURSION_LIMIT, 0, Extent::Deep);
        assert_eq!(accepted.is_some(), Chain::decode(&*bytes).is_ok(), "{levels} levels");
    }
}
