//! A view together with its bytes.

use bytes::Bytes;
use core::fmt;
use core::mem::MaybeUninit;
use prost::DecodeError;

use super::traits::{MessageView, View, Viewed};

/// A view that owns the bytes it is of, e.g. `OwnedView<Forecast>`. The parameter names the view:
/// `OwnedView<ForecastView<'static>>` has the same values ([`Viewed`]).
///
/// It has no lifetime, so it can be sent to another task or thread, and stored.
///
/// ```text
/// let owned = OwnedView::<Forecast>::decode(bytes)?;
/// tokio::spawn(async move { log(owned.get().city()).await });
/// ```
///
/// A view that [`get`](OwnedView::get) returns is borrowed from the owned view:
///
/// ```
/// use rust_grpc::view::{MessageView, OwnedView, View};
///
/// fn length<V: MessageView>(owned: OwnedView<V>) -> usize {
///     let view = owned.get();
///     let length = view.encoded().len();
///     drop(owned);
///     length
/// }
/// ```
///
/// The view cannot be used after the owned view is dropped:
///
/// ```compile_fail,E0505
/// use rust_grpc::view::{MessageView, OwnedView, View};
///
/// fn length<V: MessageView>(owned: OwnedView<V>) -> usize {
///     let view = owned.get();
///     drop(owned);
///     view.encoded().len()
/// }
/// ```
///
/// The view cannot get the lifetime `'static`:
///
/// ```compile_fail
/// use rust_grpc::view::{MessageView, OwnedView, View};
///
/// fn escaped<V: MessageView>(owned: &OwnedView<V>) -> V::View<'static> {
///     owned.get()
/// }
/// ```
pub struct OwnedView<V: Viewed> {
    /// The view of `bytes`. Its lifetime is not `'static`: it ends with `bytes`.
    ///
    /// Invariant: the view is initialized. It is a `MaybeUninit`, because a struct that is passed
    /// by value must not have references to memory that the callee frees, e.g. in `drop(owned)`.
    view: MaybeUninit<<V::Static as MessageView>::View<'static>>,
    bytes: Bytes,
}

impl<V: Viewed> OwnedView<V> {
    /// Checks an encoded message, and returns a view of it.
    ///
    /// # Errors
    /// Returns the error that decoding the message returns.
    pub fn decode(bytes: Bytes) -> Result<Self, DecodeError> {
        // SAFETY: the slice is valid until `bytes` is dropped: a `Bytes` neither moves nor changes
        // the bytes that it refers to, even if it is moved itself. The field `bytes` lives as long
        // as the view. `get` is the only function that returns the view, and it shortens the
        // lifetime to that of the borrow of `self`. `clone` copies the view together with a `Bytes`
        // of the same memory. No other code can keep the slice: `decode_view` is generic over the
        // lifetime, and so are the functions of `V` that it calls, so they cannot store the slice
        // where a lifetime must be known. The view is `Copy`, so it has no destructor.
        let slice: &'static [u8] =
            unsafe { core::slice::from_raw_parts(bytes.as_ptr(), bytes.len()) };
        Ok(OwnedView { view: MaybeUninit::new(V::Static::decode_view(slice)?), bytes })
    }

    /// Returns the view.
    #[inline]
    pub fn get(&self) -> <V::Static as MessageView>::View<'_> {
        // SAFETY: by the invariant of the field, the view is initialized: `decode` and `default`
        // initialize it, and `clone` copies it. The memory of its references lives as long as
        // `self.bytes`, which `self` borrows.
        V::Static::shorten(unsafe { self.view.assume_init() })
    }

    /// Returns the encoded message.
    #[inline]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns the encoded message.
    #[inline]
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// Returns the owned message. A lazy view returns the `Result` of decoding it.
    pub fn to_message(&self) -> <V::Static as MessageView>::Decoded {
        self.get().to_message()
    }
}

impl<V: Viewed> Clone for OwnedView<V> {
    #[inline]
    fn clone(&self) -> Self {
        OwnedView { view: self.view, bytes: self.bytes.clone() }
    }
}

/// The view of an empty message.
impl<V: Viewed> Default for OwnedView<V> {
    #[inline]
    fn default() -> Self {
        OwnedView { view: MaybeUninit::new(Default::default()), bytes: Bytes::new() }
    }
}

impl<V: Viewed> fmt::Debug for OwnedView<V>
where
    for<'a> <V::Static as MessageView>::View<'a>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
