//! Makes every shape, which compares the JSON of all libraries.

use bench_json::SHAPES;

#[test]
fn the_libraries_agree_on_every_shape() {
    for shape in SHAPES {
        shape();
    }
}
