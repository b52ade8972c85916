//! Makes every shape, which compares the messages and bytes of all libraries.

use bench_codec::shapes::SHAPES;

#[test]
fn the_libraries_agree_on_every_shape() {
    for shape in SHAPES {
        for contender in shape().decode_buf {
            (contender.pass)();
        }
    }
}
