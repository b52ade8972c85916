//! The fields that the compiler checks constants with paths against.

/// The fields of a message, for constants with the paths of field masks.
#[derive(Clone, Copy)]
pub struct Paths {
    /// The fields as in the table of the message, e.g. `1 string station; 2 ?message0 day`.
    pub fields: &'static str,
    /// The types that the fields refer to by index. `NONE` stands for a type in which no path of a
    /// constant can continue, e.g. that of a recursive field. The list omits the last types that
    /// are `NONE`.
    pub inner: &'static [Paths],
}

impl Paths {
    /// The value of a message in which no path of a constant can continue.
    pub const NONE: Self = Paths { fields: "#none", inner: &[] };

    /// The fields of a message that is generated without `reflect`.
    pub(super) const UNREFLECTED: &'static str = "#unreflected";

    /// Returns the error of a path. Returns `None` if the path names a field.
    pub(crate) const fn problem(mut self, path: &str) -> Option<&'static str> {
        let mut rest = path.as_bytes();
        if matches!(rest, b"*") {
            return None;
        }
        loop {
            if matches!(self.fields.as_bytes(), b"#unreflected") {
                return Some(
                    "constants need the option `reflect`, without which the message is generated",
                );
            }
            if matches!(self.fields.as_bytes(), b"#none") {
                return Some(
                    "a path of a constant does not go through this field, which is recursive, in a \
                     box or in a type of prost-types",
                );
            }
            let (name, behind) = split(rest, b'.');
            let Some(shape) = shape(self.fields.as_bytes(), name) else {
                return Some("there is no such field");
            };
            let Some(behind) = behind else { return None };
            let Some(index) = index_of_message(shape) else {
                return Some("a list, map or scalar is not the last field");
            };
            self = if index < self.inner.len() { self.inner[index] } else { Paths::NONE };
            rest = behind;
        }
    }
}

/// Returns the shape of the field with this proto name, e.g. `?message0`.
const fn shape<'f>(fields: &'f [u8], name: &[u8]) -> Option<&'f [u8]> {
    let mut rest = Some(fields);
    while let Some(fields) = rest {
        let (field, behind) = split(fields, b';');
        rest = behind;
        // A space follows each semicolon.
        let field = if let [b' ', field @ ..] = field { field } else { field };
        if let (number, Some(words)) = split(field, b' ')
            && let (shape, Some(names)) = split(words, b' ')
            && !matches!(number, [b'#', ..])
            && equal(split(split(names, b' ').0, b'=').0, name)
        {
            return if is_skipped(shape) || is_json_only(words) { None } else { Some(shape) };
        }
    }
    None
}

/// Whether a field is in the text only for errors, because its type has no table. Then the type has
/// no index, e.g. in `?message`.
pub(super) const fn is_skipped(shape: &[u8]) -> bool {
    matches!(
        shape,
        [.., b'm', b'e', b's', b's', b'a', b'g', b'e']
            | [.., b'g', b'r', b'o', b'u', b'p']
            | [.., b'e', b'n', b'u', b'm']
    )
}

/// Whether only JSON has a field: `#json` is among its words.
const fn is_json_only(mut words: &[u8]) -> bool {
    loop {
        let (word, rest) = split(words, b' ');
        if equal(word, b"#json") {
            return true;
        }
        let Some(rest) = rest else { return false };
        words = rest;
    }
}

/// Returns the index of the type of a singular message, e.g. 12 for `?message12`.
const fn index_of_message(shape: &[u8]) -> Option<usize> {
    let shape = if let [b'?' | b'!', rest @ ..] = shape { rest } else { shape };
    let ([b'm', b'e', b's', b's', b'a', b'g', b'e', digits @ ..]
    | [b'g', b'r', b'o', b'u', b'p', digits @ ..]) = shape
    else {
        return None;
    };
    let (mut digits, mut index) = (digits, 0);
    while let [digit, rest @ ..] = digits {
        index = index * 10 + (*digit - b'0') as usize;
        digits = rest;
    }
    Some(index)
}

/// Returns the bytes before the first separator. If there is a separator, also returns the bytes
/// after it.
const fn split(bytes: &[u8], separator: u8) -> (&[u8], Option<&[u8]>) {
    let mut length = 0;
    while length < bytes.len() && bytes[length] != separator {
        length += 1;
    }
    match bytes.split_at(length) {
        (before, [_, behind @ ..]) => (before, Some(behind)),
        (all, []) => (all, None),
    }
}

const fn equal(left: &[u8], right: &[u8]) -> bool {
    let mut index = 0;
    while index < left.len() && index < right.len() && left[index] == right[index] {
        index += 1;
    }
    index == left.len() && index == right.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Paths = Paths { fields: "1 ?double low", inner: &[] };
    const FORECAST: Paths = Paths {
        fields: "#reserved old older; 1 string station; 2 ?message1 day=the%2Fday; \
                 3 *message1 days; 4 {string}message1 by_name; 5 group1 odd @either #redact; \
                 6 ?message0 next; 7 ?message2 time; 8 ?message skipped; 9 *enum skipped_too; \
                 10 ?message1 only_json @either #json #redact",
        inner: &[Paths::NONE, DAY],
    };

    #[test]
    fn a_path_names_a_field() {
        for path in ["*", "station", "day", "day.low", "days", "by_name", "odd.low", "next"] {
            assert_eq!(FORECAST.problem(path), None, "{path}");
        }
    }

    #[test]
    fn each_error_of_a_path_is_reported() {
        let no_field = "there is no such field";
        let not_last = "a list, map or scalar is not the last field";
        let no_constant = "a path of a constant does not go through this field, which is \
                           recursive, in a box or in a type of prost-types";
        for (path, problem) in [
            ("", no_field),
            ("stations", no_field),
            ("statio", no_field),
            ("the/day", no_field),
            ("day=the", no_field),
            ("older", no_field),
            ("day.high", no_field),
            ("day.", no_field),
            (".day", no_field),
            ("day low", no_field),
            ("skipped", no_field),
            ("skipped_too", no_field),
            ("only_json", no_field),
            ("station.x", not_last),
            ("days.low", not_last),
            ("by_name.low", not_last),
            ("day.low.x", not_last),
            ("next.station", no_constant),
            ("time.seconds", no_constant),
        ] {
            assert_eq!(FORECAST.problem(path), Some(problem), "{path}");
        }
        const UNREFLECTED: Paths = Paths { fields: Paths::UNREFLECTED, inner: &[] };
        let message = Paths { fields: "1 message0 day", inner: &[UNREFLECTED] };
        let no_option =
            "constants need the option `reflect`, without which the message is generated";
        assert_eq!(UNREFLECTED.problem("station"), Some(no_option));
        assert_eq!(message.problem("day.low"), Some(no_option));
        assert_eq!(message.problem("day"), None);
    }
}
