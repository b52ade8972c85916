//! Measures owned messages and views of every shape, as ratios to prost's decode.
//!
//! `--quick` measures for a shorter time. The other arguments select shapes by a part of their
//! names.

use bench_codec::contenders::Name;
use bench_codec::measure::{Effort, Times, mean};
use bench_codec::shapes::SHAPES;

/// The contenders that are compared with prost.
const NAMES: [Name; 5] = [Name::Ours, Name::OursRead, Name::View, Name::ViewRead, Name::BuffaView];

fn main() {
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let effort = Effort::of(&options);
    let head: String = NAMES.iter().map(|name| format!("{:>12}", format!("{name:?}"))).collect();
    println!("{:<25}{head}", "decode, to prost");
    let line = |name: &str, ratios: &[f64]| {
        let cells: String = ratios.iter().map(|ratio| format!("{ratio:>12.2}")).collect();
        println!("{name:<25}{cells}");
    };
    let mut all: Vec<Vec<f64>> = Vec::new();
    for shape in SHAPES.iter().map(|shape| shape()) {
        if !names.is_empty() && !names.iter().any(|name| shape.name.contains(name.as_str())) {
            continue;
        }
        let times = Times::of(&shape.views, effort, false);
        let ratios = NAMES.map(|name| times.ratio(name, Name::Prost));
        line(shape.name, &ratios);
        all.push(ratios.to_vec());
    }
    let means: Vec<f64> = (0..NAMES.len())
        .map(|column| mean(all.iter().map(|ratios| ratios[column]).collect::<Vec<_>>().into_iter()))
        .collect();
    line("mean", &means);
}
