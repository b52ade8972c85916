//! The layout of lines.

use super::*;

/// Items in the layout that the printer gives them.
const ITEMS: &[&str] = &[
    "
impl A {
    const RANGE: RangeInclusive<u32> = 0..=1;

    fn one(&self) -> u32 {
        self.0
    }

    /// Two.
    fn two(&self) {}
}
",
    "
trait A: Send + 'static {
    fn one(&self);

    fn two<T>(&self) -> T
    where
        T: Into<Vec<u8>>;
}
",
    "
fn arms() {
    match tag {
        10 => reader.map::<__rt::kind::Int32, __rt::kind::Int32, _>(&mut self.int32_by_int32),
        18 => {
            reader.a_method_of_a_long_name(&mut self.a_field_with_a_name, &mut self.unknown_fields)
        }
        26 => reader.another_method_of_a_very_long_name(
            &mut self.another_field_with_a_name,
            &mut self.unknown_fields_of_it,
        ),
        34 | 42 if a < b && c >> 3 == d => return,
        1..=9 | -1 => {}
        _ => match other {
            A { b, .. } => b,
            C(d @ [_, ..]) => d,
        },
    }
}
",
    "
fn calls() {
    let a_variable_with_a_name: Type =
        a_function_of_a_long_name(&mut self.a_field_with_a_name, &mut self.unknown);
    __rt::debug_struct(f, \"A struct with a name that is longer\")
        .field(\"one\", &self.one)
        .field(\"two\", &self.two)
        .finish();
    self.items.iter().map(|item| item.value()).for_each(|value| {
        count += 1;
        take(value);
    });
    Ok(Answer {
        a_field_with_a_name: value,
        another_field_with_a_name: other.value()?,
        third: vec![1, 2, 3],
    })
}
",
];

#[test]
fn items_are_laid_out() {
    for expected in ITEMS {
        let expected = expected.trim_start();
        let (text, is_sure) = printed(expected.parse().unwrap());
        assert_eq!(text, expected);
        assert!(is_sure);
    }
}
