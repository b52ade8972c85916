//! The traits of generated views.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use prost::{DecodeError, Message};

#[cfg(feature = "table")]
use super::check::{Extent, check};
use super::encoded::Encoded;
use super::fields::FieldsRef;
use super::pieces::pieces;
use super::reader::{Checked, Checking, Finished, Mode, ViewReader};
use super::source::Source;
use super::unknown::{Bodies, UnknownRecords};
#[cfg(feature = "table")]
use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;

/// A type that names a generated view: a message, e.g. `Forecast`, or the view itself, e.g.
/// `ForecastView<'static>`.
///
/// It is the bound of [`OwnedView`](super::OwnedView). In async code, name the message:
/// `OwnedView<Forecast>`. Before rustc decides whether a future can be sent to another thread, it
/// forgets the lifetimes of the types that the future holds. It may then report that an
/// implementation "is not general enough" for `OwnedView<ForecastView<'static>>`.
pub trait Viewed {
    /// The view as a type without a lifetime, e.g. `ForecastView<'static>`.
    type Static: MessageView;
}

/// The message that a view is of, e.g. `Forecast`.
pub type MessageOf<V> = <<V as Viewed>::Static as MessageView>::Message;

/// A generated view as a type without a lifetime, e.g. `ForecastView<'static>`.
///
/// The lifetime of the implementing type has no meaning. [`View`](MessageView::View) has the
/// lifetime of the input.
pub trait MessageView: Viewed<Static = Self> + Sized + 'static {
    /// The message that the view is of, e.g. `Forecast`.
    type Message: Message + Default;

    /// The view of an input, e.g. `ForecastView<'a>`.
    type View<'a>: View<'a, Static = Self>;

    /// The type that [`View::to_message`] returns: the message. For a lazy view, it is a `Result`
    /// of the message.
    type Decoded: Decoded<Self::Message>;

    /// The fields, for the check of the input.
    #[doc(hidden)]
    const FIELDS: FieldsRef;

    /// Reads the fields of an input to its end, and finishes the reader. If the reader refuses the
    /// input, the caller drops the view.
    #[doc(hidden)]
    fn merge<'a, C: Mode>(
        view: &mut Self::View<'a>,
        reader: ViewReader<'a, Self, C>,
    ) -> Finished<'a, Self, C>;

    /// Returns the view with a shorter lifetime. Generated code returns its argument, which
    /// compiles only for a covariant view.
    #[doc(hidden)]
    fn shorten<'long: 'short, 'short>(view: Self::View<'long>) -> Self::View<'short>;

    /// Checks an encoded message, and returns a view of it. If the view is lazy, the messages in it
    /// are not checked.
    ///
    /// # Errors
    /// Returns the error that decoding the message returns.
    fn decode_view(bytes: &[u8]) -> Result<Self::View<'_>, DecodeError> {
        let mut view = Self::View::default();
        let source = Source::whole(bytes, RECURSION_LIMIT);
        match Self::merge::<Checking>(&mut view, ViewReader::new(bytes, source)).is_accepted() {
            true => Ok(view),
            false => Err(refuse::<Self>(bytes)),
        }
    }
}

/// The type that [`View::to_message`] returns.
pub trait Decoded<M>: Sized {
    /// Whether the view is lazy.
    #[doc(hidden)]
    const IS_LAZY: bool;

    /// The result of a function that decodes the message and makes a `T` of it, e.g. its text.
    #[doc(hidden)]
    type Made<T: Default>;

    /// Converts the result of decoding.
    #[doc(hidden)]
    fn of(result: Result<M, DecodeError>) -> Self;

    /// Converts the result of a function that decodes the message and makes a `T` of it.
    #[doc(hidden)]
    fn made<T: Default>(result: Result<T, DecodeError>) -> Self::Made<T>;
}

/// The check has accepted the message.
impl<M: Default> Decoded<M> for M {
    const IS_LAZY: bool = false;
    type Made<T: Default> = T;

    fn of(result: Result<M, DecodeError>) -> M {
        Self::made(result)
    }

    fn made<T: Default>(result: Result<T, DecodeError>) -> T {
        debug_assert!(result.is_ok(), "the check has accepted the bytes");
        result.unwrap_or_default()
    }
}

impl<M> Decoded<M> for Result<M, DecodeError> {
    const IS_LAZY: bool = true;
    type Made<T: Default> = Result<T, DecodeError>;

    fn of(result: Result<M, DecodeError>) -> Self {
        result
    }

    fn made<T: Default>(result: Result<T, DecodeError>) -> Result<T, DecodeError> {
        result
    }
}

/// A view of an input, e.g. `ForecastView<'a>`.
pub trait View<'a>: Copy + Default {
    /// The view as a type without a lifetime, e.g. `ForecastView<'static>`.
    type Static: MessageView<View<'a> = Self>;

    /// Returns the bytes that the view is of.
    #[doc(hidden)]
    fn source(&self) -> Source<'a>;

    /// Returns the owned message, which equals the one that decoding the same bytes returns. A lazy
    /// view returns the `Result` of decoding them.
    ///
    /// The method is not called `to_owned`, because `ToOwned` has a method of that name for every
    /// type that can be cloned.
    fn to_message(&self) -> <Self::Static as MessageView>::Decoded {
        Decoded::of(decoded::<Self::Static>(self.source()))
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

    /// Returns a message to send with the encoding of the view, which is copied. Converting an
    /// [`OwnedView`](super::OwnedView) copies nothing.
    fn to_encoded(&self) -> Encoded<<Self::Static as MessageView>::Message> {
        Encoded::from_bytes(self.encoded().into_owned().into())
    }

    /// Returns the fields that the message does not declare, in order. The owned message keeps
    /// them with the option `unknown_fields=preserve`.
    fn unknown_fields(&self) -> UnknownRecords<'a> {
        UnknownRecords::new(bodies(self.source()), Self::Static::FIELDS)
    }
}

/// Decodes the owned message of a view.
pub(crate) fn decoded<V: MessageView>(source: Source<'_>) -> Result<V::Message, DecodeError> {
    let mut message = V::Message::default();
    bodies(source).try_for_each(|piece| message.merge(piece))?;
    Ok(message)
}

/// Whether the check accepts a view with all messages in it.
#[cfg(feature = "table")]
pub(crate) fn is_whole<V: MessageView>(source: Source<'_>) -> bool {
    let accepts = |body| {
        check(V::FIELDS.get(), Cursor::new(body), RECURSION_LIMIT, 0, Extent::Deep).is_some()
    };
    !V::Decoded::IS_LAZY || bodies(source).all(accepts)
}

/// Returns the bodies of a message.
fn bodies(source: Source<'_>) -> Bodies<'_> {
    match source.is_whole() {
        true => Bodies { first: Some(source.range), rest: Vec::new().into_iter() },
        false => Bodies { first: None, rest: pieces(source).into_iter() },
    }
}

/// Returns the view of `bytes`, which the check has accepted by the table of `V`. The message may
/// nest `depth` levels deeper.
#[inline(always)]
pub(super) fn whole<V: MessageView>(bytes: &[u8], depth: u32) -> V::View<'_> {
    let mut view = V::View::default();
    let reader = ViewReader::<V, Checked>::new(bytes, Source::whole(bytes, depth));
    // The bytes have been accepted, wherever the reader stops.
    let _ = V::merge(&mut view, reader);
    view
}

/// Returns the view of a message that comes in pieces. Each piece is checked again, so that the
/// view depends on no other check. Returns an empty view if the code of `V` does not read a piece
/// to its end, which generated code always does.
#[cold]
#[inline(never)]
pub(super) fn merged<V: MessageView>(source: Source<'_>) -> V::View<'_> {
    let mut view = V::View::default();
    for piece in pieces(source) {
        let finished = V::merge(&mut view, ViewReader::<V, Checking>::new(piece, source));
        if !finished.is_accepted() {
            return V::View::default();
        }
    }
    view
}

/// Checks a message in a lazy view, and returns its view. The message around it may nest `depth`
/// levels deeper.
pub(super) fn open<V: MessageView>(bytes: &[u8], depth: u32) -> Result<V::View<'_>, DecodeError> {
    let depth = depth.checked_sub(1).ok_or_else(Error::recursion)?;
    let mut view = V::View::default();
    let source = Source::whole(bytes, depth);
    match V::merge(&mut view, ViewReader::<V, Checking>::new(bytes, source)).is_accepted() {
        true => Ok(view),
        false => Err(refuse::<V>(bytes)),
    }
}

/// Checks a message in a lazy view that comes in pieces, and returns its view. `source` has the
/// depth of the message around it.
#[cold]
#[inline(never)]
pub(super) fn open_pieces<V: MessageView>(source: Source<'_>) -> Result<V::View<'_>, DecodeError> {
    let depth = source.depth.checked_sub(1).ok_or_else(Error::recursion)?;
    let mut view = V::View::default();
    let source = Source { depth, ..source };
    for piece in pieces(source) {
        if !V::merge(&mut view, ViewReader::<V, Checking>::new(piece, source)).is_accepted() {
            return Err(refuse::<V>(piece));
        }
    }
    Ok(view)
}

/// Returns the error of a message that the check has refused.
#[cold]
#[inline(never)]
pub(super) fn refuse<V: MessageView>(bytes: &[u8]) -> DecodeError {
    match V::Message::decode(bytes) {
        Err(error) => error,
        // The check refuses what decoding refuses. The fuzz target `views` compares them. A message
        // in another one may nest less deep than a message of its own. The check also refuses a
        // group of another codec that does not stop at its end.
        Ok(_) => Error::recursion().into(),
    }
}
