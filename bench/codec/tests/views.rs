//! Makes every shape of views, which compares what all ways of reading it read. Reading views asks
//! the allocator for nothing.

use std::hint::black_box;

use bench_codec::contenders::Name;
use bench_codec::views::{DATASETS, SHAPES};

#[path = "../../../fixtures/every/tests/allocations/counter.rs"]
mod counter;

/// The ways that allocate nothing.
const VIEWS: [Name; 6] =
    [Name::View, Name::Lazy, Name::ViewTouch, Name::LazyTouch, Name::ViewThree, Name::LazyThree];

#[test]
fn views_allocate_nothing() {
    for shape in DATASETS.iter().chain(SHAPES).map(|shape| shape()) {
        for (name, read) in shape.ways.iter().filter(|(name, _)| VIEWS.contains(name)) {
            for bytes in &*shape.encoded {
                let (_, heap) = counter::count(|| black_box(read(black_box(bytes))));
                assert_eq!(heap.count, 0, "{name:?} of {}", shape.name);
            }
        }
    }
}
