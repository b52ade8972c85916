//! Services written as plain functions of messages.
//!
//! The option `simple_service` generates a trait beside each service trait, e.g. `SimpleWeather`.
//! Its methods take and return messages, and a [`Context`] has the rest of the call. [`Simple`]
//! implements the service trait for an implementation of the simple one. So everything that takes
//! the service trait takes a simple service, too: the server, interceptors and layers.

mod answers;
pub(crate) mod calls;
mod context;
pub(crate) mod trailers;

pub use answers::{Answers, Responses};
pub use context::Context;

use alloc::sync::Arc;

/// An implementation of a simple trait, as an implementation of the service trait.
#[derive(Debug)]
pub struct Simple<T> {
    inner: Arc<T>,
}

impl<T> Simple<T> {
    /// Wraps an implementation of a simple trait.
    pub fn new(inner: T) -> Self {
        Self::from_arc(Arc::new(inner))
    }

    /// Wraps an implementation that is shared.
    pub fn from_arc(inner: Arc<T>) -> Self {
        Self { inner }
    }

    /// Returns the implementation of the simple trait.
    pub fn get_ref(&self) -> &T {
        &self.inner
    }
}

impl<T> Clone for Simple<T> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}
