//! Turns comments into docs that cannot break a build.
//!
//! rustdoc reads docs as Markdown, but the authors of .proto files do not write comments for
//! rustdoc. An indented example becomes a doctest, `[0, 1]` a broken link, and `Map<K, V>` an HTML
//! tag. Clippy objects to a paragraph below a list item.
//!
//! So this module parses comments line by line as Markdown (`blocks`), and writes them again
//! without ambiguity. Code becomes a block of `text`. The content of a list item is indented by the
//! length of the item's marker. In running text (`inline`), characters that could be a link, a tag
//! or a rule are escaped. Plain prose does not change.
//!
//! This module is not a full Markdown parser. It may miss markup, but then it escapes the
//! characters. The tests compare with a real parser, and with rustdoc and clippy.

mod blocks;
mod inline;
mod references;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

/// Finds the target of a link in docs, e.g. `struct@Forecast` for `acme.v1.Forecast`. The result is
/// `None` if the name is not an item.
pub(super) type Targets<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Returns the doc lines of a comment. A blank comment has none.
pub(crate) fn of_one(comment: &str) -> Vec<String> {
    if comment.trim().is_empty() {
        Vec::new()
    } else {
        docs(Some(comment), None, String::new, &|_| None)
    }
}

/// Returns the doc lines of an element. Each is the text after `///`: empty, or with a space in
/// front. Without comments, the only line is that of `fallback`.
pub(super) fn docs(
    leading: Option<&str>,
    trailing: Option<&str>,
    fallback: impl FnOnce() -> String,
    targets: Targets<'_>,
) -> Vec<String> {
    let comments = leading
        .into_iter()
        .chain(trailing)
        .map(|comment| blocks::rewrite(&lines(comment), targets));
    let mut docs: Vec<String> = Vec::new();
    for comment in comments.filter(|lines| !lines.is_empty()) {
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.extend(comment);
    }
    if docs.is_empty() {
        docs.push(fallback());
    }
    for line in docs.iter_mut().filter(|line| !line.is_empty()) {
        line.insert(0, ' ');
    }
    docs
}

/// Returns the lines of a comment. Blank lines at both ends, trailing spaces, and the indentation
/// that all lines share are removed. The shared indentation is usually the space after `//`.
fn lines(comment: &str) -> Vec<String> {
    let comment = match comment.contains('\r') {
        true => Cow::Owned(comment.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(comment),
    };
    let mut lines: Vec<String> = comment.split('\n').map(visible).collect();
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    lines.truncate(end);
    lines.drain(..lines.iter().take_while(|line| line.is_empty()).count());
    let shared = shared_indentation(&lines);
    for line in &mut lines {
        line.drain(..indentation(line).min(shared));
    }
    lines
}

/// Returns the indentation that all lines share. It is 1 if more lines begin with one space than
/// with none, because a few lines may begin right after `//`, e.g. `//-----`.
fn shared_indentation(lines: &[String]) -> usize {
    let indentations =
        || lines.iter().filter(|line| !line.is_empty()).map(|line| indentation(line));
    let with = |indentation: usize| indentations().filter(|each| *each == indentation).count();
    if with(1) > with(0) { 1 } else { indentations().min().unwrap_or(0) }
}

/// Returns a line with spaces for tabs and without invisible characters. clippy denies tabs in
/// docs. rustc denies characters that change the direction of text, because code can hide behind
/// them.
fn visible(line: &str) -> String {
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return line.trim_end().to_owned();
    }
    let mut text = String::with_capacity(line.len() + 1);
    let (mut column, mut buffer) = (0, [0; 4]);
    for c in line.chars() {
        let shown = match c {
            '\t' => &"    "[column % 4..],
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "",
            c if c.is_control() => "",
            c => c.encode_utf8(&mut buffer),
        };
        text.push_str(shown);
        column += shown.chars().count();
    }
    text.truncate(text.trim_end().len());
    text
}

/// Returns the number of spaces at the beginning of a line.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
