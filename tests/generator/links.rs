//! Links in docs lead to elements of the file and of its imports. They do not depend on the other
//! files of the run.

use std::fs;

use prost::Message as _;
use rust_grpc::prost_types::source_code_info::Location;
use rust_grpc::prost_types::{
    DescriptorProto, FileDescriptorProto, FileDescriptorSet, SourceCodeInfo,
};
use rust_grpc_build::{Options, Request, generate};

use crate::protoc;

/// Returns the line with a text in the generated code of all files.
fn line(set: &[u8], listed: &[String], parameter: &str, text: &str) -> String {
    let request = Request::from_descriptor_set("linked", set, Some(listed)).unwrap();
    let output = generate(&request, &parameter.parse::<Options>().unwrap())
        .unwrap_or_else(|found| panic!("{found}"));
    let mut lines = output.files.iter().flat_map(|file| file.content.lines());
    lines.find(|line| line.contains(text)).unwrap().trim().to_owned()
}

const FILES: &[(&str, &str)] = &[
    (
        "user.proto",
        r#"
        syntax = "proto3";
        package acme;
        import "sibling.proto";
        import "outer.proto";
        // Links: [User][acme.User] [Sibling][acme.Sibling] [Public][acme.Public]
        // [Private][acme.Private] [Apart][acme.Apart]
        // [Used][other.Used] [OtherApart][other.OtherApart]
        // [Beside][other.Beside] [Unused][unused.Unused].
        message User {
          other.Used used = 1;
          Sibling sibling = 2;
        }
        "#,
    ),
    ("sibling.proto", r#"syntax = "proto3"; package acme; message Sibling {}"#),
    (
        "outer.proto",
        r#"
        syntax = "proto3";
        package other;
        import public "inner.proto";
        import "private.proto";
        import "unused.proto";
        message Beside {}
        message Used { acme.Private private = 1; unused.Unused unused = 2; }
        "#,
    ),
    (
        "inner.proto",
        r#"
        syntax = "proto3";
        package acme;
        import public "public.proto";
        "#,
    ),
    (
        "public.proto",
        r#"syntax = "proto3"; package acme; import public "unused.proto"; message Public {}"#,
    ),
    ("private.proto", r#"syntax = "proto3"; package acme; message Private {}"#),
    ("unused.proto", r#"syntax = "proto3"; package unused; message Unused {}"#),
    ("apart.proto", r#"syntax = "proto3"; package acme; message Apart {}"#),
    ("other_apart.proto", r#"syntax = "proto3"; package other; message OtherApart {}"#),
];

#[test]
fn links_lead_to_the_file_and_its_imports() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let (set, listed) = protoc::compile(folder.path(), &[]);
    let alone = ["user.proto".to_owned()];
    for listed in [&alone[..], &listed] {
        assert_eq!(
            line(&set, listed, "", "Links: "),
            "/// Links: [`User`](struct@User) [`Sibling`](struct@Sibling) [`Public`](struct@Public)"
        );
        assert_eq!(line(&set, listed, "", "`Apart`"), "/// `Private` `Apart`");
        assert_eq!(
            line(&set, listed, "", "[`Used`]"),
            "/// [`Used`](struct@super::other::Used) `OtherApart`"
        );
        assert_eq!(
            line(&set, listed, "", "`Beside`"),
            "/// [`Beside`](struct@super::other::Beside) `Unused`."
        );
        let external = "extern_path=.other.Used=::used::Used";
        assert_eq!(line(&set, listed, external, "`Beside`"), "/// `Beside` `Unused`.");
    }
}

/// 600 files, each of which imports all files before it publicly. Each has links to the first file,
/// to itself and to the next file.
#[test]
fn many_public_imports_keep_their_links() {
    const MANY: usize = 600;
    let name = |index: usize| format!("f{index}.proto");
    let links = |index: usize| {
        let [first, here, next] = [0, index, index + 1].map(|to| format!("[M{to}][many.M{to}]"));
        format!("Of {index}: {first} {here} {next}")
    };
    let file = |index: usize| FileDescriptorProto {
        name: Some(name(index)),
        package: Some("many".into()),
        dependency: (0..index).map(name).collect(),
        public_dependency: (0..index as i32).collect(),
        message_type: vec![DescriptorProto {
            name: Some(format!("M{index}")),
            ..Default::default()
        }],
        source_code_info: Some(SourceCodeInfo {
            location: vec![Location {
                path: vec![4, 0],
                span: vec![0, 0, 0],
                leading_comments: Some(links(index)),
                ..Default::default()
            }],
        }),
        ..Default::default()
    };
    let set = FileDescriptorSet { file: (0..MANY).map(file).collect() };
    let listed: Vec<String> = (0..MANY).map(name).collect();
    let docs = line(&set.encode_to_vec(), &listed, "", "Of 300: ");
    assert_eq!(docs, "/// Of 300: [`M0`](struct@M0) [`M300`](struct@M300) `M301`");
}
