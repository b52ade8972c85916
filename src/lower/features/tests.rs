use super::*;
use crate::descriptor::field_descriptor_proto::{Label, Type};
use crate::descriptor::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto, FeatureSet,
    FieldOptions, FileOptions, MessageOptions, OneofDescriptorProto, OneofOptions, feature_set,
};
use crate::lower::link;
use crate::model::{Framing, JsonFormat, Openness, Packing, Presence, Utf8};
use crate::{Request, index::Id as _};

use prost::Message as _;

/// Returns the features of a proto2 file. Its message has a field, a oneof with two members, and a
/// nested enum.
fn table_of(file: FileDescriptorProto) -> FeatureTable {
    let request = Request::of_file(FileDescriptorProto { name: Some("t.proto".into()), ..file });
    let mut found = Diagnostics::default();
    let schema = link::link(&request, true, &mut found);
    let table = resolve(&schema, &mut found);
    assert!(!found.has_errors(), "{found}");
    table
}

fn field(name: &str, number: i32) -> FieldDescriptorProto {
    FieldDescriptorProto {
        name: Some(name.into()),
        number: Some(number),
        r#type: Some(Type::String as i32),
        label: Some(Label::Optional as i32),
        ..Default::default()
    }
}

fn message(fields: Vec<FieldDescriptorProto>) -> DescriptorProto {
    DescriptorProto { name: Some("M".into()), field: fields, ..Default::default() }
}

fn of_message(message: DescriptorProto) -> FeatureTable {
    table_of(FileDescriptorProto { message_type: vec![message], ..Default::default() })
}

fn utf8(validation: feature_set::Utf8Validation) -> Option<FeatureSet> {
    Some(FeatureSet { utf8_validation: Some(validation as i32), ..Default::default() })
}

fn json(format: feature_set::JsonFormat) -> Option<FeatureSet> {
    Some(FeatureSet { json_format: Some(format as i32), ..Default::default() })
}

#[test]
fn a_member_inherits_from_its_oneof() {
    let member =
        |name: &str, number| FieldDescriptorProto { oneof_index: Some(0), ..field(name, number) };
    let own =
        FieldOptions { features: utf8(feature_set::Utf8Validation::None), ..Default::default() };
    let of_oneof =
        OneofOptions { features: utf8(feature_set::Utf8Validation::Verify), ..Default::default() };
    let table = of_message(DescriptorProto {
        oneof_decl: vec![OneofDescriptorProto {
            name: Some("o".into()),
            options: Some(of_oneof.encode_to_vec()),
            ..Default::default()
        }],
        ..message(vec![
            field("f", 1),
            member("a", 2),
            FieldDescriptorProto { options: Some(own.encode_to_vec()), ..member("b", 3) },
        ])
    });
    assert_eq!(table.oneofs[OneofId::new(0)].utf8, Utf8::Verify);
    let fields = table.fields.values().map(|features| features.utf8);
    assert_eq!(fields.collect::<Vec<_>>(), [Utf8::None, Utf8::Verify, Utf8::None]);
}

#[test]
fn elements_inherit_from_the_elements_around_them() {
    let best_effort = json(feature_set::JsonFormat::LegacyBestEffort);
    let table = table_of(FileDescriptorProto {
        syntax: Some("proto3".into()),
        options: Some(
            FileOptions { features: utf8(feature_set::Utf8Validation::None), ..Default::default() }
                .encode_to_vec(),
        ),
        message_type: vec![DescriptorProto {
            options: Some(
                MessageOptions { features: best_effort, ..Default::default() }.encode_to_vec(),
            ),
            enum_type: vec![EnumDescriptorProto {
                name: Some("E".into()),
                value: vec![EnumValueDescriptorProto {
                    name: Some("V".into()),
                    ..Default::default()
                }],
                options: Some(
                    EnumOptions {
                        features: Some(FeatureSet {
                            enum_type: Some(feature_set::EnumType::Closed as i32),
                            ..Default::default()
                        }),
                        ..Default::default()
                    }
                    .encode_to_vec(),
                ),
                ..Default::default()
            }],
            ..message(vec![field("f", 1)])
        }],
        ..Default::default()
    });
    let proto3 = EditionDefaults::new().of(Edition::Proto3);
    let of_file = Features { utf8: Utf8::None, ..proto3 };
    let of_message = Features { json: JsonFormat::LegacyBestEffort, ..of_file };
    let of_enum = Features { openness: Openness::Closed, ..of_message };
    assert_eq!(table.files[FileId::new(0)], of_file);
    assert_eq!(table.messages[MessageId::new(0)], of_message);
    assert_eq!(table.fields[FieldId::new(0)], of_message);
    assert_eq!(table.enums[EnumId::new(0)], of_enum);
    assert_eq!(table.values[ValueId::new(0)], of_enum);
}

#[test]
fn labels_and_types_of_proto2_are_features() {
    let packed = |packed| Some(FieldOptions { packed, ..Default::default() }.encode_to_vec());
    let table = of_message(message(vec![
        FieldDescriptorProto { label: Some(Label::Required as i32), ..field("a", 1) },
        FieldDescriptorProto { proto3_optional: Some(true), ..field("b", 2) },
        FieldDescriptorProto { r#type: Some(Type::Group as i32), ..field("c", 3) },
        FieldDescriptorProto { options: packed(Some(true)), ..field("d", 4) },
        FieldDescriptorProto { options: packed(Some(false)), ..field("e", 5) },
    ]));
    let proto2 = EditionDefaults::new().of(Edition::Proto2);
    let expected = [
        Features { presence: Presence::Required, ..proto2 },
        proto2,
        Features { framing: Framing::Delimited, ..proto2 },
        Features { packing: Packing::Packed, ..proto2 },
        proto2,
    ];
    assert_eq!(table.fields.values().copied().collect::<Vec<_>>(), expected);
}

/// The generator generates nothing for an imported file, so its edition need not be supported.
#[test]
fn imported_files_have_the_features_of_their_edition() {
    for (edition, name, presence) in [
        (Edition::Edition2023, "2023", Presence::Explicit),
        (Edition::Edition2024, "2024", Presence::Explicit),
        (Edition::Proto3, "proto3", Presence::Implicit),
    ] {
        let imported = FileDescriptorProto {
            name: Some("imported.proto".into()),
            syntax: Some(if name == "proto3" { "proto3" } else { "editions" }.into()),
            edition: (name != "proto3").then_some(edition as i32),
            message_type: vec![message(Vec::new())],
            ..Default::default()
        };
        let user = FileDescriptorProto {
            name: Some("t.proto".into()),
            dependency: vec!["imported.proto".into()],
            ..Default::default()
        };
        let mut request = Request::of_file(user);
        let imported = Request::of_file(imported);
        request.files.splice(..0, imported.files);
        request.source_info.splice(..0, imported.source_info);
        let mut found = Diagnostics::default();
        let schema = link::link(&request, false, &mut found);
        let table = resolve(&schema, &mut found);
        assert!(!found.has_errors(), "{found}");
        let file = FileId::new(0);
        assert_eq!((table.edition_name(file), table.files[file].presence), (name, presence));
        assert_eq!(table.files[file].openness, Openness::Open);
    }
}

/// protoc sends a required field of an edition as optional, and a delimited one as a message.
/// If a descriptor has another label or type, features decide.
#[test]
fn labels_and_types_of_editions_do_not_count() {
    let table = table_of(FileDescriptorProto {
        syntax: Some("editions".into()),
        edition: Some(Edition::Edition2023 as i32),
        message_type: vec![message(vec![
            FieldDescriptorProto { label: Some(Label::Required as i32), ..field("a", 1) },
            FieldDescriptorProto { r#type: Some(Type::Group as i32), ..field("b", 2) },
        ])],
        ..Default::default()
    });
    let of_edition = EditionDefaults::new().of(Edition::Edition2023);
    assert!(table.fields.values().all(|features| *features == of_edition));
}

#[test]
fn later_editions_have_the_defaults_of_the_newest() {
    let defaults = EditionDefaults::new();
    let newest = defaults.of(Edition::Edition2026);
    assert_eq!(newest, Features { presence: Presence::Explicit, ..defaults.of(Edition::Proto3) });
    assert_eq!(defaults.of(Edition::Unstable), newest);
    // A number that the enum does not have.
    assert_eq!(defaults.of(Edition::Unknown), newest);
    assert_eq!(defaults.of(Edition::Legacy), defaults.of(Edition::Proto2));
}
