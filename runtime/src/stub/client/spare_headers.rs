//! The memory of headers, which the calls of a thread use again.
//!
//! The trailers of a response become part of its metadata. Their map is empty then, and has memory
//! for a few headers, which is what the headers of the next request need.

use core::cell::Cell;

use tonic::codegen::http::HeaderMap;

/// The greatest capacity that is kept: that of a map to which a header has been added.
const KEPT: usize = 8;

std::thread_local! {
    static SPARE: Cell<Option<HeaderMap>> = const { Cell::new(None) };
}

/// Returns an empty map, with memory if a call has ended on this thread.
pub fn take() -> HeaderMap {
    SPARE.try_with(Cell::take).ok().flatten().unwrap_or_default()
}

/// Keeps the memory of an empty map.
pub fn put(headers: HeaderMap) {
    if headers.is_empty() && headers.capacity() <= KEPT {
        // The memory is freed if the thread ends.
        let _ = SPARE.try_with(|spare| spare.set(Some(headers)));
    }
}
