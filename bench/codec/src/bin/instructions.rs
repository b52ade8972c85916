//! One pass of every contender, for callgrind to count: prints what it does, and does it in
//! [`counted`].
//!
//! ```text
//! valgrind --tool=callgrind --toggle-collect=instructions::counted --dump-after=instructions::counted \
//!     target/release/instructions "deep tree"
//! ```
//!
//! Arguments are parts of the names of the shapes to count.

use bench_codec::contenders::Contender;
use bench_codec::shapes::SHAPES;

fn main() {
    let names: Vec<String> = std::env::args().skip(1).collect();
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

/// What callgrind is told to count: each call is a part of its report.
#[inline(never)]
fn counted(contender: &Contender) {
    (contender.pass)();
}
