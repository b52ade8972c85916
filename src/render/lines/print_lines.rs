//! Prints pieces as lines, and decides where a line ends.

use super::{Blank, Fit, Lines, Piece, Point};

/// The greatest width of a line.
const WIDTH: i64 = 100;
/// The least width for text, however large the indentation is.
const LEAST_WIDTH: i64 = 20;
/// Blanks, to copy from.
const BLANKS: &str = "                                ";

/// A group that is being printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    state: State,
    /// The width of the text up to the comma of the innermost arm around the group, if the arm has
    /// a comma.
    comma: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    OnALine,
    /// The group breaks. `outside` is the indentation outside the group.
    Broken {
        outside: i64,
        consistent: bool,
    },
}

impl Lines {
    /// Appends the pieces as lines.
    pub fn print(&mut self, out: &mut String) {
        self.measure();
        let (mut free, mut indent, mut blanks) = (WIDTH, 0_i64, 0);
        self.groups.clear();
        self.lines_before.clear();
        self.lines_before.resize(self.points.get() as usize + 1, 0);
        let mut lines = 0;
        for (at, (piece, size)) in self.pieces.iter().zip(&self.sizes).enumerate() {
            match piece {
                Piece::Text { start, len, width } => {
                    push_blanks(out, &mut blanks);
                    out.push_str(&self.text[*start as usize..(*start + *len) as usize]);
                    free -= i64::from(*width);
                }
                Piece::Point(point) => self.lines_before[point.index()] = lines,
                Piece::CommaIfOnALine => {
                    if self.groups.last().is_some_and(|group| group.state == State::OnALine) {
                        out.push(',');
                        free -= 1;
                    }
                }
                Piece::Begin { indent: by, consistent, fit } => {
                    let by = i64::from(*by);
                    let next_free = (WIDTH - indent - by).max(LEAST_WIDTH);
                    let of_lines = match fit {
                        Fit::Chain(chain) => {
                            let root = self.chains[*chain as usize].root;
                            root.is_some_and(|root| self.lines_before[root.index()] < lines)
                        }
                        _ => false,
                    };
                    let around = self.groups.last().and_then(|group| group.comma);
                    let size = size + i64::from(around == Some(self.totals[at] + size));
                    let breaks =
                        of_lines || self.breaks_group(at, *fit, size, around, free, next_free);
                    let state = match breaks {
                        true => State::Broken { outside: indent, consistent: *consistent },
                        false => State::OnALine,
                    };
                    let comma = match fit {
                        Fit::WholeWithComma if breaks => None,
                        // The size contains the comma.
                        Fit::WholeWithComma => Some(self.totals[at] + size - 1),
                        _ => around,
                    };
                    self.groups.push(Group { state, comma });
                    if breaks && !of_lines {
                        indent += by;
                    }
                }
                Piece::End => {
                    let state = self.groups.pop().map(|group| group.state);
                    if let Some(State::Broken { outside, .. }) = state {
                        indent = outside;
                    }
                }
                Piece::Break(place) => {
                    let goes_on = place.never
                        || place.blank != Blank::Line
                            && match self.groups.last().map(|group| group.state) {
                                Some(State::OnALine) => true,
                                Some(State::Broken { consistent: true, .. }) => false,
                                Some(State::Broken { consistent: false, .. }) | None => {
                                    *size <= free
                                }
                            };
                    if goes_on {
                        blanks += place.width();
                        free -= place.width();
                        continue;
                    }
                    if let Some(before) = place.before {
                        push_blanks(out, &mut blanks);
                        out.push(before);
                    }
                    out.push('\n');
                    lines += 1;
                    if place.empty_line {
                        out.push('\n');
                    }
                    blanks = indent + i64::from(place.indent);
                    free = (WIDTH - blanks).max(LEAST_WIDTH);
                    if place.brace_after {
                        push_blanks(out, &mut blanks);
                        out.push('}');
                        free -= 1;
                    }
                }
            }
        }
    }

    /// Returns `true` if a group breaks. Its line has `free` columns left, and its next line would
    /// have `next_free`.
    fn breaks_group(
        &self,
        at: usize,
        fit: Fit,
        size: i64,
        comma: Option<i64>,
        free: i64,
        next_free: i64,
    ) -> bool {
        // The blank of the place is not on the next line.
        let fits_after = |place: usize, size: i64| {
            size - self.pieces.get(place).map_or(0, Piece::width) <= next_free
        };
        let place_of = |point: Point| self.places[point.index()] as usize;
        let exceeds = |point: Point| self.totals[place_of(point)] - self.totals[at] > free;
        match fit {
            Fit::Group => size > free,
            Fit::Whole { opens } => {
                size > free && (fits_after(at + 1, size) || opens.is_some_and(exceeds))
            }
            Fit::WholeWithComma => size > free && fits_after(at + 1, size - 1),
            Fit::UpTo(point) => exceeds(point),
            Fit::Chain(chain) => {
                let chain = self.chains[chain as usize];
                let Some(opens) = chain.opens else { return size > free };
                if chain.is_tall {
                    return exceeds(opens);
                }
                let last = place_of(chain.last) + 1;
                let last_size = self.sizes[last];
                let comma = i64::from(comma == Some(self.totals[last] + last_size));
                size > free && (exceeds(opens) || fits_after(last, last_size + comma))
            }
        }
    }

    /// Corrects the widths of texts that are not ASCII. Until then, the width is the number of
    /// bytes.
    fn count_characters(&mut self) {
        if self.text.is_ascii() {
            return;
        }
        for piece in &mut self.pieces {
            if let Piece::Text { start, len, width } = piece {
                let text = &self.text[*start as usize..(*start + *len) as usize];
                *width = text.chars().count() as u32;
            }
        }
    }

    /// Computes the sizes of groups and places. The size of a group is its width up to the first
    /// place to break after its end. The size of a place is the width up to the next place of its
    /// own group or after that group.
    fn measure(&mut self) {
        self.sizes.clear();
        self.open.clear();
        self.totals.clear();
        self.places.clear();
        self.places.resize(self.points.get() as usize + 1, 0);
        self.count_characters();
        let mut total = 0;
        for piece in &self.pieces {
            let index = self.sizes.len() as u32;
            self.totals.push(total);
            match piece {
                Piece::Text { .. } | Piece::CommaIfOnALine => self.sizes.push(0),
                Piece::Point(point) => {
                    self.sizes.push(0);
                    self.places[point.index()] = index;
                }
                Piece::Begin { .. } => {
                    self.sizes.push(-total);
                    self.open.push(index);
                }
                Piece::End => {
                    self.sizes.push(0);
                    self.open.push(index);
                }
                // `before` counts. If the place does not break, its group fits on the line, and so
                // does all text that is measured up to here.
                Piece::Break(place) => {
                    let before = i64::from(place.before.is_some());
                    close(&self.pieces, &mut self.sizes, &mut self.open, total + before);
                    self.sizes.push(-total);
                    self.open.push(index);
                }
            }
            total += piece.width();
        }
        close(&self.pieces, &mut self.sizes, &mut self.open, total);
    }
}

/// Sets the sizes of groups and places that end at a place to break.
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
            Piece::Text { .. } | Piece::CommaIfOnALine | Piece::Point(_) => {}
        }
        open.pop();
        if depth == 0 && matches!(pieces[index], Piece::Break(_)) {
            break;
        }
    }
}

fn push_blanks(out: &mut String, blanks: &mut i64) {
    let mut missing = usize::try_from(*blanks).unwrap_or_default();
    while missing > 0 {
        let some = missing.min(BLANKS.len());
        out.push_str(&BLANKS[..some]);
        missing -= some;
    }
    *blanks = 0;
}
