//! The content of messages. It is equal in every run. It differs from one message to the next, so
//! that the branch predictor cannot learn a message.

#![allow(missing_docs, reason = "each function makes the message or the value of its name")]

pub mod datasets;
mod messages;
mod random;

pub use messages::*;
pub use random::Random;
