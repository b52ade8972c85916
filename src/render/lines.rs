//! The layout of lines: text with groups and places to break at, laid out as in Oppen's
//! "Prettyprinting" (1980).
//!
//! A group that fits on its line, up to the first place to break behind it, stays there. Of one
//! that does not, each place breaks if it is consistent; otherwise those do behind which the text
//! up to the next place would not fit.

/// The indentation of a block.
pub(super) const INDENT: i8 = 4;
/// The length that a line should not exceed.
const WIDTH: i64 = 89;
/// So much is assumed to be left of it, however far the line is set in.
const LEAST_WIDTH: i64 = 60;
/// Wider than any line.
const ENDLESS: i64 = 0xffff;

/// The pieces of an item, in order.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pieces: Vec<Piece>,
    text: String,
    /// Whether the next text is to be a piece of its own, because somebody has marked the place.
    marked: bool,
    sizes: Vec<i64>,
    open: Vec<u32>,
    groups: Vec<Group>,
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    Text {
        start: u32,
        len: u32,
    },
    Break(Break),
    Begin {
        indent: i8,
        consistent: bool,
    },
    End,
    /// Makes the group around it too wide.
    TooWide,
}

/// A place to break at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Break {
    /// The width of the place if the line goes on.
    pub blank: Blank,
    /// The indentation of the next line, beyond that of the group.
    pub indent: i8,
    /// The character that ends the line if it breaks.
    pub before: Option<char>,
    /// Whether the next line begins with a brace, only if it breaks.
    pub brace_after: bool,
    /// Whether there is a comma, only if it does not break.
    pub comma_instead: bool,
    /// Whether it is left out at the end of a group.
    pub if_something_follows: bool,
    /// Only there to end what is measured.
    pub never: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Blank {
    #[default]
    None,
    Space,
    Line,
}

/// A group that is being printed.
#[derive(Debug, Clone, Copy)]
enum Group {
    OnALine,
    /// With the indentation outside of it.
    Broken {
        outside: i64,
        consistent: bool,
    },
}

/// A place between pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(usize);

impl Break {
    fn width(self) -> i64 {
        match self.blank {
            Blank::None => 0,
            Blank::Space => 1,
            Blank::Line => ENDLESS,
        }
    }
}

impl Lines {
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.text.clear();
        self.marked = false;
    }

    pub fn word(&mut self, text: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(Piece::Text { len, .. }) if !self.marked => *len += text.len() as u32,
            _ => self.pieces.push(Piece::Text { start, len: text.len() as u32 }),
        }
        self.marked = false;
    }

    pub fn add(&mut self, place: Break) {
        self.pieces.push(Piece::Break(place));
    }

    /// Breaks where the group does.
    pub fn zero(&mut self) {
        self.add(Break::default());
    }

    /// The same, a space otherwise.
    pub fn space(&mut self) {
        self.add(Break { blank: Blank::Space, ..Break::default() });
    }

    pub fn line(&mut self) {
        self.add(Break { blank: Blank::Line, ..Break::default() });
    }

    pub fn line_if_something_follows(&mut self) {
        self.add(Break { blank: Blank::Line, if_something_follows: true, ..Break::default() });
    }

    pub fn never(&mut self) {
        self.add(Break { never: true, ..Break::default() });
    }

    /// After an element of a list: on lines of their own the last one has a comma, too.
    pub fn comma(&mut self, is_last: bool, blank_at_end: Blank) {
        if is_last {
            self.add(Break { blank: blank_at_end, before: Some(','), ..Break::default() });
        } else {
            self.word(",");
            self.space();
        }
    }

    /// Takes the last place to break out of the block it ends.
    pub fn outdent(&mut self) {
        if let Some(Piece::Break(place)) = self.pieces.last_mut() {
            place.indent -= INDENT;
        }
    }

    pub fn begin(&mut self, indent: i8) {
        self.pieces.push(Piece::Begin { indent, consistent: true });
    }

    pub fn begin_inconsistent(&mut self, indent: i8) {
        self.pieces.push(Piece::Begin { indent, consistent: false });
    }

    pub fn end(&mut self) {
        if let [.., before, Piece::Break(last)] = self.pieces.as_slice() {
            if matches!(before, Piece::Begin { .. }) {
                self.pieces.truncate(self.pieces.len() - 2);
                return;
            }
            if last.if_something_follows {
                self.pieces.pop();
            }
        }
        self.pieces.push(Piece::End);
    }

    /// Ends the group that begins at the mark; wider than this it breaks, although it may fit.
    pub fn end_of_at_most(&mut self, width: i64, begin: Mark) {
        let actual: i64 = self.pieces[begin.0..].iter().map(Piece::width).sum();
        if actual > width {
            self.pieces.push(Piece::TooWide);
        }
        self.end();
    }

    /// Here something may be put in later.
    pub fn mark(&mut self) -> Mark {
        self.marked = true;
        Mark(self.pieces.len())
    }

    pub fn begin_at(&mut self, mark: Mark, indent: i8, consistent: bool) {
        self.pieces.insert(mark.0, Piece::Begin { indent, consistent });
    }

    pub fn break_at(&mut self, mark: Mark, place: Break) {
        self.pieces.insert(mark.0, Piece::Break(place));
    }
}

impl Piece {
    fn width(&self) -> i64 {
        match self {
            Piece::Text { start: _, len } => *len as i64,
            Piece::Break(place) => place.width(),
            Piece::Begin { .. } | Piece::End => 0,
            Piece::TooWide => ENDLESS,
        }
    }
}

impl Lines {
    /// Appends the pieces as lines.
    pub fn print(&mut self, out: &mut String) {
        self.measure();
        let (mut room, mut indent, mut blanks) = (WIDTH, 0, 0);
        self.groups.clear();
        for (piece, size) in self.pieces.iter().zip(&self.sizes) {
            match piece {
                Piece::Text { start, len } => {
                    push_blanks(out, &mut blanks);
                    out.push_str(&self.text[*start as usize..(*start + *len) as usize]);
                    room -= *len as i64;
                }
                Piece::TooWide => {}
                Piece::Begin { indent: by, consistent } => {
                    if *size > room {
                        self.groups
                            .push(Group::Broken { outside: indent, consistent: *consistent });
                        indent += i64::from(*by);
                    } else {
                        self.groups.push(Group::OnALine);
                    }
                }
                Piece::End => {
                    if let Some(Group::Broken { outside, .. }) = self.groups.pop() {
                        indent = outside;
                    }
                }
                Piece::Break(place) => {
                    let goes_on = place.never
                        || match self.groups.last() {
                            Some(Group::OnALine) => true,
                            Some(Group::Broken { consistent: true, .. }) => false,
                            Some(Group::Broken { consistent: false, .. }) | None => *size <= room,
                        };
                    if goes_on {
                        blanks += place.width();
                        room -= place.width();
                        if place.comma_instead {
                            out.push(',');
                            room -= 1;
                        }
                        continue;
                    }
                    if let Some(before) = place.before {
                        push_blanks(out, &mut blanks);
                        out.push(before);
                    }
                    out.push('\n');
                    blanks = indent + i64::from(place.indent);
                    room = (WIDTH - blanks).max(LEAST_WIDTH);
                    if place.brace_after {
                        push_blanks(out, &mut blanks);
                        out.push('}');
                        room -= 1;
                    }
                }
            }
        }
    }

    /// Computes the width from each group's beginning to the first place to break behind its end,
    /// and the width from each such place to the next one of its own group or behind that group.
    fn measure(&mut self) {
        self.sizes.clear();
        self.open.clear();
        let mut total = 0;
        for piece in &self.pieces {
            let index = self.sizes.len() as u32;
            match piece {
                Piece::Text { .. } | Piece::TooWide => self.sizes.push(0),
                Piece::Begin { .. } => {
                    self.sizes.push(-total);
                    self.open.push(index);
                }
                Piece::End => {
                    self.sizes.push(0);
                    self.open.push(index);
                }
                Piece::Break(_) => {
                    close(&self.pieces, &mut self.sizes, &mut self.open, total);
                    self.sizes.push(-total);
                    self.open.push(index);
                }
            }
            total += piece.width();
        }
        close(&self.pieces, &mut self.sizes, &mut self.open, total);
    }
}

/// Here is a place to break: what is measured up to it, now has its size.
fn close(pieces: &[Piece], sizes: &mut [i64], open: &mut Vec<u32>, total: i64) {
    let mut depth = 0;
    while let Some(&index) = open.last() {
        let index = index as usize;
        match pieces[index] {
            Piece::Begin { .. } if depth == 0 => break,
            Piece::Begin { .. } => {
                sizes[index] += total;
                depth -= 1;
            }
            Piece::End => depth += 1,
            Piece::Break(_) => sizes[index] += total,
            Piece::Text { .. } | Piece::TooWide => {}
        }
        open.pop();
        if depth == 0 && matches!(pieces[index], Piece::Break(_)) {
            break;
        }
    }
}

fn push_blanks(out: &mut String, blanks: &mut i64) {
    out.extend(std::iter::repeat_n(' ', usize::try_from(*blanks).unwrap_or_default()));
    *blanks = 0;
}
