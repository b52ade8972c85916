//! The traits of generated views.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use prost::{DecodeError, Message};

use super::check::check;
use super::fields::FieldsRef;
use super::pieces::pieces;
use super::reader::ViewReader;
use super::source::Source;
use super::unknown::{Bodies, UnknownRecords};
use crate::wire::Late;
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::{MAX_RECURSION_LIMIT, RECURSION_LIMIT};

/// A generated view as a type without a lifetime, e.g. `ForecastView<'static>`.
///
/// The lifetime of the implementing type has no meaning. [`View`](MessageView::View) has the
/// lifetime of the input.
pub trait MessageView: Sized + 'static {
    /// The message that the view is of, e.g. `Forecast`.
    type Message: Message + Default;

    /// The view of an input, e.g. `ForecastView<'a>`.
    type View<'a>: View<'a, Static = Self>;

    /// The fields, for the check of the input.
    #[doc(hidden)]
    const FIELDS: FieldsRef;

    /// Reads the fields of an input that has been checked. The type parameter has no meaning. It
    /// makes the function generic, so that the crates that use it compile it.
    #[doc(hidden)]
    fn merge<'a, L>(view: &mut Self::View<'a>, reader: ViewReader<'a, Self>);

    /// Returns the view. An implementation compiles only if a view can be used as one with a
    /// shorter lifetime.
    #[doc(hidden)]
    fn shorten<'long: 'short, 'short>(view: Self::View<'long>) -> Self::View<'short>;

    /// Checks an encoded message, and returns a view of it.
    ///
    /// # Errors
    /// Returns the error that decoding the message returns.
    fn decode_view(bytes: &[u8]) -> Result<Self::View<'_>, DecodeError> {
        if !is_valid::<Self>(bytes, RECURSION_LIMIT) {
            return Err(refuse::<Self>(bytes));
        }
        Ok(whole::<Self>(bytes))
    }
}

/// A view of an input, e.g. `ForecastView<'a>`.
pub trait View<'a>: Copy + Default {
    /// The view as a type without a lifetime, e.g. `ForecastView<'static>`.
    type Static: MessageView<View<'a> = Self>;

    /// Returns the bytes that the view is of.
    #[doc(hidden)]
    fn source(&self) -> Source<'a>;

    /// Returns the owned message, which equals the one that decoding the same bytes returns.
    ///
    /// The method is not called `to_owned`, because `ToOwned` has a method of that name for every
    /// type that can be cloned.
    fn to_message(&self) -> <Self::Static as MessageView>::Message {
        let mut message = <Self::Static as MessageView>::Message::default();
        for piece in bodies(self.source()) {
            // The check has accepted the bytes, so merging them finds no error.
            let merged = message.merge(piece);
            debug_assert!(merged.is_ok(), "{merged:?}");
        }
        message
    }

    /// Returns the encoded message: the bytes that the view was read from, without a copy. A
    /// message that comes in pieces is copied.
    fn encoded(&self) -> Cow<'a, [u8]> {
        let source = self.source();
        match source.is_whole() {
            true => Cow::Borrowed(source.range),
            // Encoded messages in a row are their merged message.
            false => Cow::Owned(pieces(source).concat()),
        }
    }

    /// Returns the fields that the message does not declare, in order. The owned message keeps
    /// them with the option `unknown_fields=preserve`.
    fn unknown_fields(&self) -> UnknownRecords<'a> {
        UnknownRecords::new(bodies(self.source()), Self::Static::FIELDS)
    }
}

/// Returns the bodies of a message.
fn bodies(source: Source<'_>) -> Bodies<'_> {
    match source.is_whole() {
        true => Bodies { first: Some(source.range), rest: Vec::new().into_iter() },
        false => Bodies { first: None, rest: pieces(source).into_iter() },
    }
}

/// Whether the check accepts `bytes`.
pub(super) fn is_valid<V: MessageView>(bytes: &[u8], depth: u32) -> bool {
    check(V::FIELDS.get(), Cursor::new(bytes), depth, 0).is_some()
}

/// Returns the view of `bytes`, which the check has accepted by the table of `V`.
#[inline(always)]
pub(super) fn whole<V: MessageView>(bytes: &[u8]) -> V::View<'_> {
    let mut view = V::View::default();
    V::merge::<Late>(&mut view, ViewReader::new(bytes, Source::whole(bytes)));
    view
}

/// Returns the view of a message that comes in pieces. Each piece is checked again, so that the
/// view depends on no other check.
#[cold]
#[inline(never)]
pub(super) fn merged<V: MessageView>(source: Source<'_>) -> V::View<'_> {
    let mut view = V::View::default();
    for piece in pieces(source) {
        if is_valid::<V>(piece, MAX_RECURSION_LIMIT) {
            V::merge::<Late>(&mut view, ViewReader::new(piece, source));
        }
    }
    view
}

/// Returns the error of a message that the check has refused.
#[cold]
#[inline(never)]
pub(super) fn refuse<V: MessageView>(bytes: &[u8]) -> DecodeError {
    match V::Message::decode(bytes) {
        Err(error) => error,
        // The check refuses what decoding refuses. The fuzz target `views` compares them.
        Ok(_) => Error::varint().into(),
    }
}
