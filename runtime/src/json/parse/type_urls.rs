//! The positions of type URLs that come after other members.
//!
//! The `@type` of an `Any` may come after other members, and these members may contain an `Any` of
//! this form, too. The parser looks for the `@type` before it parses a member. If it looked through
//! the members at each level, the time would be the nesting depth times the length of the text. So
//! the search in the outer object remembers the positions of the type URLs in the inner objects.

use alloc::vec::Vec;

use super::Parsed;
use super::any::TYPE_KEY;
use super::scanner::Scanner;
use super::string::StringToken;

/// The type URLs in the part of the text that was searched.
#[derive(Default)]
pub(super) struct TypeUrls {
    /// The position of each object, and the position of its type URL, in the order of the objects.
    /// Objects whose first key is `@type` are left out.
    found: Vec<(usize, usize)>,
    /// The end of the searched part.
    end: usize,
}

/// The greatest number of bytes for one type URL. A vector that grows has up to twice the capacity
/// that it needs.
const BYTES: usize = 2 * size_of::<(usize, usize)>();

impl TypeUrls {
    /// Returns the position of the type URL of an object. Returns `None` for an object after the
    /// searched part, and `Some(None)` for an object without a type URL.
    pub(super) fn get(&self, object: usize) -> Option<Option<usize>> {
        let find = || {
            let at = self.found.binary_search_by_key(&object, |(object, _)| *object).ok()?;
            Some(self.found[at].1)
        };
        (object < self.end).then(find)
    }

    /// Skips a value, and remembers the type URLs in it within a limit of `bytes`. Returns the
    /// bytes that the type URLs take.
    pub(super) fn skip(
        &mut self,
        scan: &mut Scanner<'_>,
        levels: u32,
        bytes: usize,
    ) -> Parsed<usize> {
        let first = self.found.len();
        let most = first.saturating_add(bytes / BYTES);
        scan.skip_and(levels, &mut Look { found: &mut self.found, most })?;
        // An inner object is found before the object around it.
        self.found[first..].sort_unstable();
        self.end = scan.at;
        Ok((self.found.len() - first) * BYTES)
    }
}

/// The callback of [`Scanner::skip_and`] for the members of objects.
pub(super) trait Visit {
    /// Visits the key of a member that is not the first one, and the position of its value.
    /// `object` is the position of the object. Returns `false` if the limit of memory is exceeded.
    fn key(&mut self, object: usize, key: StringToken<'_>, value: usize) -> bool;
}

/// Remembers nothing.
impl Visit for () {
    #[inline]
    fn key(&mut self, _: usize, _: StringToken<'_>, _: usize) -> bool {
        true
    }
}

struct Look<'f> {
    found: &'f mut Vec<(usize, usize)>,
    most: usize,
}

impl Visit for Look<'_> {
    fn key(&mut self, object: usize, key: StringToken<'_>, value: usize) -> bool {
        let is_type = match key.is_escaped {
            false => key.raw == TYPE_KEY,
            true => key.text().is_ok_and(|key| key == TYPE_KEY),
        };
        if is_type {
            self.found.push((object, value));
        }
        self.found.len() <= self.most
    }
}
