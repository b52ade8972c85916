//! The names that generated mocks use. Without the feature `testing`, rustc reports one error for
//! each module with a mock.

pub use crate::testing::mock::{Dialog, Expect, Message, Mock, MockChannel, Stream};
