//! The printed table, with a line for each shape.

use bench_codec::contenders::Name;
use bench_codec::measure::{Effort, Times, mean};
use bench_codec::shapes::IN_MEANS;

use crate::contenders::Shape;

/// The ratios of a shape.
pub struct Line {
    /// Our times relative to those of pbjson and of buffa, then our times through `serde_json`
    /// relative to both.
    encode: [f64; 4],
    decode: [f64; 4],
}

/// Returns the lines above the shapes.
pub fn head() -> String {
    let columns = ["encode", "through serde", "decode", "through serde"];
    let columns = columns.map(|column| format!("{column:>16}")).join("");
    format!(
        "{:<23}{:>8}{:>16}{columns}\n{:<23}{:>8}{:>16}{}",
        "",
        "",
        "ours, ns",
        "",
        "bytes",
        "encode/decode",
        "    pbjson/buffa".repeat(4)
    )
}

impl Line {
    /// Measures a shape and prints its ratios.
    pub fn of(shape: &Shape, effort: Effort) -> Self {
        let encode = Times::of(&shape.write, effort, false);
        let decode = Times::of(&shape.parse, effort, false);
        let line = Line { encode: ratios(&encode), decode: ratios(&decode) };
        let [encode_ns, decode_ns] =
            [&encode, &decode].map(|times| times.median(Name::Ours) / shape.messages as f64 * 1e9);
        let cells = [line.encode, line.decode].map(|[pbjson, buffa, serde_pbjson, serde_buffa]| {
            format!(
                "{:>16}{:>16}",
                format!("{pbjson:.2}/{buffa:.2}"),
                format!("{serde_pbjson:.2}/{serde_buffa:.2}")
            )
        });
        println!(
            "{:<23}{:>8}{:>16}{}{}",
            shape.name,
            shape.bytes,
            format!("{encode_ns:.0}/{decode_ns:.0}"),
            cells[0],
            cells[1]
        );
        line
    }
}

fn ratios(times: &Times) -> [f64; 4] {
    [
        times.ratio(Name::Ours, Name::Pbjson),
        times.ratio(Name::Ours, Name::Buffa),
        times.ratio(Name::OursThroughSerde, Name::Pbjson),
        times.ratio(Name::OursThroughSerde, Name::Buffa),
    ]
}

/// Returns the geometric means: of the shapes in the means of `bench -- codec`, and of all shapes.
pub fn means(lines: &[Line]) -> String {
    let of = |name: &str, lines: &[Line], column: fn(&Line) -> [f64; 4]| {
        let [a, b, c, d] = [0, 1, 2, 3].map(|nth| mean(lines.iter().map(|line| column(line)[nth])));
        format!("{name} mean: {a:.3} / {b:.3}, through serde {c:.3} / {d:.3}\n")
    };
    let first = &lines[..IN_MEANS.min(lines.len())];
    [
        of("encode, first five,", first, |line| line.encode),
        of("decode, first five,", first, |line| line.decode),
        of("encode, all shapes,", lines, |line| line.encode),
        of("decode, all shapes,", lines, |line| line.decode),
    ]
    .concat()
}
