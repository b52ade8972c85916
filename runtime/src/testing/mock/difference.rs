//! The difference of two messages, field by field.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::{Debug, Display, Write as _};

mod value;

use value::Value;

/// The number of differences that are shown. A long list can have one for each element.
const MOST_LINES: usize = 50;

/// Returns the fields in which two values differ, one a line.
///
/// It compares what `Debug` prints. Generated messages print a redacted field alike in both, so the
/// difference does not show its value.
pub fn between(expected: &impl Debug, actual: &impl Debug) -> String {
    let (expected, actual) = (format!("{expected:#?}"), format!("{actual:#?}"));
    let mut lines = Lines { text: String::new(), count: 0 };
    lines.compare("", &Value::parse(&expected), &Value::parse(&actual));
    let Lines { mut text, count } = lines;
    if count == 0 {
        text.push_str("  the values differ only in what `Debug` does not show\n");
    } else if count > MOST_LINES {
        writeln!(text, "  and {} further differences", count - MOST_LINES).expect("text");
    }
    text
}

/// The text of the difference.
struct Lines {
    text: String,
    /// The number of differences, also of those that are not shown.
    count: usize,
}

impl Lines {
    /// Adds the lines for two values at `path`, e.g. `places[0].name`.
    fn compare(&mut self, path: &str, expected: &Value<'_>, actual: &Value<'_>) {
        if let (Some(expected), Some(actual)) = (expected.in_some(), actual.in_some()) {
            return self.compare(path, expected, actual);
        }
        // A oneof has the names of its members here, and an `Option` may be `None` on one side.
        if expected.head != actual.head {
            return self.line(path, expected, actual);
        }
        if expected.head == "NaN" {
            let path = shown(path);
            return self.add(format_args!("  {path}: NaN, which does not equal itself\n"));
        }
        let others: BTreeMap<_, _> = actual.keyed().collect();
        for (key, part) in expected.keyed() {
            let path = expected.path(path, &key);
            match others.get(&key) {
                Some(other) => self.compare(&path, part, other),
                None => self.line(&path, part, &"nothing"),
            }
        }
        let known: BTreeMap<_, _> = expected.keyed().collect();
        for (key, part) in actual.keyed().filter(|(key, _)| !known.contains_key(key)) {
            self.line(&actual.path(path, &key), &"nothing", part);
        }
    }

    fn line(&mut self, path: &str, expected: &dyn Display, actual: &dyn Display) {
        let path = shown(path);
        self.add(format_args!("  {path}: expected {expected}, got {actual}\n"));
    }

    fn add(&mut self, text: core::fmt::Arguments<'_>) {
        self.count += 1;
        if self.count <= MOST_LINES {
            self.text.write_fmt(text).expect("a string takes all text");
        }
    }
}

fn shown(path: &str) -> String {
    if path.is_empty() { "value".to_string() } else { path.to_string() }
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::vec::Vec;

    use super::*;

    #[derive(Debug, Clone)]
    #[allow(dead_code)]
    struct Place {
        name: &'static str,
        tags: Vec<&'static str>,
        inside: Option<Option<u8>>,
        more: BTreeMap<&'static str, Vec<u8>>,
        way: Option<Way>,
        height: f64,
    }

    #[derive(Debug, Clone)]
    #[allow(dead_code)]
    enum Way {
        Bus(&'static str),
        Train(&'static str),
        To(Option<Box<Place>>),
    }

    fn place(name: &'static str) -> Place {
        let more = BTreeMap::new();
        Place { name, tags: [].into(), inside: None, more, way: None, height: 0.0 }
    }

    #[test]
    fn fields_that_differ_have_a_line() {
        let mut actual = place("a: {");
        actual.tags = ["x,", "y"].into();
        actual.inside = Some(Some(3));
        actual.more.insert("k: [", [1].into());
        actual.way = Some(Way::To(Some(Box::new(place("c")))));
        assert_eq!(
            between(&place("b"), &actual),
            "  name: expected \"b\", got \"a: {\"\n  tags[0]: expected nothing, got \"x,\"\n  \
             tags[1]: expected nothing, got \"y\"\n  inside: expected None, got Some(Some(3))\n  \
             more[\"k: [\"]: expected nothing, got [1]\n  way: expected None, got Some(To(Some(\
             Place { name: \"c\", tags: [], inside: None, more: {}, way: None, height: 0.0 })))\n"
        );
        let mut other = actual.clone();
        other.inside = Some(Some(4));
        other.more.insert("k: [", [1, 2].into());
        other.way = Some(Way::To(Some(Box::new(place("d")))));
        assert_eq!(
            between(&actual, &other),
            "  inside: expected 3, got 4\n  more[\"k: [\"][1]: expected nothing, got 2\n  \
             way.To.name: expected \"c\", got \"d\"\n"
        );
        assert_eq!(
            between(&[place("a"), place("b")], &[place("a"), place("c")]),
            "  [1].name: expected \"b\", got \"c\"\n"
        );
        assert_eq!(between(&1, &2), "  value: expected 1, got 2\n");
        assert_eq!(between(&(1, "a"), &(1, "b")), "  1: expected \"a\", got \"b\"\n");
        let bytes = |text: &'static [u8]| [bytes::Bytes::from_static(text)];
        assert_eq!(
            between(&bytes(b"a: {"), &bytes(b"a: [")),
            "  [0]: expected b\"a: {\", got b\"a: [\"\n"
        );
    }

    #[test]
    fn members_of_a_oneof_have_names() {
        let by = |way| Place { way: Some(way), ..place("a") };
        for (expected, actual, difference) in [
            (
                Way::Bus("here"),
                Way::Train("here"),
                "way: expected Bus(\"here\"), got Train(\"here\")",
            ),
            (
                Way::Bus("here"),
                Way::Train("there"),
                "way: expected Bus(\"here\"), got Train(\"there\")",
            ),
            (Way::Bus("here"), Way::Bus("there"), "way.Bus: expected \"here\", got \"there\""),
            (Way::Bus("here"), Way::To(None), "way: expected Bus(\"here\"), got To(None)"),
        ] {
            assert_eq!(between(&by(expected), &by(actual)), format!("  {difference}\n"));
        }
    }

    #[test]
    fn what_prints_alike_has_no_line() {
        let alike = "  the values differ only in what `Debug` does not show\n";
        assert_eq!(between(&place("a"), &place("a")), alike);
        let nan = Place { height: f64::NAN, ..place("a") };
        assert_eq!(between(&nan, &nan), "  height: NaN, which does not equal itself\n");
    }

    #[test]
    fn a_long_difference_is_cut() {
        let difference = between(&[0; 60], &[1; 60]);
        assert!(difference.ends_with("  [49]: expected 0, got 1\n  and 10 further differences\n"));
    }

    /// `Debug` of other crates can print any text.
    #[test]
    fn any_text_has_a_difference() {
        struct Text(&'static str);
        impl Debug for Text {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.0)
            }
        }
        for text in ["", "}", ")\n]", "a {\nb [", "\"", "b\"", "x: ", ",", "a\nb"] {
            let difference = between(&Text(text), &Text("c"));
            assert!(difference.contains("got c"), "{text:?}: {difference}");
        }
    }
}
