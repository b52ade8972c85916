//! What is measured is the same for everybody: making a shape compares what each library reads and
//! writes.

use bench_codec::shapes::SHAPES;

#[test]
fn the_libraries_agree_on_every_shape() {
    for shape in SHAPES {
        for contender in shape().decode_buf {
            (contender.pass)();
        }
    }
}
