//! The messages to send that views become.

use alloc::borrow::Cow;

use super::encoded::{Encoded, EncodedBytes};
use super::owned::OwnedView;
use super::traits::{MessageOf, MessageView, View, Viewed};

/// The bytes of the view, without a copy.
impl<V: Viewed> From<OwnedView<V>> for Encoded<MessageOf<V>> {
    fn from(view: OwnedView<V>) -> Self {
        Encoded::from_bytes(view.into_bytes())
    }
}

/// The bytes of the view, without a copy.
impl<V: Viewed> From<&OwnedView<V>> for Encoded<MessageOf<V>> {
    fn from(view: &OwnedView<V>) -> Self {
        Encoded::from_bytes(view.bytes().clone())
    }
}

impl<'a, V: View<'a>> EncodedBytes<'a> for V {
    type Message = <V::Static as MessageView>::Message;

    fn encoded_bytes(self) -> Cow<'a, [u8]> {
        self.encoded()
    }
}

impl<'a, V: Viewed> EncodedBytes<'a> for &'a OwnedView<V> {
    type Message = MessageOf<V>;

    fn encoded_bytes(self) -> Cow<'a, [u8]> {
        Cow::Borrowed(self.bytes())
    }
}
