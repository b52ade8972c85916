//! The printed table, with a line for each shape.

use crate::contenders::{Name, Shape};
use crate::measure::{Effort, Times, mean};
use crate::shapes::IN_MEANS;

/// The ratios of a shape.
pub struct Line {
    /// Our times relative to those of prost, of buffa, and of buffa without unknown fields.
    decode: [f64; 3],
    encode: [f64; 3],
    decode_buf: [f64; 3],
    encode_buf: [f64; 3],
    /// The time of our codec with unknown fields relative to that without them: decoding and
    /// encoding.
    keeping: [f64; 2],
}

/// Returns the lines above the shapes.
pub fn head() -> String {
    let columns = ["decode from &[u8]", "encode_to_vec", "from DecodeBuf", "into EncodeBuf"];
    let columns = columns.map(|column| format!("{column:>18}")).join("");
    format!(
        "{:<23}{:>7}{:>8}{columns}{:>12}{:>17}\n{:<23}{:>7}{:>8}{}{:>12}{:>17}",
        "",
        "",
        "",
        "",
        "keeping",
        "ours to",
        "bytes",
        "ns",
        "    prost/buffa/off".repeat(4),
        "floor",
        "unknown/clone"
    )
}

impl Line {
    /// Measures a shape and prints its ratios.
    pub fn of(shape: &Shape, effort: Effort) -> Self {
        let decode = Times::of(&shape.decode, effort, false);
        let encode = Times::of(&shape.encode, effort, false);
        let decode_buf = Times::of(&shape.decode_buf, effort, true);
        let encode_buf = Times::of(&shape.encode_buf, effort, true);
        let ratios = |times: &Times| {
            [Name::Prost, Name::Buffa, Name::BuffaDropping]
                .map(|other| times.ratio(Name::Ours, other))
        };
        let line = Line {
            decode: ratios(&decode),
            encode: ratios(&encode),
            decode_buf: ratios(&decode_buf),
            encode_buf: ratios(&encode_buf),
            keeping: [decode.ratio(Name::Kept, Name::Ours), encode.ratio(Name::Kept, Name::Ours)],
        };
        let cells = [line.decode, line.encode, line.decode_buf, line.encode_buf]
            .map(|[prost, buffa, dropping]| format!("   {prost:.2}/{buffa:.2}/{dropping:.2}"));
        println!(
            "{:<23}{:>7}{:>8.0}{:>18}{:>18}{:>18}{:>18}   {:.2}/{:.2}   {:.2}/{:.2}/{:.2}",
            shape.name,
            shape.bytes,
            decode.median(Name::Ours) / shape.messages as f64 * 1e9,
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            decode.ratio(Name::Floor, Name::Prost),
            encode.ratio(Name::Floor, Name::Prost),
            line.keeping[0],
            line.keeping[1],
            decode.ratio(Name::CloneKept, Name::Clone),
        );
        line
    }
}

/// Returns the lines with the means.
pub fn means(lines: &[Line]) -> String {
    let lines = &lines[..IN_MEANS.min(lines.len())];
    let means = |[one, other]: [fn(&Line) -> f64; 2]| {
        let [one, other] = [one, other].map(|column| mean(lines.iter().map(column)));
        format!("{one:.3} / {other:.3}")
    };
    format!(
        "keeping unknown fields mean: {}\ndecode mean: {}\nencode mean: {}",
        means([|line| line.keeping[0], |line| line.keeping[1]]),
        means([|line| line.decode[0], |line| line.decode[1]]),
        means([|line| line.encode[0], |line| line.encode[1]]),
    )
}
