//! The list of surfaces. The options select from it.

use super::inline::Inline;
use super::prost::Prost;
use super::surface::{MessageSurface, Spelling, StubSurface};
use super::tonic::Tonic;
use crate::model::{Model, ReservedNames};
use crate::options::{Codec, Options};

/// The surfaces of a run.
pub(crate) struct Surfaces {
    messages: Box<dyn MessageSurface>,
    stubs: Box<dyn StubSurface>,
}

impl Surfaces {
    /// Returns the surfaces that the options select.
    pub fn new(options: &Options) -> Self {
        match options.codec {
            Codec::Prost => Self {
                messages: Box::new(Prost::new(
                    options.prost_path.0.as_deref(),
                    options.prost_types_path.0.as_deref(),
                )),
                stubs: Box::new(Tonic::alone()),
            },
            Codec::Inline => {
                Self { messages: Box::new(Inline), stubs: Box::new(Tonic::over_runtime()) }
            }
        }
    }

    /// Returns the names that every stub has, for the naming stage.
    pub fn reserved(&self) -> ReservedNames {
        self.stubs.reserved()
    }

    /// Returns a model with these surfaces.
    pub fn spell<'m>(&'m self, model: &'m Model) -> Spelling<'m> {
        Spelling { model, messages: &*self.messages, stubs: &*self.stubs }
    }
}
