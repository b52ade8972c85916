//! The layout of lines: text with groups and places to break at.
//!
//! The algorithm is that of Oppen's "Prettyprinting" (1980), and its form here follows prettyplease
//! (by David Tolnay). A group fits if its text, up to the first place to break behind the group,
//! fits on the line. A group that fits stays on the line. If a consistent group does not fit, every
//! place in it breaks. If an inconsistent group does not fit, a place breaks if the text up to the
//! next place does not fit.
//!
//! Two rules are added for the layout of rustfmt:
//!
//! * A group may be measured up to a point inside or behind it ([`Lines::point`]). The arguments of
//!   a call stay on the line if the text up to the brace of a closure, the last argument, fits.
//! * A group may break only if its text fits on the next line ([`Fit::Whole`]). The right side of an
//!   assignment goes to the next line only if it needs no further line there.

/// The indentation of a block.
pub(super) const INDENT: i8 = 4;
/// The length that a line should not exceed.
const WIDTH: i64 = 100;
/// The width that is left for text at any indentation.
const LEAST_WIDTH: i64 = 20;
/// Wider than any line.
const ENDLESS: i64 = 0xffff;

/// The pieces of an item, in order.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pieces: Vec<Piece>,
    text: String,
    /// Whether the next text is to be a piece of its own, because somebody has marked the place.
    marked: bool,
    /// The number of points that have been handed out.
    points: u32,
    /// The number of places that always break.
    always: usize,
    sizes: Vec<i64>,
    open: Vec<u32>,
    /// The width of the text before each piece.
    totals: Vec<i64>,
    /// The index of the piece of each point.
    places: Vec<u32>,
    /// The number of lines before each point.
    lines_before: Vec<u32>,
    groups: Vec<Group>,
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    Text {
        start: u32,
        len: u32,
        width: u32,
    },
    Break(Break),
    Begin {
        indent: i8,
        consistent: bool,
        fit: Fit,
    },
    End,
    Point(Point),
    /// A comma, if the group around it stays on the line.
    CommaIfOnALine,
}

/// The text that must fit on a line for a group to stay there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// The text up to the first place to break behind the group.
    Group,
    /// The text of [`Fit::Group`]. If that text does not fit on a line of its own either, the text
    /// up to `opens` is enough, and the groups in this group break.
    Whole { opens: Option<Point> },
    /// As [`Fit::Whole`], of a group that [`Lines::comma_if_on_a_line`] ends.
    WholeWithComma,
    /// The text up to a point.
    UpTo(Point),
    /// The text of a chain: see [`Chain`].
    Chain(Chain),
}

impl Fit {
    /// [`Fit::Whole`] of a group that can always stay on the line.
    pub const WHOLE: Self = Fit::Whole { opens: None };
}

/// How the links of a chain are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chain {
    /// The beginning of the expression that the links belong to. If that expression takes several
    /// lines, every link begins a line, as far out as the expression.
    pub root: Point,
    /// A point before the last place to break.
    pub last: Point,
    /// Where the arguments of the last link open, if it has some that can take several lines. If
    /// the text behind `last` does not fit on a line of its own either, the text up to `opens` is
    /// enough for the chain to stay on the line.
    pub opens: Option<Point>,
    /// Whether the text up to `opens` is enough in any case.
    pub is_tall: bool,
}

/// A point between pieces, by which groups are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point(u32);

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
    /// Whether an empty line follows the line that ends here.
    pub empty_line: bool,
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
struct Group {
    state: State,
    /// The width of all text before a comma that will follow: it is that of an arm around the
    /// group.
    comma: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
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
        self.points = 0;
        self.always = 0;
    }

    pub fn word(&mut self, text: &str) {
        let (start, more) = (self.text.len() as u32, text.len() as u32);
        let more_width = if text.is_ascii() { more } else { text.chars().count() as u32 };
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(Piece::Text { start: _, len, width }) if !self.marked => {
                *len += more;
                *width += more_width;
            }
            _ => self.pieces.push(Piece::Text { start, len: more, width: more_width }),
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
        self.always += 1;
        self.add(Break { blank: Blank::Line, ..Break::default() });
    }

    /// Makes the last place to break, which ends a line, end a paragraph.
    pub fn empty_line(&mut self) {
        if let Some(Piece::Break(place)) = self.pieces.last_mut() {
            place.empty_line = true;
        }
    }

    /// Returns the number of places so far that always break.
    pub fn breaks(&self) -> usize {
        self.always
    }

    pub fn line_if_something_follows(&mut self) {
        self.always += 1;
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

    /// A comma that is left out if the group around it breaks.
    pub fn comma_if_on_a_line(&mut self) {
        self.pieces.push(Piece::CommaIfOnALine);
    }

    /// Takes the last place to break out of the block it ends.
    pub fn outdent(&mut self) {
        if let Some(Piece::Break(place)) = self.pieces.last_mut() {
            place.indent -= INDENT;
        }
    }

    pub fn begin(&mut self, indent: i8) {
        self.pieces.push(Piece::Begin { indent, consistent: true, fit: Fit::Group });
    }

    pub fn begin_inconsistent(&mut self, indent: i8) {
        self.pieces.push(Piece::Begin { indent, consistent: false, fit: Fit::Group });
    }

    pub fn begin_fit(&mut self, indent: i8, fit: Fit) {
        self.pieces.push(Piece::Begin { indent, consistent: true, fit });
    }

    /// Returns a point, which [`Lines::point`] has to place.
    pub fn new_point(&mut self) -> Point {
        self.points += 1;
        Point(self.points - 1)
    }

    /// Places a point: groups that are measured up to it have their size.
    pub fn point(&mut self, point: Point) {
        self.pieces.push(Piece::Point(point));
    }

    /// Returns a point that has been placed here.
    pub fn point_here(&mut self) -> Point {
        let point = self.new_point();
        self.point(point);
        point
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

    /// Here something may be put in later.
    pub fn mark(&mut self) -> Mark {
        self.marked = true;
        Mark(self.pieces.len())
    }

    pub fn begin_at(&mut self, mark: Mark, indent: i8, consistent: bool) {
        self.pieces.insert(mark.0, Piece::Begin { indent, consistent, fit: Fit::Group });
    }

    pub fn begin_fit_at(&mut self, mark: Mark, indent: i8, fit: Fit) {
        self.pieces.insert(mark.0, Piece::Begin { indent, consistent: true, fit });
    }

    /// Removes the pieces behind a mark.
    pub fn back_to(&mut self, mark: Mark) {
        self.pieces.truncate(mark.0);
        self.marked = true;
    }

    pub fn break_at(&mut self, mark: Mark, place: Break) {
        self.pieces.insert(mark.0, Piece::Break(place));
    }
}

impl Piece {
    fn width(&self) -> i64 {
        match self {
            Piece::Text { width, .. } => i64::from(*width),
            Piece::Break(place) => place.width(),
            Piece::CommaIfOnALine => 1,
            Piece::Begin { .. } | Piece::End | Piece::Point(_) => 0,
        }
    }
}

impl Lines {
    /// Appends the pieces as lines.
    pub fn print(&mut self, out: &mut String) {
        self.measure();
        let (mut room, mut indent, mut blanks) = (WIDTH, 0_i64, 0);
        self.groups.clear();
        self.lines_before.clear();
        self.lines_before.resize(self.points as usize, 0);
        let mut lines = 0;
        for (at, (piece, size)) in self.pieces.iter().zip(&self.sizes).enumerate() {
            match piece {
                Piece::Text { start, len, width } => {
                    push_blanks(out, &mut blanks);
                    out.push_str(&self.text[*start as usize..(*start + *len) as usize]);
                    room -= i64::from(*width);
                }
                Piece::Point(point) => self.lines_before[point.0 as usize] = lines,
                Piece::CommaIfOnALine => {
                    if self.groups.last().is_some_and(|group| group.state == State::OnALine) {
                        out.push(',');
                        room -= 1;
                    }
                }
                Piece::Begin { indent: by, consistent, fit } => {
                    let by = i64::from(*by);
                    let next_room = (WIDTH - indent - by).max(LEAST_WIDTH);
                    let of_lines = matches!(fit, Fit::Chain(chain)
                        if self.lines_before[chain.root.0 as usize] < lines);
                    let around = self.groups.last().and_then(|group| group.comma);
                    let size = size + i64::from(around == Some(self.totals[at] + size));
                    let breaks =
                        of_lines || self.breaks_group(at, *fit, size, around, room, next_room);
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
                                    *size <= room
                                }
                            };
                    if goes_on {
                        blanks += place.width();
                        room -= place.width();
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

    /// Whether a group breaks, whose line has `room` left and whose next line would have `next_room`.
    fn breaks_group(
        &self,
        at: usize,
        fit: Fit,
        size: i64,
        comma: Option<i64>,
        room: i64,
        next_room: i64,
    ) -> bool {
        // The blank of the place is not on the next line.
        let fits_after = |place: usize, size: i64| {
            size - self.pieces.get(place).map_or(0, Piece::width) <= next_room
        };
        let place_of = |point: Point| self.places[point.0 as usize] as usize;
        let exceeds = |point: Point| self.totals[place_of(point)] - self.totals[at] > room;
        match fit {
            Fit::Group => size > room,
            Fit::Whole { opens } => {
                size > room && (fits_after(at + 1, size) || opens.is_some_and(exceeds))
            }
            Fit::WholeWithComma => size > room && fits_after(at + 1, size - 1),
            Fit::UpTo(point) => exceeds(point),
            Fit::Chain(chain) => match chain.opens {
                Some(opens) if chain.is_tall => exceeds(opens),
                Some(opens) => {
                    let last = place_of(chain.last) + 1;
                    let last_size = self.sizes[last];
                    let comma = i64::from(comma == Some(self.totals[last] + last_size));
                    size > room && (exceeds(opens) || fits_after(last, last_size + comma))
                }
                None => size > room,
            },
        }
    }

    /// Computes the width from each group's beginning to the first place to break behind its end,
    /// and the width from each such place to the next one of its own group or behind that group.
    fn measure(&mut self) {
        self.sizes.clear();
        self.open.clear();
        self.totals.clear();
        self.places.clear();
        self.places.resize(self.points as usize, 0);
        let mut total = 0;
        for piece in &self.pieces {
            let index = self.sizes.len() as u32;
            self.totals.push(total);
            match piece {
                Piece::Text { .. } | Piece::CommaIfOnALine => self.sizes.push(0),
                Piece::Point(point) => {
                    self.sizes.push(0);
                    self.places[point.0 as usize] = index;
                }
                Piece::Begin { .. } => {
                    self.sizes.push(-total);
                    self.open.push(index);
                }
                Piece::End => {
                    self.sizes.push(0);
                    self.open.push(index);
                }
                // The character counts: if the place does not break, its group fits on the line,
                // and so does all that is measured up to here.
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
            Piece::Text { .. } | Piece::CommaIfOnALine | Piece::Point(_) => {}
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
