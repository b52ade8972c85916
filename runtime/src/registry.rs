//! Registries of message types, for programs that unpack an `Any` without knowing its type.
//!
//! A program creates a [`Registry`], or copies the process-wide one (feature `std`). The option
//! `register_types` generates a function `register_types()` for each package. It adds the messages
//! of the package to the process-wide registry.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::TypeId;
use core::fmt;

use prost::Name;

use crate::any::name_in;
#[cfg(feature = "reflect")]
use crate::reflect::DescriptorPool;
use crate::{AnyMessage, DecodeOptions, UnpackError};

mod conflict;
mod dyn_message;
#[cfg(feature = "table")]
mod extensions;
#[cfg(feature = "std")]
mod global;
mod message_type;
#[cfg(feature = "reflect")]
mod pools;
#[cfg(feature = "table")]
mod schemas;

pub use conflict::RegistryError;
pub use dyn_message::DynMessage;
#[cfg(feature = "table")]
pub(crate) use extensions::RegisteredExtension;
#[cfg(all(feature = "std", feature = "table"))]
pub use global::register_extensions;
#[cfg(feature = "std")]
pub use global::{global, register};
pub use message_type::MessageType;
#[cfg(any(feature = "json", feature = "text"))]
pub(crate) use schemas::{NO_TABLE, NoSchema};

#[cfg(feature = "table")]
pub use crate::table::ExtensionTable;

use message_type::Description;

/// A set of message types with different full names.
///
/// ```
/// use rust_grpc::prost_types::{Any, Duration, Timestamp};
/// use rust_grpc::{AnyMessage, Registry};
///
/// let mut registry = Registry::new();
/// registry.add::<Timestamp>()?;
/// registry.add::<Duration>()?;
///
/// let any = Any::pack(&Timestamp { seconds: 1, nanos: 0 });
/// let message = registry.decode(&any)?;
/// assert_eq!(message.full_name(), "google.protobuf.Timestamp");
/// assert_eq!(message.downcast_ref::<Timestamp>().unwrap().seconds, 1);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// A clone shares the types until one of the two is changed.
#[derive(Clone, Default)]
pub struct Registry {
    messages: Arc<BTreeMap<String, Entry>>,
    #[cfg(feature = "table")]
    extensions: Arc<extensions::Extensions>,
    #[cfg(feature = "reflect")]
    pools: Arc<Vec<DescriptorPool>>,
}

/// A registered type.
#[derive(Clone)]
struct Entry {
    ty: MessageType,
    id: TypeId,
    /// The path of the Rust type, e.g. `shop::acme::v1::Order`.
    rust_type: &'static str,
}

impl Registry {
    /// Returns an empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the current state of the process-wide registry. Without `std` there is none, and the
    /// function returns an empty registry.
    #[cfg(any(feature = "json", feature = "reflect"))]
    pub(crate) fn process_wide() -> Self {
        #[cfg(feature = "std")]
        return global();
        #[cfg(not(feature = "std"))]
        Self::new()
    }

    /// Adds a message type. Adding the type again changes nothing.
    ///
    /// # Errors
    /// Returns an error if another Rust type has the full name.
    pub fn add<M: Name + Default + 'static>(&mut self) -> Result<&mut Self, RegistryError> {
        self.add_all(&[MessageType::of::<M>()])
    }

    /// Adds several message types, e.g. those of a package:
    /// `registry.add_all(acme::v1::message_types())`.
    ///
    /// # Errors
    /// Returns an error if another Rust type has one of the full names. Then no type is added.
    pub fn add_all(&mut self, types: &[MessageType]) -> Result<&mut Self, RegistryError> {
        self.put(types.iter().map(|ty| (ty.describe(), *ty)).collect())?;
        Ok(self)
    }

    /// Adds all types or none. The caller has described the types before it takes a lock. So no
    /// code of a message runs while the lock is held.
    fn put(&mut self, types: BTreeMap<Description, MessageType>) -> Result<(), RegistryError> {
        let mut last: Option<&Description> = None;
        for new in types.keys() {
            let registered = self.messages.get(&new.full_name);
            let registered = registered.map(|entry| (entry.id, entry.rust_type));
            let beside = last.filter(|last| last.full_name == new.full_name);
            let beside = beside.map(|last| (last.id, last.rust_type));
            let other = registered.into_iter().chain(beside).find(|(id, _)| *id != new.id);
            if let Some((_, first)) = other {
                return Err(RegistryError::new(&new.full_name, first, new.rust_type));
            }
            last = Some(new);
        }
        let is_news = |(new, ty): &(Description, MessageType)| {
            self.messages.get(&new.full_name).is_none_or(|entry| entry.ty.lacks_table_of(ty))
        };
        let news: Vec<_> = types.into_iter().filter(is_news).collect();
        if !news.is_empty() {
            let entries = news.into_iter().map(|(new, ty)| {
                let Description { full_name, type_url: _, id, rust_type } = new;
                (full_name, Entry { ty, id, rust_type })
            });
            Arc::make_mut(&mut self.messages).extend(entries);
        }
        Ok(())
    }

    /// Returns the type with this full name, e.g. `acme.v1.Forecast`, or with this type URL, e.g.
    /// `type.googleapis.com/acme.v1.Forecast`.
    pub fn get(&self, name_or_url: &str) -> Option<&MessageType> {
        let name = if name_or_url.contains('/') { name_in(name_or_url)? } else { name_or_url };
        self.messages.get(name).map(|entry| &entry.ty)
    }

    /// Whether the type with this full name or type URL is registered.
    pub fn contains(&self, name_or_url: &str) -> bool {
        self.get(name_or_url).is_some()
    }

    /// Returns the full names of the message types, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    /// Decodes the message in an `Any`.
    ///
    /// # Errors
    /// Returns an error if the type is not registered, or if the message is malformed.
    pub fn decode(&self, any: &impl AnyMessage) -> Result<DynMessage, UnpackError> {
        self.decode_with(any, &DecodeOptions::new())
    }

    /// Decodes the message in an `Any` within the limits of `options`.
    ///
    /// [`DecodeOptions::max_heap`] does not count the box that holds the message itself.
    ///
    /// # Errors
    /// Returns an error if the type is not registered, or if the message is malformed or exceeds a
    /// limit.
    pub fn decode_with(
        &self,
        any: &impl AnyMessage,
        options: &DecodeOptions,
    ) -> Result<DynMessage, UnpackError> {
        let (type_url, value) = any.parts();
        let entry = name_in(type_url).and_then(|name| self.messages.get(name));
        let entry =
            entry.ok_or_else(|| UnpackError::Unregistered { type_url: type_url.to_owned() })?;
        Ok(entry.ty.decode(value, options)?)
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.messages.keys()).finish()
    }
}
