//! The names that the code of views uses.

pub use crate::open_enum::OpenEnum;
#[cfg(feature = "table")]
pub use crate::readable::{ByView, Readable};
pub use crate::view::generated::*;
pub use crate::view::{
    Decoded, Element, Entry, Foreign, ForeignGroup, Group, Lazy, LazyForeign, List, MapView,
    Message, MessageField, MessageView, OwnedView, Source, View, Viewed, kind,
};
pub use crate::wire::reader::END;
pub use prost::DecodeError;

#[cfg(feature = "json")]
pub use crate::json::{JsonDefaults, json_serialize};
#[cfg(feature = "json")]
pub use ::serde;
