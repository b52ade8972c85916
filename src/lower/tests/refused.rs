//! Tests of descriptors that the generator refuses.

use prost::Message as _;

use super::{lower, request_of};
use crate::{Options, Request};

#[test]
fn unsupported_editions_are_refused_with_a_position() {
    let supported = "the generator supports proto2, proto3, and editions 2023, 2024 and 2026";
    let unstable = "edition UNSTABLE is not supported, because protoc may still change it\n  help:";
    for (edition, message) in [
        (9999, unstable),
        (99997, "edition 99997_TEST_ONLY is not supported\n  help:"),
        // This generator's descriptor.proto does not know the edition.
        (1003, "edition with the number 1003 is not supported\n  help:"),
    ] {
        let mut request = request_of("edition = '2023';\nmessage M {}\n");
        request.files[0].edition = Some(edition);
        let error = lower(&request, &Options::new()).unwrap_err().to_string();
        assert_eq!(error, format!("test.proto:1:1: {message} {supported}"));
    }
}

#[test]
fn malformed_descriptors_are_refused() {
    use crate::descriptor::field_descriptor_proto::Label;
    use crate::descriptor::{
        DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
        FileDescriptorProto, MessageOptions, MethodDescriptorProto, OneofDescriptorProto,
        ServiceDescriptorProto,
    };
    let nest = |depth: usize| {
        (0..depth).fold(
            DescriptorProto { name: Some("M".into()), ..Default::default() },
            |inner, _| DescriptorProto {
                name: Some("M".into()),
                nested_type: vec![inner],
                ..Default::default()
            },
        )
    };
    let field = |field: FieldDescriptorProto| DescriptorProto {
        name: Some("M".into()),
        field: vec![field],
        ..Default::default()
    };
    let named = |number| FieldDescriptorProto {
        name: Some("f".into()),
        number: Some(number),
        ..Default::default()
    };
    let with_oneof = |name: &str, label: Label| DescriptorProto {
        oneof_decl: vec![OneofDescriptorProto { name: Some(name.into()), ..Default::default() }],
        ..field(FieldDescriptorProto {
            label: Some(label as i32),
            r#type: Some(5),
            oneof_index: Some(0),
            ..named(1)
        })
    };
    let with_entry = |label: Label| {
        let scalar =
            |number| FieldDescriptorProto { label: Some(1), r#type: Some(5), ..named(number) };
        let entry = DescriptorProto {
            name: Some("Entry".into()),
            field: vec![scalar(1), FieldDescriptorProto { name: Some("g".into()), ..scalar(2) }],
            options: Some(
                MessageOptions { map_entry: Some(true), ..Default::default() }.encode_to_vec(),
            ),
            ..Default::default()
        };
        let message = field(FieldDescriptorProto {
            label: Some(label as i32),
            type_name: Some(".M.Entry".into()),
            ..named(1)
        });
        DescriptorProto { nested_type: vec![entry], ..message }
    };
    let enumeration = |value: &str| EnumDescriptorProto {
        name: Some("E".into()),
        value: vec![EnumValueDescriptorProto { name: Some(value.into()), ..Default::default() }],
        ..Default::default()
    };
    let service = |name: &str, method: &str, input: &str| ServiceDescriptorProto {
        name: Some(name.into()),
        method: vec![MethodDescriptorProto {
            name: Some(method.into()),
            input_type: Some(input.into()),
            output_type: Some(".M".into()),
            ..Default::default()
        }],
        ..Default::default()
    };
    let refused = |file: FileDescriptorProto| {
        let file = FileDescriptorProto { name: Some("t.proto".into()), ..file };
        let request = Request::of_file(file);
        let error = lower(&request, &Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("t.proto: "), "{error}");
        error
    };
    for (message, expected) in [
        (nest(200), "nested more than 32 messages deep"),
        (
            DescriptorProto { name: Some("a\"b".into()), ..Default::default() },
            "its name is not an identifier",
        ),
        (DescriptorProto::default(), "its name is not an identifier"),
        (field(named(0)), "is not between 1 and 536870911"),
        (
            field(FieldDescriptorProto { type_name: Some(".No".into()), ..named(1) }),
            "refers to `No`, which is not a type of this request",
        ),
        (
            field(FieldDescriptorProto {
                r#type: Some(14),
                type_name: Some(".M".into()),
                ..named(1)
            }),
            "refers to `M`, which is not an enum",
        ),
        (
            field(FieldDescriptorProto { r#type: Some(5), oneof_index: Some(3), ..named(1) }),
            "a oneof that does not exist",
        ),
        (
            field(FieldDescriptorProto {
                r#type: Some(5),
                default_value: Some("x".into()),
                ..named(1)
            }),
            "`x` is not a default value of `M.f`",
        ),
        (with_oneof("o²", Label::Optional), "`M.o²` is not valid: its name is not an identifier"),
        (
            with_oneof("o", Label::Repeated),
            "`M.f` is not valid: a oneof member must be a single value",
        ),
        (
            with_entry(Label::Optional),
            "`M.f` is not valid: only a repeated field can have a map entry as its type",
        ),
    ] {
        let file = FileDescriptorProto { message_type: vec![message], ..Default::default() };
        let error = refused(file);
        assert!(error.contains(expected), "{error}");
    }
    let entry = || vec![with_entry(Label::Repeated)];
    for (file, expected) in [
        (
            FileDescriptorProto { package: Some("p`\nmod x {}//".into()), ..Default::default() },
            "a package name consists of identifiers",
        ),
        (
            FileDescriptorProto { enum_type: vec![enumeration("x²")], ..Default::default() },
            "`E.x²` is not valid: its name is not an identifier",
        ),
        (
            FileDescriptorProto {
                service: vec![service("S²", "m", ".M")],
                message_type: entry(),
                ..Default::default()
            },
            "`S²` is not valid",
        ),
        (
            FileDescriptorProto {
                service: vec![service("S", "m²", ".M")],
                message_type: entry(),
                ..Default::default()
            },
            "`S.m²` is not valid",
        ),
        (
            FileDescriptorProto {
                service: vec![service("S", "m", ".M.Entry")],
                message_type: entry(),
                ..Default::default()
            },
            "`S.m` refers to `M.Entry`, which is not a message",
        ),
    ] {
        let error = refused(file);
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn the_features_of_imports_are_checked_and_no_other_options() {
    use crate::descriptor::{
        DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FileDescriptorProto,
        FileDescriptorSet,
    };
    // A varint that does not end.
    let broken = || Some(vec![0x08, 0xff]);
    let value = || EnumValueDescriptorProto { name: Some("V".into()), ..Default::default() };
    let imported =
        |file: FileDescriptorProto, value: EnumValueDescriptorProto| FileDescriptorProto {
            name: Some("a.proto".into()),
            enum_type: vec![EnumDescriptorProto {
                name: Some("E".into()),
                value: vec![value],
                ..Default::default()
            }],
            ..file
        };
    let errors = |imported: FileDescriptorProto| {
        let file = FileDescriptorProto {
            name: Some("b.proto".into()),
            dependency: vec!["a.proto".into()],
            ..Default::default()
        };
        let set =
            FileDescriptorSet { file: vec![imported, file], ..Default::default() }.encode_to_vec();
        let mut options = Options::default();
        options.include_imports = false;
        let request = Request::from_descriptor_set("set", &set, Some(&["b.proto".into()])).unwrap();
        match lower(&request, &options) {
            Ok(_) => Vec::new(),
            Err(found) => found
                .iter()
                .map(|error| error.message.split(':').next().unwrap_or_default().to_owned())
                .collect::<Vec<_>>(),
        }
    };
    let message =
        |options| DescriptorProto { name: Some("M".into()), options, ..Default::default() };
    let of_value = EnumValueDescriptorProto { options: broken(), ..value() };
    assert_eq!(errors(imported(FileDescriptorProto::default(), of_value)), [""; 0]);
    let of_message =
        FileDescriptorProto { message_type: vec![message(broken())], ..Default::default() };
    assert_eq!(errors(imported(of_message, value())), ["`M` is not valid"]);
    let of_file = FileDescriptorProto {
        options: broken(),
        message_type: vec![message(None)],
        ..Default::default()
    };
    assert_eq!(errors(imported(of_file, value())), ["`a.proto` is not valid"]);
}

#[test]
fn malformed_extensions_are_refused() {
    use crate::descriptor::{
        DescriptorProto, FieldDescriptorProto, FileDescriptorProto, MessageOptions,
    };
    let entry = DescriptorProto {
        name: Some("Entry".into()),
        field: [1, 2]
            .map(|number| FieldDescriptorProto {
                name: Some(format!("f{number}")),
                number: Some(number),
                r#type: Some(5),
                ..Default::default()
            })
            .to_vec(),
        options: Some(
            MessageOptions { map_entry: Some(true), ..Default::default() }.encode_to_vec(),
        ),
        ..Default::default()
    };
    let message =
        DescriptorProto { name: Some("M".into()), nested_type: vec![entry], ..Default::default() };
    let valid = || FieldDescriptorProto {
        name: Some("x".into()),
        number: Some((1 << 29) - 1),
        r#type: Some(5),
        extendee: Some(".M".into()),
        ..Default::default()
    };
    let lowered = |extension: FieldDescriptorProto| {
        let file = FileDescriptorProto {
            name: Some("t.proto".into()),
            message_type: vec![message.clone()],
            extension: vec![extension],
            ..Default::default()
        };
        lower(&Request::of_file(file), &Options::default())
    };
    assert!(lowered(valid()).is_ok());
    for (extension, expected) in [
        (
            FieldDescriptorProto { extendee: None, ..valid() },
            "`x` refers to ``, which is not a message",
        ),
        (
            FieldDescriptorProto { extendee: Some(".M.Entry".into()), ..valid() },
            "`x` refers to `M.Entry`, which is not a message",
        ),
        (
            FieldDescriptorProto { r#type: Some(14), type_name: Some(".M".into()), ..valid() },
            "`x` refers to `M`, which is not an enum",
        ),
        (
            FieldDescriptorProto { r#type: None, type_name: Some(".N".into()), ..valid() },
            "`x` refers to `N`, which is not a type of this request",
        ),
        (
            FieldDescriptorProto {
                r#type: Some(11),
                type_name: Some(".M.Entry".into()),
                label: Some(3),
                ..valid()
            },
            "`x` is not valid: an extension cannot be a map",
        ),
        (
            FieldDescriptorProto { number: Some(0), ..valid() },
            "`x` is not valid: its number 0 is not between 1 and 536870911",
        ),
        (
            FieldDescriptorProto { number: Some(1 << 29), ..valid() },
            "`x` is not valid: its number 536870912 is not between 1 and 536870911",
        ),
        (
            FieldDescriptorProto { name: Some("x²".into()), ..valid() },
            "`x²` is not valid: its name is not an identifier",
        ),
        (
            FieldDescriptorProto { default_value: Some("x".into()), ..valid() },
            "`x` is not a default value of `x`",
        ),
        (
            FieldDescriptorProto { options: Some(vec![0x08, 0xff]), ..valid() },
            "`x` is not valid: its options cannot be decoded",
        ),
    ] {
        let error = lowered(extension).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}
