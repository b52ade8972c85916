//! The positions of type URLs behind other members.
//!
//! An `Any` may have its `@type` behind its other members, and the members may have such an `Any`
//! in turn. The parser looks for the `@type` before it parses a member. A look at the members of
//! each level would take the time of the nesting depth times the length. So the look at the outer
//! object remembers the positions of the type URLs in the inner ones.

use alloc::vec::Vec;

use super::Parsed;
use super::any::TYPE_KEY;
use super::scanner::Scanner;
use super::string::StringToken;

/// The type URLs in the part of the text that a look at an `Any` has passed.
#[derive(Default)]
pub(super) struct TypeUrls {
    /// The position of an object, and that of its type URL, ascending by the first. Objects whose
    /// first key is `@type` are left out.
    found: Vec<(usize, usize)>,
    /// The end of the part.
    end: usize,
}

/// The bytes that a type URL takes at most: a vector that grows has twice the capacity.
const BYTES: usize = 2 * size_of::<(usize, usize)>();

impl TypeUrls {
    /// Returns the position of the type URL of an object in the part. Returns `None` for an object
    /// behind the part, and `Some(None)` for one without a type URL.
    pub(super) fn get(&self, object: usize) -> Option<Option<usize>> {
        let find = || {
            let at = self.found.binary_search_by_key(&object, |(object, _)| *object).ok()?;
            Some(self.found[at].1)
        };
        (object < self.end).then(find)
    }

    /// Skips a value, and remembers the type URLs in it, which may take so many bytes. Returns the
    /// bytes that they take.
    pub(super) fn skip(
        &mut self,
        scan: &mut Scanner<'_>,
        levels: u32,
        bytes: usize,
    ) -> Parsed<usize> {
        let first = self.found.len();
        let most = first.saturating_add(bytes / BYTES);
        scan.skip_and(levels, &mut Look { found: &mut self.found, most })?;
        // An inner object comes before the one around it.
        self.found[first..].sort_unstable();
        self.end = scan.at;
        Ok((self.found.len() - first) * BYTES)
    }
}

/// A part of [`Scanner::skip_and`] for the members of objects.
pub(super) trait Visit {
    /// Visits the key of a member that is not the first one, and the position of its value.
    /// `object` is the position of the object. Returns `false` if the memory does not suffice.
    fn key(&mut self, object: usize, key: StringToken<'_>, value: usize) -> bool;
}

/// Nothing is remembered.
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
