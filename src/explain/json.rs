//! The JSON form of an explanation.
//!
//! A JSON crate would slow down every build script that depends on this library. Writing texts,
//! numbers and lists takes a few lines here.

use super::record::{Declared, Explanation, Fact, Part, WinningRule};

impl Explanation {
    /// Returns the explanation as a JSON object on one line. Its members are `element`,
    /// `full_name`, and one for each part.
    pub fn json(&self) -> String {
        let mut members = vec![
            member("element", string(self.kind)),
            member("full_name", string(&self.full_name)),
        ];
        members.extend(self.parts.iter().map(|(key, part)| member(key, value(part))));
        format!("{{{}}}", members.join(","))
    }
}

fn value(part: &Part) -> String {
    match part {
        Part::Text(text) => string(text),
        Part::Number(number) => number.to_string(),
        Part::List(texts) => list(texts.iter().map(|text| string(text))),
        Part::Words(words) => list(words.iter().map(|word| string(word))),
        Part::Values(values) => {
            let members = values.iter().map(|(name, value)| member(name, string(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Part::Declared(declared) => self::declared(declared),
        Part::Fact(fact) => self::fact(fact),
        Part::Facts(facts) => list(facts.iter().map(fact)),
        Part::Rules(rules) => list(rules.iter().map(rule)),
    }
}

fn declared(declared: &Declared) -> String {
    let mut members = vec![member("file", string(&declared.file))];
    if let Some((line, column)) = declared.position {
        members.push(member("line", line.to_string()));
        members.push(member("column", column.to_string()));
    }
    members.push(member("edition", string(&declared.edition)));
    format!("{{{}}}", members.join(","))
}

fn fact(fact: &Fact) -> String {
    let members = [member("value", string(&fact.value)), member("reason", string(&fact.reason))];
    format!("{{{}}}", members.join(","))
}

fn rule(rule: &WinningRule) -> String {
    let members = [
        member("option", string(rule.option)),
        member("rule", string(&rule.rule)),
        member("origin", string(&rule.origin)),
    ];
    format!("{{{}}}", members.join(","))
}

fn list(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(","))
}

fn member(key: &str, value: String) -> String {
    format!("{}:{value}", string(key))
}

/// Returns a JSON string (RFC 8259, section 7).
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        for (text, expected) in [
            ("plain ü", "\"plain ü\""),
            ("a\"b\\c", "\"a\\\"b\\\\c\""),
            ("\n\t\u{1}", "\"\\n\\u0009\\u0001\""),
        ] {
            assert_eq!(string(text), expected);
        }
    }
}
