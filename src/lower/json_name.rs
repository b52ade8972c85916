//! The JSON names of fields.

/// Returns the JSON name of a field. Returns `None` if it equals the proto name.
///
/// `declared` is the name in the descriptor. protoc writes it for every field, but other compilers
/// may not.
pub(super) fn json_name(proto_name: &str, declared: Option<&str>) -> Option<Box<str>> {
    let name = match declared {
        Some(declared) => declared.into(),
        None => lower_camel(proto_name),
    };
    (*name != *proto_name).then_some(name)
}

/// Converts a proto name as protoc does, e.g. `wind_speed` to `windSpeed`. A letter after an
/// underscore becomes upper case. Every other letter keeps its case.
pub(super) fn lower_camel(proto_name: &str) -> Box<str> {
    let mut name = String::with_capacity(proto_name.len());
    let mut after_underscore = false;
    for letter in proto_name.chars() {
        match letter {
            '_' => after_underscore = true,
            _ if std::mem::take(&mut after_underscore) => name.push(letter.to_ascii_uppercase()),
            _ => name.push(letter),
        }
    }
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_ones_of_protoc() {
        let names =
            ["wind", "wind_speed", "_a", "a_", "a__b", "a_1b", "A_b", "FooBar", "URL", "a_B_c"];
        let fields: Vec<String> =
            (1..).zip(names).map(|(number, name)| format!("int32 {name} = {number};")).collect();
        let proto =
            format!("syntax = 'proto2'; message M {{ optional {} }}", fields.join(" optional "));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.proto"), proto).unwrap();
        let includes = [folder.path().to_owned()];
        let settings = crate::protoc::Settings::vendored();
        let compiled = crate::protoc::compile(&["a.proto".into()], &includes, &settings).unwrap();
        let set = compiled.descriptor_set;
        let request = crate::Request::from_descriptor_set("set", &set, None).unwrap();
        let fields = &request.files[0].message_type[0].field;
        assert_eq!(fields.len(), names.len());
        for field in fields {
            assert_eq!(*lower_camel(field.name()), *field.json_name());
        }
    }

    #[test]
    fn a_declared_name_wins() {
        assert_eq!(json_name("a_b", None).as_deref(), Some("aB"));
        assert_eq!(json_name("a_b", Some("a_b")), None);
        assert_eq!(json_name("a", Some("")).as_deref(), Some(""));
        assert_eq!(json_name("a", Some("@a")).as_deref(), Some("@a"));
        assert_eq!(json_name("a", None), None);
    }
}
