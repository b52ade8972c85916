//! Running text. Code spans and links stay, and all other inline markup of Markdown is escaped.

use super::{Targets, references};

/// Rewrites a paragraph. The number of lines does not change.
pub(super) fn rewrite(text: &str, targets: Targets<'_>) -> String {
    Rewriter { text, links: true, targets, out: String::with_capacity(text.len() + 16) }.rewrite()
}

/// Rewrites the text of a link. It contains no other link.
pub(super) fn label(text: &str) -> String {
    Rewriter { text, links: false, targets: &|_| None, out: String::new() }.rewrite()
}

/// Rewrites a row of a table. Every `|` that is not escaped ends a cell, even in code.
pub(super) fn rewrite_row(line: &str, targets: Targets<'_>) -> String {
    let mut row = String::new();
    let mut rest = line;
    while let Some(at) = end_of_cell(rest) {
        row.push_str(&rewrite(&rest[..at], targets));
        row.push('|');
        rest = &rest[at + 1..];
    }
    row + &rewrite(rest, targets)
}

fn end_of_cell(row: &str) -> Option<usize> {
    let mut escaped = false;
    row.bytes().position(|byte| {
        let ends = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

struct Rewriter<'a> {
    text: &'a str,
    /// Whether links are allowed. A link cannot contain another link.
    links: bool,
    targets: Targets<'a>,
    out: String,
}

impl Rewriter<'_> {
    fn rewrite(mut self) -> String {
        let mut at = 0;
        loop {
            let rest = &self.text[at..];
            at += self.kept(rest.find(is_markup).unwrap_or(rest.len()), at);
            let Some(c) = self.text[at..].chars().next() else { break };
            at += match c {
                '\\' => self.backslash(at),
                '`' => self.backticks(at),
                '<' => self.less_than(at),
                '[' => self.bracket(at),
                ']' => self.escaped(c),
                '!' => self.image(at),
                'h' if self.links => self.url(at),
                c => self.kept(c.len_utf8(), at),
            };
        }
        self.out
    }

    /// Copies the next bytes. Like the other methods, it returns the number of bytes that it has
    /// read.
    fn kept(&mut self, len: usize, at: usize) -> usize {
        self.out.push_str(&self.text[at..at + len]);
        len
    }

    fn escaped(&mut self, c: char) -> usize {
        self.out.push('\\');
        self.out.push(c);
        c.len_utf8()
    }

    /// Reads a backslash. It escapes a punctuation mark, and stands for itself before any other
    /// character.
    fn backslash(&mut self, at: usize) -> usize {
        match self.text[at + 1..].chars().next() {
            Some(next) if next.is_ascii_punctuation() => self.kept(2, at),
            // The link that `http` becomes begins with a punctuation mark.
            Some('h') => self.escaped('\\'),
            Some(_) | None => self.kept(1, at),
        }
    }

    /// Reads backticks. A code span ends at the next run of the same length. Without such a run,
    /// the backticks are text.
    fn backticks(&mut self, at: usize) -> usize {
        let len = run(&self.text[at..]);
        // A line that begins with a tag or a footnote ends the paragraph, and so the code span.
        let paragraph = &self.text[..at + end_of_spans(&self.text[at..])];
        let mut end = at + len;
        while let Some(next) = paragraph[end..].find('`') {
            let closing = run(&paragraph[end + next..]);
            end += next + closing;
            if closing == len {
                return self.kept(end - at, at);
            }
        }
        for _ in 0..len {
            self.escaped('`');
        }
        len
    }

    /// Reads `<`. It begins an automatic link, a possible tag, or a comparison.
    fn less_than(&mut self, at: usize) -> usize {
        let inside = &self.text[at + 1..];
        if self.links
            && let len = url_len(inside)
            && len > 0
            && inside[len..].starts_with('>')
        {
            return self.kept(len + 2, at);
        }
        match inside.chars().next() {
            Some(c) if !c.is_ascii_whitespace() && !c.is_ascii_digit() && c != '=' => {
                self.escaped('<')
            }
            Some(_) | None => self.kept(1, at),
        }
    }

    /// Reads `!`. It begins an image or is text. An image becomes a link, because docs must not
    /// load anything from the web.
    fn image(&mut self, at: usize) -> usize {
        let after = &self.text[at + 1..];
        if !self.links || !after.starts_with('[') {
            return self.kept(1, at);
        }
        let marks = self.out.len();
        if let Some(len) = self.link(at + 1).or_else(|| self.image_without_text(after)) {
            self.escape_mark_before(marks);
            return 1 + len;
        }
        self.kept(1, at)
    }

    /// Reads an image without text, and writes its address.
    fn image_without_text(&mut self, image: &str) -> Option<usize> {
        let inside = image.strip_prefix("[](")?;
        let len = url_len(inside);
        inside[len..].strip_prefix(')').filter(|_| len > 0)?;
        self.out.push('<');
        self.out.push_str(&inside[..len]);
        self.out.push('>');
        Some("[](".len() + len + ")".len())
    }

    /// Escapes an exclamation mark that would turn the link after it into an image.
    fn escape_mark_before(&mut self, end: usize) {
        let Some(before) = self.out[..end].strip_suffix('!') else { return };
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        if backslashes.is_multiple_of(2) {
            self.out.insert(end - 1, '\\');
        }
    }

    /// Reads `[`. It begins a link to the web, a reference to an element, or is text.
    fn bracket(&mut self, at: usize) -> usize {
        self.link(at).unwrap_or_else(|| self.escaped('['))
    }

    fn link(&mut self, at: usize) -> Option<usize> {
        let inside = &self.text[at + 1..];
        let end =
            inside.find(['[', ']']).filter(|end| self.links && inside[*end..].starts_with(']'))?;
        let (text, after) = (&inside[..end], &inside[end + 1..]);
        // After a backslash or half a code span, the closing bracket would not end the link.
        if text.trim().is_empty() || text.ends_with('\\') || text.matches('`').count() % 2 == 1 {
            return None;
        }
        let (link, len) = if let Some(url) = after.strip_prefix('(') {
            let len = url_len(url);
            url[len..].strip_prefix(')').filter(|_| len > 0)?;
            (format!("[{}]({})", label(text), &url[..len]), len)
        } else {
            let (target, _) = after.strip_prefix('[')?.split_once(']')?;
            // The reference can become a code span. Another backtick beside it would extend the
            // span.
            if self.out.ends_with('`') || after[1 + target.len() + 1..].starts_with('`') {
                return None;
            }
            (
                references::rewrite(
                    text,
                    if target.is_empty() { text } else { target },
                    self.targets,
                )?,
                target.len(),
            )
        };
        self.out.push_str(&link);
        Some(1 + text.len() + 1 + 1 + len + 1)
    }

    /// Reads an address without markup, and makes it a link.
    fn url(&mut self, at: usize) -> usize {
        let len = url_len_in_prose(&self.text[at..]);
        if len == 0 {
            return self.kept(1, at);
        }
        self.out.push('<');
        self.kept(len, at);
        self.out.push('>');
        len
    }
}

/// Whether a character can begin markup or a web address.
fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '<' | '[' | ']' | '!' | 'h')
}

/// Returns the end of the text that a code span can extend to: the first line break before a line
/// that begins with `<` or `[`.
fn end_of_spans(text: &str) -> usize {
    let begins = |(end, _): &(usize, &str)| text[end + 1..].starts_with(['<', '[']);
    text.match_indices('\n').find(begins).map_or(text.len(), |(end, _)| end)
}

/// Returns the length of the run of backticks that the text begins with.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Returns the length of the web address that the text begins with. A closing bracket ends the
/// address if the address has no bracket that it closes.
fn url_len(text: &str) -> usize {
    let Some(scheme) = ["https://", "http://"].iter().find(|scheme| text.starts_with(**scheme))
    else {
        return 0;
    };
    let mut open = [0; 3];
    let ends = |c: char| {
        if let Some(bracket) = "([{".find(c) {
            open[bracket] += 1;
        } else if let Some(bracket) = ")]}".find(c) {
            open[bracket] -= 1;
            return open[bracket] < 0;
        }
        !c.is_ascii_graphic() || "<>\"`\\".contains(c)
    };
    let len = text.find(ends).unwrap_or(text.len());
    if len > scheme.len() { len } else { 0 }
}

/// Returns the length of a web address in prose. Punctuation at its end belongs to the sentence.
fn url_len_in_prose(text: &str) -> usize {
    let url = text[..url_len(text)]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '|']);
    if url.ends_with('/') && url.len() <= "https://".len() { 0 } else { url.len() }
}
