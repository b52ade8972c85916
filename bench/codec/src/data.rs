//! What messages are filled with: the same in every run, and different from one message to the
//! next, so that the branch predictor cannot learn one message by heart.

mod messages;
mod random;

pub use messages::*;
pub use random::Random;
