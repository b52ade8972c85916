//! Measures owned messages and views of every shape, as ratios to prost's decode.
//!
//! `--quick` measures for a shorter time. The other arguments select shapes by a part of their
//! names.

use bench_codec::contenders::Name;
use bench_codec::measure::{Effort, Times, mean};
use bench_codec::views::{DATASETS, SHAPES};

/// The names of the tables, and the contenders.
const GROUPS: [(&str, [Name; 5]); 3] = [
    ("decode", Name::DECODED),
    ("decode, read everything", Name::TOUCHED),
    ("decode, read 3 fields", Name::THREE),
];

fn main() {
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let effort = Effort::of(&options);
    let mut tables: [Vec<(&str, Vec<f64>)>; 3] = Default::default();
    for shapes in [DATASETS, SHAPES] {
        let before = tables[0].len();
        for shape in shapes.iter().map(|shape| shape()) {
            if !names.is_empty() && !names.iter().any(|name| shape.name.contains(name.as_str())) {
                continue;
            }
            let times = Times::of(&shape.contenders(), effort, false);
            for ((_, contenders), table) in GROUPS.iter().zip(&mut tables) {
                let ratio = |name: &Name| times.ratio(*name, Name::Prost);
                table.push((shape.name, contenders.iter().map(ratio).collect()));
            }
        }
        let about = if shapes.len() == DATASETS.len() { "mean of datasets" } else { "mean" };
        for table in &mut tables {
            let rows = &table[before..];
            if !rows.is_empty() {
                let column = |column: usize| mean(rows.iter().map(move |(_, row)| row[column]));
                let means = (0..5).map(column).collect();
                table.push((about, means));
            }
        }
    }
    for ((about, contenders), table) in GROUPS.iter().zip(tables) {
        let head: String =
            contenders.iter().map(|name| format!("{:>16}", format!("{name:?}"))).collect();
        println!("{:<25}{head}{:>12}{:>12}", format!("{about}, to prost"), "to buffa", "to ours");
        for (name, row) in table {
            let cells: String = row.iter().map(|ratio| format!("{ratio:>16.2}")).collect();
            let (to_buffa, to_ours) = (row[1] / row[3], row[1] / row[0]);
            println!("{name:<25}{cells}{to_buffa:>12.2}{to_ours:>12.2}");
        }
        println!();
    }
}
