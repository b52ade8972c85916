//! Measures every shape and prints the table, with the means at the end.
//!
//! `--quick` measures for a shorter time. The other arguments select shapes by a part of their
//! names.

use bench_codec::measure::Effort;
use bench_json::SHAPES;
use bench_json::table::{Line, head, means};

fn main() {
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let effort = Effort::of(&options);
    println!("{}", head());
    let shapes = SHAPES.iter().map(|shape| shape());
    let wanted = shapes.filter(|shape| {
        names.is_empty() || names.iter().any(|name| shape.name.contains(name.as_str()))
    });
    let lines: Vec<Line> = wanted.map(|shape| Line::of(&shape, effort)).collect();
    println!("{}", means(&lines));
}
