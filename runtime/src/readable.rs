//! The values that printers print and that reflection reads: messages and views.
//!
//! Printers and reflection read the records of an encoded message by its field table. A message is
//! encoded for them. A view has its records already. `form` finds out whether these records can be
//! read in place of the encoding of the owned message. If they cannot, e.g. because an unknown
//! field would be printed that the owned message may have dropped, the owned message is decoded and
//! encoded. So a view has the text of its owned message in any case.

mod form;

use core::marker::PhantomData;

use prost::{DecodeError, Message};

use crate::deterministic::encode_deterministic;
use crate::schema::Type;
use crate::table::{Table, Tabled};
use crate::view::{self, Decoded, MessageOf, MessageView, OwnedView, View, Viewed};
use crate::wire::Late;

use form::{Form, form};
pub(crate) use form::{Reads, UnknownReads};

/// A value that can be printed as JSON and text format, and that reflection can read: a message
/// with a field table, or a view of one.
///
/// A generated message has a field table with one of the options `json`, `text` and `reflect`, and
/// so has each type of prost-types. The view of such a message implements the trait, too, and so
/// does the [`OwnedView`].
///
/// A view has the text of its owned message, and is printed from its bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no field table",
    note = "generate the message with one of the options `json`, `text` and `reflect`",
    note = "if the type is from an extern path, set `json_extern=PATH=skip` or \
            `json_extern=PATH=serde`"
)]
pub trait Readable {
    /// The functions that read the value.
    #[doc(hidden)]
    type By: ReadBy<Self>;
}

/// The result of a function that prints or reads a value of the type `M`: `T`. If `M` is a lazy
/// view, it is `Result<T, DecodeError>`, because the messages in a lazy view have not been checked.
pub type Made<M, T> = <<M as Readable>::By as ReadBy<M>>::Made<T>;

/// The functions that read values of the type `M`.
#[doc(hidden)]
pub trait ReadBy<M: ?Sized> {
    /// The message that the value is, or is a view of.
    type Message: Tabled;

    /// The type [`Made`].
    type Made<T: Default>;

    /// Converts a result of [`read`](ReadBy::read).
    fn made<T: Default>(result: Result<T, DecodeError>) -> Self::Made<T>;

    /// Calls a reader with the records of the value. `reads` says what the reader reads.
    fn read<R>(
        value: &M,
        reads: &Reads<'_>,
        read: impl FnOnce(Recorded<'_>) -> R,
    ) -> Result<R, DecodeError>;

    /// Prints the value from typed fields. Returns `None` if the caller must print the records.
    #[cfg(feature = "json")]
    fn print_json(_: &M, _: &crate::json::PrintOptions<'_>) -> Option<alloc::string::String> {
        None
    }
}

/// The records of a message.
#[doc(hidden)]
pub struct Recorded<'m> {
    pub(crate) bytes: &'m [u8],
    /// Whether they are in the form that our encoder writes, at all levels.
    pub(crate) is_canonical: bool,
}

/// Returns the table of the message that a value is, or is a view of.
pub(crate) fn table_of<M: Readable>() -> &'static Table {
    <<M::By as ReadBy<M>>::Message as Tabled>::table::<Late>()
}

/// Returns the type of the message that a value is, or is a view of.
pub(crate) fn type_of<M: Readable>() -> Type<'static> {
    Type::of_table(table_of::<M>())
}

/// Messages are read by encoding them.
#[doc(hidden)]
pub struct ByEncoding;

impl<M: Message + Tabled> Readable for M {
    type By = ByEncoding;
}

impl<M: Message + Tabled> ReadBy<M> for ByEncoding {
    type Message = M;
    type Made<T: Default> = T;

    fn made<T: Default>(result: Result<T, DecodeError>) -> T {
        // Encoding has no errors.
        result.unwrap_or_default()
    }

    fn read<R>(
        message: &M,
        _: &Reads<'_>,
        read: impl FnOnce(Recorded<'_>) -> R,
    ) -> Result<R, DecodeError> {
        Ok(read(Recorded::of(&encode_deterministic(message))))
    }

    #[cfg(feature = "json")]
    fn print_json(
        message: &M,
        options: &crate::json::PrintOptions<'_>,
    ) -> Option<alloc::string::String> {
        message.print_json(options)
    }
}

impl<'m> Recorded<'m> {
    /// Returns the records that our encoder wrote.
    fn of(bytes: &'m [u8]) -> Self {
        Recorded { bytes, is_canonical: true }
    }
}

/// The views of `V` are read by their bytes.
#[doc(hidden)]
pub struct ByView<V>(PhantomData<fn() -> V>);

impl<'a, V, T> ReadBy<T> for ByView<V>
where
    V: MessageView<Message: Tabled>,
    T: View<'a, Static = V>,
{
    type Message = V::Message;
    type Made<U: Default> = <V::Decoded as Decoded<V::Message>>::Made<U>;

    fn made<U: Default>(result: Result<U, DecodeError>) -> Self::Made<U> {
        V::Decoded::made(result)
    }

    fn read<R>(
        view: &T,
        reads: &Reads<'_>,
        read: impl FnOnce(Recorded<'_>) -> R,
    ) -> Result<R, DecodeError> {
        let source = view.source();
        if view::is_whole::<V>(source) {
            let bytes = view.encoded();
            let bytes = &*bytes;
            match form(Type::of_table(V::Message::table::<Late>()), bytes, reads) {
                Form::Canonical => return Ok(read(Recorded::of(bytes))),
                Form::Readable => return Ok(read(Recorded { bytes, is_canonical: false })),
                Form::Unreadable => {}
            }
        }
        let message = view::decoded::<V>(source)?;
        Ok(read(Recorded::of(&encode_deterministic(&message))))
    }
}

/// An [`OwnedView`] is read as the view in it.
#[doc(hidden)]
pub struct ByOwnedView;

impl<V: Viewed> Readable for OwnedView<V>
where
    MessageOf<V>: Tabled,
{
    type By = ByOwnedView;
}

impl<V: Viewed> ReadBy<OwnedView<V>> for ByOwnedView
where
    MessageOf<V>: Tabled,
{
    type Message = MessageOf<V>;
    type Made<T: Default> = <<V::Static as MessageView>::Decoded as Decoded<MessageOf<V>>>::Made<T>;

    fn made<T: Default>(result: Result<T, DecodeError>) -> Self::Made<T> {
        <V::Static as MessageView>::Decoded::made(result)
    }

    fn read<R>(
        view: &OwnedView<V>,
        reads: &Reads<'_>,
        read: impl FnOnce(Recorded<'_>) -> R,
    ) -> Result<R, DecodeError> {
        ByView::<V::Static>::read(&view.get(), reads, read)
    }
}
