//! The steps of a path.

use super::PathError;

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'p> {
    /// A field by its proto name, or an extension by its full name in brackets.
    Field(&'p str),
    /// The position of an element, or the key of an entry, without the brackets.
    Index(&'p str),
}

/// The steps of a path that are left.
#[derive(Clone)]
pub(super) struct Steps<'p> {
    path: &'p str,
    rest: &'p str,
    is_first: bool,
    /// The number of steps that may still follow.
    left: u32,
}

/// The greatest number of steps in a path. Setting a path creates the messages on it, and a message
/// that is too deep could not be decoded again.
const MAX_STEPS: u32 = 200;

impl<'p> Steps<'p> {
    pub(super) fn new(path: &'p str) -> Self {
        Steps { path, rest: path, is_first: true, left: MAX_STEPS }
    }

    /// Reads a step. Returns `None` at the end of the path.
    pub(super) fn next(&mut self) -> Result<Option<Step<'p>>, PathError> {
        let is_first = core::mem::take(&mut self.is_first);
        if self.rest.is_empty() {
            return if is_first { Err(PathError::syntax(self.path)) } else { Ok(None) };
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| PathError::too_long(self.path))?;
        if !is_first && self.rest.starts_with('[') {
            let bracketed = self.bracketed()?;
            return Ok(Some(Step::Index(&bracketed[1..bracketed.len() - 1])));
        }
        if !is_first {
            self.rest = self.rest.strip_prefix('.').ok_or_else(|| PathError::syntax(self.path))?;
        }
        if self.rest.starts_with('[') {
            return Ok(Some(Step::Field(self.bracketed()?)));
        }
        let end = self.rest.find(['.', '[']).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return Err(PathError::syntax(self.path));
        }
        self.rest = rest;
        Ok(Some(Step::Field(name)))
    }

    /// Reads the next brackets and their contents. The contents can have a quoted string with
    /// brackets.
    fn bracketed(&mut self) -> Result<&'p str, PathError> {
        let (mut is_quoted, mut is_escaped) = (false, false);
        for (at, letter) in self.rest.char_indices() {
            match letter {
                _ if core::mem::take(&mut is_escaped) => {}
                '\\' if is_quoted => is_escaped = true,
                '"' => is_quoted = !is_quoted,
                ']' if !is_quoted => {
                    let (bracketed, rest) = self.rest.split_at(at + 1);
                    self.rest = rest;
                    return Ok(bracketed);
                }
                _ => {}
            }
        }
        Err(PathError::syntax(self.path))
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn steps(path: &str) -> Result<Vec<Step<'_>>, PathError> {
        let mut steps = Steps::new(path);
        let mut all = Vec::new();
        while let Some(step) = steps.next()? {
            all.push(step);
        }
        Ok(all)
    }

    #[test]
    fn paths_are_split() {
        use Step::{Field, Index};
        let cases: [(&str, &[Step<'_>]); 5] = [
            ("a", &[Field("a")]),
            ("a.b[3].c", &[Field("a"), Field("b"), Index("3"), Field("c")]),
            ("[acme.v1.x].y", &[Field("[acme.v1.x]"), Field("y")]),
            ("a.[x.y][0]", &[Field("a"), Field("[x.y]"), Index("0")]),
            (r#"m["a].\"b"].c"#, &[Field("m"), Index(r#""a].\"b""#), Field("c")]),
        ];
        for (path, expected) in cases {
            assert_eq!(steps(path).unwrap(), expected, "{path}");
        }
        assert!(steps(&["a"; 200].join(".")).is_ok() && steps(&["a"; 201].join(".")).is_err());
        for path in ["", ".", "a.", ".a", "a..b", "a[", "a[1", "a[1]b", r#"m["a]"#] {
            assert!(steps(path).is_err(), "{path}");
        }
    }
}
