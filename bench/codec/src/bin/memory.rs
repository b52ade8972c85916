//! Prints the memory of decoded messages: what they keep, and the peak while they are decoded. It
//! is a program of its own, because counting takes time.

use bench_codec::contenders::{Name, Shape};
use bench_codec::shapes::SHAPES;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

fn main() {
    println!(
        "{:<23}{:>10}{:>28}{:>28}",
        "memory", "bytes", "resident, ours to prost", "peak, ours to prost"
    );
    for shape in SHAPES {
        let shape = shape();
        let (ours, prost) = (of(&shape, Name::Ours), of(&shape, Name::Prost));
        let ratio = |ours: usize, prost: usize| ours as f64 / prost as f64;
        println!(
            "{:<23}{:>10}{:>28.3}{:>28.3}",
            shape.name,
            ours.resident / shape.messages,
            ratio(ours.resident, prost.resident),
            ratio(ours.peak, prost.peak)
        );
    }
}

#[derive(Default)]
struct Memory {
    resident: usize,
    peak: usize,
}

/// Returns the sums over all messages. Each message is decoded separately.
fn of(shape: &Shape, name: Name) -> Memory {
    let mut sum = Memory::default();
    for (_, decode) in shape.hold.iter().filter(|(known, _)| *known == name) {
        for number in 0..shape.messages {
            ALLOCATED.reset_peak_usage();
            let before = ALLOCATED.current_usage();
            let message = decode(number);
            sum.resident += ALLOCATED.current_usage() - before;
            sum.peak += ALLOCATED.peak_usage() - before;
            drop(message);
        }
    }
    sum
}
