//! The list of surfaces, and which of them the options ask for.

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
    /// The surfaces that the options ask for.
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

    /// The names that stubs have, for the naming stage.
    pub fn reserved(&self) -> ReservedNames {
        self.stubs.reserved()
    }

    /// A model in the spelling of these surfaces.
    pub fn spell<'m>(&'m self, model: &'m Model) -> Spelling<'m> {
        Spelling { model, messages: &*self.messages, stubs: &*self.stubs }
    }
}
