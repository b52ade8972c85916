//! The blocks of a comment: paragraphs, lists, headings, rules and code.

use super::{Targets, indentation, inline};

/// The maximum nesting depth of lists. The marker of a deeper list is text, because each level is a
/// recursive call.
const MAX_NESTING: usize = 16;

/// Rewrites the lines as Markdown without ambiguity.
pub(super) fn rewrite(lines: &[String], targets: Targets<'_>) -> Vec<String> {
    let (items, paragraph, marker, out) = Default::default();
    let mut rewriter = Rewriter { rest: lines, targets, items, paragraph, marker, out };
    while let Some((line, rest)) = rewriter.rest.split_first() {
        rewriter.rest = rest;
        rewriter.line(indentation(line), line.trim_start_matches(' '));
    }
    rewriter.end_paragraph();
    rewriter.out
}

struct Rewriter<'a> {
    /// The lines that are not read yet.
    rest: &'a [String],
    targets: Targets<'a>,
    /// The open list items, the outermost first.
    items: Vec<Item>,
    /// The lines of the open paragraph. It is empty if no paragraph is open.
    paragraph: Vec<String>,
    /// The markers of the items that have no line yet.
    marker: String,
    out: Vec<String>,
}

/// A list item. Its text can have different columns in the comment and in the docs.
struct Item {
    /// The column of the item's text in the comment.
    column: usize,
    /// The column of the item's text in the docs.
    indent: usize,
}

impl<'a> Rewriter<'a> {
    fn line(&mut self, column: usize, text: &str) {
        if text.is_empty() {
            self.end_paragraph();
            self.out.push(String::new());
        } else if self.paragraph.is_empty() {
            self.begin_block(column, text);
        } else {
            self.continue_paragraph(column, text);
        }
    }

    /// Reads a line where no paragraph is open.
    fn begin_block(&mut self, column: usize, text: &str) {
        self.close_items(column);
        if column >= self.column() + 4 {
            self.code(column, text);
        } else if let Some(fence) = self.fence(text) {
            self.fenced(column, fence);
        } else if let Some(marker) = self.marker(text) {
            self.item(column, text, marker);
        } else if is_heading(text) {
            let text = inline::rewrite(text, self.targets);
            self.write(&text);
        } else if is_rule(text) && self.marker.is_empty() {
            self.write(text);
        } else {
            self.paragraph.push(text.to_owned());
        }
    }

    /// Reads a line after a line of a paragraph.
    fn continue_paragraph(&mut self, column: usize, text: &str) {
        let announced = self.paragraph.last().is_some_and(|line| line.ends_with(':'));
        if let Some(fence) = self.fence(text) {
            self.end_paragraph();
            self.close_items(column);
            self.fenced(column, fence);
        } else if is_delimiter_row(text) {
            self.paragraph.push(text.to_owned());
        } else if let Some(marker) =
            self.marker(text).filter(|marker| marker.can_interrupt || column < self.column())
        {
            self.end_paragraph();
            self.close_items(column);
            self.item(column, text, marker);
        } else if announced && column >= self.column() + 4 {
            // Markdown needs a blank line before code, but the author meant code.
            self.end_paragraph();
            self.code(column, text);
        } else if is_heading(text) && self.items.is_empty() {
            self.end_paragraph();
            let text = inline::rewrite(text, self.targets);
            self.write(&text);
        } else if (is_rule(text) || is_underline(text))
            && self.items.is_empty()
            && !self.paragraph.iter().any(|line| line.contains('|'))
        {
            self.end_paragraph();
            self.write(text);
        } else {
            self.paragraph.push(text.to_owned());
        }
    }

    /// Returns the marker of a list item, if the line begins with one and another level is allowed.
    fn marker(&self, text: &str) -> Option<Marker> {
        if self.items.len() < MAX_NESTING { Marker::of(text) } else { None }
    }

    /// Reads a list item and the rest of its line.
    fn item(&mut self, column: usize, text: &str, marker: Marker) {
        let indent = self.indent();
        let (mark, content) = text.split_at(marker.len);
        let gap = indentation(content);
        let content = content.trim_start_matches(' ');
        // With more than four spaces, the text would be code.
        let shown = if gap > 4 { 1 } else { gap };
        if self.marker.is_empty() {
            self.marker = " ".repeat(indent);
        }
        self.marker.push_str(mark);
        self.marker.push_str(&" ".repeat(shown));
        let column = column + marker.len + gap;
        self.items.push(Item { column, indent: indent + marker.len + shown });
        self.begin_block(column, content);
    }

    /// Reads indented code: this line and the following lines with the indentation of code.
    fn code(&mut self, column: usize, text: &str) {
        let base = self.column() + 4;
        let end = self
            .rest
            .iter()
            .position(|line| !line.is_empty() && indentation(line) < base)
            .unwrap_or(self.rest.len());
        let first = " ".repeat(column) + text;
        let mut lines = vec![first.as_str()];
        lines.extend(self.rest[..end].iter().map(String::as_str));
        // The blank lines at the end are not read here. They separate the code from the next block.
        while lines.last().is_some_and(|line| line.is_empty()) {
            lines.pop();
        }
        let shared = lines
            .iter()
            .filter(|line| !line.is_empty())
            .map(|line| indentation(line))
            .min()
            .unwrap_or(0);
        self.rest = &self.rest[lines.len() - 1..];
        let lines: Vec<&str> =
            lines.iter().map(|line| line.get(shared..).unwrap_or_default()).collect();
        self.write_code(&lines);
    }

    /// Returns the opening fence of a code block, if any line follows.
    fn fence(&self, text: &str) -> Option<Fence> {
        Fence::opened(text).filter(|_| self.rest.iter().any(|line| !line.is_empty()))
    }

    /// Reads code between fences. Without a closing fence, the code extends to the end.
    fn fenced(&mut self, column: usize, fence: Fence) {
        let end = self.rest.iter().position(|line| fence.is_closed_by(line));
        let lines: Vec<&str> = self.rest[..end.unwrap_or(self.rest.len())]
            .iter()
            .map(|line| &line[indentation(line).min(column)..])
            .collect();
        self.rest = end.map_or(&[], |end| &self.rest[end + 1..]);
        self.write_code(&lines);
    }

    fn write_code(&mut self, lines: &[&str]) {
        let ticks = lines.iter().map(|line| longest_run(line, '`')).max().unwrap_or(0);
        let fence = "`".repeat(3.max(ticks + 1));
        self.write(&format!("{fence}text"));
        for line in lines {
            self.write(line);
        }
        self.write(&fence);
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.paragraph);
        if lines.is_empty() {
            return;
        }
        let is_table = lines.iter().any(|line| is_delimiter_row(line));
        let lines: Vec<String> = lines.iter().map(|line| without_block_marker(line)).collect();
        if is_table {
            for line in &lines {
                self.write(&inline::rewrite_row(line, self.targets));
            }
        } else {
            for line in inline::rewrite(&lines.join("\n"), self.targets).split('\n') {
                self.write(line);
            }
        }
    }

    /// Adds a line. It follows the pending markers, or has the indentation of the open item.
    fn write(&mut self, text: &str) {
        let mut line = std::mem::take(&mut self.marker);
        if line.is_empty() && !text.is_empty() {
            line = " ".repeat(self.indent());
        }
        line.push_str(text);
        self.out.push(line);
    }

    /// Closes the items that do not contain a line at `column`.
    fn close_items(&mut self, column: usize) {
        while self.items.last().is_some_and(|item| column < item.column) {
            self.items.pop();
        }
    }

    /// Returns the column of the current text in the comment.
    fn column(&self) -> usize {
        self.items.last().map_or(0, |item| item.column)
    }

    /// Returns the column of the current text in the docs.
    fn indent(&self) -> usize {
        self.items.last().map_or(0, |item| item.indent)
    }
}

/// The marker of a list item. Text follows it.
struct Marker {
    /// The length, e.g. 1 for `-`, 3 for `12.`.
    len: usize,
    /// Whether it can end a paragraph. A line of prose may begin with a year and a full stop.
    can_interrupt: bool,
}

impl Marker {
    fn of(text: &str) -> Option<Self> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let len = match digits {
            0 if text.starts_with(['-', '*', '+']) => 1,
            1..=9 if text[digits..].starts_with(['.', ')']) => digits + 1,
            _ => return None,
        };
        let can_interrupt = digits == 0 || &text[..digits] == "1";
        (text[len..].starts_with(' ') && !is_rule(text)).then_some(Self { len, can_interrupt })
    }
}

/// The line that opens a code block, e.g. three backticks.
struct Fence {
    tick: char,
    len: usize,
}

impl Fence {
    fn opened(text: &str) -> Option<Self> {
        let tick = text.chars().next().filter(|tick| ['`', '~'].contains(tick))?;
        let info = text.trim_start_matches(tick);
        let len = text.len() - info.len();
        (len >= 3 && !(tick == '`' && info.contains('`'))).then_some(Self { tick, len })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let text = line.trim_start_matches(' ');
        text.len() >= self.len && text.chars().all(|c| c == self.tick)
    }
}

/// Whether a line is a heading, e.g. `## Errors`.
fn is_heading(text: &str) -> bool {
    let title = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - title.len())) && title.starts_with(' ')
}

/// Whether a line is a thematic break, e.g. `---` or `* * *`.
fn is_rule(text: &str) -> bool {
    let is_of = |mark: &char| text.chars().all(|c| c == *mark || c == ' ');
    ['-', '*', '_'].iter().any(is_of) && text.chars().filter(|c| *c != ' ').count() >= 3
}

/// Whether a line turns the line above it into a heading.
fn is_underline(text: &str) -> bool {
    text.len() >= 3 && ['-', '='].iter().any(|mark| text.chars().all(|c| c == *mark))
}

/// Whether a line is the delimiter below the header of a table, e.g. `|---|:-:|`. In a table, a `|`
/// ends a cell even inside a code span.
fn is_delimiter_row(text: &str) -> bool {
    text.contains('-') && text.contains('|') && text.chars().all(|c| "|-: ".contains(c))
}

/// Escapes the beginning of a paragraph's line, if it could begin another block.
fn without_block_marker(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after_digits = &line[digits..];
    let ends_word = |text: &str| text.is_empty() || text.starts_with(' ');
    let at = match line.chars().next() {
        Some('>') => 0,
        Some('`' | '~') if Fence::opened(line).is_some() => 0,
        Some('#') if ends_word(line.trim_start_matches('#')) => 0,
        Some('-' | '*' | '+') if ends_word(&line[1..]) => 0,
        Some('-' | '=') if line.chars().all(|c| line.starts_with(c)) => 0,
        Some('-' | '*' | '_') if is_rule(line) => 0,
        Some('0'..='9')
            if after_digits.starts_with(['.', ')']) && ends_word(&after_digits[1..]) =>
        {
            digits
        }
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}
