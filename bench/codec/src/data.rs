//! What messages are filled with: the same in every run, and different from one message to the
//! next, so that the branch predictor cannot learn one message by heart.

#![allow(missing_docs, reason = "each function makes the message or the value of its name")]

mod messages;
mod random;

pub use messages::*;
pub use random::Random;
