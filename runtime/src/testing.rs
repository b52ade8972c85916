//! Tests of clients and servers without a socket.
//!
//! * [`channel`] connects a client to a server in the same process. Bytes go through memory, and
//!   everything else is a real call over HTTP/2: metadata, deadlines, compression, streams and
//!   cancellation.
//! * [`Faults`] is a layer for servers and channels that disturbs calls: delays, statuses, broken
//!   streams, lost trailers.
//! * [`mock`] has the parts of the mocks that the option `mock` generates.

mod faults;
mod in_memory;
pub mod mock;

pub use faults::{Fault, Faults, Faulty};
pub use in_memory::{InMemory, channel};
