//! Conversions from proto names to Rust names. They equal prost's conversions.
//!
//! May not import: any other module of this crate.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Keywords of every edition that can be raw identifiers. Changing this changes generated names.
const RAW_KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static",
    "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers. Changing this changes generated names.
const SUFFIXED_KEYWORDS: &[&str] = &["_", "super", "self", "Self", "extern", "crate"];

/// Whether a word is a keyword of Rust. As a name, it becomes a raw identifier or gets an
/// underscore.
pub(crate) fn is_keyword(word: &str) -> bool {
    RAW_KEYWORDS.contains(&word) || SUFFIXED_KEYWORDS.contains(&word)
}

/// Returns a Rust path whose keywords are raw identifiers, e.g. `::a::r#type` for `::a::type`.
pub(crate) fn raw_path(path: &str) -> String {
    let raw = |part: &str| match RAW_KEYWORDS.contains(&part) {
        true => format!("r#{part}"),
        false => part.to_owned(),
    };
    path.split("::").map(raw).collect::<Vec<_>>().join("::")
}

/// Turns a converted name into a valid identifier, e.g. `r#type`, `self_`, `_1st`.
fn sanitized(name: String) -> String {
    if RAW_KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if SUFFIXED_KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else if name.is_empty() {
        // The proto name consists of underscores.
        "__".into()
    } else if name.starts_with(|c: char| c.is_numeric()) {
        format!("_{name}")
    } else {
        name
    }
}

/// Returns the name of a field, method or module, e.g. `foo_bar` for `FooBar`, and `r#type` for
/// `type`.
///
/// ```
/// assert_eq!(rust_grpc_build::naming::snake("HTTPServer"), "http_server");
/// ```
pub fn snake(proto_name: &str) -> String {
    let is_converted = is_snake(proto_name);
    sanitized(if is_converted { proto_name.to_owned() } else { proto_name.to_snake_case() })
}

/// Whether the conversion to snake case does not change a name. Most names of fields are like that,
/// and heck formats character by character.
fn is_snake(name: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'))
    };
    name.split('_').all(is_part)
}

/// Returns the name of a type or variant, e.g. `FooBar` for `foo_bar`, and `XmlHttp` for `XMLHttp`.
pub fn upper_camel(proto_name: &str) -> String {
    sanitized(proto_name.to_upper_camel_case())
}

/// Returns a variant's name without the enum's name in front, e.g. `Foo` for `KindFoo` of the enum
/// `Kind`. Both names are in upper camel case. A name stays if the rest does not begin a word, e.g.
/// `Kind1` and `Kinds`.
pub(crate) fn without_enum_prefix(enum_name: &str, variant: String) -> String {
    match variant.strip_prefix(enum_name) {
        Some(rest) if rest.starts_with(char::is_uppercase) => sanitized(rest.into()),
        _ => sanitized(variant),
    }
}

/// Converts a service's name to a module's, as tonic does: an underscore precedes every capital
/// except the first letter.
pub(crate) fn service_snake(service_ident: &str) -> String {
    let mut name = String::new();
    for (index, c) in service_ident.chars().enumerate() {
        if index > 0 && c.is_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_snake_case_stay() {
        let letters = ["", "_", "a", "B", "1", "\u{e9}"];
        for (a, b, c, d) in letters.iter().flat_map(|a| {
            let pairs = letters.iter().flat_map(|b| letters.map(|c| (*b, c)));
            pairs.flat_map(|(b, c)| letters.map(|d| (*a, b, c, d)))
        }) {
            let name = [a, b, c, d].concat();
            if is_snake(&name) {
                assert_eq!(name.to_snake_case(), name);
            }
        }
        assert!(is_snake("field_0_name6"));
    }

    #[test]
    fn conversions_equal_those_of_prost() {
        for (proto, expected) in [
            ("XMLHttpRequest", "xml_http_request"),
            ("_field_name3", "field_name3"),
            ("FIELD_NAME11", "field_name11"),
            ("field_0_name6", "field_0_name6"),
            ("p_iE", "p_i_e"),
            ("While", "r#while"),
            ("self", "self_"),
            ("gen", "r#gen"),
            ("_", "__"),
            ("_1", "_1"),
        ] {
            assert_eq!(snake(proto), expected, "{proto}");
        }
        for (proto, expected) in [
            ("FB", "Fb"),
            ("XMLHttp", "XmlHttp"),
            ("Foo_bar", "FooBar"),
            ("R_X", "RX"),
            ("self", "Self_"),
            ("_1", "_1"),
        ] {
            assert_eq!(upper_camel(proto), expected, "{proto}");
        }
    }

    #[test]
    fn the_enum_name_is_removed_only_before_a_word() {
        for (name, variant, expected) in [
            ("Kind", "KindFoo", "Foo"),
            ("Kind", "Kind1", "Kind1"),
            ("Kind", "Kinds", "Kinds"),
            ("Kind", "Kind", "Kind"),
            ("Feeding", "FeedingSelf", "Self_"),
            ("Foo", "Bar", "Bar"),
        ] {
            assert_eq!(without_enum_prefix(name, variant.into()), expected);
        }
    }

    #[test]
    fn modules_of_services_have_the_names_of_tonic() {
        assert_eq!(service_snake("AbcService"), "abc_service");
        assert_eq!(service_snake("ABC"), "a_b_c");
    }
}
