//! Registries: message types by full name, for programs that unpack an `Any` without knowing its
//! type.
//!
//! A [`Registry`] is made by hand, or it is a copy of the process-wide one (feature `std`). A
//! package adds its messages to the process-wide registry with the function `register_types()`,
//! which is generated with the option `register_types`.

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

mod dyn_message;
mod error;
#[cfg(feature = "table")]
mod extensions;
#[cfg(feature = "std")]
mod global;
mod message_type;
#[cfg(feature = "reflect")]
mod pools;
#[cfg(feature = "table")]
mod schemas;

pub use dyn_message::DynMessage;
pub use error::RegistryError;
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

/// Message types by full name.
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
/// A clone shares the types until one of the two changes.
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
    /// e.g. `shop::acme::v1::Order`.
    rust_type: &'static str,
}

impl Registry {
    /// Returns an empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the process-wide registry as it is now. Without std there is none, and the registry
    /// is empty.
    #[cfg(any(feature = "json", feature = "reflect"))]
    pub(crate) fn process_wide() -> Self {
        #[cfg(feature = "std")]
        return global();
        #[cfg(not(feature = "std"))]
        Self::new()
    }

    /// Adds a message type. Adding it once more changes nothing.
    ///
    /// # Errors
    /// Another Rust type has the full name.
    pub fn add<M: Name + Default + 'static>(&mut self) -> Result<&mut Self, RegistryError> {
        self.add_all(&[MessageType::of::<M>()])
    }

    /// Adds message types, e.g. those of a package that is generated with `register_types`:
    /// `registry.add_all(acme::v1::message_types())`.
    ///
    /// # Errors
    /// Another Rust type has one of the full names. No type is added then.
    pub fn add_all(&mut self, types: &[MessageType]) -> Result<&mut Self, RegistryError> {
        self.put(types.iter().map(|ty| (ty.describe(), *ty)).collect())?;
        Ok(self)
    }

    /// Adds all types or none. The types are described already, so that no code of a message runs
    /// while a lock is held.
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

    /// Returns the type of a full name, e.g. `acme.v1.Forecast`, or of a type URL, e.g.
    /// `type.googleapis.com/acme.v1.Forecast`.
    pub fn get(&self, name_or_url: &str) -> Option<&MessageType> {
        let name = if name_or_url.contains('/') { name_in(name_or_url)? } else { name_or_url };
        self.messages.get(name).map(|entry| &entry.ty)
    }

    /// Whether the type of a full name or type URL is registered.
    pub fn contains(&self, name_or_url: &str) -> bool {
        self.get(name_or_url).is_some()
    }

    /// Returns the full names of the message types, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    /// Decodes the message in an `Any`.
    ///
    /// # Errors
    /// Its type is not registered, or it is malformed.
    pub fn decode(&self, any: &impl AnyMessage) -> Result<DynMessage, UnpackError> {
        self.decode_with(any, &DecodeOptions::new())
    }

    /// Decodes the message in an `Any` within the limits of `options`.
    ///
    /// [`DecodeOptions::max_heap`] does not count the box that holds the message itself.
    ///
    /// # Errors
    /// Its type is not registered, it is malformed, or it exceeds a limit.
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
