//! Views: messages that borrow from the bytes they were read from.
//!
//! The option `views` generates a view for a message, e.g. `ForecastView<'a>` for `Forecast`. It
//! has a method for each field. A view means what the owned message means: it accepts and refuses
//! the same input, and [`View::to_message`] returns what decoding returns.
//!
//! ```text
//! let view = ForecastView::decode_view(&bytes)?;
//! if view.city() == "Oslo" && view.days().len() > 3 { .. }
//! ```
//!
//! A view holds the values of singular fields. Everything else, i.e. messages in it, lists and
//! maps, is read from the bytes when it is asked for. [`MessageView::decode_view`] checks the whole
//! input once, so reading never finds an error later. It checks the fields of the outermost message
//! while it stores them, and the messages in it by their tables. A lazy view leaves the messages in
//! it unchecked, and its methods check them and return a `Result`. Neither the check nor reading
//! allocates memory. There are three exceptions:
//!
//! * A message of another crate, e.g. of prost-types, is decoded for the check, and again when its
//!   field is read.
//! * A list in a message that comes in pieces (see below) has an iterator that allocates.
//! * [`MapView::iter`] allocates for a large map.
//!
//! # Pieces
//!
//! The encoding of a singular message field can have several records, which are merged. The view
//! of such a message remembers the part of the input that the records are in, and reads them again
//! at each access. Encoders do not write such messages, so this is rare, but it is correct.
//!
//! # Soundness
//!
//! Generated code has no `unsafe` code, and strings in views are not checked twice. `reader` has
//! the argument why no generated code can make a view return a string that is not UTF-8.
//!
//! # Modules
//!
//! `fields` has the table of a message's fields, and `check` the check of its bytes by this table,
//! with `varints` and `bits` for packed fields.
//! `reader`, `single` and `values` read checked bytes. `nested`, `list`, `map`, `member` and
//! `foreign` are the fields of generated views, and `lazy` has those of lazy views. `pieces` finds
//! the records of a message that comes in pieces. `encoded` has messages to send, and `encode_view`
//! makes them of views.

#[allow(unsafe_code)]
mod bits;
mod check;
mod element;
mod encode_view;
mod encoded;
#[allow(unsafe_code)]
mod fields;
mod foreign;
mod lazy;
#[allow(unsafe_code)]
mod list;
#[allow(unsafe_code)]
mod map;
#[allow(unsafe_code)]
mod member;
mod nested;
#[allow(unsafe_code)]
mod owned;
mod pieces;
mod reader;
mod single;
mod source;
#[cfg(test)]
mod tests;
#[allow(unsafe_code)]
mod text;
mod traits;
mod unknown;
#[allow(unsafe_code)]
mod values;
mod varints;

#[cfg(feature = "tonic")]
pub use crate::stub::views::{IntoEncodedRequest, IntoEncodedStream};
pub use crate::wire::kind;
pub use element::{Element, Foreign, ForeignGroup, Group, Lazy, LazyForeign, Message};
pub use encoded::{Encoded, EncodedMessage, MessageField};
pub use list::{List, ListIter};
pub use map::{Entry, MapEntries, MapIter, MapKey, MapView};
pub use owned::OwnedView;
pub use source::Source;
pub use traits::{Decoded, MessageOf, MessageView, View, Viewed};
#[cfg(feature = "table")]
pub(crate) use traits::{decoded, is_whole};
pub use unknown::UnknownRecords;

/// The names that generated code uses.
pub(crate) mod generated {
    pub use super::fields::{Entry as FieldEntry, Fields, FieldsRef, is_known};
    pub use super::foreign::{ForeignField, check_foreign, check_foreign_group};
    pub use super::lazy::{LazyForeignField, LazyNested};
    pub use super::list::Records;
    pub use super::member::Member;
    pub use super::nested::Nested;
    pub use super::reader::{Finished, Mode, ViewReader};
}
