//! The names that the code of views uses.

pub use crate::open_enum::OpenEnum;
pub use crate::view::generated::*;
pub use crate::view::{
    Decoded, Element, Entry, Foreign, ForeignGroup, Group, Lazy, LazyForeign, List, MapView,
    Message, MessageField, MessageView, OwnedView, Source, View, Viewed, kind,
};
pub use crate::wire::reader::END;
pub use prost::DecodeError;
