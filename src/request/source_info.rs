//! The positions and comments of a file's elements. A `SourceCodeInfo` takes ten times the memory,
//! because it has a position for every word.

use std::borrow::Cow;

use crate::descriptor::{FileDescriptorProto, SourceCodeInfo};

/// The positions and comments of a file's elements.
#[derive(Debug, Default)]
pub(crate) struct SourceInfo {
    /// The elements, ordered by path.
    elements: Vec<ElementInfo>,
    /// The paths of all elements, joined.
    steps: Vec<i32>,
    comments: String,
    /// The elements whose comments are not UTF-8.
    lossy: Lossy,
}

/// The number of elements with comments that are not UTF-8, and the position of the first one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lossy {
    pub count: usize,
    /// The line and column, counted from 1.
    pub first: Option<(u32, u32)>,
}

/// The position and comments of an element.
#[derive(Debug)]
pub(crate) struct ElementInfo {
    /// The line and column, counted from 1. Both are 0 if the position is unknown.
    position: (u32, u32),
    steps: Range,
    leading: Option<Range>,
    trailing: Option<Range>,
}

/// A range of indices: start, end.
type Range = (u32, u32);

impl SourceInfo {
    /// Moves the positions and comments out of a file.
    pub fn taken_from(mut file: FileDescriptorProto) -> (FileDescriptorProto, Self) {
        let source_info = file.source_code_info.take().map(Self::of).unwrap_or_default();
        (file, source_info)
    }

    fn of(info: SourceCodeInfo) -> Self {
        let mut source_info = Self::default();
        // The path of an element consists of pairs: a list and an index into it. Only the parts of
        // the file itself have other paths.
        for location in info
            .location
            .into_iter()
            .filter(|location| location.path.len() % 2 == 0 || location.path.len() == 1)
        {
            let start = source_info.steps.len() as u32;
            source_info.steps.extend(&location.path);
            let steps = (start, source_info.steps.len() as u32);
            // A span counts from 0, and begins with the line and the column.
            let position = match location.span[..] {
                [line, column, ..] => u32::try_from(line)
                    .and_then(|line| Ok((line + 1, u32::try_from(column)? + 1)))
                    .unwrap_or_default(),
                _ => (0, 0),
            };
            let mut is_lossy = false;
            let [leading, trailing] =
                [location.leading_comments, location.trailing_comments].map(|comment| {
                    let comment = comment?;
                    let comment = String::from_utf8_lossy(&comment);
                    // A borrowed text is valid UTF-8.
                    is_lossy |= matches!(comment, Cow::Owned(_));
                    let start = source_info.comments.len() as u32;
                    source_info.comments.push_str(&comment);
                    Some((start, source_info.comments.len() as u32))
                });
            let element = ElementInfo { position, steps, leading, trailing };
            if is_lossy {
                source_info.lossy.count += 1;
                source_info.lossy.first = source_info.lossy.first.or(element.position());
            }
            source_info.elements.push(element);
        }
        let Self { elements: list, steps, .. } = &mut source_info;
        // If a path has several locations, the first wins. The sort is stable.
        list.sort_by(|a, b| part(steps, a.steps).cmp(part(steps, b.steps)));
        list.dedup_by(|b, a| part(steps, a.steps) == part(steps, b.steps));
        list.shrink_to_fit();
        source_info.steps.shrink_to_fit();
        source_info.comments.shrink_to_fit();
        source_info
    }

    /// Returns the position and comments of the element at a path.
    pub fn get(&self, path: &[i32]) -> Option<&ElementInfo> {
        let index = self
            .elements
            .binary_search_by(|element| part(&self.steps, element.steps).cmp(path))
            .ok()?;
        Some(&self.elements[index])
    }

    /// Returns the number of elements whose comments are not UTF-8. U+FFFD replaces the invalid
    /// bytes of these comments.
    pub fn lossy(&self) -> Lossy {
        self.lossy
    }

    /// Returns the leading and the trailing comment of the element at a path.
    pub fn comments(&self, path: &[i32]) -> [Option<&str>; 2] {
        let Some(element) = self.get(path) else { return [None, None] };
        [element.leading, element.trailing].map(|range| {
            let (start, end) = range?;
            self.comments.get(start as usize..end as usize)
        })
    }
}

impl ElementInfo {
    /// Returns the line and column, counted from 1. Returns `None` if the position is unknown.
    pub fn position(&self) -> Option<(u32, u32)> {
        Some(self.position).filter(|(line, _)| *line > 0)
    }
}

fn part(steps: &[i32], (start, end): Range) -> &[i32] {
    &steps[start as usize..end as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::source_code_info::Location;

    #[test]
    fn comments_that_are_not_utf8_are_counted() {
        let location = |path: &[i32], line: i32, comment: &[u8]| Location {
            path: path.to_vec(),
            span: vec![line, 0, 9],
            trailing_comments: Some(comment.into()),
            ..Location::default()
        };
        let locations = vec![
            location(&[4, 0], 1, "caf\u{e9}".as_bytes()),
            location(&[4, 1], 3, b"caf\xe9"),
            location(&[4, 2], 5, b"\xe9"),
            // The location of a name.
            location(&[4, 2, 1], 5, b"\xe9"),
        ];
        let source_info =
            SourceInfo::of(SourceCodeInfo { location: locations, ..SourceCodeInfo::default() });
        assert_eq!(source_info.lossy(), Lossy { count: 2, first: Some((4, 1)) });
        assert_eq!(source_info.comments(&[4, 1]), [None, Some("caf\u{fffd}")]);
    }

    #[test]
    fn the_first_location_of_a_path_wins_and_words_are_skipped() {
        let location = |path: &[i32], line: i32, comment: &str| Location {
            path: path.to_vec(),
            span: vec![line, 2, 9],
            leading_comments: Some(comment.into()),
            ..Location::default()
        };
        let locations = vec![
            location(&[4, 1], 7, "second"),
            location(&[4, 0], 1, "first"),
            location(&[4, 0], 3, "again"),
            location(&[4, 0, 1], 1, "name"),
            location(&[12], 0, "syntax"),
        ];
        let source_info =
            SourceInfo::of(SourceCodeInfo { location: locations, ..SourceCodeInfo::default() });
        let found = |path: &[i32]| {
            Some((source_info.get(path)?.position()?, source_info.comments(path)[0]?))
        };
        assert_eq!(found(&[4, 0]), Some(((2, 3), "first")));
        assert_eq!(found(&[4, 1]), Some(((8, 3), "second")));
        assert_eq!(found(&[12]), Some(((1, 3), "syntax")));
        assert_eq!(found(&[4, 0, 1]), None);
        assert_eq!(source_info.comments(&[4, 2]), [None, None]);
    }
}
