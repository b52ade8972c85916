//! The names that the constants of methods use with the option `method_messages`.

pub use crate::__messages_v1 as messages;
pub use crate::messages::{Absent, MessageType, Messages, Of};
