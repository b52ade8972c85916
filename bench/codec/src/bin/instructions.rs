//! Runs one pass of every contender, for callgrind to count. Each pass is announced on the standard
//! output, and runs inside of [`counted`].
//!
//! ```text
//! valgrind --tool=callgrind --toggle-collect=instructions::counted \
//!     --dump-after=instructions::counted \
//!     target/release/instructions "deep tree"
//! ```
//!
//! The arguments select shapes by a part of their names.

use bench_codec::contenders::Contender;
use bench_codec::shapes::SHAPES;
use bench_codec::views::{self, DATASETS};

fn main() {
    let mut names: Vec<String> = std::env::args().skip(1).collect();
    if names.first().is_some_and(|name| name == "--views") {
        names.remove(0);
        return of_views(&names);
    }
    for shape in SHAPES {
        let shape = shape();
        if !names.is_empty() && !names.iter().any(|name| shape.name.contains(name.as_str())) {
            continue;
        }
        for (column, contenders) in [("decode", &shape.decode), ("encode", &shape.encode)] {
            for contender in contenders {
                println!("{}\t{column}\t{:?}\t{}", shape.name, contender.name, shape.messages);
                counted(contender);
            }
        }
    }
}

fn of_views(names: &[String]) {
    for shape in DATASETS.iter().chain(views::SHAPES).map(|shape| shape()) {
        if !names.is_empty() && !names.iter().any(|name| shape.name.contains(name.as_str())) {
            continue;
        }
        for contender in shape.contenders() {
            println!("{}\tviews\t{:?}\t{}", shape.name, contender.name, shape.encoded.len());
            counted(&contender);
        }
    }
}

/// The function whose instructions callgrind counts. Each call is a part of its report.
#[inline(never)]
fn counted(contender: &Contender) {
    (contender.pass)();
}
