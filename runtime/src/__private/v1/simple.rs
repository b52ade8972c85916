//! The names that generated simple services use.

pub use crate::simple::calls::{boxed_streaming, streaming, unary};
pub use crate::simple::trailers::with_trailers;
pub use crate::simple::{Answers, Context, Responses, Simple};
