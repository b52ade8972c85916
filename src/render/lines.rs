//! The layout of lines: text with groups, and places where a line can break.
//!
//! The algorithm is that of Oppen's "Prettyprinting" (1980), in a form that follows prettyplease
//! (by David Tolnay). A group fits if its text fits on the line, together with the text after it up
//! to the first place to break. These rules apply:
//!
//! * A group that fits stays on the line.
//! * If a consistent group does not fit, all its places break.
//! * If an inconsistent group does not fit, a place breaks if the text up to the next place does
//!   not fit.
//!
//! Two more rules give the layout of rustfmt:
//!
//! * A group may be measured up to a point inside or after it ([`Lines::point`]). The arguments of
//!   a call stay on the line if the text up to the brace of a closure, the last argument, fits.
//! * A group may break only if its text fits on the next line ([`Fit::Whole`]). The right side of
//!   an assignment goes to the next line only if it fits on one line there.

mod print_lines;

use std::num::NonZeroU32;

use print_lines::Group;

/// The indentation of a block.
pub(super) const INDENT: i8 = 4;
/// A width that exceeds every line.
const ENDLESS: i64 = 0xffff;

/// The pieces of an item, in order.
#[derive(Debug)]
pub(super) struct Lines {
    pieces: Vec<Piece>,
    text: String,
    /// Whether the next text begins a new piece, because a mark is at its place.
    marked: bool,
    /// The number of points created so far.
    points: NonZeroU32,
    chains: Vec<Chain>,
    /// The number of places so far that always break.
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
    /// A comma that is printed if the group around it stays on the line.
    CommaIfOnALine,
}

/// The text of a group that must fit, so that the group stays on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// The text of the group, and the text after it up to the first place to break.
    Group,
    /// The text of [`Fit::Group`]. If that text does not fit on a line of its own, the text up to
    /// `opens` suffices, and the groups in this group break.
    Whole { opens: Option<Point> },
    /// The text of [`Fit::WHOLE`], for a group that ends with [`Lines::comma_if_on_a_line`].
    WholeWithComma,
    /// The text up to a point.
    UpTo(Point),
    /// The text that the [`Chain`] with this index describes.
    Chain(u32),
}

impl Fit {
    /// [`Fit::Whole`] of a group that can always stay on the line.
    pub const WHOLE: Self = Fit::Whole { opens: None };
}

/// The measure for the links of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chain {
    /// The start of the expression that the links belong to, unless it is one token. If that
    /// expression takes several lines, every link begins a line with the expression's indentation.
    pub root: Option<Point>,
    /// A point before the last place to break.
    pub last: Point,
    /// The place where the arguments of the last link open, if they can take several lines. If the
    /// text after `last` does not fit on a line of its own, the text up to `opens` suffices for the
    /// chain to stay on the line.
    pub opens: Option<Point>,
    /// Whether the text up to `opens` suffices in any case.
    pub is_tall: bool,
}

/// A point between pieces. Groups are measured up to points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point(NonZeroU32);

impl Point {
    fn index(self) -> usize {
        self.0.get() as usize
    }
}

/// A place where a line can break.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Break {
    /// The blank if the line does not break here.
    pub blank: Blank,
    /// The additional indentation of the next line, relative to the group.
    pub indent: i8,
    /// The character at the end of the line if it breaks here.
    pub before: Option<char>,
    /// Whether the next line begins with a brace if the line breaks here.
    pub brace_after: bool,
    /// Whether an empty line follows if the line breaks here.
    pub empty_line: bool,
    /// Whether the place is omitted at the end of a group.
    pub if_something_follows: bool,
    /// Whether the place never breaks, and only ends the measured text.
    pub never: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Blank {
    #[default]
    None,
    Space,
    Line,
}

/// A place between pieces where pieces can be inserted.
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

impl Default for Lines {
    fn default() -> Self {
        Lines {
            pieces: Vec::new(),
            text: String::new(),
            marked: false,
            points: NonZeroU32::MIN,
            chains: Vec::new(),
            always: 0,
            sizes: Vec::new(),
            open: Vec::new(),
            totals: Vec::new(),
            places: Vec::new(),
            lines_before: Vec::new(),
            groups: Vec::new(),
        }
    }
}

impl Lines {
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.text.clear();
        self.marked = false;
        self.points = NonZeroU32::MIN;
        self.chains.clear();
        self.always = 0;
    }

    pub fn word(&mut self, text: &str) {
        let (start, more) = (self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(Piece::Text { start: _, len, width }) if !self.marked => {
                *len += more;
                *width += more;
            }
            _ => self.pieces.push(Piece::Text { start, len: more, width: more }),
        }
        self.marked = false;
    }

    pub fn add(&mut self, place: Break) {
        self.pieces.push(Piece::Break(place));
    }

    /// Adds a place to break without a blank.
    pub fn zero(&mut self) {
        self.add(Break::default());
    }

    /// Adds a place to break with a space.
    pub fn space(&mut self) {
        self.add(Break { blank: Blank::Space, ..Break::default() });
    }

    pub fn line(&mut self) {
        self.always += 1;
        self.add(Break { blank: Blank::Line, ..Break::default() });
    }

    /// Adds an empty line after the last place to break, which always breaks.
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

    /// Adds a comma after an element of a list. The comma of the last element is only printed if
    /// the list breaks.
    pub fn comma(&mut self, is_last: bool, blank_at_end: Blank) {
        if is_last {
            self.add(Break { blank: blank_at_end, before: Some(','), ..Break::default() });
        } else {
            self.word(",");
            self.space();
        }
    }

    /// Adds a comma that is only printed if the group around it stays on the line.
    pub fn comma_if_on_a_line(&mut self) {
        self.pieces.push(Piece::CommaIfOnALine);
    }

    /// Moves the last place to break to the indentation outside its block.
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

    /// Creates a point. [`Lines::point`] places it.
    pub fn new_point(&mut self) -> Point {
        self.points = self.points.saturating_add(1);
        Point(self.points)
    }

    /// Places a point after the last piece.
    pub fn point(&mut self, point: Point) {
        self.pieces.push(Piece::Point(point));
    }

    /// Places a new point after the last piece, and returns it.
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

    /// Returns a mark after the last piece. Pieces can be inserted there.
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

    /// Begins a group at a mark. The group is measured as a chain.
    pub fn begin_chain_at(&mut self, mark: Mark, chain: Chain) {
        let index = self.chains.len() as u32;
        self.chains.push(chain);
        self.begin_fit_at(mark, INDENT, Fit::Chain(index));
    }

    pub fn point_at(&mut self, mark: Mark, point: Point) {
        self.pieces.insert(mark.0, Piece::Point(point));
    }

    /// Removes the pieces after a mark.
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
