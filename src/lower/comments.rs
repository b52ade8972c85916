//! From comments to docs that cannot break a build.
//!
//! Authors do not write comments in a .proto file as Markdown for rustdoc, but rustdoc reads them
//! so. An indented example becomes a doctest, `[0, 1]` a broken link, and `Map<K, V>` an HTML tag.
//! Clippy objects to a paragraph below a list item. So this module reads comments line by line as
//! the Markdown that they mostly are (`blocks`), and writes them again without ambiguity. Code
//! becomes `text`. The content of an item is indented by the length of the item's marker. In
//! running text (`inline`), characters that could be a link, a tag or a rule are escaped. Plain
//! prose stays as it is.
//!
//! This is no Markdown parser: it may take less for markup than one would, as long as it escapes
//! the rest. A real one is the judge in the tests, and so are rustdoc and clippy.

mod blocks;
mod inline;
mod references;

#[cfg(test)]
mod tests;

/// Finds what a link in docs leads to, e.g. `struct@Forecast` for `acme.v1.Forecast`; nothing if
/// that is no item.
pub(super) type Targets<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Doc lines of one comment; none if it is blank.
pub(crate) fn of_one(comment: &str) -> Vec<String> {
    if comment.trim().is_empty() {
        Vec::new()
    } else {
        docs(Some(comment), None, String::new, &|_| None)
    }
}

/// Doc lines, each as it stands after `///`: empty or with a space in front. There is at least one:
/// without comments it is that of `fallback`.
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

/// The lines of a comment without what surrounds its text: blank lines at both ends, blanks at the
/// end of lines, and the indentation that its lines share, which mostly is the blank after `//`.
fn lines(comment: &str) -> Vec<String> {
    let comment = comment.replace("\r\n", "\n").replace('\r', "\n");
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

/// Returns the indentation that all lines share. It is 1 if more lines begin with one blank than
/// with none, because a few lines may begin right after the `//`, e.g. `//-----`.
fn shared_indentation(lines: &[String]) -> usize {
    let indentations =
        || lines.iter().filter(|line| !line.is_empty()).map(|line| indentation(line));
    let with = |indentation: usize| indentations().filter(|each| *each == indentation).count();
    if with(1) > with(0) { 1 } else { indentations().min().unwrap_or(0) }
}

/// A line with its tabs as spaces and without what cannot be seen: clippy denies tabs in docs, and
/// rustc characters that change the direction of the text around them, since code can hide behind
/// them.
fn visible(line: &str) -> String {
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

/// Returns the number of spaces that a line begins with.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
